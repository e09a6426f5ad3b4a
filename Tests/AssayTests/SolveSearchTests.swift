// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

/// `assay solve general-search` end to end, on small files.
@Suite struct SolveSearchTests {
  static let histograms = """
    class,variable,low,high,observed,background,statistical,scale
    2j,m_eff,0,1,102,100,1,5
    2j,m_eff,1,2,95,50,1,2.5
    2j,m_eff,2,3,24,25,1,1
    1e 1j,m_eff,0,1,10,11,0.5,0.5
    1e 1j,m_eff,1,2,4,5,0.5,0.2

    """

  struct Table: Decodable {
    enum Value: Decodable, Equatable {
      case number(Double)
      case text(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try container.decode(String.self))
        }
      }

      var number: Double? { if case .number(let x) = self { x } else { nil } }
    }
    var rows: [[String: Value]]
  }

  static func file(_ scratch: Scratch, _ name: String, _ text: String) throws -> String {
    let path = scratch.path + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["solve", "general-search"] + arguments)
  }

  /// The region with the excess comes first, with its own bins; threads change nothing.
  @Test func histogramsFromCSV() throws {
    let scratch = try Scratch()
    let file = try Self.file(scratch, "h.csv", Self.histograms)
    let one = try Self.run([file, "--toys", "200", "--json", "--threads", "1"])
    let two = try Self.run([file, "--toys", "200", "--json", "--threads", "2"])
    #expect(one.status == 0, "\(one.errors)")
    #expect(one.output == two.output)
    let rows = try JSONDecoder().decode(Table.self, from: Data(one.output.utf8)).rows
    #expect(rows.count == 2)
    #expect(rows[0]["class"] == .text("2j"))
    #expect(rows[0]["low"] == .number(1))
    #expect(rows[0]["high"] == .number(2))
    #expect(rows[0]["observed"] == .number(95))
    #expect(rows[0]["background"] == .number(50))
    let s = (1 + 2.5 * 2.5).squareRoot()
    #expect((try #require(rows[0]["uncertainty"]?.number) - s).magnitude < 1e-14)
    let p = try #require(rows[0]["p"]?.number)
    #expect(p > 1e-8 && p < 1e-4)
  }

  @Test func filesAndSecondSample() throws {
    let scratch = try Scratch()
    let file = try Self.file(scratch, "h.csv", Self.histograms)
    let out = scratch.path + "/regions.fits"
    let curve = scratch.path + "/curve.csv"
    let outcome = try Self.run([
      file, "--second", file, "--toys", "50", "--out", out, "--curve", curve, "--treatment",
      "gamma",
      "--widths", "1:2",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("p second"))
    let table = try FITSTable.read(out)
    let p = try table.numbers("P")
    #expect(try table.numbers("P_SECOND")[0] / p[0] - 1 < 1e-9)
    #expect(table.columns.first?.values == .text(["2j", "1e 1j"]))
    let text = try TextTable.read(curve, separator: ",")
    #expect(text.rows[0].fields == ["p_min", "share_1", "share_2", "share_3", "data"])
    #expect(try text.number(text.rows[1], 1) == 1)
  }

  @Test func events() throws {
    let scratch = try Scratch()
    let line = "1;x;1;250000;0;j,200000,150000,0,0;b,90000,80000,0,3;\n"
    let background = try Self.file(
      scratch, "b.csv", String(repeating: line, count: 40))
    let data = try Self.file(
      scratch, "d.csv", String(repeating: line, count: 4) + "2;y;1;0;0;g,90000,80000,0,0;\n")
    let outcome = try Self.run([
      data, "--background-events", background, "--scale", "0.1", "--systematic", "0.2", "--toys",
      "50",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("1j 1b MET"))
    #expect(outcome.output.contains("not judged, as nothing is expected (events): 1gamma (1)"))
    let again = try Self.run([data, "--background-events", background, "--scale", "-1"])
    #expect(again.status == 65)
    #expect(again.errors.contains("accepted: a positive scale"))
  }

  @Test(arguments: [
    (["--toys", "0"], Int32(65), "--toys: found 0; accepted: a whole number above 0"),
    (["--widths", "3"], 64, "--widths: found \"3\"; accepted: LOW:HIGH in bins"),
    (["--systematic", "0.1"], 64, "--systematic without --background-events"),
    (["--out", "regions.txt"], 64, "found ending '.txt'"),
    (["--treatment", "none"], 64, "none"),
    (["--rows", "-1"], 64, "rows"),
  ])
  func refusedOptions(_ options: [String], _ status: Int32, _ sentence: String) throws {
    let scratch = try Scratch()
    let file = try Self.file(scratch, "h.csv", Self.histograms)
    let outcome = try Self.run([file] + options)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
  }

  @Test func refusedFiles() throws {
    let scratch = try Scratch()
    let empty = try Self.file(scratch, "empty.csv", "")
    let outcome = try Self.run([empty])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("empty.csv: found an empty file"))
    let older = try Self.file(scratch, "older.csv", "0.1;250000;0;j,150000,0,0;\n")
    let events = try Self.run([older, "--background-events", older])
    #expect(events.status == 65)
    #expect(events.errors.contains("as in the older layout without event and process"))
    #expect(try Self.run([scratch.path + "/absent.csv"]).status == 69)
  }
}
