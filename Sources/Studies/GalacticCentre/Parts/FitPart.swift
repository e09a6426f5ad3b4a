// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Poissonian template fits of the Fermi-LAT pixels.
enum FitPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [
      fits(context, conventions), covariances(context, conventions), fixed(context, conventions),
    ]
  }

  private static let columns = [
    ("fit.normalisations", "Normalisation of a template"),
    ("fit.shares", "Its share of the photons"), ("fit.likelihoods", "ln L of the fit"),
    ("fit.deviances", "Deviance of the fit"),
  ]

  private static func fits(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "fits", provides: columns.map(\.0), cost: 0.3) { _ throws(AssayError) in
      let axes = try TableAxes("poisson_template_fit", context)
      var values = columns.map { _ in [Double]() }
      for fit in try all(context, conventions) {
        let factorials =
          conventions.dropsFactorials
          ? fit.counts.reduce(0) { $0 + Special.logFactorial($1) } : 0
        for place in fit.names.indices {
          values[0].append(fit.fit.normalisations[place])
          values[1].append(fit.fit.shares[place])
          values[2].append(fit.fit.logLikelihood + factorials)
          values[3].append(fit.fit.deviance)
        }
      }
      return zip(columns, values).map {
        Observable(id: $0.0, title: $0.1, axes: axes.all, exact: $1)
      }
    }
  }

  /// One of the eight fits of the table.
  private struct Fit {
    var number: Double
    var names: [String]
    var counts: [Int]
    var fit: PoissonTemplateFit
  }

  private static func all(
    _ context: RunContext, _ conventions: CentreConventions
  ) throws(AssayError) -> [Fit] {
    let axes = try TableAxes("poisson_template_fit", context)
    let (numbers, regions, names) = (try axes.numbers(0), try axes.texts(1), try axes.texts(2))
    let region = try FermiRegion.read(context.reference)
    var fits: [Fit] = []
    var row = 0
    while row < numbers.count {
      let rows = (row..<numbers.count).prefix { numbers[$0] == numbers[row] }
      let pixels = region.counts.indices.filter { regions[row] == "r30" || region.inner[$0] }
      var templates: [[Double]] = []
      for r in rows {
        // A fault takes the disk for the diffuse emission.
        let name = conventions.shiftsTemplates && names[r] == "dif_p6v11" ? "dsk" : names[r]
        let template = try region.template(name)
        templates.append(pixels.map { template[$0] })
      }
      let counts = pixels.map { region.counts[$0] }
      fits.append(
        Fit(
          number: numbers[row], names: rows.map { names[$0] }, counts: counts,
          fit: try PoissonTemplateFit(
            counts: counts, templates: templates, fixed: nil, isBound: !conventions.allowsNegative))
      )
      row += rows.count
    }
    return fits
  }

  private static func covariances(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    StudyTask(id: "covariances", provides: ["fit.covariances"], cost: 0.3) { _ throws(AssayError) in
      let axes = try TableAxes("poisson_template_covariances", context)
      let fits = try all(context, conventions)
      let (numbers, first, second) = (try axes.numbers(0), try axes.texts(1), try axes.texts(2))
      var values: [Double] = []
      for row in numbers.indices {
        guard let fit = fits.first(where: { $0.number == numbers[row] }),
          let i = fit.names.firstIndex(of: first[row]),
          let j = fit.names.firstIndex(of: second[row])
        else {
          throw .badInput(
            file: axes.table.file, place: "row \(row + 1)",
            found: "fit \(numbers[row]) with \(first[row]) and \(second[row])",
            accepted: "fits and templates of poisson_template_fit")
        }
        // A fault inverts the diagonal of the Hessian alone.
        values.append(
          conventions.diagonal
            ? (i == j ? fit.fit.conditionalErrors[i] * fit.fit.conditionalErrors[i] : 0)
            : fit.fit.covariance[i][j])
      }
      return [
        Observable(
          id: "fit.covariances", title: "Covariance of two normalisations", axes: axes.all,
          exact: values)
      ]
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
      return [
        Observable(
          id: "fit.fixed", title: "Normalisation, diffuse emission held at 13.20",
          axes: axes.all, exact: Array(fit.normalisations.prefix(3)))
      ]
    }
  }
}
