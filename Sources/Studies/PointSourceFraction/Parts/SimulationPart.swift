// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Drawn images: moments and distribution of their pixels.
enum SimulationPart {
  static let comparisons = ["simulated-moments", "simulated-pmf"]

  private static func size(_ tier: Tier) -> Int { tier == .quick ? 400 : 4000 }
  private static func cost(_ tier: Tier) -> Double { tier == .quick ? 1 : 10 }

  static func tasks(
    _ context: RunContext, _ conventions: FractionConventions
  ) throws(AssayError) -> [StudyTask] {
    [moments(context, conventions.drawn), try distribution(context, conventions.drawn)]
  }

  private static func moments(_ context: RunContext, _ field: PhotonField) -> StudyTask {
    let ids = ["simulated.mean", "simulated.ratio"]
    return StudyTask(id: "simulated.moments", provides: ids, cost: cost(context.tier)) {
      task throws(AssayError) in
      let axes = try TableAxes("pixel_moments", context)
      let found = try axes.numbers(0).map { f in
        moments(
          field.images(
            size(context.tier), fraction: f, seed: task.seed, name: "moments \(f)",
            threads: task.threads))
      }
      return [
        Observable(
          id: ids[0], title: "Mean counts of a pixel of drawn images", units: "photons",
          axes: axes.all, values: found.map(\.mean)),
        Observable(
          id: ids[1], title: "Variance over mean of a pixel of drawn images", axes: axes.all,
          values: found.map(\.ratio)),
      ]
    }
  }

  /// Images are independent, their pixels are not: errors are those of means of images. With a and b
  /// the means of k and of k² over the pixels of an image, variance/mean is R = ⟨b⟩/⟨a⟩ - ⟨a⟩, and an
  /// image moves it by
  ///
  ///     (b - ⟨b⟩)/⟨a⟩ - (⟨b⟩/⟨a⟩² + 1) (a - ⟨a⟩)                                           (1)
  ///
  /// over their number: images with many photons have both larger.
  static func moments(_ images: PhotonImages) -> (mean: Estimate, ratio: Estimate) {
    let pixels = Double(images.pixels)
    let values = (0..<images.count).map { number in
      let (sum, squares) = images[number].reduce((0, 0)) {
        ($0.0 + Int($1), $0.1 + Int($1) * Int($1))
      }
      return (a: Double(sum) / pixels, b: Double(squares) / pixels)
    }
    let n = Double(values.count)
    let (a, b) = (values.reduce(0) { $0 + $1.a } / n, values.reduce(0) { $0 + $1.b } / n)
    func error(_ shift: ((a: Double, b: Double)) -> Double) -> Double {
      (values.reduce(0) { $0 + shift($1) * shift($1) } / (n * (n - 1))).squareRoot()
    }
    return (
      Estimate(a, standardError: error { $0.a - a }),
      Estimate(
        b / a - a, standardError: error { ($0.b - b) / a - (b / (a * a) + 1) * ($0.a - a) })
    )
  }

  /// Rows and columns of the pixels whose counts are taken: eleven apart, so that sources have
  /// photons in no more than one of them (the correlation is 1e-13).
  private static let places = [5, 16, 27]

  private static func distribution(
    _ context: RunContext, _ field: PhotonField
  ) throws(AssayError) -> StudyTask {
    let fractions = try TablesPart.fractions(context)
    let ids = fractions.map { "simulated.pmf.\($0.text)" }
    return StudyTask(id: "simulated.pmf", provides: ids, cost: cost(context.tier)) {
      task throws(AssayError) in
      let axes = try TableAxes(TablesPart.table, context)
      let counts = try TablesPart.counts(axes)
      return zip(fractions, ids).map { fraction, id in
        let images = field.images(
          size(context.tier), fraction: fraction.f, seed: task.seed, name: "pmf \(fraction.text)",
          threads: task.threads)
        let drawn = (0..<images.count).flatMap { number in
          let image = Array(images[number])
          return places.flatMap { row in places.map { Int(image[row * field.side + $0]) } }
        }
        let n = Double(drawn.count)
        return Observable(
          id: id, title: "Distribution of the counts of drawn pixels at f = \(fraction.text)",
          axes: axes.all,
          values: counts.map { k in
            let share = Double(drawn.count { $0 == k }) / n
            // As if one more pixel had this count, so that an empty row has an error too.
            let kept = (share * n + 1) / (n + 1)
            return Estimate(share, standardError: (kept * (1 - kept) / n).squareRoot())
          })
      }
    }
  }
}
