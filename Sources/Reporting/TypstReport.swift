// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The report of a run as a Typst document: the same verdicts as on the Markdown page, set for
/// paper. Rows beyond the worst of each comparison stay in the record.
enum TypstReport {
  /// The document.
  ///
  /// - Parameter drawn: Figures that lie beside it as `figures/ID.svg`, by id.
  static func text(of record: RunRecord, drawn: Set<String>) -> String {
    let summary = Summary(record)
    var page = preamble(record)
    page += firstPage(record, summary)
    for study in record.studies {
      page += section(
        study, record, summary.entries.filter { $0.studyID == study.card.id }, drawn)
    }
    return page + provenance(record)
  }

  private static func preamble(_ record: RunRecord) -> String {
    let title = title(of: record)
    let digest = "results \(record.resultsDigest.prefix(16))"
    return """
      #set document(title: \(TypstText.literal(title)), author: "Assay", keywords: (\(TypstText.literal(record.resultsDigest)),), date: \(date(record.run.finished)))
      #let running-title = \(TypstText.literal(title))
      #let running-digest = \(TypstText.literal(digest))

      """ + String(decoding: PackageResources.report_typ, as: UTF8.self)
  }

  static func title(of record: RunRecord) -> String {
    let titles = record.studies.map(\.card.title)
    return "Assay report: "
      + (titles.count == 1 ? titles[0] : Format.count(titles.count, "study", "studies"))
  }

  /// The day of the run, so that the same record gives the same file.
  static func date(_ time: String) -> String {
    let parts = time.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard time.prefix(10).count == 10, parts.count == 3 else { return "none" }
    return "datetime(year: \(parts[0]), month: \(parts[1]), day: \(parts[2]))"
  }

  private static func firstPage(_ record: RunRecord, _ summary: Summary) -> String {
    let run = record.run
    var text = "#text(20pt, fill: accent, strong(\(TypstText.literal(title(of: record)))))\n\n"
    text += "#text(12pt, strong(\(TypstText.literal(summary.sentence))))\n\n"
    let data = run.withData ? "with raw data" : "without raw data"
    text += TypstText.paragraph(
      "Tier \(run.tier.rawValue), seed \(run.seed), \(data), started \(run.started), "
        + "\(Format.seconds(run.seconds)) with \(Format.count(run.threads, "thread")) on "
        + "\(record.environment.cpuModel).")
    text += TypstText.paragraph(MarkdownReport.falsifiability(summary).replacing("`", with: ""))
    text += attention(summary)
    text += TypstText.heading(2, "Studies") + studies(record, summary)
    return text
  }

  private static func attention(_ summary: Summary) -> String {
    var lines: [String] = []
    for outcome in [Outcome.discrepant, .vanished, .undecided] {
      lines += summary.entries(outcome).map {
        "\(outcome.rawValue): \($0.studyID)/\($0.id): \(Words.finding($0))"
      }
    }
    if summary.count(.discrepant) == 0 { lines.append("discrepant: none") }
    for entry in summary.entries where entry.verdict.knownDifferences > 0 {
      let rows = Format.count(entry.verdict.knownDifferences, "row")
      lines.append("known difference: \(entry.studyID)/\(entry.id), \(rows)")
    }
    for (reason, same) in summary.grouped(.notRun) {
      lines.append("not run: \(Format.count(same.count, "comparison")): \(reason)")
    }
    return TypstText.list(lines)
  }

  private static func studies(_ record: RunRecord, _ summary: Summary) -> String {
    let outcomes: [Outcome] = [.reproduced, .discrepant, .undecided, .notRun]
    let rows = record.studies.map { study -> [String] in
      let own = summary.entries.filter { $0.studyID == study.card.id }
      let counts = outcomes.map { outcome in
        String(
          own.count { $0.outcome == outcome || (outcome == .discrepant && $0.outcome == .vanished) }
        )
      }
      let seconds = study.stages.reduce(0) { $0 + $1.seconds }
      let cells =
        [study.card.title, String(own.count)] + counts
        + [String(study.claims.count), Format.seconds(seconds)]
      return cells.map(TypstText.literal)
    }
    return TypstText.table(
      ["1fr"] + [String](repeating: "auto", count: 7),
      ["study", "all"] + outcomes.map(\.rawValue) + ["claims", "time"], rows,
      right: [1, 2, 3, 4, 5, 6, 7])
      + "#small(\(TypstText.literal("claims: those of the papers that cannot be compared, and why, stand in the studies; time: the sum over tasks.")))\n"
  }
}
