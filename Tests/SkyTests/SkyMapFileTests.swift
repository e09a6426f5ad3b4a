// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

@Suite struct SkyMapFileTests {
  func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-sky-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private func maps(_ nside: Int) throws -> [SkyMap] {
    let sphere = try HEALPix(nside: nside)
    var second = SkyMap(sphere, name: "dy", units: "pc") { $0.y / 3 }
    second.values[5] = .nan
    return [SkyMap(sphere, name: "dx", units: "pc") { $0.x + 0.1 }, second]
  }

  /// All bits come back, gaps included, and the file says what it is.
  @Test(arguments: [1, 3, 16]) func roundTrip(_ nside: Int) throws {
    try withFolder { folder in
      let path = "\(folder)/m.fits"
      var file = SkyMapFile(try maps(nside), coordinates: .galactic)
      file.cards = [.init("TAU", 20, comment: "backtracked")]
      file.comments = ["written by a test"]
      try file.write(to: path)
      let back = try SkyMapFile.read(path)
      #expect(back.coordinates == .galactic)
      #expect(back.maps.count == 2 && back.maps[0] == file.maps[0])
      #expect(back.maps[1].values[5].isNaN && back.maps[1].units == "pc")
      for p in file.maps[1].values.indices where p != 5 {
        #expect(back.maps[1].values[p] == file.maps[1].values[p])
      }
      let table = try FITSTable.read(path, keywords: ["NSIDE", "TAU", "LASTPIX", "NOTHING"])
      #expect(table.card("NSIDE") == .number(Double(nside)))
      #expect(table.card("LASTPIX") == .number(Double(12 * nside * nside - 1)))
      #expect(table.card("TAU") == .number(20) && table.card("NOTHING") == nil)
    }
  }

  /// Both orderings, several columns with units, and the cards asked for come back.
  @Test(arguments: HEALPix.Ordering.allCases) func orderings(_ ordering: HEALPix.Ordering) throws {
    try withFolder { folder in
      let path = "\(folder)/o.fits"
      var file = SkyMapFile([try maps(8)[0], SkyMap(try HEALPix(nside: 8), name: "z") { $0.z }])
      file.cards = [.init("RIGIDITY", 4.5, comment: "EV"), .init("SEED", integer: 3)]
      try file.write(to: path, ordering)
      let back = try SkyMapFile.read(path, keywords: ["RIGIDITY", "SEED", "NOTHING"])
      #expect(back.maps == file.maps && back.maps.map(\.units) == ["pc", nil])
      #expect(back.cards.map(\.keyword) == ["RIGIDITY", "SEED"])
      #expect(back.cards.first?.value == .number(4.5))
      #expect(try SkyMapFile.read(path).cards.isEmpty)
      let table = try FITSTable.read(path, keywords: ["ORDERING"])
      #expect(table.card("ORDERING") == .text(ordering == .ring ? "RING" : "NESTED"))
      let odd = SkyMapFile([try maps(3)[0]])
      if ordering == .nested {
        #expect(throws: AssayError.self) { try odd.write(to: path, ordering) }
      }
    }
  }

  /// A file in nested ordering, written as a table, is brought into ring ordering.
  @Test func nestedOrdering() throws {
    try withFolder { folder in
      let path = "\(folder)/n.fits"
      let map = try maps(4)[0]
      let nested = try map.sphere.ringIndicesOfNested().map { map.values[$0] }
      var table = FITSTable(columns: [.init(name: "dx", units: "pc", values: nested)])
      table.cards = [
        .init("PIXTYPE", text: "HEALPIX"), .init("ORDERING", text: "NESTED"),
        .init("NSIDE", integer: 4),
      ]
      try table.write(to: path)
      #expect(try SkyMapFile.read(path).maps == [map])
    }
  }

  /// Each is one card away from a map that can be read.
  static let spoilt: [(cards: [FITSImage.Card], found: String)] = [
    ([], "keyword PIXTYPE: found nothing"),
    ([.init("PIXTYPE", text: "RASTER")], "keyword PIXTYPE: found \"RASTER\""),
    ([.init("PIXTYPE", text: "HEALPIX")], "keyword NSIDE: found nothing"),
    (healpix + [.init("NSIDE", 2.5)], "keyword NSIDE: found 2.5"),
    (healpix + [.init("NSIDE", integer: 0)], "keyword NSIDE: found 0"),
    (healpix + [.init("NSIDE", text: "2")], "keyword NSIDE: found \"2\""),
    (
      healpix + [.init("NSIDE", integer: 4), .init("ORDERING", text: "RING")],
      "column I: found 48 cells"
    ),
    (healpix + [.init("NSIDE", integer: 2)], "keyword ORDERING: found nothing"),
    (
      healpix + [.init("NSIDE", integer: 2), .init("ORDERING", text: "SPIRAL")],
      "keyword ORDERING: found \"SPIRAL\""
    ),
    (
      healpix + [.init("NSIDE", integer: 3), .init("ORDERING", text: "NESTED")],
      "accepted: a power of two"
    ),
    (
      healpix + [.init("NSIDE", integer: 2), .init("INDXSCHM", text: "SPARSE")],
      "keyword INDXSCHM: found \"SPARSE\""
    ),
    (
      healpix + [.init("NSIDE", integer: 2), .init("FIRSTPIX", integer: 8)],
      "keyword FIRSTPIX: found 8"
    ),
    (
      healpix + [.init("NSIDE", integer: 2), .init("LASTPIX", integer: 40)],
      "keyword LASTPIX: found 40"
    ),
  ]
  private static let healpix: [FITSImage.Card] = [.init("PIXTYPE", text: "HEALPIX")]

  @Test(arguments: spoilt.indices) func badFiles(_ number: Int) throws {
    let (cards, found) = Self.spoilt[number]
    try withFolder { folder in
      let path = "\(folder)/b.fits"
      var table = FITSTable(columns: [.init(name: "I", values: .init(repeating: 1, count: 48))])
      table.cards = cards
      try table.write(to: path)
      let error = #expect(throws: AssayError.self) { try SkyMapFile.read(path) }
      #expect(error?.description.contains(found) ?? false, "\(error?.description ?? "")")
      #expect(error?.description.contains("b.fits") ?? false)
    }
  }

  @Test func badMapsAreNotWritten() throws {
    try withFolder { folder in
      let path = "\(folder)/w.fits"
      var files = [SkyMapFile([]), SkyMapFile([try maps(1)[0], try maps(2)[0]])]
      files.append(SkyMapFile([try maps(1)[0], try maps(1)[0]]))
      files.append(SkyMapFile(try maps(1)))
      files[3].cards = [.init("TTYPE1", text: "other")]
      for file in files {
        #expect(throws: AssayError.self) { try file.write(to: path) }
      }
      #expect(throws: AssayError.self) { try SkyMapFile.read(path) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }
}
