// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

private let hasGnuplot = run(["gnuplot", "--version"], in: "/")?.status == 0

/// Images and bands.
@Suite struct PlaneTests {
  static func image(
    _ values: [Double], x: [Double] = [1, 10], y: [Double] = [1, 10], contours: [Double] = []
  ) -> Figure.Image {
    Figure.Image(x: x, y: y, values: values, label: "z", contours: contours)
  }

  static func figure(_ image: Figure.Image, logarithmic: Bool, range: [Double]? = nil) -> Figure {
    Figure(
      id: "cells", title: "t", caption: "",
      panels: [
        .init(
          title: "", x: .init("x", logarithmic: logarithmic, range: range),
          y: .init("y", logarithmic: logarithmic), series: [], image: image)
      ])
  }

  // MARK: Cells

  @Test func bordersLieHalfWay() {
    #expect(FigurePlane.borders([1, 2, 4], false) == [0.5, 1.5, 3, 5])
    let borders = FigurePlane.borders([0.01, 1, 10_000], true)
    for (border, exact) in zip(borders, [0.001, 0.1, 100, 1e6]) {
      #expect((border / exact - 1).magnitude < 1e-14)
    }
  }

  static let cells: [(Bool, [Double], [Double]?, ClosedRange<Double>)] = [
    // Centres, range of x, and where the middle of three columns must lie across the panel:
    // borders at 10^-0.5, 10^0.5, 10^2 and 10^4, or at -3.5, 5.5, 505 and 1495.
    (true, [1, 10, 1000], nil, 1 / 4.5...2.5 / 4.5),
    (false, [1, 10, 1000], nil, 9 / 1498.5...508.5 / 1498.5),
    // The range cuts the cell from 10^0.5 to 100 in half, in the axis' own measure.
    (true, [1, 10, 1000], [pow(10, 1.25), 1e4], 0...0.75 / 2.75),
    (false, [0, 1, 2], [1, 3], 0...0.25),
  ]

  /// The one cell of the highest value stands where the axes say, in pixels of the picture.
  @Test(.enabled(if: hasGnuplot, "gnuplot is not here"), arguments: cells.indices)
  func cellsStandWhereTheAxesSay(_ i: Int) throws {
    let (logarithmic, x, range, wanted) = Self.cells[i]
    let values: [Double] = [0, 0, 0, 0, 1, 0]
    let figure = Self.figure(
      Self.image(values, x: x, y: [1, 10]), logarithmic: logarithmic, range: range)
    let layout = FigureLayout(figure.panels, legends: [.none], shared: false)
    let cell = layout.cells[0]
    try withScratch { (folder: String) throws in
      let svg = try text(try FigureRenderer.render(figure, into: folder).images[.svg]!)
      // The colour bar ends in the same colour, outside the panel.
      let found = DrawnCell.all(in: svg).filter { drawn in
        drawn.colour == "#fde725" && drawn.corners.allSatisfy { $0[0] < cell.right + 1 }
      }
      try #require(found.count == 1)
      let place = { (share: Double) in cell.left + share * (cell.right - cell.left) }
      let xs = found[0].corners.map { $0[0] }
      #expect((xs.min()! - place(wanted.lowerBound)).magnitude < 0.6)
      #expect((xs.max()! - place(wanted.upperBound)).magnitude < 0.6)
      // The second of two rows is the upper half.
      let ys = found[0].corners.map { layout.height - $0[1] }
      #expect((ys.min()! - (cell.top + cell.bottom) / 2).magnitude < 0.6)
      #expect((ys.max()! - cell.top).magnitude < 0.6)
    }
  }

  /// Of many decades on a short axis only some are labelled, and none twice.
  @Test func decadesAreLabelledWithRoom() throws {
    let axis = try FigureAxis(
      .init("x", logarithmic: true, range: [2e-3, 5e3]), [], name: "x")
    let lines = axis.commands("x", labelled: true, room: 200)
    #expect(
      lines.contains(
        "set xtics ('10^{−2}' 1e-2, '' 1e-1, '10^{0}' 1e0, '' 1e1, '10^{2}' 1e2, '' 1e3)"))
    #expect(axis.commands("x", labelled: true, room: 500).contains("set xtics autofreq"))
    #expect(!axis.commands("x", labelled: false, room: 200).joined().contains("10^"))
  }

  /// Numbers far from one are scaled by a power of ten, which the name tells.
  @Test(
    arguments: [
      ([0, 1], 0, "z"), ([-5e-27, 2e-27], 27, "(z) × 10^{27}"), ([3e7, 4e7], -7, "(z) × 10^{-7}"),
      ([7, 7], 0, "z"), ([0, 0], 0, "z"), ([0, 1e-307], 300, "(z) × 10^{300}"),
    ] as [([Double], Int, String)])
  func coloursAreScaled(_ ends: [Double], _ power: Int, _ label: String) throws {
    let image = Self.image([ends[0], ends[1], ends[0], ends[1]])
    let colours = try FigureColours(image, name: "figure")
    #expect(colours.power == power && colours.label == label)
    #expect(colours.low < colours.high && colours.high.isFinite)
    #expect(colours.low <= colours.shown(ends[0]) && colours.high >= colours.shown(ends[1]))
  }

  @Test func dataReadsBack() throws {
    let data = FigureData(SampleFigures.plane)
    let blocks = data.text.components(separatedBy: "\n\n\n").map { block in
      block.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
        $0.split(separator: "\t").map { Double($0)! }
      }
    }
    let panel = SampleFigures.plane.panels[0]
    let image = try #require(panel.image)
    let band = try #require(panel.bands?.first)
    // Three series, the band, the image, its four contours.
    #expect(blocks[3] == band.x.indices.map { [band.x[$0], band.low[$0], band.high[$0]] })
    #expect(blocks[4].count == (image.x.count + 1) * (image.y.count + 1))
    let row = blocks[4][(7 * (image.x.count + 1))..<(8 * (image.x.count + 1) - 1)]
    #expect(row.map { $0[2] } == Array(image.values[(7 * image.x.count)..<(8 * image.x.count)]))
    for (k, level) in image.contours.enumerated() {
      // On the true line g / m is a constant of the level.
      let constant = 5e-5 * (-log(1 - level) / 3).squareRoot()
      #expect(!blocks[5 + k].isEmpty)
      for point in blocks[5 + k] {
        #expect((point[1] / point[0] / constant - 1).magnitude < 0.03, "\(level)")
      }
    }
    #expect(data.panels[0].plane?.contours.map(\.block) == [5, 6, 7, 8])
  }

  // MARK: Looks

  @Test func layersLieInOrder() throws {
    let script = try FigureScript.text(SampleFigures.plane, FigureData(SampleFigures.plane))
    let image = try #require(script.range(of: "\nsplot data index 4 using"))
    #expect(script[image.upperBound...].prefix { $0 != "\n" }.hasSuffix("with pm3d notitle"))
    let plots = script[image.upperBound...].components(separatedBy: "\nplot ")
    let order = [
      "index 3 using 1:($2 > 0", "index 5 using 1:2 with lines lc rgb '#000000'",
      "index 8 using 1:2 with lines lc rgb '#FFFFFF'", "index 0 using 1:2", "index 1 using 1:2",
      "index 2 using 1:2",
    ]
    let places = order.map { plots[1].range(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    for level in ["0.01", "0.1", "0.5", "0.9", "−0.5"] {
      #expect(script.contains("'\(level)' at graph"), "\(level)")
    }
    #expect(script.contains("set cbrange [0.0:1.0]"))
    #expect(script.contains("'(saddle [cm^3 s^{-1}]) × 10^{27}' at screen"))
    #expect(script.contains("'(g − 2)_μ at 2σ' at screen"))
    // A band takes the colour after those of the series of its role.
    #expect(script.contains("fillcolor rgb '#D55E00' fillstyle transparent"))
  }
}

/// Images whose axes have equal scales.
@Suite struct EqualScaleTests {
  private static func panel(
    _ x: [Double], _ y: [Double], range: [Double]? = nil, logarithmic: Bool = false
  ) -> Figure.Panel {
    Figure.Panel(
      title: "", x: .init("x", logarithmic: logarithmic, range: range), y: .init("y"), series: [],
      image: .init(
        x: x, y: y, values: Array(repeating: 1, count: x.count * y.count), label: "z",
        equalScales: true))
  }

  /// Width over height of a panel is that of its axes, whatever the page.
  @Test(arguments: [1, 2, 3, 5]) func shapes(count: Int) throws {
    let wide = Self.panel([1, 2, 3, 4], [1, 2])
    let high = Self.panel([1, 2], [1, 2, 3, 4, 5, 6])
    let cut = Self.panel([1, 2, 3, 4], [1, 2], range: [1, 4])
    for (panel, shape) in [(wide, 2.0), (high, 2.0 / 6), (cut, 1.5)] {
      let panels = Array(repeating: panel, count: count)
      let layout = FigureLayout(
        panels, legends: panels.map { _ in .none }, shared: false)
      for cell in layout.cells {
        #expect(abs((cell.right - cell.left) / (cell.top - cell.bottom) / shape - 1) < 1e-12)
        #expect(cell.bottom > 0 && cell.left > cell.cellLeft)
        #expect(cell.right < cell.cellLeft + cell.cellWidth)
      }
    }
  }

  @Test func logarithmicAxis() {
    let figure = Figure(
      id: "a", title: "", caption: "", panels: [Self.panel([1, 2], [1, 2], logarithmic: true)])
    #expect(throws: AssayError.self) { try FigureRenderer.check(figure) }
  }

  /// A point of context alone is larger than those of a sample.
  @Test func loneContext() {
    func size(_ count: Int) -> Double {
      let numbers = (0..<count).map(Double.init)
      return FigureStyle(
        .init("a", role: .context, style: .points, x: numbers, y: numbers), place: 0, count: 1
      ).size
    }
    #expect(size(1) > 2 * size(2))
  }
}
