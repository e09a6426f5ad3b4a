// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import Numerics

/// Random void regions: circles of 0.5° on the sky away from the plane, dwarfs and sources.
///
/// Isotropic mode of MLFermiDwarfs (arXiv:1803.05508 and its public code): N = ⌊4π/Ω(0.5°)⌋
/// candidates with Ω = π(0.5°)²,
/// l uniform and b with density cos b on grids of 1000 points over 1°...359° and
/// −89°...89°. A candidate is rejected at |b| ≤ 20°, within 1° of a dwarf, of the Magellanic
/// Clouds or of an accepted void, and within 2.5° of a source. No photon counts are needed.
/// Cost: candidates × accepted voids distances.
public struct VoidDrawing: Sendable {
  public struct Position: Sendable, Equatable {
    /// Galactic longitude and latitude [deg].
    public var l: Double
    public var b: Double

    public init(l: Double, b: Double) {
      self.l = l
      self.b = b
    }
  }

  /// Large and Small Magellanic Cloud.
  public static let cloudPositions = [
    Position(l: 278.84, b: -32.85), Position(l: 302.145, b: -44.42),
  ]
  public static let planeCut = 20.0
  public static let separation = 1.0
  public static let sourceSeparation = 2.5

  public var dwarfs: [Position]
  public var sources: [Position]
  public var metric: SkyMetric

  public init(dwarfs: [Position], sources: [Position] = [], metric: SkyMetric = .euclidean) {
    self.dwarfs = dwarfs
    self.sources = sources
    self.metric = metric
  }

  /// How many circles of 0.5° would cover the sky: 52524.
  public static var candidateCount: Int {
    let radius = 0.5 * .pi / 180
    return Int(4 * .pi / (.pi * radius * radius))
  }

  /// Draws the voids, in the order of their acceptance.
  public func draw(
    seed: UInt64, stream: UInt64, candidates: Int = Self.candidateCount
  ) -> [Position] {
    var random = Philox(seed: seed, stream: stream)
    let latitudes = Self.grid(-89, 89)
    let cumulative = Self.cumulativeCosine(latitudes)
    let longitudes = Self.grid(1, 359)
    let forbidden = dwarfs + Self.cloudPositions
    var accepted: [Position] = []
    for _ in 0..<candidates {
      let l = longitudes[Int(random.uniform() * Double(longitudes.count))]
      let target = random.uniform() * cumulative.last!
      let k = cumulative.partitioningIndex { $0 >= target }
      let candidate = Position(l: l, b: latitudes[k])
      guard candidate.b.magnitude > Self.planeCut,
        isFree(candidate, of: forbidden, within: Self.separation),
        isFree(candidate, of: sources, within: Self.sourceSeparation),
        isFree(candidate, of: accepted, within: Self.separation)
      else { continue }
      accepted.append(candidate)
    }
    return accepted
  }

  private func isFree(_ x: Position, of others: [Position], within limit: Double) -> Bool {
    // The difference in latitude bounds both metrics from below and spares most distances.
    !others.contains {
      (x.b - $0.b).magnitude <= limit
        && metric.squaredDistance(x.l, x.b, $0.l, $0.b) <= limit * limit
    }
  }

  private static func grid(_ low: Double, _ high: Double) -> [Double] {
    (0..<1000).map { low + (high - low) * Double($0) / 999 }
  }

  private static func cumulativeCosine(_ latitudes: [Double]) -> [Double] {
    var sum = 0.0
    return latitudes.map { b in
      sum += cos(b * .pi / 180)
      return sum
    }
  }
}

extension Array {
  /// Index of the first element for which the predicate holds, where it holds from there on.
  fileprivate func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count - 1
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
