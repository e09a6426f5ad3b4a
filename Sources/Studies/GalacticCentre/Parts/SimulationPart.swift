// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Simulation: shares of a point spread function.
enum SimulationPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [shares(context, conventions)]
  }

  /// The printed table drawn again, with as many sources.
  private static func shares(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "psf.shares", provides: ["psf.shares"], tier: .standard, cost: 20) {
      task throws(AssayError) in
      let axes = try TableAxes("nptf_psf_f_ary", context)
      let sigma = 0.1812 * .pi / 180 * (conventions.widensPSF ? 1.1 : 1)
      let drawn = try FluxFractions(
        drawn: .gaussian(sigma), nside: FermiRegion.nside, sources: 50_000, seed: task.seed,
        threads: task.threads)
      let values = try axes.numbers(0).map { share -> Double in
        guard let i = drawn.shares.firstIndex(where: { abs($0 - share) < 1e-9 }) else { return 0 }
        return drawn.weights[i] / drawn.shares[i]
      }
      return [
        Observable(
          id: "psf.shares", title: "Pixels by their share of a source's photons, over it",
          axes: axes.all, exact: values)
      ]
    }
  }
}
