// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness
@testable import Reporting

@Suite struct HTMLReportTests {
  static func page(_ record: RunRecord, drills: [DrillReport] = []) throws -> String {
    let figures = Dictionary(
      uniqueKeysWithValues: record.studies.flatMap(\.figures).map {
        ($0.id, HTMLFigure.drawn(Self.drawing))
      })
    return try HTMLReport(record, figures: figures, drills: drills).text()
  }

  static let drawing = """
    <svg viewBox="0 0 100 50">
    <defs><path id='gpPt0' d='M0,0 L1,1'/></defs>
    <use xlink:href='#gpPt0' transform='translate(10.00,20.00) scale(2.00)' color='#009e73'/>
    </svg>
    """

  @Test(arguments: [
    "<span class=\"badge bad\"><span aria-hidden=\"true\">✗</span>&nbsp;Discrepant</span> 4 of 9 "
      + "comparisons reproduced (1 with known differences), 1 discrepant",
    "aria-label=\"Comparisons by verdict: 4 reproduced, 1 discrepant, 1 known difference vanished, "
      + "1 undecided, 1 not run, 1 not comparable\"",
    "<dt>commit</dt><dd><code>0123abc</code> with changes</dd>",
    "<a href=\"#toy-bad\"><code>bad</code></a>: 1 of 2 rows outside the tolerance; worst: "
      + "m_DM = 5 GeV, ours 2.5, reference 2, deviation +25 %, bound 0.5 %.",
    "<strong>Suspiciously good</strong>", "<strong>Known differences, in 1 comparison</strong>",
    "<strong>Claims not comparable, 1</strong>: <a href=\"#toy--claims\">1 of toy</a>",
    "<dt>Source</dt><dd>Table 1 of <a href=\"https://arxiv.org/abs/2001.00001\">arXiv:2001.00001</a>"
      + "; <a href=\"#cite-author2020\">author2020</a> <span class=\"ev\">(published: printed or released with a paper)</span></dd>",
    "file <code>Reference/toy/limits.yaml</code>, SHA-256 <code class=\"sha\">c0ffee</code>",
    "<dt>Tolerance</dt><dd>0.5 %; 2 % for at most 1 row</dd>",
    "<dt>Why that much</dt><dd>discretisation: the grid of the paper steps by 0.1 %</dd>",
    "<dt>Wider for some rows</dt><dd>one grid step</dd>",
    "<dt>Known difference</dt><dd>rows dSph = Draco; m_DM = 10 (1 differ as said, 0 no longer "
      + "differ): the paper used other spectra</dd>",
    "<dt>Statistic</dt><dd>χ² = 0.5 of 20, p = 1 − 1e-5</dd>",
    "<dt>Would have caught</dt><dd>a common shift of 8e-12 cm^3 s^-1</dd>",
    "<code>wrong-pi</code> (pi is 3); <code>swapped</code> (columns swapped)",
    "<code class=\"run\">assay run toy --only good --tier quick --seed 7</code>",
    "<code class=\"run\">assay drill toy --only good --tier quick --seed 7</code>",
    "<code class=\"run\">assay run toy --tier quick --seed 7</code>",
    "<code class=\"run\">git checkout 0123abc &amp;&amp; make build",
    "As typed: <code>assay run toy --data &#39;my data&#39;</code>",
    "<h4>Needs &lt;raw&gt; data &amp; &quot;more&quot;</h4>",
    "<dt><code>sky-map</code></dt><dd>A map shows an excess. (Fig. 3). <em>Why not:</em> the map is "
      + "not public</dd>",
    "A note with &lt;b&gt;tags&lt;/b&gt; &amp; a | bar, see <a href=\"https://toy.org/a_b_c\">",
    "<th scope=\"row\">libraries</th><td>GSL 2.7.1, OpenBLAS 0.3.21</td>",
    "<th scope=\"row\"><code>slow</code></th><td class=\"n\">11.5 s</td>",
    "<a href=\"https://doi.org/10.1000/toy(1)\">doi:10.1000/toy(1)</a>",
    "No bench record was given. To time the solvers", "<li id=\"cite-author2020-2\">",
    "<a class=\"download\" download=\"citations.bib\" href=\"data:application/x-bibtex;",
    "<title id=\"f0-title\">Coverage of a 95 % limit</title>",
  ])
  func pageTells(_ text: String) throws {
    let isThere = try Self.page(SampleRecord.all).contains(text)
    #expect(isThere)
  }

  @Test func placesAreShownWhereTheRecordHasThem() throws {
    var record = SampleRecord.all
    record.studies[0].places = [
      "good": ReferencePlace(
        line: 12, file: "toy/comparisons.yaml", description: "limits by mass",
        location: "Table 1, column 3")
    ]
    let page = try Self.page(record)
    #expect(page.contains("comparisons.yaml</code>, line 12"))
    #expect(page.contains("(limits by mass)"))
    #expect(page.contains("; the table's numbers: Table 1, column 3"))
    #expect(page.contains("SHA-256 <code class=\"sha\">decade</code>"))
  }

  @Test func drillOutcomesStandBesideTheirFaults() throws {
    var finding = DrillReport.Finding(
      study: "toy", fault: "wrong-pi", title: "pi is 3", comparison: "good", outcome: .caught,
      discrepantRows: 10, rows: 11, note: nil)
    let missed = DrillReport.Finding(
      study: "toy", fault: "swapped", title: "columns swapped", comparison: "good",
      outcome: .missed, discrepantRows: 0, rows: 11, note: "still reproduced")
    let drill = DrillReport(
      tier: .quick, seed: 7, findings: [finding, missed], undrilled: [], seconds: 1)
    finding.outcome = .notRun
    let empty = DrillReport(tier: .quick, seed: 7, findings: [finding], undrilled: [], seconds: 1)
    let page = try Self.page(SampleRecord.all, drills: [empty, drill])
    #expect(page.contains("(pi is 3): <b>caught, 10 of 11 rows</b>"))
    #expect(page.contains("(columns swapped): <b>missed, 0 of 11 rows, still reproduced</b>"))
    #expect(page.contains(">2, 1 of 2 caught</td>"))
    #expect(!page.contains("assay drill toy --only good"))
  }

  @Test func figureThatIsNotThereGivesItsNumbers() throws {
    let page = try HTMLReport(
      SampleRecord.all, figures: ["coverage": .notDrawn("gnuplot is <missing>")]
    ).text()
    #expect(page.contains("Not drawn: gnuplot is &lt;missing&gt;. Its numbers:"))
    #expect(page.contains("<strong>Figures not drawn</strong>: 1 of 1: gnuplot is &lt;missing&gt;"))
    let series = SampleRecord.study.figures[0].panels[0].series[0]
    #expect(page.contains("<td class=\"n\">\(Format.value(series.y[0]))"))
  }

  @Test func recordAloneDecides() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let copy = try JSONDecoder().decode(RunRecord.self, from: encoder.encode(SampleRecord.all))
    #expect(try Self.page(copy) == Self.page(SampleRecord.all))
  }

  /// Every text of the record, replaced by what would be markup or end an attribute.
  @Test(arguments: [
    "<script>alert(1)</script>", "\"\u{301} onfocus=\"alert(1)", "{{{body}}}{{/x}}",
  ])
  func hostileTextStaysText(_ text: String) throws {
    var record = SampleRecord.all
    record.run.command = [text]
    record.run.id = text
    record.environment.cpuModel = text
    record.environment.libraries = [text: text]
    var study = record.studies[0]
    study.card.title = text
    study.card.summary = text
    study.card.citations = [Citation(authors: text, title: text, year: 1, doi: text, url: text)]
    for i in study.comparisons.indices {
      study.comparisons[i].title = text
      study.comparisons[i].source = text
      study.comparisons[i].reason.text = text
      study.comparisons[i].pairs = [.init(column: text, observable: text)]
      study.comparisons[i].known?.explanation = text
    }
    for i in study.verdicts.indices {
      study.verdicts[i].note = text
      for j in study.verdicts[i].rows.indices { study.verdicts[i].rows[j].label = text }
    }
    study.faults = [Fault(text, text, meantFor: ["good"])]
    study.claims = [Claim(id: text, text: text, source: text, because: text)]
    study.notes = [text]
    study.stages = [.init(task: text, seconds: 1)]
    study.figures[0].title = text
    study.figures[0].caption = text
    study.referenceFiles = [text: text]
    record.studies = [study]
    let page = try Self.page(record)
    let escaped = HTMLText.escape(text)
    #expect(escaped == text || !page.contains(text))
    #expect(page.matches(of: /<script/).count == 1)
    let quote = "\"\u{301}"
    #expect(!page.contains(quote))
    #expect(page.contains(escaped))
  }

  @Test func everyLinkWithinThePageHasItsTarget() throws {
    for page in [
      try Self.page(SampleRecord.all), try Self.page(RunRecord.read(from: SampleRecord.committed)),
    ] {
      #expect(PageText.brokenLinks(page) == [])
      #expect(PageText.repeatedIDs(page) == [])
    }
  }

  @Test func brokenPagesAreNoticed() {
    #expect(PageText.brokenLinks("<a href=\"#x\">y</a><p id=\"z\">") == ["x"])
    #expect(PageText.repeatedIDs("<p id=\"x\"><p id='x'>") == ["x"])
    #expect(PageText.outsideAddresses("<img src=\"http://a.org/b.png\">") == ["http://a.org/b.png"])
    #expect(PageText.outsideAddresses("<style>@import url(https://a.org)</style>") != [])
  }

  @Test func nothingIsLoadedFromElsewhere() throws {
    let page = try Self.page(SampleRecord.all)
    #expect(PageText.outsideAddresses(page) == [])
    #expect(page.contains("content=\"default-src 'none';"))
  }

  /// Every row of every comparison of the example, and the page below its limit.
  @Test func committedRecordIsThereInFull() throws {
    let record = try RunRecord.read(from: SampleRecord.committed)
    let page = try Self.page(record)
    let rows = record.studies.flatMap(\.verdicts).reduce(0) { $0 + $1.rows.count }
    let found = page.matches(of: /<tr(?: class="x")?><th>/).count
    #expect(found == rows)
    // The drawings of the example add 2.2 MB, and all together must stay below 5 MB.
    #expect(page.utf8.count < 2_750_000)
    let comparisons = record.studies.flatMap(\.comparisons)
    let sections = page.matches(of: /<section class="c"/).count
    #expect(sections == comparisons.count)
    #expect(page.matches(of: /<tr data-study/).count == comparisons.count)
    for study in record.studies {
      for comparison in study.comparisons {
        #expect(page.contains("assay run \(study.card.id) --only \(comparison.id) --tier"))
      }
    }
  }
}

/// What a page's text shows without a browser.
enum PageText {
  /// Targets of links within the page that are nowhere.
  static func brokenLinks(_ page: String) -> [String] {
    let ids = Set(ids(page))
    return page.matches(of: /href=["']#([^"'?]*)["']/).map { String($0.output.1) }
      .filter { !ids.contains($0) }
  }

  static func repeatedIDs(_ page: String) -> [String] {
    Dictionary(grouping: ids(page), by: \.self).filter { $0.value.count > 1 }.keys.sorted()
  }

  private static func ids(_ page: String) -> [String] {
    page.matches(of: /\sid=["']([^"']*)["']/).map { String($0.output.1) }
  }

  /// Addresses that a browser would load by itself.
  static func outsideAddresses(_ page: String) -> [String] {
    page.matches(
      of:
        /(?:src|srcset|poster|action)=["']([^"'#]+)["']|url\((?!#)([^)]*)\)|<(?:link|base|iframe|object|embed)[ >]/
    )
    .map { match in String(match.output.1 ?? match.output.2 ?? match.output.0) }
  }
}
