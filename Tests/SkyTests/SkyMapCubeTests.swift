// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

/// Maps with several energy bins, maps of a part of the sphere, and what names one of them.
@Suite struct SkyMapCubeTests {
  private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    try SkyMapFileTests().withFolder(body)
  }

  private static func cube(_ path: String) throws -> [SkyMap] {
    let sphere = try HEALPix(nside: 4)
    let maps = (1...3).map { bin in
      SkyMap(sphere, name: "BIN\(bin)", units: "photons") { Double(bin) + $0.z }
    }
    try SkyMapFile(maps, coordinates: .galactic).write(to: path, .nested)
    return maps
  }

  /// FILE, FILE[K], FILE[K:L], FILE[NAME].
  @Test func selections() throws {
    try withFolder { folder in
      let path = folder + "/cube.fits"
      let maps = try Self.cube(path)
      func read(_ end: String) throws -> SkyMap { try SkyMapSelection(path + end).read().map }
      #expect(try read("") == maps[0])
      #expect(try read("[2]") == maps[1])
      #expect(try read("[BIN3]") == maps[2])
      #expect(try read("[3:3]") == maps[2])
      let sum = zip(maps[1].values, maps[2].values).map { $0 + $1 }
      #expect(try read("[2:3]").values == sum)
      #expect(try SkyMapSelection(path).read().coordinates == .galactic)
      // A file that is called so is that file.
      try FileManager.default.moveItem(atPath: path, toPath: folder + "/odd[2]")
      #expect(try SkyMapSelection(folder + "/odd[2]").read().map == maps[0])
      #expect(try SkyMapSelection(folder + "/odd[2][2]").read().map == maps[1])
    }
  }

  @Test(arguments: [
    ("[4]", "map 4: found 3 maps; accepted: 1 to 3"), ("[2:9]", "map 9"), ("[0]", "1 or more"),
    ("[3:2]", "a rising range"), ("[]", "accepted: [K], [K:L] or [NAME]"),
    ("[BIN]", "found maps BIN1, BIN2, BIN3"), ("[1:2:3]", "found maps BIN1"),
  ])
  func badSelections(_ end: String, _ part: String) throws {
    try withFolder { folder in
      let path = folder + "/cube.fits"
      _ = try Self.cube(path)
      let error = #expect(throws: AssayError.self) { try SkyMapSelection(path + end).read() }
      #expect(error?.description.contains(part) ?? false, "\(error?.description ?? "")")
    }
  }

  private static func partial(
    _ pixels: [Double], _ ordering: String, columns: Int = 1
  ) -> FITSTable {
    var table = FITSTable(
      columns: [.init(name: "PIXEL", values: pixels)]
        + (0..<columns).map { column in
          .init(name: "T\(column)", values: pixels.map { 10 * Double(column) + $0 + 0.5 })
        })
    table.cards = [
      .init("PIXTYPE", text: "HEALPIX"), .init("ORDERING", text: ordering),
      .init("NSIDE", integer: 2), .init("INDXSCHM", text: "EXPLICIT"),
      .init("OBJECT", text: "PARTIAL"),
    ]
    return table
  }

  /// Listed pixels have their values, in both orderings; the others none.
  @Test(arguments: ["RING", "NESTED"]) func partialMaps(_ ordering: String) throws {
    try withFolder { folder in
      let path = folder + "/p.fits"
      let pixels = [7, 3, 40]
      try Self.partial(pixels.map(Double.init), ordering, columns: 2).write(to: path)
      let file = try SkyMapFile.read(path)
      #expect(file.maps.map(\.name) == ["T0", "T1"])
      let rings =
        ordering == "RING" ? pixels : try file.maps[0].sphere.ring(ofNested: pixels)
      for (column, map) in file.maps.enumerated() {
        #expect(map.values.count { !$0.isNaN } == 3)
        for (pixel, ring) in zip(pixels, rings) {
          #expect(map.values[ring] == 10 * Double(column) + Double(pixel) + 0.5)
        }
      }
    }
  }

  @Test(arguments: [
    ([3, 3.0], 1, "column PIXEL, cell 2: found 3.0; accepted: a pixel from 0 to 47, once"),
    ([3, 48], 1, "cell 2: found 48.0"), ([1.5], 1, "cell 1: found 1.5"),
    ([3], 0, "keyword INDXSCHM: found \"EXPLICIT\" and 1 columns"),
  ])
  func badPartialMaps(_ pixels: [Double], _ columns: Int, _ part: String) throws {
    try withFolder { folder in
      let path = folder + "/p.fits"
      try Self.partial(pixels, "RING", columns: columns).write(to: path)
      let error = #expect(throws: AssayError.self) { try SkyMapFile.read(path) }
      #expect(error?.description.contains(part) ?? false, "\(error?.description ?? "")")
    }
  }

  /// A column of several numbers a row: bins of a pixel where there is a row for each, else pixels.
  @Test(arguments: [(rows: 48, width: 3), (6, 8)]) func vectorColumns(
    _ shape: (rows: Int, width: Int)
  ) throws {
    try withFolder { folder in
      let path = folder + "/v.fits"
      let numbers = (0..<shape.rows * shape.width).map { Float($0) }
      try Self.fits(numbers, rows: shape.rows, width: shape.width).write(
        to: URL(fileURLWithPath: path))
      let file = try SkyMapFile.read(path)
      if shape.rows == 48 {
        #expect(file.maps.map(\.name) == ["SPECTRA 1", "SPECTRA 2", "SPECTRA 3"])
        for bin in 0..<3 {
          #expect(file.maps[bin].values == (0..<48).map { Double(3 * $0 + bin) })
        }
        #expect(try SkyMapSelection(path + "[2:3]").read().map.values[5] == 33)
      } else {
        #expect(file.maps.map(\.values) == [numbers.map(Double.init)])
      }
    }
  }

  /// A FITS file of one 32-bit column with several numbers a row, byte by byte.
  private static func fits(_ numbers: [Float], rows: Int, width: Int) -> Data {
    func header(_ cards: [(String, String)]) -> Data {
      let lines = cards.map { key, value in
        let name = key.padding(toLength: 8, withPad: " ", startingAt: 0)
        return (name + "= " + value).padding(toLength: 80, withPad: " ", startingAt: 0)
      }
      let text = lines.joined() + "END".padding(toLength: 80, withPad: " ", startingAt: 0)
      let blocks = (text.count + 2879) / 2880
      return Data(text.padding(toLength: 2880 * blocks, withPad: " ", startingAt: 0).utf8)
    }
    var data = header([("SIMPLE", "T"), ("BITPIX", "8"), ("NAXIS", "0"), ("EXTEND", "T")])
    data += header([
      ("XTENSION", "'BINTABLE'"), ("BITPIX", "8"), ("NAXIS", "2"), ("NAXIS1", "\(4 * width)"),
      ("NAXIS2", "\(rows)"), ("PCOUNT", "0"), ("GCOUNT", "1"), ("TFIELDS", "1"),
      ("TTYPE1", "'SPECTRA '"), ("TFORM1", "'\(width)E'"), ("PIXTYPE", "'HEALPIX '"),
      ("ORDERING", "'RING    '"), ("NSIDE", "2"),
    ])
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.bigEndian) { data.append(contentsOf: $0) }
    }
    return data + Data(count: (2880 - data.count % 2880) % 2880)
  }
}
