// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Test beds whose optimum is a formula, and toys that must find it.
enum OptimumPart {
  static let comparisons = [
    "shift-optimum", "scale-optimum", "count-optimum", "shift-toys", "count-toys",
    "combination-toys",
  ]

  static func tasks(_ context: RunContext, _ conventions: AnomalyConventions) -> [StudyTask] {
    [
      shift(context, conventions), scale(context, conventions), counts(context, conventions),
      ToyPart.shift(context, conventions), ToyPart.counts(context, conventions),
      ToyPart.combinations(context, conventions),
    ]
  }

  private static let levels = SignificanceImprovement.levels

  static func bed(shift: Double, _ conventions: AnomalyConventions) -> ShiftBed {
    ShiftBed(shift: conventions.squaresShift ? shift * shift : shift)
  }

  private static func shift(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let columns =
      [TableColumn("shift.area", "AUC of the optimum, shifted normal")]
      + levels.map {
        TableColumn("shift.efficiency.\($0)", "Signal efficiency of the optimum at \($0)")
      } + levels.map { TableColumn("shift.improvement.\($0)", "SI of the optimum at \($0)") }
      + [TableColumn("shift.best", "Largest SI of the three")]
    return StudyTask(filling: "np-optimum-shift", columns, context) { axes throws(AssayError) in
      try axes.numbers(0).map { delta in
        let bed = bed(shift: delta, conventions)
        let efficiencies = levels.map(bed.efficiency(atBackground:))
        let improvements = zip(efficiencies, levels).map { signal, background in
          conventions.merit.forgetsRoot
            ? signal / background
            : SignificanceImprovement.value(signal: signal, background: background)
        }
        return [bed.area] + efficiencies + improvements + [improvements.max() ?? .nan]
      }
    }
  }

  private static func scale(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let columns =
      [
        TableColumn("scale.density.area", "AUC of the background's density, scaled normal"),
        TableColumn("scale.optimum.area", "AUC of the optimum, scaled normal"),
      ]
      + ["density", "optimum"].flatMap { score in
        levels.map {
          TableColumn("scale.\(score).\($0)", "Signal efficiency at \($0): \(score)")
        }
      }
    return StudyTask(filling: "np-optimum-scale", columns, context) { axes throws(AssayError) in
      let (dimensions, widths) = (try axes.wholeNumbers(0), try axes.numbers(1))
      return zip(dimensions, widths).map { dimension, width in
        let bed = ScaleBed(
          dimension: dimension, width: conventions.forgetsSquare ? width.squareRoot() : width)
        return [bed.densityArea, bed.optimalArea]
          + levels.map(bed.densityEfficiency(atBackground:))
          + levels.map(bed.optimalEfficiency(atBackground:))
      }
    }
  }

  private static func counts(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let columns =
      [TableColumn("count.area", "AUC of the optimum, Poisson counts")]
      + ToyPart.twoLevels.map {
        TableColumn("count.efficiency.\($0)", "Signal efficiency of the optimum at \($0)")
      }
    return StudyTask(filling: "np-optimum-counts", columns, context) { axes throws(AssayError) in
      zip(try axes.numbers(0), try axes.numbers(1)).map { background, signal in
        let bed =
          conventions.swapsMeans
          ? CountBed(background: signal, signal: background)
          : CountBed(background: background, signal: signal)
        return [bed.area] + ToyPart.twoLevels.map(bed.efficiency(atBackground:))
      }
    }
  }
}

extension TableAxes {
  /// The keys of an axis, as whole numbers above zero.
  func wholeNumbers(_ position: Int) throws(AssayError) -> [Int] {
    var whole: [Int] = []
    for number in try numbers(position) {
      guard let one = Int(exactly: number), one > 0 else {
        throw refusal(position, .number(number), accepted: ["a positive whole number"])
      }
      whole.append(one)
    }
    return whole
  }
}
