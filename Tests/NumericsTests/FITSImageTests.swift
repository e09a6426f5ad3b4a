// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@Suite struct FITSImageTests {
  let plane = FITSImage(
    name: "DEPTH",
    x: .init(name: "LOG10-MZP", units: "eV", first: 4.1, step: 0.1, count: 3),
    y: .init(name: "LOG10-G", first: -5, step: 1.0 / 3, count: 2),
    values: [1, -0.5, 1e-300, .pi, .nan, -.greatestFiniteMagnitude], units: "cm-2 s-1",
    cards: [
      .init("KAPPA", 1.0 / 3, comment: "dimensionless"), .init("ZMAX", -6e-25),
      .init("ORDERING", text: "it's normal", comment: "of the masses"), .init("EMPTY", text: ""),
    ],
    comments: ["Deepest dip", String(repeating: "x", count: 72)], history: ["first", "second"])

  private func bits(_ image: FITSImage) -> [UInt64] {
    image.values.map { $0.isNaN ? 0 : $0.bitPattern }
  }

  /// Equality with values compared by their bits.
  private func same(_ a: FITSImage, _ b: FITSImage) -> Bool {
    var (p, q) = (a, b)
    (p.values, q.values) = ([], [])
    return p == q && bits(a) == bits(b)
  }

  @Test func writtenImagesReadBackBitForBit() throws {
    try withFolder { folder in
      let path = "\(folder)/i.fits"
      try plane.write(to: path)
      #expect(same(try FITSImage.read(path), plane))
      #expect(same(try FITSImage.read(path, image: "DEPTH"), plane))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["i.fits"])
    }
  }

  @Test func severalImagesShareAFile() throws {
    try withFolder { folder in
      let path = "\(folder)/i.fits"
      let energy = FITSImage(
        name: "ENERGY", x: plane.x, y: plane.y, values: [1, 2, 3, 4, 5, 6], units: "eV")
      let bare = FITSImage(
        x: .init(name: "", first: 1, step: 1, count: 1),
        y: .init(name: "", first: 1, step: 1, count: 1), values: [7])
      try FITSImage.write([plane, energy, bare], to: path)
      #expect(same(try FITSImage.read(path), plane))
      #expect(try FITSImage.read(path, image: 1) == energy)
      #expect(try FITSImage.read(path, image: "ENERGY") == energy)
      #expect(try FITSImage.read(path, image: 2) == bare)
    }
  }

  @Test(arguments: [(1, 1), (1, 700), (700, 1), (361, 129)])
  func allShapesSurvive(_ columns: Int, _ rows: Int) throws {
    try withFolder { folder in
      let image = FITSImage(
        x: .init(name: "X", first: 0, step: 1, count: columns),
        y: .init(name: "Y", first: 0, step: -1, count: rows),
        values: (0..<columns * rows).map { Double($0) / 3 })
      try image.write(to: "\(folder)/i.fits")
      #expect(try FITSImage.read("\(folder)/i.fits") == image)
    }
  }

  @Test func coordinatesFollowTheReferencePixel() {
    var axis = FITSImage.Axis(name: "X", first: 10, step: 0.5, count: 4)
    #expect(axis.coordinates == [10, 10.5, 11, 11.5])
    axis.referencePixel = 3
    #expect(axis.coordinates == [9, 9.5, 10, 10.5])
  }

  /// Headers and data fill blocks of 2880 bytes; cards have 80, END closes them, and the numbers
  /// are big-endian doubles, x fastest.
  @Test func layoutIsThatOfTheStandard() throws {
    try withFolder { folder in
      let path = "\(folder)/i.fits"
      try FITSImage.write([plane, plane], to: path)
      let bytes = try InputFile.bytes(path)
      #expect(bytes.count == 4 * 2880)
      for (start, first) in [(0, "SIMPLE  =                    T"), (5760, "XTENSION= 'IMAGE   '")]
      {
        let cards = (0..<36).map {
          String(decoding: bytes[(start + 80 * $0)..<(start + 80 * $0 + 80)], as: UTF8.self)
        }
        let end = try #require(cards.firstIndex { $0.hasPrefix("END") })
        #expect(cards[end...].allSatisfy { $0.dropFirst(3).allSatisfy { $0 == " " } })
        #expect(cards[0].hasPrefix(first))
        for card in [
          "BITPIX  =                  -64", "NAXIS   =                    2",
          "NAXIS1  =                    3", "NAXIS2  =                    2",
          "CTYPE1  = 'LOG10-MZP'         ", "CUNIT1  = 'eV      '          ",
          "CRPIX1  =                  1.0", "CRVAL1  =                  4.1",
          "CDELT1  =                  0.1", "CTYPE2  = 'LOG10-G '          ",
          "BUNIT   = 'cm-2 s-1'          ", "EXTNAME = 'DEPTH   '          ",
          "ZMAX    =               -6E-25", "ORDERING= 'it''s normal'       ",
        ] {
          #expect(cards[..<end].count { $0.hasPrefix(card) } == 1, "\(card)")
        }
        #expect(cards.count { $0.hasPrefix("COMMENT") } == 2)
        #expect(Array(bytes[(start + 2880)..<(start + 2888)]) == [0x3F, 0xF0, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes[(start + 2888)..<(start + 2896)]) == [0xBF, 0xE0, 0, 0, 0, 0, 0, 0])
        #expect(bytes[(start + 2880 + 48)..<(start + 5760)].allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func writingIsDeterministic() throws {
    try withFolder { folder in
      try plane.write(to: "\(folder)/a")
      try plane.write(to: "\(folder)/b")
      #expect(try SHA256.hex(ofFile: "\(folder)/a") == SHA256.hex(ofFile: "\(folder)/b"))
    }
  }

  @Test func truncatedFilesAreRefused() throws {
    try withFolder { folder in
      let path = "\(folder)/i.fits"
      let axis = FITSImage.Axis(name: "X", first: 0, step: 1, count: 100)
      let values = [Double](repeating: 1, count: 10_000)
      try FITSImage(x: axis, y: axis, values: values).write(to: path)
      let bytes = try InputFile.bytes(path)
      for keep in [bytes.count / 2, 5760, 2880, 100, 0] {
        try AtomicFile.write(bytes[..<keep], to: path)
        let text = refusal { _ = try FITSImage.read(path) }
        #expect(text?.hasPrefix("\(path)") == true, "\(keep) bytes: \(text ?? "accepted")")
      }
      // A header that promises more than there can be.
      let header = String(decoding: bytes[..<2880], as: UTF8.self)
      let huge = header.replacing("              100", with: "99999999999999999")
      try AtomicFile.write(Array(huge.utf8) + bytes[2880...], to: path)
      #expect(huge != header && refusal { _ = try FITSImage.read(path) } != nil)
    }
  }

  @Test func filesThatHoldNoImageAreRefused() throws {
    try withFolder { folder in
      let path = "\(folder)/i.fits"
      #expect(refusal { _ = try FITSImage.read(path) } == "file \(path) is missing; check the path")
      try AtomicFile.write("no FITS file\n", to: path)
      #expect(refusal { _ = try FITSImage.read(path) }?.contains("accepted: a FITS file") == true)
      try FITSTable(name: "T", columns: [.init(name: "x", values: [1])]).write(to: path)
      let cases: [(() throws -> Void, String)] = [
        ({ _ = try FITSImage.read(path) }, "image: found 0 axes of [] pixels; accepted: two axes"),
        ({ _ = try FITSImage.read(path, image: 1) }, "found a table; accepted: an image"),
        ({ _ = try FITSImage.read(path, image: "T") }, "found a table; accepted: an image"),
        ({ _ = try FITSImage.read(path, image: 2) }, "accepted: an image of this file"),
        ({ _ = try FITSImage.read(path, image: "NONE") }, "accepted: an image of this file"),
        ({ try plane.write(to: "\(folder)/no/t") }, "cannot write \(folder)/no/t: "),
        ({ try FITSImage.write([], to: path) }, "images of a FITS file: found none;"),
      ]
      for (body, part) in cases {
        let text = refusal(body)
        #expect(text?.contains(part) == true, "wanted \(part), got \(text ?? "nothing")")
      }
    }
  }

  static let faults: [(@Sendable (inout FITSImage) -> Void, String)] = [
    ({ $0.values.removeLast() }, "\"DEPTH\": found 3 × 2 pixels and 5 values; accepted: at least"),
    ({ $0.x.count = 0 }, "found 0 × 2 pixels and 6 values"),
    (
      {
        $0.x.count = -3
        $0.y.count = -2
      }, "found -3 × -2 pixels"
    ),
    ({ $0.x.count = .max }, "and 6 values; accepted: at least one pixel"),
    ({ $0.x.step = 0 }, "axis \"LOG10-MZP\" of a FITS image: found reference pixel 1.0"),
    ({ $0.y.value = .nan }, "value nan, step"),
    ({ $0.units = "µm" }, "FITS header text: found \"µm\"; accepted: printable ASCII"),
    ({ $0.y.name = "m_χ" }, "accepted: printable ASCII"),
    ({ $0.comments = ["a\nb"] }, "accepted: printable ASCII"),
    ({ $0.history = ["ß"] }, "accepted: printable ASCII"),
    ({ $0.cards = [.init("A", text: "ß")] }, "accepted: printable ASCII"),
    ({ $0.cards = [.init("A", 1, comment: "ß")] }, "accepted: printable ASCII"),
    ({ $0.cards = [.init("A", .infinity)] }, "keyword A: found inf; accepted: a finite number"),
    ({ $0.cards = [.init("lower", 1)] }, "FITS header keyword: found \"lower\""),
    ({ $0.cards = [.init("NINELONGX", 1)] }, "accepted: 1 to 8 of A-Z"),
    ({ $0.cards = [.init("", 1)] }, "accepted: 1 to 8 of A-Z"),
    ({ $0.cards = [.init("NAXIS1", 1)] }, "and none that describes the image itself"),
    ({ $0.cards = [.init("CRVAL2", 1)] }, "and none that describes the image itself"),
    (
      { $0.cards = [.init("A", text: String(repeating: "'", count: 40))] },
      "FITS header card: found 92 characters"
    ),
  ]

  @Test(arguments: faults.indices)
  func badImagesGetASentence(_ i: Int) throws {
    try withFolder { folder in
      var image = plane
      Self.faults[i].0(&image)
      let text = refusal { try image.write(to: "\(folder)/i.fits") }
      #expect(text?.contains(Self.faults[i].1) == true, "got \(text ?? "nothing")")
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left == [])
    }
  }
}
