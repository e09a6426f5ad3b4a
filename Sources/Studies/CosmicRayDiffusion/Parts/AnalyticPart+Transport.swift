// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension AnalyticPart {
  /// l_c of the column in cm²/s [pc].
  private static let length = 2.0

  static func transport(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> [StudyTask] {
    [
      harari(context, conventions), slab(context, conventions), subedi(context, conventions),
      scattering(context, conventions),
    ]
  }

  private static func harari(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("h14.D", "D by the fit of 2014 [c l_c]"),
      TableColumn("h14.D-2pc", "D by the fit of 2014 for l_c = 2 pc", "cm^2 s^-1"),
    ]
    return StudyTask(filling: "harari2014_fit_kolmogorov", columns, context) {
      axes throws(AssayError) in
      try axes.numbers(0).map { x in
        let diffusion = HarariFit.kolmogorov.diffusion(x * conventions.larmorFactor)
        return [diffusion, diffusion * length * PhysicalConstants.parsecDiffusion]
      }
    }
  }

  private static func slab(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("qlt.kappa", "Quasilinear κ_∥ (δB/B₀)² in slab turbulence [v l]"),
      TableColumn("qlt.lambda", "Quasilinear λ_∥ (δB/B₀)² in slab turbulence [l]"),
    ]
    return StudyTask(filling: "qlt_slab_parallel", columns, context) { axes throws(AssayError) in
      let theory = try SlabQuasilinear(index: conventions.slabIndex)
      var rows: [[Double]] = []
      for ratio in try axes.numbers(0) {
        let kappa = try theory.parallelDiffusion(ratio)
        rows.append([kappa, 3 * kappa])
      }
      return rows
    }
  }

  private static func subedi(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let column = TableColumn("subedi.D", "Low-energy D of Subedi et al. [c l_bo]")
    return StudyTask(filling: "subedi2017_lowE", [column], context) { axes throws(AssayError) in
      var rows: [[Double]] = []
      for ratio in try axes.numbers(0) {
        rows.append([
          try SubediLowEnergy.diffusion(ratio * conventions.larmorFactor, index: kolmogorov)
        ])
      }
      return rows
    }
  }

  private static func scattering(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("scattering.r2", "⟨r²⟩ under isotropic scattering [c²/ν²]"),
      TableColumn("scattering.running", "Running ⟨x²⟩/2t [c²/3ν]"),
      TableColumn("scattering.tgk", "Integral of the velocity correlation [c²/3ν]"),
      TableColumn("scattering.slope", "Slope d⟨x²⟩/2dt [c²/3ν]"),
    ]
    return StudyTask(filling: "isotropic_scattering_running_D", columns, context) {
      axes throws(AssayError) in
      try axes.numbers(0).map { y in
        let running = IsotropicScattering.running(y)
        let correlated = IsotropicScattering.correlated(y)
        return [
          IsotropicScattering.meanSquare(y), running, correlated,
          conventions.runningForSlope ? running : correlated,
        ]
      }
    }
  }
}
