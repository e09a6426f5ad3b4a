// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Harness
public import Numerics
public import Turbulence

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
  /// T in l_c/c; nil chooses by rigidity and mean field.
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
  /// TGK, ⟨u_i(0) dx_j(t)⟩ at 0.4 T: κ_∥, κ_⊥ and (K_xy − K_yx)/2, the drifts.
  public var kuboParallel: Estimate
  public var kuboPerpendicular: Estimate
  public var kuboAntisymmetric: Estimate
}

extension DiffusionRequest {
  /// The spectrum whose correlation length is the one asked for.
  ///
  /// Throws where a length, strength or index is out of range, or the range not above 1.
  public func spectrum() throws(AssayError) -> TurbulenceSpectrum {
    try Require.positive(correlationLength, "correlation length [pc]")
    guard index.magnitude <= 20 else {
      throw .badValue(name: "index of the spectrum", found: "\(index)", accepted: "-20 to 20")
    }
    guard range > 1, range.isFinite else {
      throw .badValue(name: "L_max/L_min", found: "\(range)", accepted: "above 1")
    }
    // The length is proportional to L_max at a fixed range.
    let unit = try TurbulenceSpectrum.powerLaw(index: index, smallest: 1 / range, largest: 1)
      .correlationLength(convention)
    let largest = correlationLength / unit
    guard largest.isFinite, largest / range > 0 else {
      throw .badValue(
        name: "L_max/L_min", found: "\(range), with L_max = \(largest) pc",
        accepted: "limits that are positive numbers")
    }
    return .powerLaw(index: index, smallest: largest / range, largest: largest)
  }

  /// r_L(B_rms) [pc] of each rigidity.
  public func larmorRadii() throws(AssayError) -> [Double] {
    guard !rigidities.isEmpty else {
      throw .badValue(name: "rigidities", found: "none", accepted: "at least one")
    }
    var radii: [Double] = []
    for rigidity in rigidities {
      let radius = try LarmorRadius.radius(rigidity: rigidity, field: fieldStrength)
      guard (1e-9...1e9).contains(radius / correlationLength) else {
        throw .badValue(
          name: "r_L/l_c", found: "\(radius / correlationLength)", accepted: "1e-9 to 1e9")
      }
      radii.append(radius)
    }
    return radii
  }

  /// r_L in the root of B_rms² + B₀², over that in B_rms: what a step must resolve.
  var gyration: Double {
    let relative = meanField / fieldStrength
    return 1 / (1 + relative * relative).squareRoot()
  }

  /// T in l_c/c, l_c as asked for: long against the time of scattering (3 D/c², with D of the
  /// published fit), and against the free flight between resonant waves at low rigidity. A mean
  /// field lengthens the scattering along it: three times, and more as it grows.
  func duration(x: Double) -> Double {
    let unit = CorrelationConvention.twoSided.factor / convention.factor
    let fit = HarariFit.kolmogorov.diffusion(x / unit)
    let isotropic = max(100, 35 * fit, 45 / (x / unit).squareRoot())
    return unit * isotropic * (meanField > 0 ? 3 / (gyration * gyration) : 1)
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
    try requireMeanField()
    var populations: [Population] = []
    var durations: [Double] = []
    for radius in radii {
      let time = duration ?? duration(x: radius / correlationLength)
      durations.append(time)
      let step = step(radius, spectrum)
      let population = try Population(
        larmor: radius, step: step,
        times: [0.4 * time * correlationLength, time * correlationLength], particles: particles)
      guard population.samples.count == 2 else {
        throw .badValue(
          name: "time T [l_c/c]", found: "\(time)",
          accepted: "at least two steps, \(2 * step / correlationLength)")
      }
      populations.append(population)
    }
    let ensemble = try Ensemble(
      spectrum: spectrum, turbulence: turbulence(spectrum),
      meanField: meanField / fieldStrength, populations: populations, realisations: realisations)
    let results = try ensemble.run(
      seed: seed, stream: Philox.stream(of: "solve"), threads: threads, progress: progress)
    return results.indices.map { answer($0, results[$0], durations[$0], radii[$0]) }
  }

  private func requireMeanField() throws(AssayError) {
    guard meanField >= 0, meanField.isFinite else {
      throw .badValue(
        name: "mean field", found: "\(meanField) uG", accepted: "0 or a positive strength")
    }
  }

  /// h for a rigidity with this r_L(B_rms), lengths in pc.
  public func step(_ larmor: Double, _ spectrum: TurbulenceSpectrum) -> Double {
    Population.step(larmor: larmor * gyration, cap: spectrum.smallest / 4)
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
    func kubo(_ part: @escaping (CorrelationTensor) -> Double) -> Estimate {
      result.estimate { part($0.kubo(at: 0.4 * end)) / correlationLength }
    }
    return DiffusionAnswer(
      rigidity: rigidities[k], x: radius / correlationLength, duration: duration,
      slope: slope { $0.sum() / 3 },
      square: result.estimate { $0.running(at: end).sum() / 3 / correlationLength },
      parallel: slope { $0.z }, perpendicular: slope { 0.5 * ($0.x + $0.y) },
      kuboParallel: kubo { $0.parallel }, kuboPerpendicular: kubo { $0.perpendicular },
      kuboAntisymmetric: kubo { $0.antisymmetric })
  }
}

extension DiffusionRequest {
  /// One realisation of the field, in units of B_rms, and its spectrum.
  public func realisation(
    threads: Int
  ) throws(AssayError) -> (field: MagneticField, spectrum: TurbulenceSpectrum) {
    let spectrum = try spectrum()
    try requireMeanField()
    let field = try turbulence(spectrum).realise(
      spectrum, meanField: meanField / fieldStrength, seed: seed,
      stream: Philox.stream(of: "solve map"), threads: threads)
    return (field, spectrum)
  }
}
