// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import FoundationXML
import Harness
import Numerics
import Testing

@testable import Reporting

private let hasGnuplot = run(["gnuplot", "--version"], in: "/")?.status == 0

@Suite struct FigureTests {
  private static func figure(_ id: String) -> Figure { SampleFigures.all.first { $0.id == id }! }

  @Test(.enabled(if: hasGnuplot, "gnuplot is not here"), arguments: SampleFigures.all.map(\.id))
  func drawsFourFiles(_ id: String) throws {
    try withScratch { (folder: String) throws in
      let drawn = try FigureRenderer.render(Self.figure(id), into: folder)
      #expect(try files(folder) == ["dat", "gp", "png", "svg"].map { "\(id).\($0)" })
      let png = try Data(contentsOf: URL(fileURLWithPath: drawn.images[.png]!))
      #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
      // Width and height stand in the first chunk.
      #expect(Array(png[16..<20]) == [0, 0, 0x05, 0x78])
      let height = Int(png[22]) * 256 + Int(png[23])
      #expect(id == "crowded" ? height > 900 && height < 1100 : height == 900)
      #expect(
        XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: drawn.images[.svg]!))).parse())
    }
  }

  @Test(.enabled(if: hasGnuplot, "gnuplot is not here"), arguments: SampleFigures.all.map(\.id))
  func scriptRedrawsByItself(_ id: String) throws {
    try withScratch { (folder: String) throws in
      let drawn = try FigureRenderer.render(Self.figure(id), into: folder)
      let first = try text(drawn.images[.svg]!)
      try FileManager.default.removeItem(atPath: drawn.images[.svg]!)
      // In a locale without UTF-8, as CI may have, gnuplot warns of the degree sign.
      let result = try #require(run(["LC_ALL=C.UTF-8", "gnuplot", "\(id).gp"], in: folder))
      #expect(result.status == 0)
      #expect(result.output == "")
      #expect(CompactSVG.text(of: try text(drawn.images[.svg]!)) == first)
    }
  }

  @Test func dataAndScriptAreDeterministic() throws {
    for figure in SampleFigures.all {
      let data = FigureData(figure)
      #expect(data.text == FigureData(figure).text)
      #expect(
        try FigureScript.text(figure, data) == FigureScript.text(figure, FigureData(figure)))
    }
  }

  @Test func dataReadsBack() throws {
    let data = FigureData(SampleFigures.plain).text
    let rows = data.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t").map { Double($0) }
    }
    let toys = SampleFigures.plain.panels[0].series[0]
    #expect(rows.count == 42)
    #expect(rows[3] == [toys.x[3], toys.y[3], toys.errors![3]])
    #expect(rows[24].count == 2)
    #expect(data.components(separatedBy: "\n\n\n").count == 2)
  }

  @Test func looksFollowTheRole() throws {
    let script = try FigureScript.text(
      SampleFigures.limits, FigureData(SampleFigures.limits))
    #expect(script.contains("with lines lc rgb '#0072B2' lw 2.2 dt 1"))
    #expect(script.contains("with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k"))
    #expect(script.contains("with lines lc rgb '#707070' lw 1.8 dt 2"))
    #expect(script.contains("set format y '10^{%L}'"))
    #expect(script.contains("first 0.98 to graph 1, first 1.02"))
    // Both panels say the same: one legend, so each title stands once.
    #expect(script.components(separatedBy: "'thermal relic'").count == 2)
  }

  @Test func narrowRatiosAreMagnified() throws {
    let script = try FigureScript.text(SampleFigures.tight, FigureData(SampleFigures.tight))
    #expect(script.contains("'(ours / reference − 1) × 10^{6}'"))
    #expect(script.contains("using 1:(($2-1.0)*1e6):($3*1e6)"))
    #expect(script.contains("'no points to draw'"))
  }

  @Test(arguments: [(5.0, 1.0), (3.2, 0.5), (8, 2), (40, 10), (0.06, 0.01)])
  func ticsAreRound(_ span: Double, _ step: Double) { #expect(FigureScript.step(span) == step) }

  @Test func hostileTextRunsNothing() throws {
    try withScratch { (folder: String) throws in
      let figure = SampleFigures.hostile
      let script = try FigureScript.text(figure, FigureData(figure))
      for line in script.split(separator: "\n") where line.contains("pwned") {
        #expect(line.hasPrefix("#") || line.hasPrefix("set "))
      }
      guard hasGnuplot else { return }
      _ = try FigureRenderer.render(figure, into: folder)
      #expect(try files(folder).count == 4)
    }
  }
}
