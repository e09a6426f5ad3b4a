// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import History

/// The history as text for a terminal.
enum HistoryTable {
  /// One line a run.
  static func text(_ runs: [HistoryRun]) -> String {
    let rows = runs.map { run in
      [
        "#\(run.number)", time(run.started), run.id, run.setting, result(run),
        String(format: "%.1f s", run.seconds), commit(run.commit, run.isDirty), run.host,
        change(run.change),
      ]
    }
    return lines(
      [
        "", "started (UTC)", "run", "tier", "verdicts", "time", "commit", "host",
        "since the one before",
      ],
      rows)
  }

  /// One run in full.
  static func text(_ run: HistoryRun, _ detail: HistoryDetail, all: Bool) -> String {
    var text = [
      "#\(run.number) \(run.id): \(result(run))",
      "started   \(run.started), \(String(format: "%.1f s", run.seconds)), \(run.setting), seed "
        + "\(run.seed), \(run.threads) threads",
      "host      \(run.host), \(run.cpuModel)",
      "commit    \(run.commit ?? "unknown")\(run.isDirty == true ? ", files changed" : "")",
      "command   \(run.command.joined(separator: " "))",
      "record    \(run.record)",
      "results   \(run.digest)",
      "changed   \(change(run.change))",
    ]
    if let change = run.change {
      text += change.verdicts.map { "          \($0)" }
      text += change.faster.map { "          faster: \($0)" }
      text += change.slower.map { "          slower: \($0)" }
    }
    let verdicts = detail.verdicts.filter {
      all || !["reproduced", "not comparable", "not run"].contains($0.status) || $0.vanished > 0
    }
    if !verdicts.isEmpty { text += ["", verdictTable(verdicts)] }
    let tasks = all ? detail.tasks[...] : detail.tasks.prefix(5)
    if !tasks.isEmpty {
      text += [
        "",
        lines(
          ["slowest task", "time"],
          tasks.map {
            [$0.name, String(format: "%.2f s", $0.seconds)]
          }),
      ]
    }
    if !detail.timings.isEmpty { text += ["", timingTable(detail.timings)] }
    return text.joined(separator: "\n")
  }

  private static func verdictTable(_ verdicts: [HistoryDetail.Verdict]) -> String {
    lines(
      ["comparison", "verdict", "share", "relative", "pull", "tolerance"],
      verdicts.map {
        [
          $0.comparison, $0.status, number($0.worst), number($0.worstRelative),
          number($0.worstPull), $0.tolerance ?? "-",
        ]
      })
  }

  private static func timingTable(_ timings: [HistoryDetail.Timing]) -> String {
    lines(
      ["variant", "rate", "error", "floor"],
      timings.map { timing in
        [
          timing.variant,
          timing.rate.map { "\(number($0)) \(timing.item)/s" }
            ?? "no time: \(timing.reason ?? "")",
          percent(timing.error), percent(timing.floor),
        ]
      })
  }

  private static func result(_ run: HistoryRun) -> String {
    guard let counts = run.counts else {
      let wrong = run.wrong ?? 0
      return "\(run.timed ?? 0) timed" + (wrong > 0 ? ", \(wrong) wrong" : "")
    }
    let parts = [
      (counts.reproduced, "reproduced"), (counts.discrepant, "discrepant"),
      (counts.undecided, "undecided"), (counts.vanished, "vanished"),
      (counts.notComparable, "not comparable"), (counts.notRun, "not run"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return told.isEmpty ? "no comparison" : told.joined(separator: ", ")
  }

  private static func change(_ change: HistoryRun.Change?) -> String {
    guard let change else { return "the first of its kind" }
    if change.sameAnswers == true { return "same numbers as #\(change.since)" }
    if change.sameAnswers == false {
      switch change.verdicts.count {
      case 0: return "other numbers than #\(change.since), same verdicts"
      case 1: return change.verdicts[0]
      default: return "\(change.verdicts.count) verdicts other than #\(change.since)"
      }
    }
    if change.faster.isEmpty, change.slower.isEmpty { return "no change beyond the floors" }
    return "\(change.faster.count) faster, \(change.slower.count) slower than #\(change.since)"
  }

  // MARK: Fields

  /// "2026-11-22 06:54".
  static func time(_ iso: String) -> String {
    iso.count >= 16 ? String(iso.prefix(16)).replacing("T", with: " ") : iso
  }

  /// Seven digits, with + where files were changed.
  static func commit(_ commit: String?, _ isDirty: Bool?) -> String {
    commit.map { $0.prefix(7) + (isDirty == true ? "+" : "") } ?? "-"
  }

  static func number(_ value: Double?) -> String {
    value.map { String(format: "%.4g", $0) } ?? "-"
  }

  static func percent(_ value: Double?) -> String {
    value.map { $0.isFinite ? String(format: "%.2g %%", 100 * $0) : "unknown" } ?? "-"
  }

  /// Columns as wide as their longest field, the last as it comes.
  static func lines(_ heading: [String], _ rows: [[String]]) -> String {
    let all = [heading] + rows
    let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      zip(row, widths).enumerated().map { i, field in
        i == row.count - 1
          ? field.0 : field.0 + String(repeating: " ", count: field.1 - field.0.count)
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
