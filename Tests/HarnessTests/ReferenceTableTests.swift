// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Harness

@Suite("Reading reference tables")
struct ReferenceTableTests {
  // MARK: Identities

  @Test(
    "Spellings that all YAML readers take for the same number",
    arguments: [
      ("0", 0), ("-0", -0.0), ("7", 7), ("+12", 12), ("1.", 1), ("1.0e-26", 1e-26),
      ("6.02E+23", 6.02e23), ("-2.5", -2.5), ("00.5", 0.5), (".inf", .infinity),
    ] as [(String, Double)])
  func number(text: String, value: Double) throws {
    #expect(try YAMLScalar(text, quoted: false) == .number(value))
  }

  @Test(
    "Spellings on which YAML readers differ are refused with a better one",
    arguments: [
      ("1e-26", "1.0e-26"), ("1.5e26", "1.5e+26"), ("1E5", "100000.0"), ("010", "10.0"),
      (".5", "0.5"), ("-.5", "-0.5"), ("1_000", "1000.0"), ("0x10", "16.0"), ("1e-400", "0.0"),
    ])
  func ambiguousNumber(text: String, better: String) {
    let error = #expect(throws: YAMLScalar.Ambiguous.self) {
      try YAMLScalar(text, quoted: false)
    }
    #expect(error?.advice.hasPrefix(better + " ") == true)
    #expect(error?.found.hasPrefix(text) == true)
  }

  @Test("Words that are null or true to YAML 1.1", arguments: ["no", "Yes", "~", "null", "12:30"])
  func ambiguousWord(text: String) throws {
    #expect(throws: YAMLScalar.Ambiguous.self) { try YAMLScalar(text, quoted: false) }
    #expect(try YAMLScalar(text, quoted: true) == .text(text))
  }

  @Test(
    "Texts stay texts",
    arguments: ["-", "Draco+SegueI", "upper limit", "< 3", "3.84 and more", "5%", "inf", "e5", "+"])
  func text(text: String) throws {
    #expect(try YAMLScalar(text, quoted: false) == .text(text))
  }

  @Test("Percent errors are fractions of the size of the value, whatever its sign")
  func percent() throws {
    let cell = try column("[{value: -8.0, errors: [{symerror: 25%}, {symerror: '0.5 %'}]}]")[0]
    #expect(cell.errors.map(\.plus) == [2, 0.04])
    #expect(cell.errors.map(\.minus) == [2, 0.04])
  }

  @Test("A side that was not given is zero; -0.0 is no error")
  func oneSide() throws {
    let cell = try column("[{value: 8, errors: [{asymerror: {minus: '', plus: 0.5}}]}]")[0]
    #expect(cell.errors == [.init(minus: 0, plus: 0.5)])
    #expect(cell.standardError == 0.25)
  }

  // MARK: A golden table: the example of HEPData's own documentation style

  @Test("Bins, centres, asymmetric errors, qualifiers")
  func example() throws {
    let table = try read(
      """
      independent_variables:
        - header: {name: Number of events}
          values: [{value: 50}, {value: 100}]
        - header: {name: Energy, units: EeV}
          values: [{low: 56, high: 80}, {low: 80, high: 100, value: 89}]
      dependent_variables:
        - header: {name: Minimal source fraction, units: percent}
          qualifiers:
            - {name: Source, value: NGC 253}
            - {name: BETA, value: 0.05}
            - {name: Radius, value: 3, units: deg}
            - {name: Radius, value: 4, units: deg}
          values:
            - value: 12
              errors:
                - {symerror: 0.5, label: stat}
                - {asymerror: {minus: -0.2, plus: 0.3}, label: sys}
            - value: 8
              errors:
                - {symerror: 5%, label: sys}

      """)
    #expect(
      table.independent == [
        .init(axis: Axis("Number of events", numbers: [50, 100]), bins: [nil, nil]),
        .init(axis: Axis("Energy", units: "EeV", numbers: [68, 89]), bins: [56...80, 80...100]),
      ])
    let column = try #require(table.dependent.first)
    #expect(column.name == "Minimal source fraction")
    #expect(column.units == "percent")
    #expect(
      column.qualifiers == ["Source": "NGC 253", "BETA": "0.05", "Radius": "3 deg; 4 deg"])
    #expect(column.cells.map(\.number) == [12, 8])
    #expect(column.cells.map(\.line) == [14, 18])
    #expect(
      column.cells[0].errors == [
        .init(label: "stat", minus: 0.5, plus: 0.5), .init(label: "sys", minus: 0.2, plus: 0.3),
      ])
    #expect(column.cells[1].errors == [.init(label: "sys", minus: 0.4, plus: 0.4)])
  }

  @Test("A table without axes")
  func noAxes() throws {
    let table = try read(
      """
      independent_variables: []
      dependent_variables:
      - header: {name: x}
        values: [{value: 1.5, errors: []}]

      """)
    #expect(table.independent.isEmpty)
    #expect(table.dependent[0].cells == [.init(value: .number(1.5), line: 4)])
  }

  // MARK: Properties

  @Test("A number written in full is read back bit for bit", arguments: [1, 2, 3] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 7)
    for _ in 0..<500 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      let text = YAMLScalar.respelled("\(value)")
      #expect(try YAMLScalar(text, quoted: false) == .number(value), "seed \(seed): \(text)")
    }
  }

  @Test("A column of any length is read in order", arguments: [1, 2, 3] as [UInt64])
  func order(seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 8)
    let values = (0..<Int(1 + random.next() % 200)).map { _ in random.normal() }
    let items = values.map { "{value: \(YAMLScalar.respelled("\($0)"))}" }
    let cells = try column("[\(items.joined(separator: ", "))]")
    #expect(cells.map(\.number) == values, "seed \(seed)")
  }

  // MARK: Helpers

  private func read(_ text: String) throws -> ReferenceTable {
    let problems = Problems()
    let source = try YAMLSource(file: "table.yaml", text: text)
    let value = try source.document()
    let entry = SubmissionEntry(
      name: "t", description: "", location: nil, dataFile: "table.yaml", dataFileValue: value)
    let table = TableReader(problems: problems).read(source, entry)
    if let first = problems.all.first { throw first }
    return try #require(table)
  }

  private func column(_ values: String) throws -> [ReferenceTable.Cell] {
    try read(
      """
      independent_variables: []
      dependent_variables:
      - header: {name: x}
        values: \(values)

      """
    ).dependent[0].cells
  }
}
