// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import FoundationXML
import Numerics
import Testing

@testable import Reporting

@Suite struct CompactSVGTests {
  private static func polygon(_ colour: String, _ points: [[Double]]) -> String {
    let text = points.map { String(format: "%.2f,%.2f", $0[0], $0[1]) }.joined(separator: " ")
    return "\t\t<polygon fill = '\(colour)' points = '\(text) '/>"
  }

  private static func page(_ lines: [String]) -> String {
    (["<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">"] + lines + ["</svg>"])
      .joined(separator: "\n") + "\n"
  }

  /// Every cell of a map is there, with its colour and its corners to a twentieth of a pixel; to half
  /// a pixel where there are thousands.
  @Test(arguments: [1, 2, 3] as [UInt64], [(500, 0.0551), (4001, 0.5551)])
  func cellsOfAMapStay(seed: UInt64, size: (count: Int, error: Double)) throws {
    var random = Philox(seed: seed, stream: 1)
    let colours = [("rgb( 68,   1,  84)", "#440154"), ("rgb(253, 231,  37)", "#fde725")]
    var cells: [DrawnCell] = []
    var lines: [String] = []
    for _ in 0..<size.count {
      let corner = [random.uniform() * 1400, random.uniform() * 900 - 20]
      let size = [1 + 5 * random.uniform(), 1 + 5 * random.uniform()]
      let corners = [
        corner, [corner[0] + size[0], corner[1]], [corner[0] + size[0], corner[1] + size[1]],
        [corner[0], corner[1] + size[1]],
      ]
      let (written, hexadecimal) = colours[Int(random.uniform() * 2)]
      lines.append(Self.polygon(written, corners + [corner]))
      cells.append(DrawnCell(colour: hexadecimal, corners: corners))
    }
    let compact = CompactSVG.text(of: Self.page(lines))
    #expect(XMLParser(data: Data(compact.utf8)).parse())
    let found = DrawnCell.all(in: compact)
    // The colour that comes first in the file is drawn first.
    let isFirst = { (cell: DrawnCell) in cell.colour == cells[0].colour }
    let wanted = cells.filter(isFirst) + cells.filter { !isFirst($0) }
    #expect(found.count == size.count)
    for (a, b) in zip(found, wanted) {
      #expect(a.colour == b.colour)
      for (p, q) in zip(a.corners.flatMap(\.self), b.corners.flatMap(\.self)) {
        #expect((p - q).magnitude < size.error, "\(p) for \(q)")
      }
    }
    #expect(compact.utf8.count * 2 < Self.page(lines).utf8.count)
  }

  /// Few shapes may lie over each other: their order stays.
  @Test func fewShapesKeepTheirOrder() {
    let square = [[0.0, 0], [1, 0], [1, 1], [0, 1]]
    let colours = ["rgb(  1,   2,   3)", "rgb(  4,   5,   6)", "rgb(  1,   2,   3)"]
    let compact = CompactSVG.text(of: Self.page(colours.map { Self.polygon($0, square) }))
    #expect(DrawnCell.all(in: compact).map(\.colour) == ["#010203", "#040506", "#010203"])
  }

  @Test func cellsWithoutAreaAreDropped() {
    let compact = CompactSVG.text(
      of: Self.page([Self.polygon("rgb(1, 2, 3)", [[0, 0], [5, 5], [5.01, 5.01]])]))
    #expect(DrawnCell.all(in: compact).isEmpty)
  }

  /// What is no plain cell passes through: opacity, points that go on in the next line, text.
  @Test(arguments: [
    "<polygon fill = 'rgb(1, 2, 3)' fill-opacity = '0.5' points = '0,0 1,0 1,1 '/>",
    "<polygon fill = 'rgb(1, 2, 3)' points = '0,0 1,0",
    "<polygon fill = 'rgb(1, 2, 300)' points = '0,0 1,0 1,1 '/>",
    "<text>rgb(1, 2, 3)  kept</text>", "  kept as it is", "<g id=\"x\" ><title>x</title>",
  ])
  func otherLinesStay(_ line: String) {
    let compact = CompactSVG.text(of: Self.page([line]))
    let wanted =
      line.contains("opacity") || line.hasSuffix("1,0")
      ? line.replacing("rgb(1, 2, 3)", with: "#010203") : line
    #expect(compact == Self.page([wanted]))
  }

  @Test func emptyGroupsAndDefaultsAreDropped() {
    let open = "<g fill=\"none\" stroke-linecap=\"butt\" stroke-linejoin=\"miter\">"
    #expect(CompactSVG.text(of: Self.page([open, "</g>"])) == Self.page([]))
    #expect(
      CompactSVG.text(of: Self.page([open, "<path d='M0,0'/>", "</g>"]))
        == Self.page(["<g fill=\"none\">", "<path d='M0,0'/>", "</g>"]))
    let round = "<g stroke-linecap=\"round\">"
    let both = Self.page([open, "<path d='M0,0'/>", "</g>", round, "<path d='M0,0'/>", "</g>"])
    #expect(CompactSVG.text(of: both) == both)
  }

  @Test func compactingTwiceChangesNothing() {
    let square = [[0.0, 0], [1, 0], [1, 1], [0, 1]]
    let once = CompactSVG.text(
      of: Self.page((0..<150).map { Self.polygon("rgb(\($0), 0, 0)", square) }))
    #expect(CompactSVG.text(of: once) == once)
  }
}

@Suite struct InlineSVGTests {
  private static let svg = """
    <?xml version="1.0"?>
    <svg
     width="10" height="20"
     viewBox="0 0 10 20"
     xmlns="http://www.w3.org/2000/svg"
    >
    <title>Gnuplot</title>
    <desc>Produced by GNUPLOT</desc>
    <g id="canvas"><circle id='dot'/><use xlink:href='#dot'/>
    <g filter="url(#box)"><title>gnuplot_plot_1</title></g></g>
    </svg>
    """

  @Test func idsAreItsOwnAndNamesAreTheFigures() throws {
    let text = InlineSVG.text(
      Self.svg, id: "f1", title: "Limits <b> & more", description: "Ours over theirs")
    #expect(text.hasPrefix("<svg viewBox=\"0 0 10 20\" role=\"img\""))
    #expect(text.contains("<title id=\"f1-title\">Limits &lt;b&gt; &amp; more</title>"))
    #expect(text.contains("<desc id=\"f1-desc\">Ours over theirs</desc>"))
    #expect(text.contains("id=\"f1-canvas\"") && text.contains("id='f1-dot'"))
    #expect(text.contains("<use href='#f1-dot'/>") && text.contains("url(#f1-box)"))
    #expect(!text.contains("gnuplot_plot") && !text.contains("Gnuplot"))
    #expect(XMLParser(data: Data(text.utf8)).parse())
  }

  @Test func whatIsNoSVGGivesNothing() {
    #expect(InlineSVG.text("cut short <svg width=", id: "a", title: "b", description: "c") == "")
  }
}
