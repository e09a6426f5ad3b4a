// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// Deviations of networks and their training from what holds exactly; each is zero but for rounding
/// or truncation.
struct LearningIdentities {
  /// The seed of production. It is not that of the run: where a sample lies within rounding of a kink
  /// (of a ReLU, of two equal children of a pool) gradients of two precisions rightly differ.
  static let fixedSeed: UInt64 = 1

  let conventions: LearningConventions
  let seed: UInt64

  init(_ conventions: LearningConventions = LearningConventions(), seed: UInt64 = fixedSeed) {
    (self.conventions, self.seed) = (conventions, seed)
  }

  /// Identities that are computed together, by their names in the reference table.
  struct Group: Sendable {
    let names: [String]
    let values: @Sendable (LearningIdentities) throws(AssayError) -> [Double]

    init(
      _ names: [String],
      _ values: @escaping @Sendable (LearningIdentities) throws(AssayError) -> [Double]
    ) {
      (self.names, self.values) = (names, values)
    }
  }

  static let groups =
    gradientChecks + SphereNetwork.allCases.map(direct) + [precision, bits]

  static func task(_ context: RunContext, _ conventions: LearningConventions) -> StudyTask {
    let column = TableColumn(
      "learning.identities", "Deviations from identities of networks and their training")
    return StudyTask(filling: "learning_identities", [column], context, cost: 1) {
      axes throws(AssayError) in
      let places = try axes.values(
        0,
        from: groups.enumerated().flatMap { index, group in
          group.names.enumerated().map { (name: $1, value: (group: index, member: $0)) }
        })
      let setting = LearningIdentities(conventions)
      var found: [Int: [Double]] = [:]
      for place in places where found[place.group] == nil {
        found[place.group] = try groups[place.group].values(setting)
      }
      return places.map { [found[$0.group]?[$0.member] ?? .nan] }
    }
  }
}

extension LearningIdentities {
  func random(_ name: String) -> Philox { Philox(seed: seed, stream: Philox.stream(of: name)) }

  /// Numbers between −1 and 1.
  func numbers(_ count: Int, _ name: String) -> [Double] {
    var random = random(name)
    return (0..<count).map { _ in 2 * random.uniform() - 1 }
  }

  /// Largest |a − b| relative to the largest |b|.
  static func deviation(_ a: [Float], _ b: [Double]) -> Double {
    guard a.count == b.count, let scale = b.map(abs).max(), scale > 0 else { return .infinity }
    return zip(a, b).reduce(0) { max($0, abs(Double($1.0) - $1.1)) } / scale
  }

  /// How many numbers are not the same bits.
  static func differing(_ a: [Float], _ b: [Float]) -> Double {
    guard a.count == b.count else { return .infinity }
    return Double(zip(a, b).count { $0.bitPattern != $1.bitPattern })
  }
}
