// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The one-point estimator on drawn images: its error and its intervals, which are too narrow.
enum OnePointPart {
  static let comparisons = [
    "onepoint-error", "onepoint-error-by-fraction", "onepoint-coverage", "onepoint-coverage-many",
  ]

  static let table = "onepoint_reference"

  private static func size(_ tier: Tier) -> Int { tier == .quick ? 4000 : 120_000 }

  /// Ranges of the fraction as the table prints them, such as "0.2 to 0.4".
  static func ranges(_ axes: TableAxes) throws(AssayError) -> [ClosedRange<Double>] {
    var ranges: [ClosedRange<Double>] = []
    for text in try axes.texts(0) {
      let ends = text.split(separator: " ").compactMap { Double($0) }
      guard ends.count == 2, ends[0] < ends[1] else {
        throw axes.refusal(0, .text(text), accepted: ["a range such as 0.2 to 0.4"])
      }
      ranges.append(ends[0]...ends[1])
    }
    return ranges
  }

  static func task(_ context: RunContext, _ conventions: FractionConventions) -> StudyTask {
    let ids = ["onepoint.error", "onepoint.coverage", "onepoint.bias"]
    return StudyTask(id: "onepoint", provides: ids, cost: context.tier == .quick ? 1 : 30) {
      task throws(AssayError) in
      let axes = try TableAxes(table, context)
      let levels = try TableAxes("onepoint_coverage", context)
      let images = conventions.drawn.images(
        size(context.tier), seed: task.seed, name: "onepoint", threads: task.threads)
      let estimator = OnePointEstimator(
        PixelDistribution(conventions.assumed, most: TablesPart.largestCount),
        conventions.onePoint)
      let quality = EstimateQuality(
        try estimator.estimates(images, threads: task.threads), truths: images.fractions)
      let errors = try ranges(axes).map { range in
        EstimateQuality.rootMeanSquare(
          zip(quality.errors, images.fractions).filter { range.contains($0.1) }.map(\.0))
      }
      return [
        Observable(
          id: ids[0], title: "Rms error of the one-point estimate", axes: axes.all, values: errors),
        Observable(
          id: ids[1], title: "Coverage of intervals of the one-point estimate", axes: levels.all,
          values: try levels.numbers(0).map {
            quality.coverage(EstimateQuality.deviations(ofCentral: $0))
          }),
        Observable(
          id: ids[2], title: "Mean error of the one-point estimate", values: [quality.bias]),
      ]
    }
  }
}
