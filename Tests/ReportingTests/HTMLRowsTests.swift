// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Testing

@testable import Reporting

@Suite struct HTMLRowsTests {
  private func rows(_ labels: [String]) -> [Verdict.Row] {
    labels.map {
      Verdict.Row(
        label: $0, reference: 2, ours: 2.001, deviation: 0.001, bound: 0.01, status: .reproduced)
    }
  }

  @Test(arguments: [
    (
      ["draco, m = 1 GeV", "leo, m = 2 GeV", "leo, m = 3 GeV"], ["row", "m"], ["leo", "3 GeV"], nil
    ),
    (["UL, m = 1 GeV", "UL, m = 2 GeV", "UL, m = 3 GeV"], ["m"], ["3 GeV"], "UL"),
    (["a = 1, b = x", "a = 2, b = y", "a = 3, b = "], ["a", "b"], ["3", ""], nil),
    (["m = 1", "n = 2", "m = 3"], ["row"], ["m = 3"], nil),
    (["one", "two, three", "m = 3"], ["row"], ["m = 3"], nil),
    (["a", "b", "c"], ["row"], ["c"], nil),
    (["m = 1", "m = 2"], ["row"], ["m = 2"], nil),
  ])
  func labelsAreTakenApart(
    _ labels: [String], _ heads: [String], _ last: [String], _ common: String?
  ) {
    let rows = rows(labels)
    let parted = HTMLRowLabels(rows)
    #expect(parted.heads == heads)
    #expect(parted.cells(rows.last!) == last)
    #expect(parted.common == common)
  }

  /// Whatever the labels are, nothing of them is lost.
  @Test(arguments: 1...50) func partsMakeTheLabelAgain(_ seed: UInt64) {
    var random = SystemLike(state: seed)
    let names = ["m", "x y", "E = mc", ""]
    let labels = (0..<6).map { _ in
      (0..<2).map { i in
        Int.random(in: 0..<3, using: &random) == 0
          ? "text\(i)" : "\(names[i]) = \(Int.random(in: 0..<9, using: &random))"
      }.joined(separator: ", ")
    }
    let rows = rows(labels)
    let parted = HTMLRowLabels(rows)
    for row in rows {
      let cells = parted.cells(row)
      #expect(cells.count == parted.heads.count, "seed \(seed)")
      let words = zip(parted.heads, cells).map { head, cell in
        head == "row" ? cell : "\(head) = \(cell)"
      }
      let all = ((parted.common.map { [$0] } ?? []) + words).joined(separator: ", ")
      #expect(
        all.split(separator: ", ", omittingEmptySubsequences: false).sorted()
          == row.label.split(separator: ", ", omittingEmptySubsequences: false).sorted(),
        "seed \(seed)")
    }
  }

  @Test func allRowsAreThereTheWorstFirst() throws {
    let entry = try #require(Summary(SampleRecord.all).entries.first { $0.id == "good" })
    let html = HTMLRows(entry, entry.worstRows, limit: 8).text
    #expect(html.matches(of: /<tr><th>/).count == 11)
    let first = try #require(html.firstMatch(of: /<tr><th>([^<]*)<td>([^<]*)<td>/))
    #expect(first.output.1 == "10 GeV" && first.output.2 == "2")
    #expect(
      html.contains("<summary>3 more rows, the largest share of the tolerance among them 10 %"))
    #expect(
      html.contains("11 rows, the worst first; in every row: draco, all reproduced, bound 0.5 %"))
    #expect(!html.contains("<th scope=\"col\">status"))
  }

  @Test func rowsThatDifferCarryTheirState() throws {
    let entries = Summary(SampleRecord.all).entries
    let bad = try #require(entries.first { $0.id == "bad" })
    let html = HTMLRows(bad, bad.worstRows, limit: 8).text
    #expect(
      html.contains(
        "<tr class=\"x\"><th>m_DM = 5 GeV<td>2<td>2.5<td>+25 %<td>50 times<td>discrepant"))
    #expect(html.contains("<tr><th>fine | row<td>2<td>2.002<td>+0.1 %<td>20 %<td>reproduced"))
    let known = try #require(entries.first { $0.id == "known" })
    #expect(HTMLRows(known, known.worstRows, limit: 8).text.contains("<td>discrepant (known)"))
    let absent = try #require(entries.first { $0.id == "absent" })
    #expect(HTMLRows(absent, absent.worstRows, limit: 8).text == "")
  }
}

/// A small generator whose draws follow from its seed alone.
private struct SystemLike: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
