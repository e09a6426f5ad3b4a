// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Particles of one rigidity, and when they are looked at.
public struct Population: Sendable, Equatable {
  /// r_L(B_rms), in the unit of length of the ensemble.
  public let larmor: Double
  /// h, in the same unit.
  public let step: Double
  /// Sampling times as numbers of steps, rising and distinct.
  public let samples: [Int]
  /// Particles in each field realisation.
  public let particles: Int

  /// - Parameter times: sampling times (path lengths), in any order, moved to the nearest whole
  ///   number of steps.
  /// - Throws: for lengths, times and counts that are not positive.
  public init(
    larmor: Double, step: Double, times: [Double], particles: Int
  ) throws(AssayError) {
    for (name, value) in [("Larmor radius", larmor), ("step", step)]
    where !(value > 0 && value.isFinite) {
      throw .badValue(name: name, found: "\(value)", accepted: "a positive length")
    }
    guard (1...100_000_000).contains(particles) else {
      throw .badValue(name: "particles", found: "\(particles)", accepted: "1 to 100000000")
    }
    guard !times.isEmpty else {
      throw .badValue(name: "sampling times", found: "none", accepted: "at least one")
    }
    var steps = Set<Int>()
    for time in times {
      guard time >= 0.5 * step, time / step < 1e12 else {
        throw .badValue(
          name: "sampling time", found: "\(time)",
          accepted: "at least half a step (\(0.5 * step)) and at most 1e12 steps")
      }
      steps.insert(Int((time / step).rounded()))
    }
    (self.larmor, self.step, self.particles) = (larmor, step, particles)
    samples = steps.sorted()
  }

  /// min(0.1 r_L, cap): 63 steps a gyration, and several within the shortest wavelength when the
  /// cap is L_min/4.
  public static func step(larmor: Double, cap: Double) -> Double { min(0.1 * larmor, cap) }

  /// Steps of one realisation, summed over particles.
  public var work: Double { Double(particles) * Double(samples.last!) }
}
