// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Ratios to free streaming at the energies of the reference spectra.
enum SpectraPart {
  /// Suffix of the observable, title, and the ratio itself.
  static let curves: [(id: String, title: String, ratio: @Sendable (CascadeSpectrum) -> [Double])] =
    [
      ("nu1", "ν₁", { $0.massStates[0] }), ("nu2", "ν₂", { $0.massStates[1] }),
      ("nu3", "ν₃", { $0.massStates[2] }), ("e", "ν_e", { $0.flavour(0) }),
      ("mu", "ν_μ", { $0.flavour(1) }), ("tau", "ν_τ", { $0.flavour(2) }),
      ("all", "all flavours", { $0.allFlavours }),
    ]

  /// du of the comparison; and the coarser one, for benchmark A alone.
  static let spacing = 1e-3
  static let coarse = 2e-3

  static func tasks(_ context: RunContext) -> [StudyTask] {
    let fine = CascadeBenchmark.allCases.map {
      task(context, $0, spacing: spacing, id: "spectrum.\($0.rawValue)", cost: 0.1)
    }
    return fine + [task(context, .a, spacing: coarse, id: "spectrum.A.2e-3", cost: 0.03)]
  }

  private static func task(
    _ context: RunContext, _ benchmark: CascadeBenchmark, spacing: Double, id: String, cost: Double
  ) -> StudyTask {
    let conventions = CascadeConventions(fault: context.fault)
    return StudyTask(
      id: id, provides: curves.map { "\(id).\($0.id)" }, cost: cost
    ) { _ throws(AssayError) in
      let axes = try TableAxes("zprime_spectrum_\(benchmark.rawValue)", context)
      let energies = try axes.numbers(0)
      let spectrum = try benchmark.spectrum(spacing: spacing, conventions)
      return try curves.map { (curve) throws(AssayError) in
        let ratio = curve.ratio(spectrum)
        var values: [Double] = []
        for energy in energies {
          guard let value = spectrum.value(of: ratio, at: energy) else {
            throw .badInput(
              file: "zprime_spectrum_\(benchmark.rawValue)", place: axes.all[0].name,
              found: "\(energy) eV", accepted: "energies from \(spectrum.grid.lowest) eV")
          }
          values.append(value)
        }
        return Observable(
          id: "\(id).\(curve.id)",
          title: "\(curve.title) over free streaming, \(benchmark.rawValue), du = \(spacing)",
          axes: axes.all, exact: values)
      }
    }
  }
}
