// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

@Suite struct FigureRefusalTests {
  @Test func missingGnuplotIsSaid() throws {
    try withScratch { (folder: String) throws in
      #expect(throws: AssayError.missing("gnuplot", remedy: "install gnuplot-nox (make setup)")) {
        try FigureRenderer.render(SampleFigures.plain, into: folder, searchPath: folder)
      }
      // The numbers and the script are there for whoever has gnuplot.
      #expect(try files(folder) == ["coverage.dat", "coverage.gp"])
    }
  }

  @Test(arguments: [
    ("kill -9 $$", "ended"), ("exec <&-; kill -9 $$", "ended"),
    ("cat >/dev/null; echo half > coverage.$PPID.partial.png; exit 3", "ended"),
    ("cat >/dev/null; echo 'line 3: warning: no pen' >&2; exit 1", "no pen"),
    ("cat >/dev/null; exit 0", "left no png image"),
    ("cat >/dev/null; for e in png svg; do : > coverage.$PPID.partial.$e; done", "empty png"),
    (
      "cat >/dev/null; for e in png svg; do echo half > coverage.$PPID.partial.$e; done",
      "png image that is cut short"
    ),
  ])
  func dyingGnuplotLeavesNoImage(_ body: String, _ words: String) throws {
    try withScratch { (folder: String) throws in
      let tools = folder + "/tools"
      try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
      try writeFakeGnuplot("cd '\(folder.replacing("'", with: "'\\''"))'\n\(body)", in: tools)
      for old in ["coverage.png", "coverage.svg"] {
        try "an earlier run".write(toFile: "\(folder)/\(old)", atomically: true, encoding: .utf8)
      }
      let error = try #require(throws: AssayError.self) {
        try FigureRenderer.render(SampleFigures.plain, into: folder, searchPath: tools)
      }
      #expect(error.description.hasPrefix("figure coverage: gnuplot "))
      #expect(error.description.contains(words), "\(error)")
      #expect(error.status == .failed)
      #expect(try files(folder) == ["coverage.dat", "coverage.gp", "tools"])
    }
  }

  @Test(arguments: ["", "../up", "a/b", ".hidden", "a b", "a'b", "ä", "a\nb"])
  func namesThatLeaveTheFolderAreRefused(_ id: String) throws {
    try withScratch { (folder: String) throws in
      var figure = SampleFigures.plain
      figure.id = id
      let error = try #require(throws: AssayError.self) {
        try FigureRenderer.render(figure, into: folder)
      }
      #expect(error.status == .badInput)
      #expect(error.description.hasPrefix("figure id: found"))
      #expect(try files(folder) == [])
    }
  }

  @Test(arguments: [
    (Figure.Scale("x", range: [2, 1]), "two finite rising numbers"),
    (Figure.Scale("x", range: [1]), "two finite rising numbers"),
    (Figure.Scale("x", logarithmic: true, range: [0, 1]), "above zero"),
  ])
  func badRangesAreRefused(_ scale: Figure.Scale, _ words: String) throws {
    try withScratch { (folder: String) throws in
      var figure = SampleFigures.plain
      figure.panels[0].x = scale
      let error = try #require(throws: AssayError.self) {
        try FigureRenderer.render(figure, into: folder)
      }
      #expect(error.description.hasPrefix("figure coverage, panel 1, x: found range"))
      #expect(error.description.contains(words))
    }
  }

  @Test func columnsOfUnequalLengthAreRefused() throws {
    try withScratch { (folder: String) throws in
      var figure = SampleFigures.plain
      figure.panels[0].series[0].y.removeLast()
      let error = try #require(throws: AssayError.self) {
        try FigureRenderer.render(figure, into: folder)
      }
      #expect(error.description.contains("found 21 x, 20 y, 21 errors; accepted: equal counts"))
    }
  }

  @Test func folderThatIsNotThereIsSaid() throws {
    let error = try #require(throws: AssayError.self) {
      try FigureRenderer.render(SampleFigures.plain, into: "/nonexistent/folder")
    }
    #expect(error.status == .cannotWrite)
  }
}
