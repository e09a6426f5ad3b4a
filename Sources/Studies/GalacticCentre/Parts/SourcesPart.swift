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
        let law = try SourceCountLaw(breaks: [172.52], slopes: [bright[row], faint[row]])
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
      let likelihood = try CentreModel.likelihood(region, context, conventions)
      var columns: [[Double]] = []
      for position in axes.all.indices { columns.append(try axes.numbers(position)) }
      var values: [Double] = []
      for row in columns[0].indices {
        let point = columns.map { $0[row] }
        let answer = try likelihood.evaluate(
          smooth: CentreModel.smooth(point).map { $0 * conventions.smoothShare },
          populations: try CentreModel.populations(point), threads: task.threads)
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

/// The fit of NPTFit's example 9: smooth templates and two populations, 11 parameters in the order
/// of its tables.
enum CentreModel {
  static let diffuse = 12.85
  static let smoothTemplates = ["dif_p6v11", "iso", "gce_nptfit", "bub"]
  static let sourceTemplates = ["gce_nptfit", "dsk"]

  static func likelihood(
    _ region: FermiRegion, _ context: RunContext, _ conventions: CentreConventions
  ) throws(AssayError) -> NonPoissonianLikelihood {
    let kept = region.counts.indices.filter {
      region.counts[$0] > 0 || !conventions.skipsEmptyPixels
    }
    var (smooth, sources) = ([[Double]](), [[Double]]())
    for name in smoothTemplates {
      let template = try region.template(name)
      smooth.append(kept.map { template[$0] })
    }
    let relative = conventions.sources(relative: region.exposure.map { $0 / FermiRegion.meanExposure })
    for name in sourceTemplates {
      // Counts over the exposure are a flux.
      let template = try region.template(name)
      sources.append(
        kept.map { template[$0] * FermiRegion.meanExposure / region.exposure[$0] * relative[$0] })
    }
    return try NonPoissonianLikelihood(
      counts: kept.map { region.counts[$0] }, smooth: smooth, sources: sources,
      psf: try conventions.psf(context))
  }

  /// Normalisations of the smooth templates at a point.
  static func smooth(_ point: [Double]) -> [Double] { [diffuse, point[0], point[1], point[2]] }

  static func populations(
    _ point: [Double]
  ) throws(AssayError) -> [NonPoissonianLikelihood.Population] {
    var populations: [NonPoissonianLikelihood.Population] = []
    for first in [3, 7] {
      let law = try SourceCountLaw(
        breaks: [point[first + 3]], slopes: [point[first + 1], point[first + 2]])
      populations.append(.init(normalisation: pow(10, point[first]), law: law))
    }
    return populations
  }
}

extension CentreConventions {
  /// What a template of sources is multiplied by, from exposures over the mean of the sky.
  func sources(relative exposure: [Double]) -> [Double] {
    let mean = usesRegionMean ? exposure.reduce(0, +) / Double(exposure.count) : 1
    return exposure.map { multipliesExposure ? $0 / mean : mean / $0 }
  }
}
