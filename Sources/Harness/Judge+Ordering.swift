// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Claims of the form "this lies below that".
extension Judge {
  /// Neighbouring observables are compared at the keys that they share. A row's reference is
  /// the value that must lie below, ours the one that must lie above; the deviation must exceed
  /// 0. The worst deviation is the smallest rise.
  static func ordering(
    _ comparison: Comparison, library: ReferenceLibrary, results: Results
  ) throws(AssayError) -> Verdict {
    let place = JudgePlace(comparison: comparison, library: library)
    let names = comparison.pairs.map(\.observable)
    guard names.count >= 2 else {
      throw place.bad("one observable in an ordering", accepted: "two or more")
    }
    var groups: [[JudgePoint]] = []
    for (lower, upper) in zip(names, names.dropFirst()) {
      groups.append(try rises(from: results[lower]!, to: results[upper]!, comparison, place))
    }
    return verdict(comparison, groups)
  }

  private static func verdict(_ comparison: Comparison, _ groups: [[JudgePoint]]) -> Verdict {
    let points = groups.flatMap { $0 }
    let judged = points.filter { !$0.known }
    var verdict = Verdict(
      comparison: comparison.id, status: judged.allSatisfy(rises) ? .reproduced : .discrepant,
      rows: points.map { point in
        Verdict.Row(
          label: point.label, reference: point.reference, referenceError: point.referenceError,
          ours: point.ours, ourError: point.ourError, deviation: point.deviation, bound: 0,
          pull: point.pull, status: rises(point) ? .reproduced : .discrepant, known: point.known)
      })
    verdict.knownDifferences = points.count { $0.known && !rises($0) }
    verdict.vanished = points.count { $0.known && rises($0) }
    if let bad = points.first(where: { !$0.ours.isFinite || !$0.reference.isFinite }) {
      verdict.note = "a value is not a finite number, first at \(bad.label)"
      return verdict
    }
    verdict.worstAbsolute = judged.map(\.deviation).min()
    verdict.worstRelative =
      judged.filter { $0.reference != 0 }.map { $0.deviation / $0.reference.magnitude }.min()
    if verdict.status == .reproduced { verdict.smallestCaught = smallestDrop(groups) }
    return verdict
  }

  private static func rises(_ point: JudgePoint) -> Bool {
    point.reference.isFinite && point.ours.isFinite && point.ours > point.reference
  }

  /// A common shift of all observables keeps their order; what is caught is one observable
  /// moving towards its neighbour. The largest over the neighbours, so that whichever moves is
  /// caught.
  private static func smallestDrop(_ groups: [[JudgePoint]]) -> Double? {
    var largest = 0.0
    for group in groups {
      let caught = { (d: Double) in
        group.contains { !$0.known && !rises($0.shifted(by: d, absolute: false)) }
      }
      let sizes = [
        smallest(in: relativeShifts) { caught(-$0) }, smallest(in: relativeShifts) { caught($0) },
      ]
      guard let size = sizes.compactMap({ $0 }).min() else { return nil }
      largest = max(largest, size)
    }
    return largest
  }

  /// The kept rows at keys that both observables have.
  private static func rises(
    from lower: Observable, to upper: Observable, _ comparison: Comparison, _ place: JudgePlace
  ) throws(AssayError) -> [JudgePoint] {
    let shared = lower.axes.filter { axis in upper.axes.contains { $0.name == axis.name } }
    try checkAxes(comparison, among: shared.map(\.name), place)
    guard !shared.isEmpty || lower.values.count == 1 && upper.values.count == 1 else {
      throw place.broken("\(lower.id) and \(upper.id) share no axis")
    }
    let index = JudgeRowIndex(
      axes: shared.map { axis in upper.axes.first { $0.name == axis.name }! },
      count: upper.values.count)
    var points: [JudgePoint] = []
    for i in lower.values.indices {
      let keys = Dictionary(
        shared.map { ($0.name, $0.keys[i]) }, uniquingKeysWith: { first, _ in first })
      guard covers(comparison.rows, keys) else { continue }
      let label = label(shared, i, column: "\(lower.id) < \(upper.id)")
      let found = index.rows(matching: shared.map { $0.keys[i] })
      guard found.count <= 1 else {
        throw place.broken("observable \(upper.id) has \(found.count) values at \(label)")
      }
      guard let match = found.first else { continue }
      let (a, b) = (lower.values[i], upper.values[match])
      points.append(
        JudgePoint(
          label: label, reference: a.value, referenceError: a.standardError, ours: b.value,
          ourError: b.standardError,
          known: comparison.known.map { covers($0.rows, keys) } ?? false))
    }
    guard points.contains(where: { !$0.known }) else {
      throw place.broken("\(lower.id) and \(upper.id) share no row that could fail")
    }
    return points
  }
}
