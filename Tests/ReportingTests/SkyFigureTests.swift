// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

/// Maps of the sky.
@Suite struct SkyFigureTests {
  private static let hasGnuplot = run(["gnuplot", "--version"], in: "/")?.status == 0

  /// (1) of the projection, to rounding, up to the poles.
  @Test(arguments: [0.0, 1e-9, 0.3, 1, 1.5, 1.5707, 1.57079632, Double.pi / 2])
  func auxiliaryAngle(_ latitude: Double) {
    for sign in [1.0, -1] {
      let theta = Mollweide.auxiliary(sign * latitude)
      #expect(abs(2 * theta + sin(2 * theta) - .pi * sin(sign * latitude)) < 4e-15)
      #expect(sign * theta >= 0 && abs(theta) <= .pi / 2)
    }
  }

  /// The centre, the poles, the ends of the equator; longitude rises to the left; and 90° of
  /// longitude is the circle of radius one.
  @Test func places() {
    #expect(Mollweide.point(0, 0) == (0, 0))
    #expect(Mollweide.point(180, 0) == (-2, 0) && Mollweide.point(-180, 0) == (2, 0))
    #expect(Mollweide.point(50, 90).y == 1 && abs(Mollweide.point(50, 90).x) < 1e-15)
    #expect(Mollweide.point(50, -90).y == -1)
    for latitude in stride(from: -85.0, through: 85, by: 5) {
      let (x, y) = Mollweide.point(90, latitude)
      #expect(abs(x * x + y * y - 1) < 1e-14 && x < 0)
      #expect(Mollweide.wrapped(270, latitude) == Mollweide.point(-90, latitude))
      #expect(Mollweide.wrapped(90 - 720, latitude) == Mollweide.point(90, latitude))
    }
  }

  /// Equal areas: the share of the ellipse below a latitude is (1 + sin φ)/2.
  @Test(arguments: [-60.0, -20, 0, 35, 80]) func equalAreas(_ latitude: Double) {
    let theta = asin(Mollweide.point(0, latitude).y)
    let share = 0.5 + (theta + sin(theta) * cos(theta)) / .pi
    #expect(abs(share - (1 + sin(latitude * .pi / 180)) / 2) < 1e-14)
  }

  static func figure(
    x: [Double] = [-90, 90], y: [Double] = [-45, 45], marks: [Figure.Sky.Mark] = [],
    series: [Figure.Series] = []
  ) -> Figure {
    let values = (0..<x.count * y.count).map(Double.init)
    return Figure(
      id: "sky", title: "sky", caption: "",
      panels: [
        .init(
          title: "p", x: .init("l"), y: .init("b"), series: series,
          image: .init(x: x, y: y, values: values, label: "z", sky: .init(marks: marks)))
      ])
  }

  /// Corners and points stand in the data file where the projection puts them, and the record keeps
  /// the sky.
  @Test func dataFile() throws {
    let figure = Self.figure(
      series: [.init("events", role: .ours, style: .points, x: [270], y: [0])])
    let data = FigureData(figure)
    #expect(data.panels[0].main[0].series.x == [1])
    let text = data.text
    // The corner at longitude −180, latitude −90, and that at 0, 0 with the value of its cell.
    let pole = Mollweide.point(-180, -90)
    #expect(text.contains("\(pole.x)\t\(pole.y)\t0.0"))
    #expect(text.contains("outline") && text.contains("meridians"))
    let back = try JSONDecoder().decode(Figure.self, from: JSONEncoder().encode(figure))
    #expect(back == figure)
    // A record from before there were skies has no such key.
    let plain = SampleFigures.plane
    let old = try JSONEncoder().encode(plain)
    #expect(!String(decoding: old, as: UTF8.self).contains("\"sky\""))
    #expect(try JSONDecoder().decode(Figure.self, from: old) == plain)
  }

  /// gnuplot draws it: the ellipse is twice as wide as high, and the names of the marks are there.
  @Test(.enabled(if: hasGnuplot, "gnuplot is not here")) func drawn() throws {
    let x = (0..<36).map { -175 + 10 * Double($0) }
    let y = (0..<18).map { -85 + 10 * Double($0) }
    let figure = Self.figure(
      x: x, y: y,
      marks: [
        .init("Cen A", longitude: 309.5, latitude: 19.4),
        .init("it's", longitude: 10, latitude: -88), .init("", longitude: 0, latitude: 90),
      ], series: [.init("events", role: .ours, style: .points, x: [10, 200], y: [5, -80])])
    let cell = FigureLayout(figure.panels, legends: [.none], shared: false).cells[0]
    #expect(abs((cell.right - cell.left) / (cell.top - cell.bottom) - 2) < 1e-9)
    try withScratch { (folder: String) throws in
      let drawn = try FigureRenderer.render(figure, into: folder)
      let svg = try text(drawn.images[.svg]!)
      #expect(svg.contains("Cen A") && svg.contains("+60°") && svg.contains("300°"))
      // All cells are there: 36 × 18 besides those of the colour bar.
      #expect(DrawnCell.all(in: svg).count > 36 * 18)
    }
  }

  /// Skies beside panels with axes keep their shape.
  @Test func mixedRow() {
    let sky = Self.figure().panels[0]
    let panels = [sky, SampleFigures.band]
    let layout = FigureLayout(panels, legends: [.none, .none], shared: false)
    let cell = layout.cells[0]
    #expect(abs((cell.right - cell.left) / (cell.top - cell.bottom) - 2) < 1e-9)
    #expect(cell.left >= 0 && cell.bottom >= 0 && layout.cells[1].bottom >= 0)
  }

  @Test func refusals() {
    func refused(_ found: String, _ change: (inout Figure.Panel) -> Void) {
      var figure = Self.figure()
      change(&figure.panels[0])
      let error = #expect(throws: AssayError.self) { try FigureRenderer.check(figure) }
      #expect(error?.description.contains(found) ?? false, "\(error?.description ?? "")")
    }
    refused("longitudes and latitudes in degrees") { $0.image?.x = [-181, 90] }
    refused("longitudes and latitudes in degrees") { $0.image?.y = [-45, 91] }
    refused("found nan") { $0.image?.values[2] = .nan }
    refused("found -91.0") { $0.image?.sky?.marks = [.init("a", longitude: -91, latitude: 95)] }
    refused("mark \"a\"") { $0.image?.sky?.marks = [.init("a", longitude: .nan, latitude: 5)] }
  }
}
