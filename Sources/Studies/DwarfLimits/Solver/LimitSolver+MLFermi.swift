// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Limits from counts with a learnt background.
extension LimitSolver {
  /// The dwarfs of Fig. 5 of arXiv:2002.01229, used where none is named.
  static let defaultDwarfs = ["Draco", "LeoII", "Sculptor", "UrsaMinor"]

  func mlFermi(
    _ request: LimitRequest, _ progress: (Int) -> Void
  ) throws(AssayError) -> [LimitAnswer] {
    let inputs = try EmbeddedInputs(library)
    let analysis = try DwarfAnalysis(targets: targets(request, inputs))
    let yields = try yields(request, inputs)
    var answers: [LimitAnswer] = []
    for (mass, bins) in zip(request.masses, yields) {
      let limit = try analysis.upperLimit(
        mass: mass, yields: bins, delta: request.delta ?? DwarfAnalysis.oneSided95,
        search: request.compatible ? .compatible : .exact)
      answers.append(answer(request, mass: mass, limit: limit))
      progress(answers.count)
    }
    return answers
  }

  private func targets(
    _ request: LimitRequest, _ inputs: EmbeddedInputs
  ) throws(AssayError) -> [DwarfTarget] {
    let names = request.targets.isEmpty ? Self.defaultDwarfs : request.targets
    let samples = request.catalogue == "samples"
    let catalogue = samples ? nil : try catalogue(request, default: "jfactors_mlfermidwarfs")
    var all: VoidSample?
    if request.profilesBackground {
      _ = try raw("mlfermidwarfs", for: "a profiled background")
      all = try RawInputs(data!).voids()
    }
    let voids = all?.withoutEmptyBins
    // Great circles, except where the published code's own numbers are asked for.
    let metric = request.compatible ? SkyMetric.euclidean : .greatCircle
    var targets: [DwarfTarget] = []
    for name in names {
      let dwarf = try inputs.dwarf(name)
      var background: BackgroundDensity?
      if let voids {
        background = try BackgroundDensity(
          voids: voids, l: dwarf.l, b: dwarf.b, metric: metric)
      }
      let density = try density(name, catalogue, known: request.knownJ)
      var target = DwarfTarget(dwarf, density: density, background: background)
      if let all, metric == .greatCircle {
        target.lnBackground = try Self.estimates(all, dwarf, metric)
      }
      targets.append(target)
    }
    return targets
  }

  /// ln b̂ of the macro bins at a dwarf: the kernel regression with σ = 1.4° of the shipped values.
  private static func estimates(
    _ voids: VoidSample, _ dwarf: EmbeddedInputs.Dwarf, _ metric: SkyMetric
  ) throws(AssayError) -> [Double] {
    var estimates: [Double] = []
    for counts in voids.counts {
      let regression = try BackgroundRegression(
        l: voids.l, b: voids.b, counts: counts, metric: metric)
      estimates.append(
        try regression.estimates(at: [(dwarf.l, dwarf.b)], sigma: 1.4)[0].lnBackground)
    }
    return estimates
  }

  /// - Parameter catalogue: nil for the posterior samples.
  private func density(
    _ name: String, _ catalogue: JCatalogue?, known: Bool
  ) throws(AssayError) -> JDensity {
    if let catalogue {
      return known ? try .known(catalogue.entry(name).mean) : try catalogue.density(name)
    }
    _ = try raw("mlfermidwarfs", for: "posterior samples of J")
    let samples = try RawInputs(data!).samples(name)
    return known
      ? try .known(samples.mean)
      : try .kernel(samples: samples.log10J, width: 2 * RawInputs.bandwidth(name))
  }

  /// Photons in the macro bins, mass by mass. The embedded yields answer for their masses and
  /// channels; otherwise the spectrum is integrated, by default PPPC4DMID with raw data and the
  /// fit without.
  private func yields(
    _ request: LimitRequest, _ inputs: EmbeddedInputs
  ) throws(AssayError) -> [[Double]] {
    let embedded = inputs.yields[request.channel]
    let covered = request.masses.allSatisfy { mass in
      inputs.masses.contains { ($0 - mass).magnitude <= 1e-9 * mass }
    }
    var yields: [[Double]] = []
    if request.spectrum == .automatic, embedded != nil, covered {
      for mass in request.masses {
        yields.append(try inputs.yields(channel: request.channel, mass: mass))
      }
      return yields
    }
    let kind = request.spectrum == .automatic && data != nil ? .pppc : request.spectrum
    let spectrum = try spectrum(kind, channel: request.channel)
    for mass in request.masses {
      let slice = try spectrum.slice(mass: mass)
      var bins: [Double] = []
      for e in 0..<MacroBins.count {
        bins.append(try slice.photons(from: MacroBins.edges[e], to: MacroBins.edges[e + 1]))
      }
      yields.append(bins)
    }
    return yields
  }
}
