// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension HTMLReport {
  /// The first screen: the verdict, how the run was made, what needs a look.
  var verdict: [String: Any] {
    let run = record.run
    let status = record.exitStatus
    let bar = Outcome.allCases.filter { summary.count($0) > 0 }.map { outcome in
      ["outcome": outcome.rawValue, "tone": outcome.tone, "count": summary.count(outcome)]
        as [String: Any]
    }
    let label = bar.map { "\($0["count"]!) \($0["outcome"]!)" }.joined(separator: ", ")
    return [
      "title": title, "sentence": summary.sentence,
      "tone": summary.entries.isEmpty
        ? "none"
        : status == .success
          ? "good"
          : status == .undecided ? "open" : "bad",
      "mark": summary.entries.isEmpty
        ? "–"
        : status == .success
          ? "✓"
          : status == .undecided ? "?" : "✗",
      "headline": headline, "hasBar": !bar.isEmpty, "bar": bar,
      "barLabel": "Comparisons by verdict: \(label)",
      "facts": facts.map { ["name": $0.0, "value": $0.1] },
      "falsifiability": HTMLText.ticked(MarkdownReport.falsifiability(summary)),
      "attention": attention.map(\.values),
      "tier": run.tier.rawValue, "digest": record.resultsDigest,
    ]
  }

  private var headline: String {
    if summary.entries.isEmpty { return "Nothing compared" }
    switch record.exitStatus {
    case .success: return "No discrepancy"
    case .undecided: return "Undecided"
    default: return "Discrepant"
    }
  }

  private var facts: [(String, String)] {
    let run = record.run
    let machine = record.environment
    let commit = machine.gitCommit.map {
      "<code>\(HTMLText.escape($0))</code>" + (machine.gitDirty == true ? " with changes" : "")
    }
    return [
      ("tier", run.tier.rawValue), ("seed", String(run.seed)),
      ("raw data", run.withData ? "at hand" : "not at hand"),
      ("started", HTMLText.escape(run.started)),
      ("time", "\(Format.seconds(run.seconds)) with \(Format.count(run.threads, "thread"))"),
      ("machine", HTMLText.escape(machine.cpuModel)), ("commit", commit ?? "unknown"),
      ("results digest", "<code class=\"sha\">\(HTMLText.escape(record.resultsDigest))</code>"),
    ]
  }
}
