// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// One pixel with sources: expected numbers of sources, probabilities of counts.
enum PixelPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    let ids = ["single.sources", "single.sources-psf", "single.counts", "single.counts-psf"]
    return [
      StudyTask(id: "single", provides: ids) { _ throws(AssayError) in
        let law = try SourceCountLaw(
          breaks: [10], slopes: [3.2, conventions.movesFaintSlope ? 0.5 : -0.5])
        let psf = try conventions.psf(context)
        return [
          try sources(ids[0], law, .onePixel, context),
          try sources(ids[1], law, psf, context),
          try counts(ids[2], law, .onePixel, context, conventions),
          try counts(ids[3], law, psf, context, conventions),
        ]
      },
      StudyTask(id: "steep", provides: ["steep.sources"]) { _ throws(AssayError) in
        let axes = try TableAxes("nptf_sources_steep", context)
        var columns: [[Double]] = []
        for position in 0..<5 { columns.append(try axes.numbers(position)) }
        var values: [Double] = []
        for row in columns[0].indices {
          let point = columns.map { $0[row] }
          let law = try SourceCountLaw(breaks: [point[2]], slopes: [point[0], point[1]])
          let share = point[3]
          let psf = try FluxFractions(
            shares: [share], weights: [1 / share], of: axes.table.file)
          let table = PhotonTable(
            law, psf, most: 160, withSlopes: false, recursesUpwards: conventions.recursesUpwards)
          values.append(table.values[Int(point[4])])
        }
        return [
          Observable(
            id: "steep.sources", title: "Expected sources that give m photons", axes: axes.all,
            exact: values)
        ]
      },
    ]
  }

  private static func sources(
    _ id: String, _ law: SourceCountLaw, _ psf: FluxFractions, _ context: RunContext
  ) throws(AssayError) -> Observable {
    let axes = try TableAxes("nptf_single_pixel_xm", context)
    let photons = try axes.numbers(0).map { Int($0) }
    let table = PhotonTable(law, psf, most: photons.max() ?? 1)
    return Observable(
      id: id, title: "Expected sources that give m photons", axes: axes.all,
      exact: photons.map { 0.02 * table.values[$0] })
  }

  private static func counts(
    _ id: String, _ law: SourceCountLaw, _ psf: FluxFractions, _ context: RunContext,
    _ conventions: CentreConventions
  ) throws(AssayError) -> Observable {
    let axes = try TableAxes("nptf_single_pixel", context)
    var values: [Double] = []
    for photons in try axes.numbers(0) {
      let likelihood = try NonPoissonianLikelihood(
        counts: [Int(photons)], smooth: [[1.3]], sources: [[1]], psf: psf)
      let answer = try likelihood.evaluate(
        smooth: [conventions.smoothShare],
        populations: [.init(normalisation: 0.02, law: law)])
      values.append(exp(answer.logLikelihood))
    }
    return Observable(
      id: id, title: "Probability of k photons", axes: axes.all, exact: values)
  }
}

extension CentreConventions {
  /// The printed table of shares.
  func psf(_ context: RunContext) throws(AssayError) -> FluxFractions {
    if ignoresPSF { return .onePixel }
    let table = try context.reference.table("nptf_psf_f_ary")
    return try FluxFractions(
      shares: InputColumns(table).axisNumbers(),
      weights: InputColumns(table).numbers(named: "df*rho(f)/f"), of: table.file)
  }
}
