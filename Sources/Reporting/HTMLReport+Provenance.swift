// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension HTMLReport {
  /// What is needed to judge and repeat the whole run.
  var provenance: [String: Any] {
    let run = RunFacts.run(record).map { ($0.name, $0.value) }
    let machine = RunFacts.environment(record.environment).map { ($0.name, $0.value) }
    let table = { (caption: String, facts: [(String, String)]) in
      HTMLTable(
        caption: caption, header: ["what", "value"],
        rows: facts.map { [HTMLText.escape($0.0), HTMLText.escape($0.1)] }
      ).text
    }
    return [
      "repetition": RunFacts.repetition(record), "command": RunFacts.command(record),
      "withData": record.run.withData, "options": options,
      "preparation": RunFacts.preparation(record), "changes": RunFacts.changes(record) ?? "",
      "runTables": table("The run", run + [("results digest (SHA-256)", record.resultsDigest)])
        + table("Machine and build", machine),
    ]
  }

  /// What every command of the run shares.
  private var options: String {
    let run = record.run
    return "--tier \(run.tier.rawValue) --seed \(run.seed)"
  }

  /// What to cite, as text and as a file to download.
  var citations: [String: Any] {
    let list = { (entries: [BibliographyEntry]) in
      entries.map { ["key": $0.key, "text": Self.reference($0)] }
    }
    return [
      "papers": list(bibliography.papers), "libraries": list(bibliography.libraries),
      "bibTeXAddress": HTMLText.download(bibliography.bibTeX, type: "application/x-bibtex"),
    ]
  }

  /// One entry of a list of references: authors, title, place, year, links.
  static func reference(_ entry: BibliographyEntry) -> String {
    var parts = [HTMLText.escape(entry.authors), "<cite>\(HTMLText.escape(entry.title))</cite>"]
    if let venue = entry.venue { parts.append(HTMLText.escape(venue)) }
    if let year = entry.year { parts.append(String(year)) }
    parts += entry.links.map { HTMLText.link(HTMLText.escape($0.name), to: $0.address) }
    let note = entry.note.map { " (\(HTMLText.escape($0)))" } ?? ""
    return parts.joined(separator: ", ") + note
  }
}
