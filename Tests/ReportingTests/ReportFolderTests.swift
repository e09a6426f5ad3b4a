// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

private let hasGnuplot = run(["gnuplot", "--version"], in: "/")?.status == 0

@Suite struct ReportFolderTests {
  @Test(.enabled(if: hasGnuplot, "gnuplot is not here"))
  func writesTextsAndFigures() throws {
    try withScratch { (folder: String) throws in
      let place = folder + "/deep/report"
      #expect(try ReportFolder.write(SampleRecord.all, to: place, figures: true) == [])
      #expect(try files(place) == ["figures", "junit.xml", "report.md"])
      #expect(try text(place + "/report.md") == MarkdownReport.text(of: SampleRecord.all))
      #expect(try text(place + "/junit.xml") == JUnitReport.xml(of: SampleRecord.all))
      #expect(try files(place + "/figures").count == 3)
      // Every file that the page links to is there.
      let links = try text(place + "/report.md").matches(of: /\]\((figures\/[^)]*)\)/)
      #expect(links.count == 3)
      for link in links {
        #expect(FileManager.default.fileExists(atPath: "\(place)/\(link.output.1)"))
      }
    }
  }

  @Test func withoutGnuplotTheTextsAreWritten() throws {
    try withScratch { (folder: String) throws in
      let warnings = try ReportFolder.write(SampleRecord.all, to: folder, figures: true) {
        (figure, place) throws(AssayError) in
        _ = try FigureRenderer.render(figure, into: place, searchPath: "/nonexistent")
      }
      #expect(
        warnings.map(\.description) == ["gnuplot is missing; install gnuplot-nox (make setup)"])
      let page = try text(folder + "/report.md")
      #expect(
        page.contains(
          "- **Figures not drawn**: 1 of 1: gnuplot is missing; install gnuplot-nox (make setup)"))
      #expect(!page.contains("coverage.svg"))
      #expect(try files(folder) == ["figures", "junit.xml", "report.md"])
    }
  }

  @Test func oneFailingFigureDoesNotCostTheOthers() throws {
    try withScratch { (folder: String) throws in
      var record = SampleRecord.all
      record.studies[0].figures.append(SampleFigures.hostile)
      let warnings = try ReportFolder.write(record, to: folder, figures: true) {
        (figure, _) throws(AssayError) in
        if figure.id == "hostile" { throw .failed("figure hostile: broken pen") }
      }
      #expect(warnings.map(\.description) == ["figure hostile: broken pen"])
      let page = try text(folder + "/report.md")
      #expect(page.contains("- **Figures not drawn**: 1 of 2: figure hostile: broken pen\n"))
      #expect(page.contains("(figures/coverage.svg)"))
      #expect(!page.contains("(figures/hostile.svg)"))
    }
  }

  @Test func figuresNotAskedForAreNotDrawn() throws {
    try withScratch { (folder: String) throws in
      #expect(try ReportFolder.write(SampleRecord.all, to: folder, figures: false) == [])
      #expect(try files(folder) == ["junit.xml", "report.md"])
      #expect(try text(folder + "/report.md").contains("Not drawn: not asked for"))
    }
  }

  @Test func twoFiguresOfOneNameAreRefused() throws {
    try withScratch { (folder: String) throws in
      var record = SampleRecord.all
      record.studies[0].figures.append(record.studies[0].figures[0])
      #expect(throws: AssayError.self) {
        try ReportFolder.write(record, to: folder, figures: true)
      }
    }
  }

  @Test func fileInTheWayIsSaid() throws {
    try withScratch { (folder: String) throws in
      let path = folder + "/taken"
      try "x".write(toFile: path, atomically: true, encoding: .utf8)
      let error = try #require(throws: AssayError.self) {
        try ReportFolder.write(SampleRecord.all, to: path, figures: false)
      }
      #expect(error.status == .cannotWrite)
      #expect(error.description.hasPrefix("cannot write \(path): "))
    }
  }
}
