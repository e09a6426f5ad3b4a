// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@testable import Reporting

@Suite struct MarkdownReportTests {
  let page = MarkdownReport.text(of: SampleRecord.all)

  private var firstScreen: String {
    String(page.prefix(upTo: page.range(of: "<details>")!.lowerBound))
  }

  @Test func sentenceCountsTheRecord() {
    #expect(
      page.contains(
        "**4 of 9 comparisons reproduced (1 with known differences), 1 discrepant, 1 failed "
          + "because a known difference has vanished, 1 undecided, 1 not run (no raw data), "
          + "1 not comparable (14-year tables are not public).**"))
  }

  @Test func sentenceFollowsTheRecord() {
    let record = SampleRecord.only("good", "absent")
    let text = MarkdownReport.text(of: record)
    #expect(
      text.contains("**1 of 2 comparisons reproduced, 0 discrepant, 1 not run (no raw data).**"))
    #expect(text.contains("each passing comparison names the smallest shift it would have caught"))
    #expect(text.contains("- **Discrepant**: none."))
    #expect(MarkdownReport.text(of: SampleRecord.only()).contains("**No comparison was made.**"))
  }

  @Test func firstScreenFitsAScreen() {
    #expect(firstScreen.split(separator: "\n", omittingEmptySubsequences: false).count <= 40)
  }

  @Test func passingChecksWithoutProofAreCounted() {
    #expect(
      firstScreen.contains(
        "of 4 passing comparisons, the smallest shift caught is named for 2 and faults that "
          + "break it for 1"))
  }

  @Test(arguments: [
    "- **Discrepant**: [`bad`](#toy-bad): 1 of 2 rows outside the tolerance; "
      + "worst: m_DM = 5 GeV, ours 2.5, reference 2, deviation +25 %, bound 0.5 %.",
    "- **Known difference vanished**: [`gone`](#toy-gone): 1 row said to differ no longer does; "
      + "the reason given was: the paper used other spectra.",
    "- **Undecided**: [`noisy`](#toy-noisy): more statistics would decide: "
      + "about 1.9 times as much.",
    "- **Known**: [`known`](#toy-known): 1 row differs: the paper used other spectra",
    "- **Note**: [`chi`](#toy-chi): the agreement is too good to be independent.",
    "- **Not run**: [`absent`](#toy-absent): no raw data",
    "- **Not comparable**: [`closed`](#toy-closed): 14-year tables are not public",
    "| [`good`](#toy-good) | reproduced | +0.25 % | 0.5 %; 2 % for at most 1 row | 50 % | 0.25 % "
      + "| published |",
    "| [`bad`](#toy-bad) | **discrepant** | +25 % | 0.5 % | 50 times | – | published |",
    "| [`gone`](#toy-gone) | **failed, 1 known difference vanished** | +2e-12 cm^3 s^-1: 2 for 2 "
      + "| 1e-11 cm^3 s^-1 | 20 % | 8e-12 cm^3 s^-1 | published |",
    "| [`noisy`](#toy-noisy) | undecided, needs 1.9 times the statistics | +0.105 %: 0.951 ± 0.006 for 0.95 "
      + "| interval of ±1.96 σ within 1 % | – | – | published |",
    "| [`order`](#toy-order) | reproduced | holds in 1 row | order must hold | – | – | published |",
    "| [`chi`](#toy-chi) | reproduced, suspiciously good | χ² = 0.5 of 20, p = 1 − 1e-5 | 3 σ "
      + "| – | 4 % | published |",
  ])
  func firstScreenTells(_ line: String) { #expect(firstScreen.contains(line + "\n")) }

  @Test(arguments: [
    "- Tolerance: 0.5 %; 2 % for at most 1 row. Why (discretisation): the grid of the paper steps "
      + "by 0.1 %",
    "- Wider for some rows because: one grid step",
    "- Worst deviation: +0.25 %, 50 % of the tolerance used",
    "- Worst deviation: +25 %, 50 times the tolerance",
    "- Would have caught a common shift of 0.25 %",
    "- Faults meant for it: `wrong-pi` (pi is 3); `swapped` (columns swapped)",
    "- Repeat: `assay run toy --only good --tier quick --seed 7`",
    "| draco, m_DM = 10 GeV | 2 | 2.005 | +0.25 % | 0.5 % | – | reproduced |",
    "3 more rows not shown; the largest share of the tolerance among them is 10 %.",
    "| fine \\| row | 2 | 2.002 | +0.1 % | 0.5 % | – | reproduced |",
    "| Draco, m_DM = 10 GeV | 2 | 3 | +50 % | 10 % | – | discrepant (known) |",
    "| s = 1 | 0.95 ± 0 | 0.951 ± 0.006 | +0.105 % | 1 % | +0.17 | undecided |",
    "#### Needs \\<raw\\> data \\& \"more\"",
    "`absent`: **not run**: no raw data",
    "- [`known`](#toy-known), rows dSph = Draco; m_DM = 10 (1 differ as said, 0 no longer differ): "
      + "the paper used other spectra",
    "- `sky-map`: A map shows an excess. (Fig. 3). Why not: the map is not public",
    "### Limits \\| together\n\n| dSph | ours |\n| --- | --: |\n| Leo II | 0.25 ± 0.5 |\n| Draco | – |",
    "\\- Empty: \\*not\\* run.",
    "![Coverage of a 95 % limit](figures/coverage.svg)",
    "- 1\\. A note with \\<b\\>tags\\</b\\> \\& a \\| bar, see https://toy.org/a_b_c.",
    "- A. Author, B. Writer, *On toys*, 2020, "
      + "[arXiv:2001.00001](https://arxiv.org/abs/2001.00001), "
      + "[doi:10.1000/toy(1)](https://doi.org/10.1000/toy%281%29)",
    "assay run toy --data 'my data'",
    "| libraries | GSL 2.7.1, OpenBLAS 0.3.21 |",
    "| `slow` | 11.5 s |",
    "| `Reference/toy/comparisons.yaml` | `decade` |",
    "  author = {Author, A. and Writer, B.},",
    "@misc{author2020-2,",
  ])
  func restOfThePageTells(_ line: String) {
    #expect(page.contains("\n" + line + "\n"))
  }

  @Test func rowsShownAreTheWorstEight() {
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| draco") }
    #expect(rows.count == 8)
    #expect(rows.map { $0.prefix(21) }.first == "| draco, m_DM = 10 Ge")
  }

  @Test func everyLinkWithinThePageHasItsTarget() {
    let targets = page.matches(of: /<a id="([^"]*)">/).map { String($0.output.1) }
    let links = page.matches(of: /\]\(#([^)]*)\)/).map { String($0.output.1) }
    #expect(Set(targets).count == targets.count)
    #expect(links.count > 9)
    #expect(Set(links).isSubset(of: Set(targets)))
  }

  @Test func recordAloneDecides() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let copy = try JSONDecoder().decode(
      RunRecord.self, from: encoder.encode(SampleRecord.all))
    #expect(MarkdownReport.text(of: copy) == page)
  }

  @Test func studiesAreToldApart() {
    var record = SampleRecord.all
    var second = record.studies[0]
    second.card.id = "second"
    record.studies.append(second)
    let text = MarkdownReport.text(of: record)
    #expect(text.hasPrefix("# Assay report: 2 studies\n"))
    #expect(text.contains("| `second` | [`good`](#second-good) | reproduced |"))
    #expect(text.contains("**8 of 18 comparisons reproduced"))
  }

  @Test func comparisonsWithoutVerdictAreSaid() {
    var record = SampleRecord.all
    record.studies[0].verdicts.removeAll { $0.comparison == "bad" }
    let text = MarkdownReport.text(of: record)
    #expect(text.contains("**4 of 8 comparisons reproduced"))
    #expect(text.contains("- **Not asked for**: 1 comparison.\n"))
  }

  @Test func verdictWithoutComparisonIsNotLost() {
    var record = SampleRecord.all
    record.studies[0].comparisons.removeAll { $0.id == "bad" }
    let text = MarkdownReport.text(of: record)
    #expect(text.contains("1 discrepant"))
    #expect(text.contains("[`bad`](#toy-bad)"))
  }

  @Test func figuresNotDrawnAreNamedWithTheReason() {
    let text = MarkdownReport.text(of: SampleRecord.all, figures: .notDrawn("no pen"))
    #expect(text.contains("- **Figures not drawn**: 1 of 1: no pen\n"))
    #expect(text.contains("Not drawn: no pen\n"))
    #expect(!text.contains("figures/coverage.svg"))
  }

  @Test(arguments: [
    (Tolerance(.absolute, 1e-11), "1e-11 (absolute)"), (Tolerance(.relative, 0.005), "0.5 %"),
    (Tolerance(.relative, 1e-6), "1e-6 (relative)"), (Tolerance(.printed, 1), "1 printed digit"),
    (Tolerance(.sigma, 3), "3 σ"),
    (Tolerance(.equivalence, 0.01, quantile: 2.58), "interval of ±2.58 σ within 1 %"),
    (Tolerance(.combined, 0.08), "8 %, or 3 σ if more"),
    (
      Tolerance(.combined, 0.08, quantile: 2, allowance: .init(bound: 1, atMost: 2, reason: "")),
      "8 %, or 2 σ if more; 100 % for at most 2 rows"
    ),
    (
      Tolerance(.absolute, 1, allowance: .init(bound: 2, rows: ["m": [.number(1)]], reason: "")),
      "1 (absolute); 2 (absolute) for named rows"
    ),
  ])
  func tolerancesInWords(_ tolerance: Tolerance, _ expected: String) {
    #expect(Words.tolerance(tolerance) == expected)
  }
}
