// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Reporting

@Suite struct HTMLDrawingTests {
  private let drawing = """
    <?xml version="1.0"?>
    <svg
     width="1400" height="900"
     viewBox="0 0 1400 900"
    >
    <title>Gnuplot</title>
    <desc>Produced by GNUPLOT</desc>
    <defs>
    <path id='gpPt7' stroke-width='0.190' stroke='currentColor' d='M0,-1.33 L-1.33,0.67 z'/>
    </defs>
    <g id="gnuplot_plot_1" ><title>gnuplot_plot_1a</title>
    <g fill="none" color="black" stroke="currentColor" stroke-width="1.20">
    <path stroke='black'  d='M112.00,556.39 L117.25,-541.96 M0.04,-0.04
    \t\tL8.96,9.95 '/></g>
    <use xlink:href='#gpPt7' transform='translate(42.80,4.28) scale(4.28)' color='#d55e00'/>
    <use xlink:href='#gpPt7' transform='translate(85.60,6.42) scale(4.28)' color='#d55e00'/>
    <use xlink:href='#gpPt7' transform='translate(10.00,20.00) scale(2.00)' color='#009e73'/></g>
    <path transform="scale(.1)" fill="#84d24a" d="M3045 2883l0-203 64 0 0 203z"/>
    <g transform="translate(1.00,2.00)" stroke="none" fill="black" font-family="DejaVu Sans" \
    font-size="18.67"  text-anchor="end"></g>
    <text filter="url(#textbox)"><tspan font-family="DejaVu Sans" >x = 1.2345</tspan></text>
    </svg>
    """

  @Test func thriftKeepsTheDrawing() throws {
    let text = ThriftySVG.text(of: drawing)
    #expect(text.contains("<g class=\"k\" stroke-width=\"1.20\">"))
    #expect(text.contains("d='M112 556.4l5.3-1098.4M0 0\nl9 10'/></g>"))
    // Shapes of points are drawn larger than they are defined: they keep their digits.
    #expect(text.contains("d='M0,-1.33 L-1.33,0.67 z'/>"))
    #expect(
      text.contains(
        """
        <g transform="scale(4.28)" color="#d55e00">
        <use href='#gpPt7' x="10" y="1"/>
        <use href='#gpPt7' x="20" y="1.5"/>
        </g>
        <g transform="scale(2.0)" color="#009e73">
        <use href='#gpPt7' x="5" y="10"/>
        </g>
        </g>
        """))
    #expect(
      text.contains("<path class=\"q\" fill=\"#84d24a\" d=\"M3045 2883l0-203 64 0 0 203z\"/>"))
    #expect(text.contains(">x = 1.2345</tspan>"))
    let (opened, closed) = (text.matches(of: /<g[ >]/), text.matches(of: /<\/g>/))
    #expect(opened.count == closed.count)
  }

  /// Added up again, the distances give each point to the tenth, wherever the path has come to.
  @Test(arguments: [UInt64(1), 2, 3]) func linesDoNotDrift(seed: UInt64) throws {
    let seed = seed &+ UInt64.random(in: 0..<1_000_000)
    var state = seed
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % 140_000 - 20_000
    }
    func number(_ hundredths: Int) -> String {
      let digits = String(hundredths.magnitude % 100 + 100).dropFirst()
      return "\(hundredths < 0 ? "-" : "")\(hundredths.magnitude / 100).\(digits)"
    }
    let points = (0..<500).map { k in k % 7 == 0 ? (x: 100, y: next()) : (x: next(), y: next()) }
    let lines = points.enumerated().map { k, point in
      "\(k == 0 ? "M" : k % 50 == 0 ? "\nL" : "L")\(number(point.x)),\(number(point.y)) "
    }
    let text = ThriftySVG.text(of: "<path stroke='black'  d='\(lines.joined()) Z '/>")
    let data = try #require(text.split(separator: "'").dropFirst(3).first)
    var (x, y) = (0.0, 0.0)
    var seen: [(Double, Double)] = []
    var letter: Character = "M"
    var numbers: [Double] = []
    for token in data.matches(of: /[Mlhvz]|-?\d*\.?\d+/).map(\.output) {
      if let first = token.first, first.isLetter {
        letter = first
        continue
      }
      numbers.append(try #require(Double(token)))
      switch (letter, numbers.count) {
      case ("h", 1): x += numbers[0]
      case ("v", 1): y += numbers[0]
      case ("M", 2): (x, y, letter) = (numbers[0], numbers[1], "l")
      case ("l", 2): (x, y) = (x + numbers[0], y + numbers[1])
      default: continue
      }
      numbers = []
      seen.append((x, y))
    }
    #expect(seen.count == points.count && data.last == "z", "seed \(seed)")
    for (point, found) in zip(points, seen) {
      #expect(abs(found.0 - Double(point.x) / 100) < 0.051, "seed \(seed)")
      #expect(abs(found.1 - Double(point.y) / 100) < 0.051, "seed \(seed)")
    }
  }

  /// A path with curves or steps of its own is left as it is, but for its digits.
  @Test func otherPathsAreCopied() {
    let text = ThriftySVG.text(of: "<path d='M1.04,2 c1.26,2.5 3,4.04 5,6 L7,8'/>")
    #expect(text == "<path d='M1 2c1.3,2.5 3,4 5,6L7,8'/>\n")
  }

  @Test func idsAreTheFiguresOwn() {
    let text = InlineSVG.text(drawing, id: "f7", title: "A & B", description: "What <it> shows")
    #expect(
      text.hasPrefix("<svg viewBox=\"0 0 1400 900\" role=\"img\" aria-labelledby=\"f7-title\""))
    #expect(text.contains("<title id=\"f7-title\">A &amp; B</title>"))
    #expect(text.contains("<desc id=\"f7-desc\">What &lt;it&gt; shows</desc>"))
    #expect(!text.contains("gnuplot_plot_1a") && !text.contains("Produced by"))
    #expect(text.contains("<path id='f7-gpPt7'") && text.contains("<g id=\"f7-gnuplot_plot_1\""))
    let uses = text.matches(of: /\shref='#f7-gpPt7'/)
    #expect(uses.count == 3)
    // Labels of the usual kind have their style from the page.
    #expect(
      text.contains("<g transform=\"translate(1.00,2.00)\" class=\"l\"  text-anchor=\"end\">"))
    #expect(text.contains("<tspan>x = 1.2345</tspan>"))
    #expect(!text.contains("xlink") && text.contains("url(#f7-textbox)"))
  }

  @Test func whatIsNoDrawingGivesNothing() {
    #expect(InlineSVG.text("cut short", id: "f", title: "", description: "") == "")
  }
}
