// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@testable import Reporting

/// Lines of equal value, and the levels written on them.
@Suite struct ContourTests {
  /// A plane in the axes' own measure is cut in one line, met to rounding.
  @Test(arguments: [false, true])
  func planesAreCutInStraightLines(_ logarithmic: Bool) throws {
    let x = (0..<9).map { logarithmic ? pow(10, Double($0) / 3) : Double($0 * $0) }
    let y = (0..<7).map { logarithmic ? pow(10, Double($0) / 2) : Double($0) }
    let height = { (x: Double, y: Double) in
      logarithmic ? log(x) + 2 * log(y) : x + 2 * y
    }
    let image = PlaneTests.image(y.flatMap { y in x.map { height($0, y) } }, x: x, y: y)
    let lines = FigureContours.lines(image, level: 7.3, logarithmic: (logarithmic, logarithmic))
    try #require(lines.count == 1)
    for (x, y) in zip(lines[0].x, lines[0].y) { #expect((height(x, y) - 7.3).magnitude < 1e-13) }
    #expect(lines[0].x.count > 6)
  }

  @Test func peaksAreRingedByClosedLines() throws {
    let x = (-20...20).map(Double.init)
    let image = PlaneTests.image(x.flatMap { y in x.map { x in x * x + y * y } }, x: x, y: x)
    let lines = FigureContours.lines(image, level: 150.25, logarithmic: (false, false))
    try #require(lines.count == 1)
    #expect(lines[0].x.first == lines[0].x.last && lines[0].y.first == lines[0].y.last)
    #expect(lines[0].x.count > 60)
    for (x, y) in zip(lines[0].x, lines[0].y) {
      #expect((hypot(x, y) - 150.25.squareRoot()).magnitude < 0.02)
    }
    #expect(FigureContours.lines(image, level: -1, logarithmic: (false, false)).isEmpty)
    #expect(FigureContours.lines(image, level: 801, logarithmic: (false, false)).isEmpty)
  }

  /// Where the middle is above the level the high corners are joined, else the low ones.
  @Test(arguments: [0.4, 0.6])
  func saddlesFollowTheirMean(_ level: Double) {
    let image = PlaneTests.image([0, 1, 1, 0], x: [0, 1], y: [0, 1])
    let lines = FigureContours.lines(image, level: level, logarithmic: (false, false))
    #expect(lines.count == 2)
    // Around the low corners (0, 0) and (1, 1), or around the high ones.
    let distance = { (line: FigureContours.Line, x: Double, y: Double) in
      zip(line.x, line.y).map { hypot($0 - x, $1 - y) }.max()!
    }
    let corners = level < 0.5 ? [(0.0, 0.0), (1.0, 1.0)] : [(1.0, 0.0), (0.0, 1.0)]
    for (x, y) in corners {
      #expect(lines.contains { (distance($0, x, y) - 0.4).magnitude < 1e-15 })
    }
  }

  @Test func levelsAreWrittenBesideEachOther() throws {
    let line = (0...50).map { (Double($0) * 4, 100 + Double($0)) }
    var tags: [FigureTag] = []
    for _ in 0..<9 {
      if let tag = FigureTag("0.25", on: line, within: (300, 400), beside: tags) {
        tags.append(tag)
      }
    }
    // Five places are tried; those too near another are left out.
    #expect(tags.count == 3)
    for (i, a) in tags.enumerated() {
      #expect((a.y - 100 - a.x / 4).magnitude < 1e-9)
      for b in tags[..<i] { #expect(abs(a.x - b.x) > a.width || abs(a.y - b.y) > a.height) }
    }
    #expect(FigureTag("0.25", on: Array(line[..<5]), within: (300, 400), beside: []) == nil)
    #expect(FigureTag("0.25", on: line, within: (30, 30), beside: []) == nil)
    #expect(FigureTag("0.25", on: [], within: (300, 400), beside: []) == nil)
  }
}
