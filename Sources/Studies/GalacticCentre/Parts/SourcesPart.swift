// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Likelihoods of real photons with unresolved sources: around the pole and at the Galactic centre.
enum SourcesPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [polar(context, conventions), centre(context, conventions)]
  }

  // MARK: NPTFit, example 7

  private static func polar(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "polar", provides: ["polar.likelihood"]) { _ throws(AssayError) in
      let axes = try TableAxes("nptf_example7_loglike", context)
      let pixels = InputColumns(try context.reference.table("nptf_example7_pixels"))
      let photons = try pixels.numbers(named: "counts").map { Int($0) }
      let smooth = try pixels.numbers(named: "isotropic template (expected counts at A=1)")
      let sources = conventions.sources(
        relative: try pixels.numbers(named: "PS template t_p = mean all-sky exposure / exposure_p")
          .map { 1 / $0 })
      let kept = photons.indices.filter { photons[$0] > 0 || !conventions.skipsEmptyPixels }
      let likelihood = try NonPoissonianLikelihood(
        counts: kept.map { photons[$0] }, smooth: [kept.map { smooth[$0] }],
        sources: [kept.map { sources[$0] }], psf: try conventions.psf(context))
      let (a, bright, faint) = (
        try axes.numbers(0), try axes.numbers(1), try axes.numbers(2)
      )
      var values: [Double] = []
      for row in a.indices {
        let law = try SourceCountLaw(
          breaks: [172.52],
          slopes: [bright[row], faint[row] + (conventions.movesFaintSlope ? 1 : 0)])
        let answer = try likelihood.evaluate(
          smooth: [1.51 * conventions.smoothShare],
          populations: [.init(normalisation: pow(10, a[row]), law: law)])
        values.append(answer.logLikelihood)
      }
      return [
        Observable(
          id: "polar.likelihood", title: "ln L within 5 degrees of the pole", axes: axes.all,
          exact: values)
      ]
    }
  }

  // MARK: The Galactic centre

  private static func centre(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    StudyTask(id: "centre", provides: ["centre.likelihood"], cost: 0.2) {
      task throws(AssayError) in
      let axes = try TableAxes("nptf_gc_loglike", context)
      let region = try FermiRegion.read(context.reference)
      let model = try CentreModel(region, context, conventions)
      var columns: [[Double]] = []
      for position in axes.all.indices { columns.append(try axes.numbers(position)) }
      var values: [Double] = []
      for row in columns[0].indices {
        let (smooth, populations) = try model.parts(columns.map { $0[row] })
        let answer = try model.likelihood.evaluate(
          smooth: smooth, populations: populations, threads: task.threads)
        values.append(answer.logLikelihood)
      }
      return [
        Observable(
          id: "centre.likelihood", title: "ln L of the Galactic centre with two populations",
          axes: axes.all, exact: values)
      ]
    }
  }
}
