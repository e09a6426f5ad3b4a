// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Harness
public import Numerics

/// A user's own question about diffusion in turbulence.
public struct DiffusionRequest: Sendable {
  /// Composite: slab waves and two-dimensional ones; the others are isotropic.
  public enum FieldKind: String, Sendable, CaseIterable { case grid, nested, waves, composite }

  /// R [PV].
  public var rigidities: [Double]
  /// B_rms of the turbulence [µG].
  public var fieldStrength: Double
  /// [pc].
  public var correlationLength: Double
  public var convention = CorrelationConvention.twoSided
  /// s of E(k) ~ k^−s.
  public var index = 5.0 / 3
  /// L_max/L_min.
  public var range = 46.17
  public var kind = FieldKind.grid
  /// N of a grid, of each where nested.
  public var nodes = 256
  /// Plane waves; of a composite, of each of its two parts.
  public var modes = 512
  /// Share of the slab in ⟨B²⟩ of a composite.
  public var slabShare = 0.2
  /// B₀ [µG], along z.
  public var meanField = 0.0
  public var realisations = 4
  /// Particles in each realisation.
  public var particles = 400
  /// T in l_c/c; nil chooses by rigidity.
  public var duration: Double?
  public var seed: UInt64 = 1

  public init(rigidities: [Double], fieldStrength: Double, correlationLength: Double) {
    (self.rigidities, self.fieldStrength) = (rigidities, fieldStrength)
    self.correlationLength = correlationLength
  }
}

/// What came out for one rigidity; D in c l_c with l_c as asked for.
public struct DiffusionAnswer: Sendable, Equatable {
  /// R [PV].
  public var rigidity: Double
  /// r_L(B_rms)/l_c.
  public var x: Double
  /// T [l_c/c].
  public var duration: Double
  /// Mean of the three axes, slope over [0.4 T, T].
  public var slope: Estimate
  /// The same from the mean square displacement at T.
  public var square: Estimate
  /// D_zz and (D_xx + D_yy)/2, slopes.
  public var parallel: Estimate
  public var perpendicular: Estimate
}

extension DiffusionRequest {
  /// The spectrum whose correlation length is the one asked for.
  ///
  /// Throws where a length, strength or index is out of range, or the range not above 1.
  public func spectrum() throws(AssayError) -> TurbulenceSpectrum {
    try Require.positive(correlationLength, "correlation length [pc]")
    guard range > 1, range.isFinite else {
      throw .badValue(name: "L_max/L_min", found: "\(range)", accepted: "above 1")
    }
    // The length is proportional to L_max at a fixed range.
    let unit = try TurbulenceSpectrum.powerLaw(index: index, smallest: 1 / range, largest: 1)
      .correlationLength(convention)
    let largest = correlationLength / unit
    return .powerLaw(index: index, smallest: largest / range, largest: largest)
  }

  /// r_L(B_rms) [pc] of each rigidity.
  public func larmorRadii() throws(AssayError) -> [Double] {
    guard !rigidities.isEmpty else {
      throw .badValue(name: "rigidities", found: "none", accepted: "at least one")
    }
    var radii: [Double] = []
    for rigidity in rigidities {
      radii.append(try LarmorRadius.radius(rigidity: rigidity, field: fieldStrength))
    }
    return radii
  }

  /// T in l_c/c: long against the time of scattering (3 D/c², with D of the published fit), and
  /// against the free flight between resonant waves at low rigidity.
  func duration(x: Double) -> Double {
    let twoSided = x * convention.factor / CorrelationConvention.twoSided.factor
    let fit = HarariFit.kolmogorov.diffusion(twoSided)
    return max(100, 35 * fit, 45 / twoSided.squareRoot())
  }

  /// The answers, by rigidity; all share the fields.
  ///
  /// - Parameter progress: told the share of field realisations done, on any thread.
  /// - Throws: for values out of range, and for a grid that cannot hold the spectrum.
  public func solve(
    threads: Int, progress: (@Sendable (Double) -> Void)? = nil
  ) throws(AssayError) -> [DiffusionAnswer] {
    let spectrum = try spectrum()
    let radii = try larmorRadii()
    guard meanField >= 0, meanField.isFinite else {
      throw .badValue(
        name: "mean field", found: "\(meanField) uG", accepted: "0 or a positive strength")
    }
    var populations: [Population] = []
    var durations: [Double] = []
    for radius in radii {
      let time = duration ?? duration(x: radius / correlationLength)
      durations.append(time)
      populations.append(
        try Population(
          larmor: radius, step: Population.step(larmor: radius, cap: spectrum.smallest / 4),
          times: [0.4 * time * correlationLength, time * correlationLength],
          particles: particles))
    }
    let ensemble = try Ensemble(
      spectrum: spectrum, turbulence: turbulence(spectrum),
      meanField: meanField / fieldStrength, populations: populations, realisations: realisations)
    let results = try ensemble.run(
      seed: seed, stream: Philox.stream(of: "solve"), threads: threads, progress: progress)
    return results.indices.map { answer($0, results[$0], durations[$0], radii[$0]) }
  }

  private func turbulence(_ spectrum: TurbulenceSpectrum) -> Ensemble.Turbulence {
    switch kind {
    case .grid: .grid(count: nodes, spacing: spectrum.smallest / 2)
    case .nested: .nested(count: nodes)
    case .waves: .waves(modes: modes)
    case .composite: .composite(modes: modes, slabShare: slabShare)
    }
  }

  private func answer(
    _ k: Int, _ result: EnsembleResult, _ duration: Double, _ radius: Double
  ) -> DiffusionAnswer {
    let end = duration * correlationLength
    func slope(_ part: @escaping (SIMD3<Double>) -> Double) -> Estimate {
      result.estimate { part($0.slope(from: 0.4 * end, to: end)) / correlationLength }
    }
    return DiffusionAnswer(
      rigidity: rigidities[k], x: radius / correlationLength, duration: duration,
      slope: slope { $0.sum() / 3 },
      square: result.estimate { $0.running(at: end).sum() / 3 / correlationLength },
      parallel: slope { $0.z }, perpendicular: slope { 0.5 * ($0.x + $0.y) })
  }
}

extension DiffusionRequest {
  /// One realisation of the field, in units of B_rms, and its spectrum.
  public func realisation(
    threads: Int
  ) throws(AssayError) -> (field: MagneticField, spectrum: TurbulenceSpectrum) {
    let spectrum = try spectrum()
    let field = try turbulence(spectrum).realise(
      spectrum, meanField: meanField / fieldStrength, seed: seed,
      stream: Philox.stream(of: "solve map"), threads: threads)
    return (field, spectrum)
  }
}
