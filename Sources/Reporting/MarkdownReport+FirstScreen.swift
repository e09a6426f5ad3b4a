// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension MarkdownReport {
  static func firstScreen(
    _ record: RunRecord, _ summary: Summary, _ figures: Figures
  ) -> String {
    let titles = record.studies.map { MarkdownText.inline($0.card.title) }
    let subject = titles.count == 1 ? titles[0] : Format.count(titles.count, "study", "studies")
    var text = "# Assay report: \(subject)\n\n"
    text += "**\(MarkdownText.inline(summary.sentence))**\n\n"
    text += runLine(record) + "\n\n"
    text += falsifiability(summary) + "\n\n"
    text += attention(record, summary, figures).map { "- \($0)\n" }.joined() + "\n"
    return text + verdictTable(record, summary) + "\n"
  }

  private static func runLine(_ record: RunRecord) -> String {
    let run = record.run
    let data = run.withData ? "with raw data" : "without raw data"
    return MarkdownText.inline(
      "Tier \(run.tier.rawValue), seed \(run.seed), \(data), started \(run.started), "
        + "\(Format.seconds(run.seconds)) with \(Format.count(run.threads, "thread")) on "
        + "\(record.environment.cpuModel).")
  }

  /// How the run could have failed, in counts: a passing check that names neither is pointed out.
  static func falsifiability(_ summary: Summary) -> String {
    let passing = summary.entries(.reproduced)
    if passing.isEmpty { return "How it could have failed: nothing passed." }
    let shift = passing.count { $0.verdict.smallestCaught != nil }
    let fault = passing.count { !$0.faults.isEmpty }
    let start = "How it could have failed: "
    if shift == passing.count, fault == passing.count {
      return start + "each passing comparison names the smallest shift it would have caught and "
        + "the faults that break it (`assay drill` proves them)."
    }
    return start + "of \(Format.count(passing.count, "passing comparison")), the smallest shift "
      + "caught is named for \(shift) and faults that break it for \(fault) (`assay drill` proves "
      + "them)."
  }

  /// One line each for whatever is not simply reproduced.
  private static func attention(
    _ record: RunRecord, _ summary: Summary, _ figures: Figures
  ) -> [String] {
    var lines: [String] = []
    for outcome in [Outcome.discrepant, .vanished, .undecided] {
      for entry in summary.entries(outcome) {
        lines.append(
          "**\(capitalised(outcome.rawValue))**: \(link(entry)): "
            + MarkdownText.inline(sentence(Words.finding(entry))))
      }
    }
    if summary.count(.discrepant) == 0 { lines.append("**Discrepant**: none.") }
    for entry in summary.entries where entry.verdict.knownDifferences > 0 {
      let why = entry.comparison.known?.explanation ?? "no explanation recorded"
      lines.append(
        "**Known**: \(link(entry)): \(Format.count(entry.verdict.knownDifferences, "row")) "
          + "\(entry.verdict.knownDifferences == 1 ? "differs" : "differ"): "
          + MarkdownText.inline(shortened(why)))
    }
    for entry in summary.entries where entry.outcome == .reproduced {
      guard entry.verdict.tooGood || entry.verdict.note != nil else { continue }
      lines.append(
        "**Note**: \(link(entry)): \(MarkdownText.inline(sentence(Words.finding(entry))))")
    }
    for outcome in [Outcome.notRun, .notComparable] {
      for (reason, same) in summary.grouped(outcome) {
        lines.append(
          "**\(capitalised(outcome.rawValue))**: \(same.map(link).joined(separator: ", ")): "
            + MarkdownText.inline(reason))
      }
    }
    for study in record.studies where !study.claims.isEmpty {
      let claims = study.claims.map { MarkdownText.code($0.id) }.joined(separator: ", ")
      lines.append(
        "**Claims not comparable**: \(claims); why: "
          + "[below](#\(MarkdownText.anchor(study.card.id, "", "claims"))).")
    }
    if !summary.notSelected.isEmpty {
      lines.append("**Not asked for**: \(Format.count(summary.notSelected.count, "comparison")).")
    }
    return lines + undrawn(record, figures)
  }

  private static func undrawn(_ record: RunRecord, _ figures: Figures) -> [String] {
    let all = record.studies.flatMap(\.figures)
    let missing = all.filter { figures.absence(of: $0.id) != nil }
    guard let first = missing.first, let reason = figures.absence(of: first.id) else { return [] }
    return [
      "**Figures not drawn**: \(missing.count) of \(all.count): \(MarkdownText.inline(reason))"
    ]
  }

  private static func verdictTable(_ record: RunRecord, _ summary: Summary) -> String {
    let several = record.studies.count > 1
    let header =
      (several ? ["study"] : []) + [
        "comparison", "verdict", "worst deviation", "tolerance", "used", "would have caught",
        "evidence",
      ]
    let rows = summary.entries.map { entry -> [String] in
      let cells = [
        Words.verdict(entry), Words.worstWithValues(entry), Words.tolerance(entry),
        Words.used(entry.verdict), Words.caught(entry), entry.comparison.evidence.rawValue,
      ].map { MarkdownText.inline($0) }
      let verdict = entry.verdict.fails ? "**\(cells[0])**" : cells[0]
      return (several ? [MarkdownText.code(entry.studyID)] : []) + [link(entry), verdict]
        + cells.dropFirst()
    }
    let first = several ? 3 : 2
    return MarkdownText.table(header, rows, right: [first, first + 2, first + 3])
  }

  /// Ended by one full stop: some notes bring their own.
  private static func sentence(_ text: String) -> String {
    text + String(repeating: ".", count: text.hasSuffix(".") ? 0 : 1)
  }

  static func link(_ entry: Entry) -> String {
    "[\(MarkdownText.code(entry.id))](#\(MarkdownText.anchor(entry.studyID, entry.id)))"
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The first sentence or so of a long explanation; the whole stands in the study's section.
  private static func shortened(_ text: String, to limit: Int = 160) -> String {
    let line = MarkdownText.oneLine(text)
    guard line.count > limit else { return line }
    let cut = line.prefix(limit)
    return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + " …"
  }
}
