// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Poissonian template fits of the Fermi-LAT pixels.
enum FitPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [fits(context, conventions), fixed(context, conventions)]
  }

  private static let columns = [
    ("fit.normalisations", "Normalisation of a template"), ("fit.errors", "Its error"),
    ("fit.shares", "Its share of the photons"), ("fit.likelihoods", "ln L of the fit"),
    ("fit.deviances", "Deviance of the fit"),
  ]

  private static func fits(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "fits", provides: columns.map(\.0), cost: 0.3) { _ throws(AssayError) in
      let axes = try TableAxes("poisson_template_fit", context)
      let (numbers, regions, names) = (
        try axes.numbers(0), try axes.texts(1), try axes.texts(2)
      )
      let region = try FermiRegion.read(context.reference)
      var values = columns.map { _ in [Double]() }
      var row = 0
      while row < numbers.count {
        let rows = (row..<numbers.count).prefix { numbers[$0] == numbers[row] }
        let pixels = region.counts.indices.filter { regions[row] == "r30" || region.inner[$0] }
        var templates: [[Double]] = []
        for r in rows {
          // A fault takes the isotropic template for the first one of another name.
          let name = conventions.shiftsTemplates && names[r] == "dif_p6v11" ? "dsk" : names[r]
          let template = try region.template(name)
          templates.append(pixels.map { template[$0] })
        }
        let fit = try PoissonTemplateFit(
          counts: pixels.map { region.counts[$0] }, templates: templates)
        let errors = conventions.diagonal ? fit.conditionalErrors : fit.errors
        for i in rows.indices {
          let place = i - rows.startIndex
          let zero = conventions.dropsFactorials
          values[0].append(fit.normalisations[place])
          values[1].append(errors[place])
          values[2].append(fit.shares[place])
          values[3].append(
            fit.logLikelihood
              + (zero ? pixels.reduce(0) { $0 + Special.logFactorial(region.counts[$1]) } : 0))
          values[4].append(fit.deviance)
        }
        row += rows.count
      }
      return zip(columns, values).map {
        Observable(id: $0.0, title: $0.1, axes: axes.all, exact: $1)
      }
    }
  }

  /// Example 3 of NPTFit: the diffuse emission held at 13.20.
  private static func fixed(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "fixed", provides: ["fit.fixed"], cost: 0.1) { _ throws(AssayError) in
      let axes = try TableAxes("poisson_example3_posterior", context)
      let region = try FermiRegion.read(context.reference)
      let names = ["bub", "psc_3fgl", "gce_nptfit", "iso"]
      var templates: [[Double]] = []
      for name in names { templates.append(try region.template(name)) }
      let diffuse = conventions.shiftsTemplates ? 12.2 : 13.2
      let fit = try PoissonTemplateFit(
        counts: region.counts, templates: templates,
        fixed: try region.template("dif_p6v11").map { diffuse * $0 })
      let errors = conventions.diagonal ? fit.conditionalErrors : fit.errors
      let values = zip(fit.normalisations, errors).prefix(3).map {
        Estimate($0, standardError: $1)
      }
      return [
        Observable(
          id: "fit.fixed", title: "Normalisation, diffuse emission held at 13.20",
          axes: axes.all, values: Array(values))
      ]
    }
  }
}
