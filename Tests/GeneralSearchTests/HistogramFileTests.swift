// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import GeneralSearch

@Suite struct HistogramFileTests {
  static let header = "class,variable,low,high,observed,background,statistical,scale"
  static let good = """
    # a comment
    class,variable,low,high,observed,background,statistical,scale
    2j,m_eff,0,1,12,10.5,0.5,1
    2j,m_eff,1,2,3,4.25,0.25,-0.5
    1e 1j,m_inv,0,5,0,0.5,0,0.1

    """

  @Test func columns() throws {
    let scratch = try Fixture.Scratch()
    let file = try scratch.file("h.csv", Self.good)
    let (histograms, sources) = try HistogramFile.read([file])
    #expect(sources == ["scale"])
    #expect(histograms.map(\.name) == ["2j, m_eff", "1e 1j, m_inv"])
    #expect(histograms[0].edges == [0, 1, 2])
    #expect(histograms[0].observed == [12, 3])
    #expect(histograms[0].background == [10.5, 4.25])
    #expect(histograms[0].statistical == [0.5, 0.25])
    #expect(histograms[0].shifts == [[1, -0.5]])
    // The same from FITS, where names of columns are upper case as often as not.
    let table = FITSTable(columns: [
      .init(name: "CLASS", text: ["2j", "2j", "1e 1j"]),
      .init(name: "VARIABLE", text: ["m_eff", "m_eff", "m_inv"]),
      .init(name: "LOW", values: [0, 1, 0]), .init(name: "HIGH", values: [1, 2, 5]),
      .init(name: "OBSERVED", values: [12, 3, 0]),
      .init(name: "BACKGROUND", values: [10.5, 4.25, 0.5]),
      .init(name: "STATISTICAL", values: [0.5, 0.25, 0]),
      .init(name: "scale", values: [1, -0.5, 0.1]),
    ])
    let fits = scratch.path + "/h.fits"
    try table.write(to: fits)
    #expect(try HistogramFile.read([fits]).histograms == histograms)
  }

  static let row = "2j,m_eff,0,1,12,10.5,0.5,1"

  @Test(arguments: [
    ("", "found an empty file; accepted: a line of column names"),
    (header + "\n", "found no bins; accepted: at least one bin"),
    (
      "class,low,high,observed,background\n",
      "line 1: found no column variable; accepted: the columns class, variable"
    ),
    (header + ",scale\n", "found two columns scale"),
    (header + ",\n", "found a column without a name"),
    (
      header + "\n2j,m_eff,0,1,12,10.5,0.5\n",
      "line 2: found 7 columns; accepted: 8 columns as in line 1"
    ),
    (
      header + "\n2j,m_eff,0,1,12,many,0.5,1\n",
      "line 2, column 6: found \"many\"; accepted: a finite number"
    ),
    (
      header + "\n2j,m_eff,0,1,12.5,10,0.5,1\n",
      "line 2: found 12.5 observed events; accepted: a whole number"
    ),
    (header + "\n2j,m_eff,0,1,-1,10,0.5,1\n", "found -1.0 observed events"),
    (
      header + "\n2j,m_eff,0,1,1,-10,0.5,1\n",
      "line 2, histogram 2j, m_eff: found a background of -10.0; accepted: 0 to 1e8"
    ),
    (header + "\n2j,m_eff,0,1,1,10,-0.5,1\n", "found a statistical uncertainty of -0.5"),
    (header + "\n2j,m_eff,1,0,1,10,0.5,1\n", "found edges 1.0, 0.0; accepted: rising edges"),
    (
      header + "\n2j,m_eff,0,1,1,0,0,0\n2j,m_eff,1,2,0,0,0,0\n",
      "found a background of zero in every bin; accepted: at least one bin"
    ),
    (
      header + "\n" + row + "\n2j,m_eff,1.5,2,1,10,0.5,1\n",
      "line 3: found a bin from 1.5; accepted: 1.0, where the last bin of 2j, m_eff ends"
    ),
    (
      header + "\n" + row + "\n3j,m_eff,0,1,1,1,0,0\n" + row + "\n",
      "histogram 2j, m_eff: found two of that name"
    ),
    (
      "1;x;1;5;0;j,4,3,0,0;\n",
      "found semicolons, as in a file of events; accepted: a histogram; events need --background-events"
    ),
  ])
  func refusals(_ text: String, _ sentence: String) throws {
    let scratch = try Fixture.Scratch()
    let file = try scratch.file("h.csv", text)
    let found = Fixture.refusal { _ = try HistogramFile.read([file]) }
    #expect(found.contains(sentence), "\(found)")
  }

  @Test func otherSources() throws {
    let scratch = try Fixture.Scratch()
    let one = try scratch.file("one.csv", Self.good)
    let two = try scratch.file(
      "two.csv", "class,variable,low,high,observed,background\na,b,0,1,1,1\n")
    #expect(
      Fixture.refusal { _ = try HistogramFile.read([one, two]) }
        .contains("found the sources none; accepted: those of the other files, scale"))
  }
}
