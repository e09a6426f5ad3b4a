// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Testing

@testable import Reporting

@Suite struct VerdictTableTests {
  private func lines(_ width: Int, color: Bool = false) -> [Substring] {
    VerdictTable.text(of: SampleRecord.all, width: width, color: color).split(separator: "\n")
  }

  private func rows(_ width: Int) -> ArraySlice<Substring> { lines(width)[1...10] }

  @Test func columnsAreAligned() {
    let starts = rows(0).map { line in
      line.firstRange(of: /published|evidence/).map {
        line.distance(from: line.startIndex, to: $0.lowerBound)
      }
    }
    #expect(Set(starts).count == 1)
    #expect(starts[1] != nil)
  }

  @Test(arguments: [60, 80, 100, 120, 200])
  func rowsFitTheWidth(_ width: Int) {
    for row in rows(width) { #expect(row.count <= width) }
    #expect(rows(width).first!.contains("verdict"))
  }

  @Test func longNamesAreCut() {
    var record = SampleRecord.only("good")
    let long = String(repeating: "x", count: 60)
    record.studies[0].comparisons[0].id = long
    record.studies[0].verdicts[0].comparison = long
    let text = VerdictTable.text(of: record, width: 40, color: false)
    let row = text.split(separator: "\n")[2]
    #expect(row.count <= 40)
    #expect(row.contains("x…  reproduced"))
  }

  @Test(arguments: [
    "1 of 2 rows outside the tolerance; worst: m_DM = 5 GeV, ours 2.5",
    "gone: 1 row said to differ no longer does", "not run, no raw data: absent",
    "not comparable, 14-year tables are not public: closed",
    "4 of 9 comparisons reproduced (1 with known differences), 1 discrepant",
    "1 claim cannot be compared.",
  ])
  func linesBelowTell(_ words: String) {
    #expect(VerdictTable.text(of: SampleRecord.all, width: 80, color: false).contains(words))
  }

  @Test func colourOnlyWhereAsked() {
    let plain = VerdictTable.text(of: SampleRecord.all, width: 100, color: false)
    let painted = VerdictTable.text(of: SampleRecord.all, width: 100, color: true)
    #expect(!plain.contains("\u{1B}"))
    #expect(painted.contains("\u{1B}[1;31mdiscrepant"))
    #expect(painted.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func recordCannotSteerTheTerminal() {
    var record = SampleRecord.only("absent")
    record.studies[0].verdicts[0].note = "\u{1B}[2J\u{7}gone"
    record.studies[0].card.id = "toy\u{1B}]0;x\u{7}"
    let text = VerdictTable.text(of: record, width: 80, color: false)
    #expect(!text.contains("\u{1B}"))
    #expect(!text.contains("\u{7}"))
  }
}
