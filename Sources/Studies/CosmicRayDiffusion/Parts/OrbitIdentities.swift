// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
internal import Turbulence

/// What the integrators must obey in any field, each as a number that is 0, or 0 but for rounding.
///
/// The fields are a few waves of one wavelength and a small grid, drawn from the task's stream;
/// r_L = 1.
struct OrbitIdentities: Sendable {
  let conventions: OrbitConventions
  private let waves: PlaneWaves
  private let grid: TurbulenceGrid
  private let starts: ParticleBatch

  init(seed: UInt64, stream: UInt64, _ conventions: OrbitConventions) {
    self.conventions = conventions
    var random = Philox(seed: seed, stream: stream)
    waves = Self.waves(&random)
    grid = Self.grid(&random)
    // More than a block of lanes, so that threads share them.
    starts = Self.particles(80, &random)
  }

  typealias Identity = (
    name: String, value: @Sendable (OrbitIdentities) throws(AssayError) -> Double
  )

  static let all: [Identity] = [
    ("| |u| - 1 | after 1e6 Boris steps", { i throws(AssayError) in try i.speed() }),
    ("miss of a backtracked orbit over its length", { i throws(AssayError) in try i.miss() }),
    ("gap of a closed orbit, Cash-Karp, over r_L", { i throws(AssayError) in try i.closure() }),
    (
      "Cash-Karp against extrapolated Boris, gap over path",
      { i throws(AssayError) in try i.extrapolated() }
    ),
    (
      "vector code against scalar, grid, gap over path",
      { i throws(AssayError) in try i.vector(.grid(i.grid), .simdDouble) }
    ),
    (
      "vector code against scalar, plane waves, gap over path",
      { i throws(AssayError) in try i.vector(.waves(i.waves), .simdDouble) }
    ),
    (
      "single-precision code against scalar, grid, gap over path",
      { i throws(AssayError) in try i.vector(.grid(i.grid), .simdSingle) }
    ),
    (
      "single-precision code against scalar, plane waves, gap over path",
      { i throws(AssayError) in try i.vector(.waves(i.waves), .simdSingle) }
    ),
    (
      "two threads against one, largest difference", { i throws(AssayError) in try i.threads() }
    ),
  ]

  // MARK: The identities

  /// A magnetic field does no work.
  private func speed() throws(AssayError) -> Double {
    let pusher = try pusher(.grid(grid), step: 0.1)
    var particle = starts[0..<1]
    var worst = 0.0
    // A pusher that does work soon leaves the range of numbers: looked at on the way.
    for _ in 0..<100 where worst < 1 {
      pusher.advance(&particle, steps: 10_000)
      worst = max(worst, (length(particle.directions[0]) - 1).magnitude)
    }
    return worst
  }

  private func miss() throws(AssayError) -> Double {
    let pusher = try pusher(.waves(waves), step: 0.05)
    var particles = starts
    pusher.advance(&particles, steps: 200)
    pusher.backtrack(&particles, steps: 200)
    return Self.gap(particles, starts) / (200 * 0.05)
  }

  /// A circle in the uniform field b = z; 100 steps of order 5 leave 2e-11, of order 4 2e-8.
  private func closure() throws(AssayError) -> Double {
    var particle = ParticleBatch(positions: [.zero], directions: [SIMD3(1, 0, 0)])
    let start = particle
    try cashKarp(MagneticField(.none, mean: SIMD3(0, 0, 1)))
      .advance(&particle, steps: 100, step: 2 * .pi / 100)
    return Self.gap(particle, start)
  }

  /// Boris steps of h, h/2, h/4, h/8 extrapolated in h² (Romberg): an error of order h⁸.
  private func extrapolated() throws(AssayError) -> Double {
    let path = 1.0
    var exact = starts
    try cashKarp(MagneticField(.waves(waves))).advance(&exact, steps: 400, step: path / 400)
    var table: [[SIMD3<Double>]] = []
    for level in 0..<4 {
      let steps = 50 << level
      var particles = starts
      try pusher(.waves(waves), step: path / Double(steps)).advance(&particles, steps: steps)
      table.append(particles.positions)
    }
    for order in 1..<4 {
      let weight = Double(1 << (2 * order))
      for level in stride(from: 3, through: order, by: -1) {
        table[level] = zip(table[level], table[level - 1]).map {
          (weight * $0 - $1) / (weight - 1)
        }
      }
    }
    exact.positions = zip(exact.positions, table[3]).map { $0 - $1 }
    return (exact.positions.map(length).max() ?? 0) / path
  }

  /// Vector lanes against the specification; kept short, because turbulence magnifies rounding.
  private func vector(
    _ turbulence: MagneticField.Turbulence, _ variant: OrbitVariant
  ) throws(AssayError) -> Double {
    var (scalar, lanes) = (starts, starts)
    try pusher(turbulence, step: 0.1).advance(&scalar, steps: 50)
    try pusher(turbulence, step: 0.1, variant).advance(&lanes, steps: 50)
    return Self.gap(scalar, lanes) / (50 * 0.1)
  }

  private func threads() throws(AssayError) -> Double {
    var differences = 0.0
    for turbulence in [MagneticField.Turbulence.grid(grid), .waves(waves)] {
      for variant in OrbitVariant.allCases {
        let pusher = try pusher(turbulence, step: 0.1, variant)
        var (one, two) = (starts, starts)
        pusher.advance(&one, steps: 100)
        pusher.advance(&two, steps: conventions.sharesEvenly ? 100 : 101, threads: 2)
        differences = max(differences, Self.gap(one, two))
      }
    }
    return differences
  }

  // MARK: Fields and pushers

  private func pusher(
    _ turbulence: MagneticField.Turbulence, step: Double, _ variant: OrbitVariant = .scalar
  ) throws(AssayError) -> OrbitPusher {
    var pusher = try OrbitPusher(
      field: MagneticField(turbulence, mean: SIMD3(0.1, 0.2, 0.3)),
      settings: OrbitSettings(larmor: 1, step: step), variant: variant)
    pusher.conventions = conventions
    return pusher
  }

  private func cashKarp(_ field: MagneticField) throws(AssayError) -> CashKarp {
    var field = field
    if case .waves = field.turbulence { field.mean = SIMD3(0.1, 0.2, 0.3) }
    var pusher = try CashKarp(
      field: field, larmor: 1,
      control: try StepControl(tolerance: 1e-9, smallest: 1e-4, largest: 0.1))
    if !conventions.fifthOrder { pusher.tableau.weights = pusher.tableau.embedded }
    return pusher
  }

  static func gap(_ a: ParticleBatch, _ b: ParticleBatch) -> Double {
    zip(a.positions, b.positions).map { length($0 - $1) }.max() ?? 0
  }

  private static func waves(_ random: inout Philox) -> PlaneWaves {
    var (vectors, amplitudes, phases) = ([SIMD3<Double>](), [SIMD3<Double>](), [Double]())
    for _ in 0..<6 {
      let k = direction(&random)
      vectors.append(2 * .pi / 3 * k)
      amplitudes.append(0.5 * cross(k, direction(&random)))
      phases.append(2 * .pi * random.uniform())
    }
    return PlaneWaves(wavevectors: vectors, amplitudes: amplitudes, phases: phases)
  }

  private static func grid(_ random: inout Philox) -> TurbulenceGrid {
    let count = 8
    let nodes = (0..<4 * count * count * count).map {
      $0 % 4 == 3 ? 0 : Float(random.uniform() - 0.5)
    }
    return TurbulenceGrid(count: count, spacing: 0.7, nodes: nodes)
  }

  static func particles(_ count: Int, _ random: inout Philox) -> ParticleBatch {
    var batch = ParticleBatch(positions: [], directions: [])
    for _ in 0..<count {
      batch.positions.append(
        5 * SIMD3(random.uniform(), random.uniform(), random.uniform()))
      batch.directions.append(direction(&random))
    }
    return batch
  }

  /// A point on the unit sphere.
  static func direction(_ random: inout Philox) -> SIMD3<Double> {
    let mu = 2 * random.uniform() - 1
    let phi = 2 * .pi * random.uniform()
    let across = (1 - mu * mu).squareRoot()
    return SIMD3(across * cos(phi), across * sin(phi), mu)
  }
}
