// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Networks of three seeds, each trained on 10,000 images of its own, on one set of test images.
enum NetworkPart {
  static let comparisons = ["network-error", "network-beats-one-point", "network-coverage"]

  static let seeds = 3
  static let lines = "model_lines"
  /// As the table of lines names them.
  private static let (lowest, highest) = ("lowest", "highest")

  static func task(_ context: RunContext, _ conventions: FractionConventions) -> StudyTask {
    let ids =
      [
        "network.error", "network.line", "network.onepoint.error", "network.bias",
        "network.coverage.low", "network.coverage", "network.coverage.high", "network.points",
        "network.calibration", "network.onepoint.calibration",
      ] + FractionProfile.ids("network")
    return StudyTask(id: "network", provides: ids, tier: .standard, cost: 85) {
      task throws(AssayError) in
      let lines = try Lines(context)
      let bench = NetworkBench(images: 10_000, tests: 4000, conventions, task)
      let images = bench.testImages("standard")
      var found: [(estimates: [FractionEstimate], quality: EstimateQuality)] = []
      for number in 1...seeds {
        found.append(try bench.quality(bench.train("standard", number: number), images))
      }
      let onePoint = try bench.onePoint(images)
      let axis = Axis("seed", numbers: (1...seeds).map(Double.init))
      func column(_ place: Int, _ title: String, _ values: [Estimate]) -> Observable {
        Observable(id: ids[place], title: title, axes: [axis], values: values)
      }
      let all = EstimateQuality(
        found.flatMap(\.estimates), truths: found.flatMap { _ in images.fractions })
      // Each network for itself, then all: one that is too wide must not hide one that is too narrow.
      let judged = found.map(\.quality) + [all]
      let names = (1...seeds).map { "seed \($0)" } + ["all"]
      let levels = lines.levels
      let axes = [
        Axis("network", names: names.flatMap { name in levels.map { _ in name } }),
        Axis("nominal", numbers: names.flatMap { _ in levels.map(\.nominal) }),
      ]
      func band(_ place: Int, _ title: String, _ values: [Estimate]) -> Observable {
        Observable(id: ids[place], title: title, axes: axes, values: values)
      }
      let profile = FractionProfile(
        network: found[0].quality, onePoint: onePoint, fractions: images.fractions)
      return [
        column(0, "Rms error of a network", found.map(\.quality.rootMeanSquare)),
        column(1, "Largest rms error asked for", found.map { _ in Estimate(lines.error) }),
        column(
          2, "Rms error of the one-point estimate on the same images",
          found.map { _ in onePoint.rootMeanSquare }),
        column(3, "Mean error of a network", found.map(\.quality.bias)),
        band(
          4, "Lowest coverage asked for", judged.flatMap { _ in levels.map { Estimate($0.low) } }),
        band(
          5, "Coverage of the intervals of \(seeds) networks",
          judged.enumerated().flatMap { number, quality in
            levels.map { level in
              let share = quality.coverage(EstimateQuality.deviations(ofCentral: level.nominal))
              // The networks see the same images: errors of all are those of one.
              let copies = number < seeds ? 1 : Double(seeds).squareRoot()
              return Estimate(share.value, standardError: (share.standardError ?? 0) * copies)
            }
          }),
        band(
          6, "Highest coverage asked for", judged.flatMap { _ in levels.map { Estimate($0.high) } }),
        NetworkBench.points(ids[7], "Estimates of a network", images, found[0].estimates),
        NetworkBench.calibration(ids[8], "Coverage of a network", found[0].quality),
        NetworkBench.calibration(
          ids[9], "Coverage of the one-point estimate on the same images", onePoint),
      ] + profile.observables("network")
    }
  }

  /// What a network is asked for, read from the table.
  private struct Lines {
    var error = 0.0
    var levels: [(nominal: Double, low: Double, high: Double)] = []

    init(_ context: RunContext) throws(AssayError) {
      let axes = try TableAxes(lines, context)
      let columns = axes.table.dependent
      guard let low = columns.first(where: { $0.name == lowest })?.cells,
        let high = columns.first(where: { $0.name == highest })?.cells
      else {
        throw .badInput(
          file: axes.table.file, place: "dependent_variables",
          found: columns.map(\.name).joined(separator: ", "), accepted: "\(lowest), \(highest)")
      }
      let prefix = "coverage of "
      for (row, name) in try axes.texts(0).enumerated() {
        guard let a = low[row].number, let b = high[row].number else {
          throw axes.refusal(0, .text(name), accepted: ["rows of numbers"])
        }
        if name == "rmse" {
          error = b
        } else if name.hasPrefix(prefix), let nominal = Double(name.dropFirst(prefix.count)) {
          levels.append((nominal, a, b))
        } else {
          throw axes.refusal(0, .text(name), accepted: ["rmse", "coverage of a number"])
        }
      }
    }
  }
}
