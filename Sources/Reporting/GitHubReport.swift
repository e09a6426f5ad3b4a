// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// A run as GitHub Actions shows it: a summary of the step in Markdown, and annotations at the
/// lines of `comparisons.yaml`.
public enum GitHubReport {
  /// GitHub drops a summary of more than 1 MiB without failing the job; it is cut well before.
  public static let summaryLimit = 900_000
  /// GitHub shows ten errors and ten warnings of a step.
  public static let annotationLimit = 10
  /// Rows of the table that every summary begins with.
  static let worstLimit = 20

  /// The verdict, the comparisons that need a look or used most of their tolerance, and a folded
  /// section a study.
  ///
  /// - Parameter limit: In bytes; studies that do not fit are named, not shown.
  public static func summary(of record: RunRecord, limit: Int = summaryLimit) -> String {
    let summary = Summary(record)
    let run = record.run
    var text = "## Assay: \(MarkdownText.inline(summary.sentence))\n\n"
    text += MarkdownText.inline(
      "Tier \(run.tier.rawValue), seed \(run.seed), "
        + "\(run.withData ? "with" : "without") raw data, \(Format.seconds(run.seconds)), "
        + "\(record.environment.cpuModel).")
    text += " Digest of the results \(MarkdownText.code(record.resultsDigest)).\n\n"
    text += worst(summary)
    var left: [String] = []
    for study in record.studies {
      let section = section(study, summary.entries.filter { $0.studyID == study.card.id })
      // Room for the line that names what is left out.
      if text.utf8.count + section.utf8.count + 4096 > limit {
        left.append(study.card.id)
      } else {
        text += section
      }
    }
    if !left.isEmpty {
      text += "Not shown, for want of room: \(left.joined(separator: ", ")). "
      text += "They are in the report among the artifacts of this run.\n"
    }
    return text
  }

  /// Workflow commands for standard output: what failed as errors, what is undecided or too good
  /// as warnings, one notice with the verdict. What is beyond GitHub's limit is counted.
  public static func annotations(of record: RunRecord) -> [String] {
    let summary = Summary(record)
    let failing = summary.entries(.discrepant) + summary.entries(.vanished)
    let doubtful =
      summary.entries(.undecided)
      + summary.entries.filter { $0.outcome == .reproduced && $0.verdict.tooGood }
    return limited("error", failing) + limited("warning", doubtful)
      + ["::notice title=Assay::\(message(summary.sentence))"]
  }

  private static func limited(_ level: String, _ entries: [Entry]) -> [String] {
    if entries.count <= annotationLimit { return entries.map { annotation(level, $0) } }
    let shown = entries.prefix(annotationLimit - 1)
    let rest = entries.dropFirst(annotationLimit - 1)
    let names = rest.map { "\($0.studyID)/\($0.id)" }.joined(separator: ", ")
    return shown.map { annotation(level, $0) } + [
      "::\(level) title=\(property("\(rest.count) more"))::\(message(names))"
    ]
  }

  private static func annotation(_ level: String, _ entry: Entry) -> String {
    var place = "file=\(property("Reference/\(entry.studyID)/comparisons.yaml"))"
    if let line = entry.study.places?[entry.id]?.line { place += ",line=\(line),endLine=\(line)" }
    let title = property("\(entry.studyID)/\(entry.id): \(Words.verdict(entry))")
    return "::\(level) \(place),title=\(title)::"
      + message("\(entry.comparison.title): \(Words.finding(entry))")
  }

  private static func message(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

extension GitHubReport {
  /// The comparisons a reader should see first: what failed, what is undecided, then what used the
  /// most of its tolerance.
  private static func worst(_ summary: Summary) -> String {
    let order: [Outcome] = [.discrepant, .vanished, .undecided, .reproduced]
    let judged = summary.entries.enumerated().filter { order.contains($0.element.outcome) }
    if judged.isEmpty { return "" }
    let sorted = judged.sorted { a, b in
      let rank = { (entry: Entry) in order.firstIndex(of: entry.outcome)! }
      let (p, q) = (rank(a.element), rank(b.element))
      if p != q { return p < q }
      let (s, t) = (a.element.verdict.worst ?? -1, b.element.verdict.worst ?? -1)
      return s == t ? a.offset < b.offset : s > t
    }.map(\.element)
    let shown = sorted.prefix(worstLimit)
    let title =
      sorted.count > worstLimit
      ? "The \(worstLimit) comparisons that need a look first, of \(sorted.count) made:"
      : "All comparisons made, those that need a look first:"
    return title + "\n\n" + table(Array(shown), studies: true) + "\n"
  }

  private static func section(_ study: StudyRecord, _ entries: [Entry]) -> String {
    let good = entries.count { $0.outcome == .reproduced }
    // GitHub needs the blank lines around what is folded.
    return "<details><summary>\(XMLText.escape(study.card.title)): \(good) of "
      + "\(Format.count(entries.count, "comparison")) reproduced</summary>\n\n"
      + table(entries, studies: false) + "\n</details>\n\n"
  }

  private static func table(_ entries: [Entry], studies: Bool) -> String {
    MarkdownText.table(
      ["comparison", "verdict", "worst deviation", "tolerance", "used"],
      entries.map { entry in
        let name = studies ? "\(entry.studyID)/\(entry.id)" : entry.id
        let verdict = MarkdownText.inline(Words.verdict(entry))
        return [
          MarkdownText.code(name), entry.verdict.fails ? "**\(verdict)**" : verdict,
          MarkdownText.inline(Words.worstWithValues(entry)),
          MarkdownText.inline(Words.tolerance(entry)), Words.used(entry.verdict),
        ]
      }, right: [2, 4])
  }
}
