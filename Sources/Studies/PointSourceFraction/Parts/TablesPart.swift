// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Exact statements about sources, point spread function and the counts of a pixel.
enum TablesPart {
  static let comparisons = ["source-moments", "psf-overlap", "pixel-moments", "pixel-pmf"]

  static func tasks(
    _ context: RunContext, _ conventions: FractionConventions
  ) throws(AssayError) -> [StudyTask] {
    [
      sources(context, conventions.assumed), moments(context, conventions.assumed),
      try distribution(context, conventions.assumed),
    ]
  }

  private static func sources(_ context: RunContext, _ field: PhotonField) -> StudyTask {
    let column = TableColumn("source.moment", "Moments of the source counts and overlap of photons")
    return StudyTask(filling: "source_count_moments", [column], context) {
      axes throws(AssayError) in
      let q = "sum over pixels of (1D PSF fraction)^2, averaged over the source offset"
      return try axes.values(
        0,
        from: [
          ("<S>", field.counts.moment(1)), ("<S^2>", field.counts.moment(2)),
          (q, field.spread.overlap),
        ]
      ).map { [$0] }
    }
  }

  /// Largest count that sums over the distribution reach: P(k > 100) is below 1e-20.
  static let largestCount = 100

  private static func moments(_ context: RunContext, _ field: PhotonField) -> StudyTask {
    let columns = [
      TableColumn("pixel.mean", "Mean counts of a pixel, closed form", "photons"),
      TableColumn("pixel.ratio", "Variance over mean of a pixel, closed form"),
      TableColumn("pixel.mean.summed", "Mean counts of a pixel, sum over k", "photons"),
      TableColumn("pixel.ratio.summed", "Variance over mean of a pixel, sum over k"),
    ]
    return StudyTask(
      filling: "pixel_moments", columns, context, cost: 0.1
    ) { axes throws(AssayError) in
      let distribution = PixelDistribution(field, most: largestCount)
      return try axes.numbers(0).map { f in
        let p = distribution.probabilities(f)
        let mean = p.indices.reduce(0) { $0 + Double($1) * p[$1] }
        let square = p.indices.reduce(0) { $0 + Double($1) * Double($1) * p[$1] }
        return [
          field.pixelMean(f), field.varianceRatio(f), mean, (square - mean * mean) / mean,
        ]
      }
    }
  }

  static let table = "pixel_pmf"

  /// The fractions of the columns of the table of distributions, as they are printed.
  static func fractions(_ context: RunContext) throws(AssayError) -> [(text: String, f: Double)] {
    let table = try context.reference.table(table)
    var fractions: [(text: String, f: Double)] = []
    for column in table.dependent {
      let parts = column.name.split(separator: "=").map { $0.filter { $0 != " " } }
      guard parts.count == 2, let f = Double(parts[1]), (0...1).contains(f) else {
        throw .badInput(
          file: table.file, place: "dependent_variables", found: "the column \"\(column.name)\"",
          accepted: "P(k) at f = a number from 0 to 1")
      }
      fractions.append((parts[1], f))
    }
    return fractions
  }

  /// The counts of the rows of the table.
  static func counts(_ axes: TableAxes) throws(AssayError) -> [Int] {
    var counts: [Int] = []
    for number in try axes.numbers(0) {
      guard let k = Int(exactly: number), (0...largestCount).contains(k) else {
        throw axes.refusal(0, .number(number), accepted: ["counts from 0 to \(largestCount)"])
      }
      counts.append(k)
    }
    return counts
  }

  private static func distribution(
    _ context: RunContext, _ field: PhotonField
  ) throws(AssayError) -> StudyTask {
    let fractions = try fractions(context)
    let columns = fractions.map {
      TableColumn("pixel.pmf.\($0.text)", "Distribution of the counts of a pixel at f = \($0.text)")
    }
    return StudyTask(filling: table, columns, context, cost: 0.1) { axes throws(AssayError) in
      let counts = try counts(axes)
      let distribution = PixelDistribution(field, most: largestCount)
      let found = fractions.map { distribution.probabilities($0.f) }
      return counts.map { k in found.map { $0[k] } }
    }
  }
}
