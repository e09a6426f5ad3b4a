// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@testable import Reporting

/// Sorting and filtering of the table of all comparisons, by its own controls in a real browser.
@Suite(
  .serialized, .enabled(if: Browser.program != nil, Comment(rawValue: Browser.sentence)),
  .browserThatMayHang)
struct HTMLFilterTests {
  /// What a reader sees of the table.
  struct View: Codable, Equatable {
    var ids: [String]
    var shown: String
    var hash: String
    var sorted: [String]
  }

  private static let steps = #"""
    var form = document.getElementById("filter");
    function view() {
      return {
        ids: Array.from(document.querySelectorAll("#all tbody tr")).filter(function (row) {
          return row.checkVisibility();
        }).map(function (row) { return row.querySelector("code").textContent; }),
        shown: document.querySelector("[role=status]").textContent,
        hash: location.hash,
        sorted: Array.from(document.querySelectorAll("#all thead th")).map(function (th) {
          return th.getAttribute("aria-sort") || "";
        })
      };
    }
    function set(name, value) {
      form.elements[name].value = value;
      form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
    }
    function press(text) {
      Array.from(document.querySelectorAll("button")).find(function (b) {
        return b.textContent === text;
      }).click();
    }
    function pause() { return new Promise(function (done) { setTimeout(done, 100); }); }

    """#

  private func views(
    _ script: String, fragment: String = "",
    in page: Result<String, any Error> = HTMLBrowserTests.sample
  ) throws -> [View] {
    try Browser().answer(
      [View].self, of: Self.steps + script, in: page.get(), fragment: fragment)
  }

  private let all = ["good", "bad", "known", "gone", "noisy", "absent", "closed", "order", "chi"]

  @Test(arguments: [
    ("q", "toy", 9, "q=toy"), ("q", "LIMITS agree", 1, "q=LIMITS+agree"),
    ("q", "<raw>", 1, "q=%3Craw%3E"),
    ("q", "nothing like it", 0, "q=nothing+like+it"), ("study", "toy", 9, "study=toy"),
    ("verdict", "discrepant", 1, "verdict=discrepant"),
    ("verdict", "known difference vanished", 1, "verdict=known+difference+vanished"),
    ("verdict", "with known differences", 1, "verdict=with+known+differences"),
    ("verdict", "suspiciously good", 1, "verdict=suspiciously+good"),
    ("verdict", "reproduced", 4, "verdict=reproduced"),
    ("evidence", "published", 9, "evidence=published"),
    ("tier", "quick", 9, "tier=quick"),
  ])
  func eachFilterWorks(_ name: String, _ value: String, _ count: Int, _ fragment: String) throws {
    let views = try views("set('\(name)', '\(value)'); return [view()];")
    #expect(views[0].ids.count == count)
    #expect(views[0].shown == "\(count) of 9 shown")
    #expect(views[0].hash == "#comparisons?" + fragment)
  }

  @Test func filtersAreCombinedAndReset() throws {
    let views = try views(
      """
      var seen = [view()];
      set("verdict", "reproduced"); seen.push(view());
      set("q", "claim"); seen.push(view());
      press("Pull"); seen.push(view());
      press("Reset"); await pause(); seen.push(view());
      return seen;
      """)
    #expect(views[0].ids == all && views[0].shown == "9 of 9 shown" && views[0].hash == "")
    #expect(views[1].ids == ["good", "known", "order", "chi"])
    #expect(views[2].ids == ["order"] && views[2].shown == "1 of 9 shown")
    #expect(views[2].hash == "#comparisons?q=claim&verdict=reproduced")
    #expect(views[3].hash == "#comparisons?q=claim&verdict=reproduced&sort=5")
    #expect(views[4].ids == all && views[4].shown == "9 of 9 shown")
    #expect(views[4].hash == "#comparisons" && !views[4].sorted.contains("ascending"))
  }

  @Test func linkedViewIsRestored() throws {
    let views = try views(
      """
      var seen = [view()];
      location.hash = "#comparisons?verdict=undecided"; await pause(); seen.push(view());
      location.hash = "#comparisons?verdict=nonsense&sort=99&tier="; await pause(); seen.push(view());
      location.hash = "#verdict=not+run"; await pause(); seen.push(view());
      document.querySelector("#studies a[href*='verdict=discrepant']").click();
      await pause(); seen.push(view());
      return seen;
      """, fragment: "comparisons?q=toy&verdict=reproduced&sort=0&down=1")
    #expect(views[0].ids == ["order", "known", "good", "chi"])
    #expect(views[0].sorted[0] == "descending")
    #expect(views[1].ids == ["noisy"])
    #expect(views[2].ids == all && views[2].shown == "9 of 9 shown")
    #expect(views[3].ids == ["absent"])
    #expect(views[4].ids == ["bad"])
  }

  /// Text, numbers with gaps, and an order of its own; the second press turns each round.
  @Test func columnsAreSorted() throws {
    let views = try views(
      """
      var seen = [];
      ["Comparison", "Used", "Worst deviation", "Verdict"].forEach(function (head) {
        press(head); seen.push(view());
        press(head); seen.push(view());
      });
      return seen;
      """)
    #expect(views[0].ids == all.sorted() && views[0].sorted[0] == "ascending")
    #expect(views[1].ids == all.sorted().reversed() && views[1].sorted[0] == "descending")
    // Shares 0.2, 0.5, 5, 50; what has none stands last either way, in its old order.
    let without = ["noisy", "absent", "closed", "order", "chi"]
    #expect(views[2].ids == ["gone", "good", "known", "bad"] + without)
    #expect(views[3].ids == ["bad", "known", "good", "gone"] + without)
    #expect(views[4].ids.prefix(2) == ["gone", "noisy"])
    #expect(views[5].ids.prefix(3) == ["known", "bad", "good"])
    #expect(views[7].sorted.filter { !$0.isEmpty } == ["descending"])
  }

  /// The committed record: counts of every view are those of the record.
  @Test func countsAreThoseOfTheRecord() throws {
    let record = try RunRecord.read(from: SampleRecord.committed)
    let summary = Summary(record)
    let study = record.studies[0].card.id
    let views = try views(
      """
      var seen = [view()];
      set("study", "\(study)"); seen.push(view());
      set("evidence", "published"); seen.push(view());
      press("Reset"); await pause(); set("verdict", "not run"); seen.push(view());
      press("Reset"); await pause(); set("tier", "quick"); seen.push(view());
      press("Used"); seen.push(view());
      return seen;
      """, in: HTMLBrowserTests.committed)
    let entries = summary.entries
    let own = entries.filter { $0.studyID == study }
    let counts = [
      entries.count, own.count, own.count { $0.comparison.evidence == .published },
      summary.count(.notRun), entries.count { $0.comparison.tier == .quick },
    ]
    for (view, count) in zip(views, counts) {
      #expect(view.ids.count == count && view.shown == "\(count) of \(entries.count) shown")
    }
    let used = views[5].ids.compactMap { id in
      entries.first { $0.id == id && $0.comparison.tier == .quick }?.verdict.worst
    }
    #expect(used.count > 20 && used == used.sorted())
  }
}
