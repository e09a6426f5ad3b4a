// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import History
import Timing

/// Trends as text for a terminal.
enum TrendText {
  /// - Parameter variants: those of a workload that was named without one.
  static func text(_ trends: [Trend], chosenFrom variants: [String]) -> String {
    let series = trends[0].series
    let quantity = series.unit.map { "rate [\($0)]" } ?? title(series.quantity)
    var heading = "\(series.target): \(quantity)"
    if variants.count > 1 {
      heading += "\nthe quickest of \(variants.joined(separator: ", ")) in the newest bench"
    }
    return ([heading] + trends.map(text)).joined(separator: "\n\n")
  }

  private static func text(_ trend: Trend) -> String {
    let series = trend.series
    let count = series.points.count
    return [
      "host \(series.machine), \(series.setting): \(count) run\(count == 1 ? "" : "s")",
      table(trend), summary(trend),
    ].joined(separator: "\n")
  }

  private static func table(_ trend: Trend) -> String {
    let levels = trend.levels
    let isRate = trend.series.quantity == .rate
    let heading =
      ["started (UTC)", "run", "commit"]
      + (isRate
        ? ["rate", "error", "A/A floor", "level"]
        : ["verdict", "share", "relative", "pull", "level"])
    return HistoryTable.lines(
      heading,
      trend.series.points.map { point in
        let level = levels[point.run]
        let number = HistoryTable.number
        let head = [
          HistoryTable.time(point.started), point.id,
          HistoryTable.commit(point.commit, point.isDirty),
        ]
        if isRate {
          return head + [
            point.value.map(number) ?? (point.status ?? "-"), HistoryTable.percent(point.error),
            HistoryTable.percent(point.floor), number(level),
          ]
        }
        let share = trend.series.quantity == .shareOfTolerance ? point.value : nil
        return head + [
          point.status ?? "-", number(share), number(point.relative), number(point.pull),
          number(level),
        ]
      })
  }

  /// What was found, and how small a change would have been.
  private static func summary(_ trend: Trend) -> String {
    let (series, analysis) = (trend.series, trend.analysis)
    var lines = analysis.verdictChanges.map { verdict($0) }
    lines += analysis.steps.map { "step: " + step($0, series) }
    if analysis.steps.isEmpty { lines.append("no step") }
    guard let visible = analysis.smallestVisible, let floor = analysis.floor else {
      let least = 2 * analysis.shortestLevel
      return (lines + ["too few runs to say what would be seen: a step needs \(least)"])
        .joined(separator: "\n")
    }
    let late = min(TrendAnalysis.lateRuns, trend.valued.count / 2)
    let runs = "\(late) run\(late == 1 ? "" : "s")"
    if floor.isInfinite {
      lines.append("no A/A control was run: no step of this series can be told from noise")
    } else if series.quantity == .rate {
      lines.append(
        "smallest change that would be seen here after \(runs): \(ratio(visible)) (A/A floor "
          + "\(ratio(floor)), scatter from run to run \(ratio(analysis.scatter ?? 0)))")
    } else {
      lines.append(
        "smallest change that would be seen here after \(runs): \(HistoryTable.number(visible))"
          + unit(series) + " (scatter \(HistoryTable.number(analysis.scatter)))")
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Findings

  static func text(_ survey: TrendSurvey, last: Int) -> String {
    var text = [found(survey.findings, last: last)]
    text.append(
      "\(survey.series) series looked at, \(survey.blind) of them too short for a step, without a "
        + "value or without an A/A control")
    if last < StepFit.shortestLevel {
      text.append(
        "a step of a timing shows with the third bench after it: --last \(last) sees none")
    }
    return text.joined(separator: "\n")
  }

  private static func found(_ findings: [TrendFinding], last: Int) -> String {
    let since = "among the last \(last) runs of each"
    if findings.isEmpty { return "no step and no change of verdict \(since)" }
    let rows = findings.map { finding in
      [
        finding.isWorse ? "worse" : "better", finding.target, finding.host, event(finding),
      ]
    }
    let worse = findings.count(where: \.isWorse)
    return HistoryTable.lines(["", "comparison or workload", "host", "what"], rows)
      + "\n\(findings.count) steps and changes of verdict \(since), \(worse) for the worse"
  }

  private static func event(_ finding: TrendFinding) -> String {
    switch finding.event {
    case .verdict(let change): return verdict(change) + ", \(finding.setting)"
    case .step(let step):
      return self.step(step, finding.quantity, finding.unit)
        + (finding.quantity == .rate ? "" : ", \(finding.setting)")
    }
  }

  private static func verdict(_ change: TrendAnalysis.VerdictChange) -> String {
    "verdict \(change.before.status ?? "-") → \(change.after.status ?? "-") "
      + place(change.before, change.after)
  }

  private static func step(_ step: TrendAnalysis.Step, _ series: TrendSeries) -> String {
    self.step(step, series.quantity, series.unit)
  }

  private static func step(
    _ step: TrendAnalysis.Step, _ quantity: TrendSeries.Quantity, _ unit: String?
  ) -> String {
    var text = "\(HistoryTable.number(step.from)) → \(HistoryTable.number(step.to))"
    if quantity == .rate {
      text += " \(unit ?? ""), \(change(step.size)) (A/A floor \(ratio(step.floor)))"
    } else if quantity == .shareOfTolerance {
      text += " of the tolerance"
      if step.before.tolerance != step.after.tolerance {
        text +=
          ", which changed from \(step.before.tolerance ?? "none") to \(step.after.tolerance ?? "none")"
      }
    }
    return text + " " + place(step.before, step.after)
  }

  private static func place(_ before: TrendSeries.Point, _ after: TrendSeries.Point) -> String {
    "at \(after.id) of \(HistoryTable.time(after.started)), commit "
      + "\(HistoryTable.commit(before.commit, before.isDirty)) → "
      + HistoryTable.commit(after.commit, after.isDirty)
  }

  /// "9.5 % slower", of the rate.
  private static func change(_ logRatio: Double) -> String {
    String(format: "%.3g %% ", 100 * expm1(logRatio).magnitude)
      + (logRatio < 0 ? "slower" : "faster")
  }

  /// A log-ratio as a percentage of the rate.
  private static func ratio(_ logRatio: Double) -> String {
    logRatio.isFinite ? String(format: "%.2g %%", 100 * expm1(logRatio)) : "unknown"
  }

  private static func unit(_ series: TrendSeries) -> String {
    series.quantity == .shareOfTolerance ? " of the tolerance" : ""
  }

  static func title(_ quantity: TrendSeries.Quantity) -> String {
    quantity == .none ? "no value in any run" : quantity.rawValue
  }
}
