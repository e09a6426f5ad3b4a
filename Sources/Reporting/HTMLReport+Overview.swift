// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension HTMLReport {
  /// The table of studies, and what the filters of the table of comparisons offer.
  var overview: [String: Any] {
    let entries = summary.entries
    let outcomes = Outcome.allCases.filter { summary.count($0) > 0 }.map(\.rawValue)
    let qualities =
      (entries.contains { $0.verdict.knownDifferences > 0 } ? [HTMLEntry.withKnown] : [])
      + (entries.contains { $0.verdict.tooGood } ? [HTMLEntry.tooGood] : [])
    return [
      "studies": record.studies.map {
        ["id": $0.card.id, "anchor": MarkdownText.anchor($0.card.id)]
      },
      "outcomes": outcomes + qualities,
      "evidence": Comparison.Evidence.allCases.filter { kind in
        entries.contains { $0.comparison.evidence == kind }
      }.map(\.rawValue),
      "tiers": Tier.allCases.filter { tier in entries.contains { $0.comparison.tier == tier } }
        .map(\.rawValue),
      "shown": "\(entries.count) of \(entries.count) shown",
      "studyTable": studyTable,
    ]
  }

  private var studyTable: String {
    let outcomes = Outcome.allCases.filter { summary.count($0) > 0 }
    let header =
      ["study"] + outcomes.map(\.rawValue)
      + [
        "largest share of a tolerance", "worst pull where it decides", "claims not comparable",
        "faults", "time",
      ]
    let rows = record.studies.map { study -> [String] in
      let entries = summary.entries.filter { $0.studyID == study.card.id }
      let anchor = MarkdownText.anchor(study.card.id)
      let name =
        "<a href=\"#\(anchor)\">\(HTMLText.code(study.card.id))</a>"
        + "<span class=\"sub\">\(HTMLText.escape(study.card.title))</span>"
      let counts = outcomes.map { outcome -> String in
        let count = entries.count { $0.outcome == outcome }
        if count == 0 { return "0" }
        // The page's script turns it into a link to the filtered table.
        return "<span data-filter=\"study=\(HTMLText.escape(study.card.id))&amp;verdict="
          + "\(outcome.rawValue.replacing(" ", with: "+"))\">\(count)</span>"
      }
      let seconds = study.stages.reduce(0) { $0 + $1.seconds }
      return [name] + counts + [
        worst(entries, by: { $0.verdict.worst?.magnitude }) { Words.used($0.verdict) },
        worst(entries.filter(Self.isJudgedByPull), by: { $0.verdict.worstPull?.magnitude }) {
          Format.deviation($0.verdict.worstPull!)
        },
        String(study.claims.count), String(study.faults.count), Format.seconds(seconds),
      ]
    }
    return HTMLTable(
      caption: "Comparisons of each study by verdict, and the worst of those judged",
      header: header, rows: rows, right: Set(1..<header.count)
    ).text
  }

  /// Elsewhere σ may be tiny, such as that of rounding, and a pull in it says nothing.
  private static func isJudgedByPull(_ entry: Entry) -> Bool {
    Words.goesByErrors(entry.comparison)
  }

  /// The largest size among judged comparisons, with a link to where it is.
  private func worst(
    _ entries: [Entry], by size: (Entry) -> Double?, _ text: (Entry) -> String
  ) -> String {
    let judged = entries.filter { size($0)?.isNaN == false }
    guard let entry = judged.max(by: { size($0)! < size($1)! }) else { return "–" }
    return "<a href=\"#\(HTMLEntry.anchor(entry))\">\(HTMLText.escape(text(entry)))</a>"
  }
}
