// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@testable import Reporting

@Suite struct GitHubReportTests {
  /// `count` comparisons that failed, each at its own line.
  private static func failing(_ count: Int) -> RunRecord {
    var record = SampleRecord.only("bad")
    let (comparison, verdict) = (
      record.studies[0].comparisons[0], record.studies[0].verdicts[0]
    )
    record.studies[0].comparisons = []
    record.studies[0].verdicts = []
    record.studies[0].places = [:]
    for i in 0..<count {
      var (c, v) = (comparison, verdict)
      c.id = "bad-\(i)"
      v.comparison = c.id
      record.studies[0].comparisons.append(c)
      record.studies[0].verdicts.append(v)
      record.studies[0].places?[c.id] = ReferencePlace(line: 10 + i)
    }
    return record
  }

  @Test func annotationsNameFileLineAndFinding() {
    var record = SampleRecord.all
    record.studies[0].places = ["bad": ReferencePlace(line: 42)]
    let lines = GitHubReport.annotations(of: record)
    let bad = lines.first { $0.contains("toy/bad") }
    #expect(
      bad
        == "::error file=Reference/toy/comparisons.yaml,line=42,endLine=42,"
        + "title=toy/bad%3A discrepant::Limits that differ: 1 of 2 rows outside the tolerance; "
        + "worst: m_DM = 5 GeV, ours 2.5, reference 2, deviation +25 %25, bound 0.5 %25")
    // The vanished known difference fails too; without a place there is no line.
    #expect(
      lines.contains { $0.hasPrefix("::error file=Reference/toy/comparisons.yaml,title=toy/gone") })
    #expect(lines.filter { $0.hasPrefix("::warning ") }.count == 2)
    #expect(lines.last?.hasPrefix("::notice title=Assay::4 of 9 comparisons reproduced") == true)
  }

  /// GitHub drops what is beyond ten errors of a step: the tenth counts the rest.
  @Test(arguments: [0, 1, 10, 11, 300]) func annotationsStayWithinTheLimit(_ count: Int) {
    let errors = GitHubReport.annotations(of: Self.failing(count)).filter {
      $0.hasPrefix("::error ")
    }
    #expect(errors.count == min(count, 10))
    if count > 10 {
      #expect(errors.last?.hasPrefix("::error title=\(count - 9) more::toy/bad-9, ") == true)
      #expect(errors.last?.contains("toy/bad-\(count - 1)") == true)
    }
  }

  @Test func nothingInATextEndsACommand() {
    var record = Self.failing(1)
    record.studies[0].comparisons[0].title = "two\nlines\r, 5 % :: done"
    let line = GitHubReport.annotations(of: record)[0]
    #expect(!line.contains("\n") && !line.contains("\r"))
    #expect(line.contains("two%0Alines%0D, 5 %25 :: done"))
    #expect(line.components(separatedBy: "::")[1].contains("title=toy/bad-0%3A discrepant"))
  }

  @Test func summaryBeginsWithTheVerdictAndTheWorst() throws {
    let text = GitHubReport.summary(of: SampleRecord.all)
    #expect(text.hasPrefix("## Assay: 4 of 9 comparisons reproduced"))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `toy/") }
    #expect(
      rows.map { $0.split(separator: "`")[1] }.prefix(3) == ["toy/bad", "toy/gone", "toy/noisy"])
    #expect(rows.count == 7, "the two that were not judged are in the folded section only")
    #expect(
      text.contains("<details><summary>A toy study: 4 of 9 comparisons reproduced</summary>\n\n|"))
    #expect(text.hasSuffix("\n</details>\n\n"))
    #expect(text.contains("| `absent` | not run |"))
  }

  @Test func summaryKeepsTwentyOfMany() {
    let text = GitHubReport.summary(of: Self.failing(50))
    #expect(text.contains("The 20 comparisons that need a look first, of 50 made:"))
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("| `toy/") }.count == 20)
  }

  /// Studies that do not fit are named: GitHub would drop the whole summary without a word.
  @Test(arguments: [8_000, 12_000]) func summaryStaysWithinItsLimit(_ limit: Int) {
    var record = Self.failing(30)
    for i in 1..<6 {
      var study = record.studies[0]
      study.card.id = "toy-\(i)"
      record.studies.append(study)
    }
    let whole = GitHubReport.summary(of: record)
    #expect(whole.utf8.count > limit && !whole.contains("Not shown"))
    let text = GitHubReport.summary(of: record, limit: limit)
    #expect(text.utf8.count <= limit)
    #expect(text.contains("Not shown, for want of room: ") && text.contains("toy-5."))
  }
}
