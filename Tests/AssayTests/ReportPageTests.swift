// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

/// `assay report --html` from end to end.
@Suite struct ReportPageTests {
  private static let example = Program.root + "/Reports/example"
  private static let limit = 5_000_000

  /// Runs it on the committed record, in a folder of its own.
  private func report(_ arguments: String...) throws -> (outcome: Program.Outcome, folder: Scratch)
  {
    let folder = try Scratch()
    let outcome = try Program.run(
      ["report", Self.example, "--out", folder.path, "--no-figures"] + arguments)
    return (outcome, folder)
  }

  private func page(_ folder: Scratch) throws -> String {
    try String(contentsOfFile: folder.path + "/report.html", encoding: .utf8)
  }

  @Test func pageIsWrittenBesideTheReport() throws {
    let (outcome, folder) = try report("--html")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasSuffix("page: \(folder.path)/report.html\n"))
    #expect(folder.files() == ["junit.xml", "report.html", "report.md"])
    let text = try page(folder)
    #expect(text.hasPrefix("<!doctype html>") && text.hasSuffix("</html>\n"))
    // No number is told otherwise than in the other report.
    let markdown = try String(contentsOfFile: folder.path + "/report.md", encoding: .utf8)
    let sentence = try #require(
      markdown.firstMatch(of: /\*\*([0-9]+ of [0-9]+ comparisons [a-z]+)/))
    #expect(text.contains(sentence.output.1))
  }

  @Test func withoutTheFlagThereIsNoPage() throws {
    let (outcome, folder) = try report()
    #expect(outcome.status == 0)
    #expect(folder.files() == ["junit.xml", "report.md"])
  }

  @Test func pageWithFiguresStaysSmall() throws {
    let folder = try Scratch()
    let outcome = try Program.run(
      [
        "report", Self.example, "--out", folder.path, "--html", "--bench",
        Program.root + "/Reports/example-bench",
      ])
    #expect(outcome.status == 0 || outcome.errors.contains("gnuplot"), "\(outcome.errors)")
    let text = try page(folder)
    #expect(text.utf8.count < Self.limit)
    if outcome.status == 0 {
      let record = try RunRecord.read(from: Self.example + "/record.json")
      let figures = record.studies.reduce(0) { $0 + $1.figures.count }
      #expect(text.matches(of: /<svg viewBox/).count >= figures)
      #expect(!text.contains("Not drawn:"))
    }
    #expect(text.contains("<caption>Rates of bench "))
  }

  @Test func samePageTwice() throws {
    let pages = try (0..<2).map { _ in try page(report("--html").folder) }
    #expect(pages[0] == pages[1])
  }

  @Test func drillIsShown() throws {
    let place = try Scratch()
    let drill = try Program.run([
      "drill", "dwarf-limits", "--only", "statistics", "--json", "--quiet",
    ])
    #expect(drill.status == 0, "\(drill.errors)")
    try drill.output.write(toFile: place.path + "/drill.json", atomically: true, encoding: .utf8)
    let (outcome, folder) = try report("--html", "--drill", place.path + "/drill.json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try page(folder).contains("<b>caught, "))
  }

  @Test(arguments: [
    (["--bench", "nowhere"], Int32(69), "nowhere"),
    (["--drill", "nowhere.json"], 69, "nowhere.json"),
    (["--bench", Program.root + "/Reports/example/record.json"], 65, "bench"),
    (["--drill", Program.root + "/Reports/example/record.json"], 65, "record.json, key "),
  ])
  func wrongExtrasAreRefused(_ arguments: [String], _ status: Int32, _ word: String) throws {
    let folder = try Scratch()
    let outcome = try Program.run(
      ["report", Self.example, "--out", folder.path, "--no-figures", "--html"] + arguments)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(word))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(folder.files() == [])
  }

  @Test func drillOfOtherStudiesIsRefused() throws {
    let place = try Scratch()
    let text = """
      {"tier": "quick", "seed": 1, "seconds": 1, "undrilled": [], "findings": [{"study": "elsewhere",
      "fault": "f", "title": "t", "comparison": "c", "outcome": "caught", "discrepantRows": 1,
      "rows": 1}]}
      """
    try text.write(toFile: place.path + "/drill.json", atomically: true, encoding: .utf8)
    let (outcome, folder) = try report("--html", "--drill", place.path + "/drill.json")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors.contains("drill.json: found a drill of elsewhere; accepted: one of this run's")
    )
    #expect(folder.files() == [])
  }

  @Test(arguments: [["--bench", "x"], ["--drill", "x"]])
  func extrasNeedThePage(_ arguments: [String]) throws {
    let outcome = try Program.run(["report", Self.example] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--bench and --drill need --html"))
  }
}
