// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@testable import Reporting

/// The HTML report in a real browser: one at a time, as each takes a core.
@Suite(
  .serialized, .enabled(if: Browser.program != nil, Comment(rawValue: Browser.sentence)),
  .browserThatMayHang)
struct HTMLBrowserTests {
  static let sample = Result { try HTMLReportTests.page(SampleRecord.all) }
  static let committed = Result {
    try HTMLReportTests.page(RunRecord.read(from: SampleRecord.committed))
  }

  // MARK: Checks

  @Test(arguments: [
    (1280, false, true), (1280, true, true), (360, false, true), (360, true, true),
    (1280, false, false), (360, true, false),
  ])
  func pageIsSound(_ width: Int, _ dark: Bool, _ isSample: Bool) throws {
    let page = try (isSample ? Self.sample : Self.committed).get()
    let found = try Browser(width: width, dark: dark).answer(
      [String: [String]].self, of: "return checks.all();", in: page)
    #expect(Set(found.keys) == Set(PageChecks.names))
    for (check, problems) in found {
      #expect(problems == [], "\(check) at \(width) px, \(dark ? "dark" : "light")")
    }
  }

  @Test func everyCheckCanFail() throws {
    let found = try Browser().answer(
      [String: [String]].self,
      of: "await new Promise(function (done) { setTimeout(done, 500); }); return checks.all();",
      in: PageChecks.broken)
    for name in PageChecks.names { #expect(found[name]?.isEmpty == false, "\(name)") }
  }

  @Test func schemesDiffer() throws {
    let script = "return getComputedStyle(document.body).backgroundColor;"
    let light = try Browser().answer(String.self, of: script, in: Self.sample.get())
    let dark = try Browser(dark: true).answer(String.self, of: script, in: Self.sample.get())
    #expect(light == "rgb(252, 252, 250)" && dark == "rgb(21, 23, 26)")
  }

  // MARK: The page as it is written

  /// The unchanged file: its own script runs under its own policy, and nothing is said against it.
  @Test func consoleStaysEmpty() throws {
    let outcome = try Browser().open(Self.sample.get())
    #expect(outcome.console == [])
    #expect(outcome.document.contains("<button type=\"button\">Verdict</button>"))
    #expect(outcome.document.contains("<form id=\"filter\" aria-label"))
  }

  @Test func foreignScriptsAreRefused() throws {
    let page = try Self.sample.get().replacing(
      "</main>", with: "<script>document.title = 'taken over';</script></main>")
    let outcome = try Browser().open(page)
    #expect(!outcome.document.contains("taken over</title>"))
    #expect(outcome.console.contains { $0.contains("Content Security Policy") })
  }

  @Test func errorsOnTheConsoleAreSeen() throws {
    let outcome = try Browser().open(
      "<!doctype html><script>console.error('oh'); nothing.here;</script>")
    #expect(outcome.console.count == 2)
  }

  @Test func withoutScriptTheTableIsComplete() throws {
    let page = try Self.sample.get().replacing(/<script>(?s:.*?)<\/script>/, with: "")
    let outcome = try Browser().open(page)
    #expect(outcome.document.contains("<form id=\"filter\" hidden"))
    #expect(outcome.document.matches(of: /<tr data-study/).count == 9)
  }

  // MARK: Paper

  /// What is folded on the screen and needs a look stands on paper all the same.
  @Test func foldedListsArePrinted() throws {
    let page = try Self.sample.get().replacing(
      "<h3>What needs a look</h3>",
      with: """
        <h3>What needs a look</h3>
        <div class="look"><details><summary>Show</summary><p>folded words</p></details></div>
        """)
    try withScratch { folder in
      let file = folder + "/page.pdf"
      _ = try Browser().open(page, more: ["--print-to-pdf=\(file)", "--no-pdf-header-footer"])
      guard let text = run(["pdftotext", "-layout", file, "-"], in: folder), text.status == 0 else {
        return
      }
      #expect(text.output.contains("folded words"))
    }
  }

  /// What is filtered away on the screen stands on paper, where the list is called one of all; a page
  /// whose script does not see to that is caught.
  @Test(arguments: [false, true]) func aFilteredPageIsPrintedWhole(isBroken: Bool) throws {
    var page = try Self.sample.get()
    if isBroken {
      let line = "rows.forEach(function (item) { item.row.hidden = false; });"
      try #require(page.contains(line))
      page = page.replacing(line, with: "")
        .replacing(/script-src 'sha256-[^']*'/, with: "script-src 'unsafe-inline'")
    }
    try withScratch { folder in
      let file = folder + "/page.pdf"
      _ = try Browser().open(
        page, fragment: "comparisons?q=order",
        more: ["--print-to-pdf=\(file)", "--no-pdf-header-footer"])
      guard let text = run(["pdftotext", "-layout", file, "-"], in: folder), text.status == 0 else {
        return
      }
      let start = try #require(text.output.range(of: "All comparisons")).upperBound
      let end = try #require(text.output.range(of: "Class of evidence, tier and faults")).lowerBound
      try #require(start < end)
      // The name of a comparison begins the line of its row.
      let first = text.output[start..<end].split(separator: "\n").compactMap {
        $0.split(separator: " ").first.map(String.init)
      }
      let names = ["good", "bad", "known", "gone", "noisy", "absent", "closed", "order", "chi"]
      #expect(names.filter(first.contains) == (isBroken ? ["order"] : names), "\(first)")
    }
  }

  /// A wide table of rows is a named region once it is near the screen; a narrow one is not.
  @Test func wideTablesBecomeRegions() throws {
    let script = """
      await new Promise(function (done) { setTimeout(done, 500); });
      var boxes = Array.from(document.querySelectorAll(".sc"));
      return [
        boxes.filter(function (box) { return box.tabIndex === 0; }).length,
        boxes.filter(function (box) {
          return (box.tabIndex === 0) !== (box.getAttribute("role") === "region");
        }).length
      ];
      """
    let wide = "<div class=\"sc\" style=\"width: 20px\"><p>wordsthatarewider</p></div>"
    let page = try Self.sample.get().replacing(
      "<h3>What needs a look</h3>", with: "<h3>What needs a look</h3>" + wide)
    let counts = try Browser().answer([Int].self, of: script, in: page)
    #expect(counts[0] >= 1 && counts[1] == 0)
  }

  /// The whole table stands on a screen of 1280 px without scrolling sideways.
  @Test func overviewFitsAScreen() throws {
    let script = """
      var box = document.querySelector("#comparisons .scroll");
      return [box.scrollWidth, box.clientWidth];
      """
    let widths = try Browser().answer([Int].self, of: script, in: Self.committed.get())
    #expect(widths[0] <= widths[1])
  }

  @Test func printedPageHoldsTheVerdict() throws {
    try withScratch { folder in
      let file = folder + "/page.pdf"
      _ = try Browser().open(
        Self.sample.get(), more: ["--print-to-pdf=\(file)", "--no-pdf-header-footer"])
      let data = try Data(contentsOf: URL(fileURLWithPath: file))
      #expect(data.starts(with: Data("%PDF".utf8)))
      guard let text = run(["pdftotext", "-layout", file, "-"], in: folder), text.status == 0 else {
        return
      }
      let words = text.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("4 of 9 comparisons reproduced (1 with known differences)"))
      #expect(words.contains("<https://arxiv.org/abs/2001.00001>"))
      #expect(words.contains("not printed"))
      // Filters and buttons are for the screen.
      #expect(!words.contains("Reset") && !words.contains("Copy"))
    }
  }
}
