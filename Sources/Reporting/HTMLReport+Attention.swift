// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension HTMLReport {
  /// One kind of thing that a reader should look at.
  struct Attention {
    var title: String
    /// HTML behind the title.
    var lead: String?
    /// HTML.
    var items: [String] = []

    var values: [String: Any] {
      var values: [String: Any] = [
        "title": title, "items": items, "hasItems": !items.isEmpty, "count": items.count,
        "isLong": items.count > 8,
      ]
      if let lead { values["lead"] = lead }
      return values
    }
  }

  /// Whatever is not simply reproduced, what fails first.
  var attention: [Attention] {
    var all: [Attention] = []
    for outcome in [Outcome.discrepant, .vanished, .undecided] {
      let entries = summary.entries(outcome)
      if entries.isEmpty { continue }
      all.append(
        Attention(title: capitalised(outcome.rawValue), items: entries.map(Self.finding)))
    }
    if summary.count(.discrepant) == 0 { all.append(Attention(title: "Discrepant", lead: "none.")) }
    all += qualified
    for outcome in [Outcome.notRun, .notComparable] where summary.count(outcome) > 0 {
      for (reason, entries) in summary.grouped(outcome) {
        all.append(
          Attention(
            title: "\(capitalised(outcome.rawValue)), \(entries.count)",
            lead: HTMLText.linked(reason), items: entries.map(HTMLEntry.link)))
      }
    }
    let claims = record.studies.filter { !$0.claims.isEmpty }
    if !claims.isEmpty {
      let count = claims.reduce(0) { $0 + $1.claims.count }
      let links = claims.map { study in
        "<a href=\"#\(MarkdownText.anchor(study.card.id, "", "claims"))\">"
          + "\(study.claims.count) of \(HTMLText.escape(study.card.id))</a>"
      }
      all.append(
        Attention(title: "Claims not comparable, \(count)", lead: links.joined(separator: ", ")))
    }
    if !summary.notSelected.isEmpty {
      all.append(
        Attention(
          title: "Not asked for", lead: Format.count(summary.notSelected.count, "comparison") + ".")
      )
    }
    return all + undrawn
  }

  /// What passes, but not without a word.
  private var qualified: [Attention] {
    let passing = summary.entries(.reproduced)
    let good = passing.filter(\.verdict.tooGood)
    let known = summary.entries.filter { $0.verdict.knownDifferences > 0 }
    let noted = passing.filter { !$0.verdict.tooGood && $0.verdict.note != nil }
    let pulled = passing.filter { ($0.verdict.worstPull?.magnitude ?? 0) > 5 }
    var all: [Attention] = []
    if !pulled.isEmpty {
      all.append(
        Attention(
          title: "Pulls above 5 that pass, \(pulled.count)",
          lead: "their tolerance, not the errors given, decides, for the reason beside it.",
          items: pulled.map(Self.pull)))
    }
    if !good.isEmpty {
      all.append(Attention(title: "Suspiciously good", items: good.map(Self.finding)))
    }
    if !known.isEmpty {
      all.append(
        Attention(
          title: "Known differences, in \(Format.count(known.count, "comparison"))",
          items: known.map { entry in
            "\(HTMLEntry.link(entry)): "
              + (entry.comparison.known.map { HTMLEntry.knownDifference($0, entry) }
                ?? "no explanation recorded")
          }))
    }
    if !noted.isEmpty {
      all.append(
        Attention(title: "Allowances used, and other remarks", items: noted.map(Self.finding)))
    }
    return all
  }

  private var undrawn: [Attention] {
    let all = record.studies.flatMap(\.figures)
    let reasons = all.compactMap { figure -> String? in
      if case .notDrawn(let reason) = figures[figure.id] ?? .notDrawn("not there") { return reason }
      return nil
    }
    guard let first = reasons.first else { return [] }
    return [
      Attention(
        title: "Figures not drawn",
        lead: "\(reasons.count) of \(all.count): \(HTMLText.escape(first))"
      )
    ]
  }

  /// "id: pull +171, tolerance 1e-8 (absolute) because …"
  private static func pull(_ entry: Entry) -> String {
    let size = Format.deviation(entry.verdict.worstPull ?? 0)
    return "\(HTMLEntry.link(entry)): pull \(size), tolerance "
      + "\(HTMLText.escape(Words.tolerance(entry))); \(HTMLText.linked(entry.comparison.reason.text))"
  }

  private static func finding(_ entry: Entry) -> String {
    let text = Words.finding(entry)
    return "\(HTMLEntry.link(entry)): \(HTMLText.linked(text))" + (text.hasSuffix(".") ? "" : ".")
  }

  private func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
