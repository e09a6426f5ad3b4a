// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

@Suite struct PlaneRefusalTests {
  static let faults: [(@Sendable (inout Figure.Panel) -> Void, String)] = [
    ({ $0.image!.values.removeLast() }, "image: found 2 x, 2 y, 3 values; accepted: at least 2 x"),
    ({ $0.image!.x = [1] }, "image: found 1 x, 2 y, 4 values"),
    ({ $0.image = .init(x: [], y: [], values: [], label: "") }, "image: found 0 x, 0 y, 0 values"),
    ({ $0.image!.x = [2, 2] }, "image, x: found 2.0 before 2.0; accepted: rising numbers"),
    ({ $0.image!.y = [3, 2] }, "image, y: found 3.0 before 2.0; accepted: rising numbers"),
    ({ $0.image!.y = [1, .infinity] }, "image, y: found inf at place 2; accepted: finite numbers"),
    ({ $0.image!.x = [0, 2] }, "image, x: found 0.0; accepted: numbers above zero on this axis"),
    ({ $0.image!.values[2] = .nan }, "image, values: found nan at place 3; accepted: finite"),
    ({ $0.image!.contours = [.nan] }, "image, contours: found nan at place 1"),
    ({ $0.image!.range = [1, 0] }, "image: found range [1.0, 0.0]; accepted: two finite rising"),
    ({ $0.bands![0].low.removeLast() }, "band \"b\": found 2 x, 1 low, 2 high; accepted: equal"),
    ({ $0.bands![0] = .init("b", role: .ours, x: [1], low: [1], high: [1]) }, "at least 2"),
    ({ $0.bands![0].x = [2, 1] }, "band \"b\", x: found 2.0 before 1.0; accepted: rising numbers"),
    ({ $0.bands![0].x = [-1, 1] }, "band \"b\", x: found -1.0; accepted: numbers above zero"),
    ({ $0.bands![0].low[1] = .nan }, "band \"b\", low: found nan at place 2"),
    ({ $0.bands![0].high[0] = .infinity }, "band \"b\", high: found inf at place 1"),
    ({ $0.bands![0].low[1] = 9 }, "found low 9.0 above high 4.0 at x = 2.0; accepted: low nowhere"),
    (
      { ($0.bands![0].low[0], $0.bands![0].high[0]) = (-1, 0) },
      "band \"b\", high: found 0.0; accepted: numbers above zero on this axis"
    ),
  ]

  @Test(arguments: faults.indices)
  func badPlanesGetASentence(_ i: Int) throws {
    var figure = PlaneTests.figure(PlaneTests.image([1, 2, 3, 4]), logarithmic: true)
    figure.panels[0].bands = [.init("b", role: .ours, x: [1, 2], low: [1, 2], high: [3, 4])]
    Self.faults[i].0(&figure.panels[0])
    try withScratch { (folder: String) throws in
      let error = try #require(throws: AssayError.self) {
        try FigureRenderer.render(figure, into: folder)
      }
      #expect(error.description.hasPrefix("figure cells, panel 1, "))
      #expect(error.description.contains(Self.faults[i].1), "\(error)")
      #expect(error.status == .badInput)
      #expect(try files(folder) == [])
    }
  }
}
