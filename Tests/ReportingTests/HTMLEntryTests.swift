// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Testing

@testable import Reporting

@Suite struct HTMLEntryTests {
  private func entry(
    _ id: String = "good", _ change: (inout Entry) -> Void = { _ in }
  ) throws -> HTMLEntry {
    var entry = try #require(Summary(SampleRecord.all).entries.first { $0.id == id })
    change(&entry)
    return HTMLEntry(entry, in: SampleRecord.all, [])
  }

  private func row(
    _ label: String, _ ours: Double, pull: Double, known: Bool = false
  ) -> Verdict.Row {
    Verdict.Row(
      label: label, reference: 2, ours: ours, deviation: ours - 2, bound: 0.5, pull: pull,
      status: known ? .discrepant : .reproduced, known: known)
  }

  /// All cells are of one row, whichever rows hold the largest of single quantities.
  @Test func cellsAreOfOneRow() throws {
    let html = try entry { entry in
      entry.verdict.rows = [
        row("known", 3, pull: 99, known: true), row("pulled", 2.125, pull: 7),
        row("worst", 2.25, pull: 1.5),
      ]
      (entry.verdict.worst, entry.verdict.worstPull) = (0.5, 7)
    }.overviewRow
    #expect(html.contains(">+12.5 %<span class=\"sub\">known rows up to +50 %</span></td>"))
    #expect(html.contains(">2</td>") && html.contains(">2.25</td>") && html.contains(">+1.5</td>"))
    #expect(html.contains(">50 %</td>"))
    #expect(!html.contains("+7<") && !html.contains("+99<") && !html.contains(">3</td>"))
  }

  @Test func statisticOfSeveralRowsShowsNoRow() throws {
    let entry = try entry("chi") { $0.verdict.rows.append(row("other", 2.25, pull: 1)) }
    #expect(entry.shownRow == nil)
    #expect(entry.overviewRow.contains("χ² = 0.5 of 20"))
  }

  private func fact(_ name: String, _ entry: HTMLEntry) -> String? {
    entry.facts.first { $0.name == name }?.html
  }

  @Test func worstDeviationNamesItsRow() throws {
    #expect(
      fact("Worst deviation", try entry())
        == "+0.25 % (draco, m_DM = 10 GeV), 50 % of the tolerance used")
  }

  @Test func chi2ThatDecidesNothingSaysSo() throws {
    let unused = try entry { $0.verdict.chi2 = 4e12 }
    #expect(fact("Statistic", unused)?.contains("not used for the verdict") == true)
    #expect(fact("Statistic", try entry("chi"))?.contains("not used") == false)
  }

  @Test func pullsThatPassNeedALook() throws {
    var record = SampleRecord.all
    #expect(!(try HTMLReportTests.page(record)).contains("Pulls above 5"))
    record.studies[0].verdicts[0].worstPull = -171
    let page = try HTMLReportTests.page(record)
    #expect(page.contains("<strong>Pulls above 5 that pass, 1</strong>"))
    #expect(page.contains("<code>good</code></a>: pull -171, tolerance 0.5 %"))
  }

  @Test func choicesOfRowsAreTold() throws {
    let entry = try entry { entry in
      entry.comparison.rows = ["m_DM": [.number(10), .number(20)], "dSph": [.text("Draco")]]
      entry.comparison.errors = .correlated
      entry.comparison.tolerance.allowance?.rows = ["m_DM": [.number(10)]]
      entry.comparison.pairs = (1...5).map { .init(column: "c\($0)", observable: "o\($0)") }
    }
    #expect(fact("Rows taken", entry) == "dSph = Draco; m_DM = 10, 20")
    #expect(fact("Errors", entry)?.hasPrefix("correlated") == true)
    #expect(fact("Wider for some rows", entry) == "m_DM = 10: one grid step")
    #expect(fact("Reference", entry)?.contains("<summary>5 columns held against it") == true)
    #expect(fact("Reference", entry)?.contains("<code>c5</code> by <code>o5</code>") == true)
  }

  @Test func repositoriesAreLinked() {
    #expect(
      HTMLText.linked("scikit-hep/pyBumpHunter at 0da0dd7e, example").contains(
        "<a href=\"https://github.com/scikit-hep/pyBumpHunter/tree/0da0dd7e\">"))
    #expect(!HTMLText.linked("and/or at 3 sigma").contains("<a"))
  }

  /// The commands work where the program is built and the data are fetched, and the page says how.
  @Test func whatTheCommandsNeedIsToldOnce() throws {
    var record = SampleRecord.all
    let path = "make build &amp;&amp; export PATH=&quot;$PWD/.build/release:$PATH&quot;"
    let plain = try HTMLReportTests.page(record)
    #expect(plain.contains("git checkout 0123abc &amp;&amp; \(path)</code>"))
    #expect(!plain.contains("raw public data"))
    record.run.withData = true
    record.run.command += ["--out", "somewhere"]
    record.studies[0].referenceFiles["toy/datasets.yaml"] = "c0ffee"
    record.environment.gitDirty = true
    let page = try HTMLReportTests.page(record)
    #expect(page.contains("\(path) &amp;&amp; assay fetch toy</code>"))
    #expect(page.contains("<code class=\"run\">assay run toy --tier quick --seed 7</code>"))
    #expect(page.contains("This run had raw public data"))
    #expect(page.contains("changes that no commit holds"))
    record.environment.gitCommit = nil
    #expect(!(try HTMLReportTests.page(record)).contains("git checkout"))
  }

  /// No row of the example shows a difference that its numbers do not.
  @Test func rowsThatDifferPrintDifferently() throws {
    let record = try RunRecord.read(from: SampleRecord.committed)
    let rows = record.studies.flatMap(\.verdicts).flatMap(\.rows)
    let alike = rows.filter { row in
      row.deviation != 0 && row.ours != row.reference
        && HTMLEntry.reference(row) == HTMLEntry.ours(row) && row.ourError == row.referenceError
    }
    #expect(alike.map(\.label) == [])
    #expect(rows.count > 10_000)
  }

  @Test func everySourceOfTheExampleHasALink() throws {
    let record = try RunRecord.read(from: SampleRecord.committed)
    let bibliography = Bibliography(record)
    for entry in Summary(record).entries {
      let page = HTMLEntry(entry, in: record, [], citing: bibliography)
      #expect(fact("Source", page)?.contains("href=") == true, "\(entry.id)")
    }
  }
}
