// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics
internal import Turbulence

/// The setting of the peer's runs, and how many fields and particles this program affords.
///
/// Kolmogorov turbulence with L_min = 0.2001 pc and L_max = 9.239 pc, l_c = 2.000 pc; grids of
/// 256³ nodes 0.1 pc apart, or 512 plane waves; steps of min(0.1 r_L, 0.05 pc). Lengths in pc.
struct SimulationSetup: Sendable {
  let size: Size
  let conventions: SimulationConventions
  /// l_c [pc].
  let unit: Double

  /// Field realisations and particles in each.
  struct Size: Sendable {
    var grid: (fields: Int, particles: Int)
    /// Particles at x = 10 in the same fields: late correlations of 0.3 to 0.5 are compared there.
    var weak: Int
    /// Particles of the initial decorrelation, in the fields of the grid.
    var decorrelation: Int
    var waves: (fields: Int, particles: Int)
    /// Plane waves that the grid is divided by.
    var ratio: (fields: Int, particles: Int)
    var meanField: (fields: Int, particles: Int)
  }

  init(_ context: RunContext) throws(AssayError) {
    conventions = SimulationConventions(fault: context.fault)
    unit = try conventions.correlationLength(Self.spectrum())
    size = Self.size(context.tier, drill: context.fault != nil)
  }

  /// A drill makes do with fewer fields. Its errors, and with them what the 3 σ of a tolerance
  /// forgive, are larger: a fault that is caught then is caught by the full numbers too.
  private static func size(_ tier: Tier, drill: Bool) -> Size {
    if drill {
      return Size(
        grid: (4, 96), weak: 96, decorrelation: 800, waves: (6, 96), ratio: (6, 96),
        meanField: (5, 96))
    }
    return switch tier {
    case .quick:
      Size(
        grid: (4, 96), weak: 96, decorrelation: 800, waves: (12, 192), ratio: (6, 96),
        meanField: (5, 96))
    case .standard:
      Size(
        grid: (12, 320), weak: 960, decorrelation: 3200, waves: (12, 256), ratio: (24, 256),
        meanField: (12, 320))
    case .full:
      Size(
        grid: (40, 640), weak: 1280, decorrelation: 3200, waves: (40, 512), ratio: (40, 512),
        meanField: (40, 640))
    }
  }

  static func spectrum(index: Double = 5.0 / 3) -> TurbulenceSpectrum {
    .powerLaw(index: index, smallest: 0.2001, largest: 9.239)
  }
  static let grid = Ensemble.Turbulence.grid(count: 256, spacing: 0.1)
  static let waves = Ensemble.Turbulence.waves(modes: 512)
  /// [pc]
  static let largestStep = 0.05

  /// Late times of the plateau, T in l_c/c, by x = r_L/l_c.
  static let durations = [(0.05, 200.0), (0.1, 150), (0.3, 100), (1, 100), (3, 500), (10, 5000)]
  /// The same with a mean field as strong as the turbulence.
  static let meanFieldDurations = [(0.1, 150.0), (0.3, 200), (1, 300)]

  /// T of a row of a table; only what the peer was run for is known to reach the plateau.
  static func duration(
    _ x: Double, _ known: [(x: Double, time: Double)] = durations
  ) throws(AssayError) -> Double {
    guard let entry = known.first(where: { Key.number($0.x).matches(.number(x)) }) else {
      throw .badValue(
        name: "x = r_L/l_c of a reference table", found: "\(x)",
        accepted: known.map { "\($0.x)" }.joined(separator: ", "))
    }
    return entry.time
  }

  /// Particles of x = r_L/l_c, sampled at times in l_c/c.
  /// - Parameter relative: r_L(B_rms) over the r_L that x and the step stand for.
  func population(
    _ x: Double, times: [Double], particles: Int, relative: Double = 1
  ) throws(AssayError) -> Population {
    try Population(
      larmor: x * unit * relative * conventions.larmorFactor,
      step: Population.step(larmor: x * unit, cap: Self.largestStep),
      times: times.map { $0 * unit }, particles: particles)
  }
}
