// SPDX-License-Identifier: GPL-3.0-or-later
private import Dispatch
internal import Harness
internal import Numerics
private import Synchronization
internal import Timing

/// The report of a run as one HTML page that needs no other file and no network.
///
/// The verdict comes first; every number can be followed to the row it stands in, from there to the
/// reference table and the paper, and back to the command that makes it again. Built from the
/// record alone, beside which it may show bench records and drill reports.
struct HTMLReport: Sendable {
  let record: RunRecord
  let benches: [HTMLBench]
  let drills: [DrillReport]
  /// The drawn figures by id, as SVG, or why there is none.
  let figures: [String: HTMLFigure]

  let summary: Summary
  let bibliography: Bibliography

  init(
    _ record: RunRecord, figures: [String: HTMLFigure], benches: [HTMLBench] = [],
    drills: [DrillReport] = []
  ) {
    (self.record, self.figures) = (record, figures)
    (self.benches, self.drills) = (benches, drills)
    summary = Summary(record)
    bibliography = Bibliography(record)
  }

  /// The page.
  func text() throws(AssayError) -> String {
    let comparisons = try rendered(summary.entries)
    var values = verdict
    values.merge(overview) { $1 }
    values["overview"] = comparisons.map(\.overview).joined()
    var sections = ""
    for study in record.studies {
      let own = zip(summary.entries, comparisons).filter { $0.0.studyID == study.card.id }
      sections += try section(study, own.map(\.0), details: own.map(\.1.detail).joined())
    }
    values["sections"] = sections
    values["bench"] = try bench()
    values.merge(provenance) { $1 }
    values.merge(citations) { $1 }
    values["words"] = Words.meanings.map { ["name": $0.0, "meaning": $0.1] }
    return try HTMLPage.text(
      title: title, body: HTMLPage.render("report", values), script: HTMLPage.reportScript)
  }

  var title: String {
    let studies = record.studies
    return studies.count == 1
      ? studies[0].card.title
      : Format.count(studies.count, "study", "studies") + ", " + record.run.id
  }

  /// A comparison as a row of the table of all, and in full.
  private struct Rendered {
    var overview = ""
    var detail = ""
  }

  /// Several at a time: most of the page is here.
  private func rendered(_ entries: [Entry]) throws(AssayError) -> [Rendered] {
    let results = Mutex([Result<Rendered, AssayError>?](repeating: nil, count: entries.count))
    DispatchQueue.concurrentPerform(iterations: entries.count) { i in
      let entry = HTMLEntry(entries[i], in: record, drills, citing: bibliography)
      let result = Result { () throws(AssayError) in
        Rendered(overview: entry.overviewRow, detail: try entry.detail())
      }
      results.withLock { $0[i] = result }
    }
    var all: [Rendered] = []
    for result in results.withLock({ $0 }) { all.append(try result!.get()) }
    return all
  }
}
