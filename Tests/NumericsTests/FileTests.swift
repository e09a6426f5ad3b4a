// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@Suite struct AtomicFileTests {
  @Test func newAndOldFilesHoldTheBytes() throws {
    try withFolder { folder in
      let path = "\(folder)/a.txt"
      try AtomicFile.write("first, longer", to: path)
      try AtomicFile.write("zweite ß", to: path)
      #expect(try InputFile.text(path) == "zweite ß")
      try AtomicFile.write([0, 255, 10] as [UInt8], to: path)
      #expect(try InputFile.bytes(path) == [0, 255, 10])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.txt"])
    }
  }

  @Test func aMissingFolderGetsTheSystemsReason() throws {
    try withFolder { folder in
      #expect(
        refusal { try AtomicFile.write("x", to: "\(folder)/no/a") }
          == "cannot write \(folder)/no/a: No such file or directory")
    }
  }

  @Test func aFolderInTheWayLeavesNoRemains() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/a", withIntermediateDirectories: false)
      #expect(
        refusal { try AtomicFile.write("x", to: "\(folder)/a") }?.contains("irectory") == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    }
  }

  @Test func aFolderThatTakesNoFilesIsNamed() {
    let text = refusal { try AtomicFile.write("x", to: "/proc/assay-test") }
    #expect(text?.hasPrefix("cannot write /proc/assay-test: ") == true)
  }
}

@Suite struct TextTableTests {
  private func fields(_ text: String, _ separator: Character? = nil) -> [[String]] {
    TextTable(file: "t", text: text, separator: separator).rows.map { $0.fields.map(String.init) }
  }

  @Test func whiteSpaceAndCommasSeparate() {
    #expect(fields("1 2\t3\n 4,5 , 6 \n") == [["1", "2", "3"], ["4", "5", "6"]])
    #expect(fields("1,,2\n1,2,\n,1") == [["1", "", "2"], ["1", "2", ""], ["", "1"]])
  }

  @Test func aNamedSeparatorKeepsEmptyFields() {
    #expect(fields("a b;; c \n", ";") == [["a b", "", "c"]])
    #expect(fields("a b\tc d\n", "\t") == [["a b", "c d"]])
  }

  @Test func commentsAndBlankLinesAreDropped() {
    let table = TextTable(file: "t", text: "# head\n\n1 2 # tail\n   \n  # more\nNGC#1 3\n")
    #expect(table.rows.map(\.line) == [3, 6])
    #expect(table.rows.map { $0.fields.map(String.init) } == [["1", "2"], ["NGC#1", "3"]])
  }

  @Test(arguments: ["1 2\n3 4\n", "1 2\r\n3 4\r\n", "1 2\r3 4\r", "1 2\n3 4", "\u{FEFF}1 2\n3 4"])
  func lineEndsAndMarksDoNotMatter(text: String) throws {
    let table = TextTable(file: "t", text: text)
    #expect(table.rows.map(\.line) == [1, 2])
    #expect(try table.number(table.rows[0], 0) == 1)
    #expect(try table.number(table.rows[1], 1) == 4)
  }

  @Test func numbersAreReadExactly() throws {
    let table = TextTable(file: "t", text: "0.1 -1e-300 +7 1E5 12")
    let row = table.rows[0]
    #expect(try (0..<5).map { try table.number(row, $0) } == [0.1, -1e-300, 7, 1e5, 12])
    #expect(try table.integer(row, 3) == 100_000)
  }

  @Test(arguments: [
    ("nan", "\"nan\""), ("inf", "\"inf\""), ("1e999", "\"1e999\""), ("x", "\"x\""),
    ("1.0D5", "\"1.0D5\""), ("1,", "an empty field"),
  ])
  func whatIsNoNumberIsNamed(text: String, found: String) throws {
    let table = TextTable(file: "dir/t.csv", text: "5,5\n" + (text == "1," ? "1," : "1,\(text)"))
    #expect(
      refusal { _ = try table.number(table.rows[1], 1) }
        == "dir/t.csv, line 2, column 2: found \(found); accepted: a finite number")
  }

  @Test func shortRowsAndFractionsAreNamed() {
    let table = TextTable(file: "t", text: "\n1.5")
    #expect(
      refusal { _ = try table.number(table.rows[0], 2) }
        == "t, line 2: found 1 columns; accepted: at least 3 columns")
    #expect(
      refusal { _ = try table.integer(table.rows[0], 0) }
        == "t, line 2, column 1: found \"1.5\"; accepted: a whole number")
  }

  @Test func filesThatAreNotTextAreRefused() throws {
    try withFolder { folder in
      try AtomicFile.write([0x31, 0x0A, 0x32, 0xFF, 0x0A] as [UInt8], to: "\(folder)/t")
      #expect(
        refusal { _ = try TextTable.read("\(folder)/t") }
          == "\(folder)/t, line 2: found bytes that are not UTF-8; accepted: text in UTF-8")
      try AtomicFile.write("1 2\n", to: "\(folder)/t")
      #expect(try TextTable.read("\(folder)/t").rows.count == 1)
    }
  }
}
