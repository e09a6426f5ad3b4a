// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension HTMLEntry {
  /// What must be known to judge the comparison, as names and HTML.
  var facts: [(name: String, html: String)] {
    let comparison = entry.comparison
    var facts: [(name: String, html: String)] = [
      ("Source", source), ("Reference", reference),
      ("Tolerance", HTMLText.escape(Words.tolerance(entry))),
      (
        "Why that much",
        "\(comparison.reason.kind.rawValue): \(HTMLText.linked(comparison.reason.text))"
      ),
    ]
    if !comparison.rows.isEmpty {
      facts.append(("Rows taken", HTMLText.escape(Self.words(comparison.rows))))
    }
    if comparison.errors == .correlated {
      facts.append(
        (
          "Errors",
          "correlated: rows share events or parameters, so each is judged but no χ² of all is formed"
        ))
    }
    if let allowance = comparison.tolerance.allowance {
      let rows = allowance.rows.isEmpty ? "" : HTMLText.escape(Self.words(allowance.rows)) + ": "
      facts.append(("Wider for some rows", rows + HTMLText.linked(allowance.reason)))
    }
    if let known = comparison.known {
      facts.append(("Known difference", Self.knownDifference(known, entry)))
    }
    facts += finding
    if entry.verdict.smallestCaught != nil {
      facts.append(
        ("Would have caught", "a common shift of \(HTMLText.escape(Words.caught(entry)))"))
    }
    facts.append(("Faults meant for it", faults))
    facts.append(("Repeat", HTMLText.command(MarkdownReport.repetition(entry, record))))
    return facts
  }

  /// "rows m_DM = 10 (1 differs as said): because …"
  static func knownDifference(_ known: KnownDifference, _ entry: Entry) -> String {
    let rows = words(known.rows)
    let verdict = entry.verdict
    let count =
      verdict.rows.isEmpty
      ? "not run here"
      : "\(verdict.knownDifferences) differ as said, \(verdict.vanished) no longer differ"
    return "rows \(HTMLText.escape(rows.isEmpty ? "any" : rows)) (\(count)): "
      + HTMLText.linked(known.explanation)
  }

  /// "dSph = Draco, Leo; m_DM = 10"
  static func words(_ rows: [String: [Key]]) -> String {
    rows.sorted { $0.key < $1.key }.map { axis, keys in
      "\(axis) = \(keys.map(\.description).joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  /// Links to the papers of the study that the source names; where it names none, to all of them.
  private var papers: String {
    guard let bibliography, !entry.study.card.citations.isEmpty else { return "" }
    let source = entry.comparison.source.lowercased()
    let entries = entry.study.card.citations.compactMap { bibliography.entry(of: $0) }
    let named = entries.filter { work in
      let repository = work.url?.split(separator: "/").suffix(2).joined(separator: "/")
      let identifiers = [work.arXiv, work.doi, repository].compactMap { $0?.lowercased() }
      if identifiers.contains(where: { source.contains($0) }) { return true }
      let surname = work.authors.split(whereSeparator: { $0 == "," || $0 == " " })
        .first { !$0.hasSuffix(".") }
      guard let surname, let year = work.year else { return false }
      return source.contains(surname.lowercased()) && source.contains(String(year))
    }
    if named.isEmpty {
      let anchor = MarkdownText.anchor(entry.studyID, "", "papers")
      return "; <a href=\"#\(anchor)\">papers of the study</a>"
    }
    return named.map { "; <a href=\"#cite-\($0.key)\">\(HTMLText.escape($0.key))</a>" }.joined()
  }

  private var source: String {
    var html = HTMLText.linked(entry.comparison.source)
    if let location = place?.location, location != entry.comparison.source {
      html += "; the table's numbers: \(HTMLText.linked(location))"
    }
    let evidence = entry.comparison.evidence
    html += papers
    return html + " <span class=\"ev\">(\(evidence.rawValue): \(evidence.meaning))</span>"
  }

  private var place: ReferencePlace? { entry.study.places?[entry.id] }

  /// Table and files with their checksums.
  private var reference: String {
    var parts: [String] = []
    if let table = entry.comparison.table {
      let description = place?.description.map { " (\(HTMLText.linked($0)))" } ?? ""
      parts.append("table \(HTMLText.code(table))\(description)")
      let file = place?.file ?? "\(entry.studyID)/\(table).yaml"
      if let sum = entry.study.referenceFiles[file] {
        parts.append(
          "file \(HTMLText.code("Reference/\(file)")), SHA-256 <code class=\"sha\">"
            + "\(HTMLText.escape(sum))</code>")
      }
    } else {
      parts.append("no table: an order that must hold")
    }
    let rules = "Reference/\(entry.studyID)/comparisons.yaml"
    parts.append("rule in \(HTMLText.code(rules))" + (place.map { ", line \($0.line)" } ?? ""))
    let columns = entry.comparison.pairs.map {
      HTMLText.code($0.column) + " by "
        + HTMLText.code($0.observable)
    }
    if !columns.isEmpty, columns.count <= 4 {
      parts.append("held against it: \(columns.joined(separator: ", "))")
    }
    if let units = entry.units, !units.isEmpty { parts.append("in \(HTMLText.escape(units))") }
    var html = parts.joined(separator: "; ")
    if columns.count > 4 {
      html += "<details><summary>\(columns.count) columns held against it</summary>"
      html += columns.joined(separator: ", ") + "</details>"
    }
    return html
  }

  /// The numbers of the verdict, in the terms of the comparison's kind.
  private var finding: [(name: String, html: String)] {
    let verdict = entry.verdict
    if verdict.rows.isEmpty { return [] }
    if entry.comparison.kind == .ordering {
      return [("Order", HTMLText.escape(Words.worst(entry)))]
    }
    let statistic = Words.statistic(verdict)
    let unused =
      Words.goesByErrors(entry.comparison)
      ? "" : "; not used for the verdict: the tolerance does not go by the errors given"
    var facts = statistic.map { [("Statistic", HTMLText.escape($0 + unused))] } ?? []
    if statistic == nil || isRowwise {
      let usage = Words.usage(verdict).map { ", \($0)" } ?? ""
      let label = isRowwise ? shownRow.map { " (\($0.label))" } ?? "" : ""
      let known = knownText.map { "; \($0)" } ?? ""
      facts.append(("Worst deviation", HTMLText.escape(worstText + label + usage + known)))
    }
    return facts
  }

  private var faults: String {
    if entry.faults.isEmpty { return "none recorded" }
    var html = entry.faults.map { fault in
      let outcome = drillOutcome(fault).map { ": <b>\(HTMLText.escape(Self.words($0)))</b>" } ?? ""
      return "\(HTMLText.code(fault.id)) (\(HTMLText.escape(fault.title)))\(outcome)"
    }.joined(separator: "; ")
    if !entry.faults.contains(where: { drillOutcome($0) != nil }) {
      html +=
        ". Proof: "
        + HTMLText.command(
          "assay drill \(entry.studyID) --only \(entry.id) --tier \(tier)"
            + " --seed \(record.run.seed)")
    }
    return html
  }

  private var tier: String { max(record.run.tier, entry.comparison.tier).rawValue }

  /// "caught, 10 of 10 rows"
  static func words(_ finding: DrillReport.Finding) -> String {
    var text = finding.outcome.rawValue
    if finding.rows > 0 { text += ", \(finding.discrepantRows) of \(finding.rows) rows" }
    if let note = finding.note { text += ", \(MarkdownText.oneLine(note))" }
    return text
  }
}

extension Comparison.Evidence {
  /// How much the class says.
  var meaning: String {
    switch self {
    case .published: "printed or released with a paper"
    case .peerComputed: "by an independent program from the same inputs"
    case .analytic: "a closed form"
    }
  }
}
