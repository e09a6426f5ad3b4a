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
    <text filter="url(#textbox)"><tspan font-family="DejaVu Sans" >x = 1.2345</tspan></text>
    </svg>
    """

  @Test func thriftKeepsTheDrawing() throws {
    let text = ThriftySVG.text(of: drawing)
    #expect(text.contains("<g class=\"k\" stroke-width=\"1.20\">"))
    #expect(text.contains("d='M112,556.4L117.3,-542M0,0\nL9,10'/></g>"))
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
    #expect(!text.contains("xlink") && text.contains("url(#f7-textbox)"))
  }

  @Test func whatIsNoDrawingGivesNothing() {
    #expect(InlineSVG.text("cut short", id: "f", title: "", description: "") == "")
  }
}
