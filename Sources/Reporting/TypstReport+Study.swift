// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension TypstReport {
  static func section(
    _ study: StudyRecord, _ record: RunRecord, _ entries: [Entry], _ drawn: Set<String>
  ) -> String {
    var text = TypstText.heading(1, study.card.title)
    text += TypstText.paragraph("Study \(study.card.id). \(study.card.summary)")
    if !study.card.citations.isEmpty {
      text += TypstText.heading(3, "Rests on")
      text += TypstText.list(study.card.citations.map(MarkdownReport.plainReference))
    }
    for figure in study.figures {
      text += drawing(figure, drawn)
    }
    text += TypstText.heading(2, "Verdicts") + verdicts(entries)
    text += TypstText.heading(2, "Comparisons")
    text += entries.map { detail($0, record) }.joined()
    text += known(entries) + claims(study)
    if !study.notes.isEmpty {
      text += TypstText.heading(2, "Notes on the sources (our readings)")
      text += TypstText.list(study.notes)
    }
    return text
  }

  private static func drawing(_ figure: Figure, _ drawn: Set<String>) -> String {
    guard drawn.contains(figure.id) else {
      return TypstText.paragraph("Figure not drawn: \(figure.title). \(figure.caption)")
    }
    return TypstText.call(
      "drawing",
      [
        TypstText.literal("figures/\(figure.id).svg"), TypstText.literal(figure.title),
        TypstText.literal(figure.caption),
      ])
  }

  private static func verdicts(_ entries: [Entry]) -> String {
    TypstText.table(
      ["1.4fr", "1fr", "1.2fr", "1.1fr", "auto", "auto", "auto"],
      [
        "comparison", "verdict", "worst deviation", "tolerance", "used", "would have caught",
        "evidence",
      ],
      entries.map { entry in
        [
          TypstText.literal(entry.id), verdict(entry),
        ]
          + [
            Words.worstWithValues(entry), Words.tolerance(entry), Words.used(entry.verdict),
            Words.caught(entry), entry.comparison.evidence.rawValue,
          ].map(TypstText.literal)
      }, right: [4, 5])
  }

  private static func verdict(_ entry: Entry) -> String {
    let kind = entry.outcome == .vanished ? "failed" : entry.verdict.status.rawValue
    return "verdict(\(TypstText.literal(kind)), \(TypstText.literal(Words.verdict(entry))))"
  }

  /// One comparison: where its number comes from, why the tolerance, what breaks it, how to repeat.
  private static func detail(_ entry: Entry, _ record: RunRecord) -> String {
    let comparison = entry.comparison
    var facts: [(String, String)] = [("verdict", verdict(entry))]
    if let note = entry.verdict.note { facts.append(("note", TypstText.literal(note))) }
    let place = entry.study.places?[entry.id]
    var source = "\(comparison.source) (\(comparison.evidence.rawValue))"
    if let location = place?.location { source += "; \(location)" }
    facts.append(("reference", TypstText.literal(source)))
    if let table = comparison.table {
      let digest = place?.file.flatMap { entry.study.referenceFiles[$0] }
      let sum = digest.map { ", SHA-256 \($0.prefix(16))…" } ?? ""
      facts.append(("table", TypstText.literal("\(place?.file ?? table)\(sum)")))
    }
    facts.append(
      (
        "tolerance",
        TypstText.literal(
          "\(Words.tolerance(entry)). \(comparison.reason.kind.rawValue): \(comparison.reason.text)"
        )
      ))
    if let allowance = comparison.tolerance.allowance {
      facts.append(("wider because", TypstText.literal(allowance.reason)))
    }
    if let row = entry.worstRows.first {
      facts.append(("worst row", TypstText.literal(worst(row, entry))))
    }
    if entry.verdict.smallestCaught != nil {
      facts.append(("would have caught", TypstText.literal(Words.caught(entry))))
    }
    let faults = entry.faults.map { "\($0.id) (\($0.title))" }.joined(separator: "; ")
    facts.append(("broken by", TypstText.literal(faults.isEmpty ? "no fault recorded" : faults)))
    facts.append(("repeat", TypstText.code(MarkdownReport.repetition(entry, record))))
    return TypstText.heading(3, comparison.title)
      + "#small(facts("
      + facts.map { "(\(TypstText.literal($0.0)), \($0.1))" }.joined(separator: ", ") + "))\n"
  }

  private static func worst(_ row: Verdict.Row, _ entry: Entry) -> String {
    let units = entry.units.map { $0.isEmpty ? "" : " \($0)" } ?? ""
    let error = { (size: Double?) in size.map { " ± \(Format.size($0))" } ?? "" }
    return "\(row.label): ours \(Format.value(row.ours))\(error(row.ourError))\(units), reference "
      + "\(Format.value(row.reference))\(error(row.referenceError))\(units), deviation "
      + "\(Words.deviation(row, entry)), bound \(Words.bound(row, entry))"
      + (entry.verdict.rows.count > 1 ? " (of \(entry.verdict.rows.count) rows)" : "")
  }

  private static func known(_ entries: [Entry]) -> String {
    let known = entries.compactMap { entry in entry.comparison.known.map { (entry, $0) } }
    if known.isEmpty { return "" }
    return TypstText.heading(2, "Known differences")
      + TypstText.list(
        known.map { entry, difference in
          "\(entry.id), \(Format.count(entry.verdict.knownDifferences, "row")) as said, "
            + "\(entry.verdict.vanished) vanished: \(difference.explanation)"
        })
  }

  private static func claims(_ study: StudyRecord) -> String {
    if study.claims.isEmpty { return "" }
    return TypstText.heading(2, "Claims that cannot be compared")
      + TypstText.list(
        study.claims.map { "\($0.id): \($0.text) (\($0.source)). Why not: \($0.because)" })
  }
}
