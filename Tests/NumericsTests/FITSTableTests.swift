// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@Suite struct FITSTableTests {
  let table = FITSTable(
    name: "LIMITS",
    columns: [
      .init(name: "m_DM", units: "GeV", values: [1, 2.5, 1e-300, -.pi, .greatestFiniteMagnitude]),
      .init(name: "dSph", text: ["Draco", "", "Leo II", "Ursa Minor", "x"]),
      .init(name: "n", values: [0, 1, 2, .nan, 4]),
    ])

  private func bits(_ column: FITSTable.Column) -> [UInt64] {
    guard case .numbers(let values) = column.values else { return [] }
    return values.map { $0.isNaN ? 0 : $0.bitPattern }
  }

  @Test func writtenTablesReadBackBitForBit() throws {
    try withFolder { folder in
      let path = "\(folder)/t.fits"
      try table.write(to: path)
      for back in [
        try FITSTable.read(path), try FITSTable.read(path, extension: "LIMITS"),
      ] {
        #expect(back.name == "LIMITS")
        #expect(back.columns.map(\.name) == ["m_DM", "dSph", "n"])
        #expect(back.columns.map(\.units) == ["GeV", nil, nil])
        #expect(back.columns[1] == table.columns[1])
        #expect(bits(back.columns[0]) == bits(table.columns[0]))
        #expect(bits(back.columns[2]) == bits(table.columns[2]))
      }
      let part = try FITSTable.read(path, columns: ["n"])
      #expect(part.columns.map(\.name) == ["n"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["t.fits"])
    }
  }

  @Test func emptyTablesAndLongTablesSurvive() throws {
    try withFolder { folder in
      let path = "\(folder)/t.fits"
      for count in [0, 1, 100_000] {
        let values = (0..<count).map { Double($0) / 3 }
        let text = (0..<count).map { "row \($0)" }
        let long = FITSTable(columns: [
          .init(name: "x", values: values), .init(name: "s", units: "none", text: text),
        ])
        try long.write(to: path)
        #expect(try FITSTable.read(path) == long)
      }
    }
  }

  /// The bytes are fixed by the standard: big-endian doubles after 2 headers in blocks of 2880.
  @Test func layoutIsThatOfTheStandard() throws {
    try withFolder { folder in
      let path = "\(folder)/t.fits"
      try FITSTable(columns: [.init(name: "x", units: "cm3 s-1", values: [1, -2])]).write(to: path)
      let bytes = try InputFile.bytes(path)
      #expect(bytes.count == 3 * 2880)
      #expect(
        Array(bytes[5760..<5776]) == [0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0])
      let header = String(decoding: bytes[2880..<5760], as: UTF8.self)
      #expect(header.contains("TUNIT1  = 'cm3 s-1 '"))
      #expect(header.contains("TFORM1  = '1D      '"))
    }
  }

  @Test func writingIsDeterministic() throws {
    try withFolder { folder in
      try table.write(to: "\(folder)/a")
      try table.write(to: "\(folder)/b")
      #expect(try SHA256.hex(ofFile: "\(folder)/a") == SHA256.hex(ofFile: "\(folder)/b"))
    }
  }

  @Test func truncatedFilesAreRefused() throws {
    try withFolder { folder in
      let path = "\(folder)/t.fits"
      let values = (0..<5000).map(Double.init)
      try FITSTable(columns: [.init(name: "x", values: values)]).write(to: path)
      let bytes = try InputFile.bytes(path)
      for keep in [bytes.count / 2, 5760, 4000, 2880, 100, 0] {
        try AtomicFile.write(bytes[..<keep], to: path)
        let text = refusal { _ = try FITSTable.read(path) }
        #expect(text?.hasPrefix("\(path)") == true, "\(keep) bytes: \(text ?? "accepted")")
      }
    }
  }

  @Test func badInputGetsASentence() throws {
    try withFolder { folder in
      let path = "\(folder)/t.fits"
      #expect(refusal { _ = try FITSTable.read(path) } == "file \(path) is missing; check the path")
      try AtomicFile.write("no FITS file\n", to: path)
      #expect(refusal { _ = try FITSTable.read(path) }?.contains("accepted: a FITS file") == true)
      try table.write(to: path)
      let cases: [(() throws -> Void, String)] = [
        ({ _ = try FITSTable.read(path, extension: 2) }, "t.fits, extension: found"),
        ({ _ = try FITSTable.read(path, extension: 0) }, "found an image; accepted: a table"),
        ({ _ = try FITSTable.read(path, extension: "NONE") }, "t.fits, extension: found"),
        ({ _ = try FITSTable.read(path, columns: ["y"]) }, "found columns m_DM, dSph, n;"),
        ({ _ = try table.numbers("dSph") }, "column dSph: found text; accepted: numbers"),
        ({ _ = try table.numbers("y") }, "accepted: m_DM, dSph, n"),
        ({ try table.write(to: "\(folder)/no/t") }, "cannot write \(folder)/no/t: "),
        (
          { try FITSTable(columns: []).write(to: path) },
          "accepted: at least one column, all of the same length"
        ),
        (
          { try FITSTable(columns: [.init(name: "ß", values: [1])]).write(to: path) },
          "accepted: printable ASCII"
        ),
      ]
      for (body, part) in cases {
        let text = refusal(body)
        #expect(text?.contains(part) == true, "wanted \(part), got \(text ?? "nothing")")
      }
    }
  }
}
