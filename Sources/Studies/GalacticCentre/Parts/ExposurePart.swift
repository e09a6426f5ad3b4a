// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The likelihood of every twentieth pixel of the Galactic-centre region in exposure regions.
///
/// Exposure and templates are those of the pixels, or times a factor that rises evenly from 0.2 to 1.8
/// through the list of pixels: a gradient as of a survey that has hardly begun. Sources follow flux, T over
/// the exposure. Reference: peer_regions.py.
enum ExposurePart {
  static let every = 20

  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [
      StudyTask(id: "exposure", provides: ["exposure.likelihood"], cost: 0.1) {
        _ throws(AssayError) in
        let axes = try TableAxes("nptf_regions_loglike", context)
        let (gradients, regions) = (try axes.numbers(0), try axes.numbers(1))
        let region = try FermiRegion.read(context.reference)
        var values: [Double] = []
        for row in gradients.indices {
          values.append(
            try likelihood(
              region, gradient: gradients[row], regions: Int(regions[row]), context, conventions))
        }
        return [
          Observable(
            id: "exposure.likelihood", title: "ln L in exposure regions", axes: axes.all,
            exact: values)
        ]
      }
    ]
  }

  /// - Parameter gradient: half the rise of the factor through the pixels.
  private static func likelihood(
    _ region: FermiRegion, gradient: Double, regions: Int, _ context: RunContext,
    _ conventions: CentreConventions
  ) throws(AssayError) -> Double {
    let kept = Array(stride(from: 0, to: region.counts.count, by: every))
    let factors = kept.indices.map {
      1 - gradient + 2 * gradient * Double($0) / Double(kept.count - 1)
    }
    let relative = zip(kept, factors).map {
      region.exposure[$0] / FermiRegion.meanExposure * $1
    }
    var (smooth, sources) = ([[Double]](), [[Double]]())
    for (_, name) in CentreModel.smoothTemplates {
      let template = try region.template(name)
      smooth.append(zip(kept, factors).map { template[$0] * $1 })
    }
    for (_, name) in CentreModel.sourceTemplates {
      let template = try region.template(name)
      sources.append(kept.indices.map { template[kept[$0]] * factors[$0] / relative[$0] })
    }
    let likelihood = try NonPoissonianLikelihood(
      counts: kept.map { region.counts[$0] }, smooth: smooth, sources: sources,
      psf: conventions.psf(context), exposures: relative, regions: regions,
      keepsNormalisation: conventions.keepsNormalisation)
    // The medians of NPTFit's example 9, the first row of its table.
    let axes = try TableAxes("nptf_gc_loglike", context)
    var point: [Double] = []
    for position in axes.all.indices { point.append(try axes.numbers(position)[0]) }
    let parts = try CentreModel(region, context, conventions).parts(point)
    return try likelihood.evaluate(smooth: parts.smooth, populations: parts.populations)
      .logLikelihood
  }
}
