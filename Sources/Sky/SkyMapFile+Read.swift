// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension SkyMapFile {
  private static let keywords = [
    "PIXTYPE", "ORDERING", "NSIDE", "FIRSTPIX", "LASTPIX", "INDXSCHM", "BAD_DATA", "COORDSYS",
  ]

  /// Reads all columns of the first extension as maps; nested ordering becomes ring ordering.
  ///
  /// Throws `missing` where there is no such file; `badInput` where it is no FITS file or no full
  /// HEALPix map with implicit indices.
  ///
  /// - Parameter further: keywords of the cards to be kept in ``cards``, where the file has them.
  public static func read(
    _ path: String, keywords further: [String] = []
  ) throws(AssayError) -> SkyMapFile {
    let table = try FITSTable.read(path, keywords: keywords + further, flattening: true)
    let header = Header(path: path, table: table)
    let sphere = try header.sphere()
    let places = try header.isNested(sphere) ? sphere.ringIndicesOfNested() : nil
    // healpy takes values within 1e-5 of it as missing.
    let bad = header.number("BAD_DATA") ?? -1.6375e30
    var file = SkyMapFile([], coordinates: header.coordinates)
    file.cards = table.cards.filter { further.contains($0.keyword) }
    for column in table.columns {
      guard case .numbers(let stored) = column.values, stored.count == sphere.pixels else {
        throw header.refuse(
          "column \(column.name)", "\(column.count) cells",
          "\(sphere.pixels) numbers, one for each pixel of NSIDE = \(sphere.nside)")
      }
      let values = stored.map { abs($0 - bad) <= 1e-5 * abs(bad) ? Double.nan : $0 }
      var ordered = values
      if let places {
        for (nested, ring) in places.enumerated() { ordered[ring] = values[nested] }
      }
      file.maps.append(
        try SkyMap(sphere, values: ordered, name: column.name, units: column.units))
    }
    return file
  }
}

/// The header of a map file.
private struct Header {
  let path: String
  let table: FITSTable

  func refuse(_ place: String, _ found: String, _ accepted: String) -> AssayError {
    .badInput(file: path, place: place, found: found, accepted: accepted)
  }

  func number(_ keyword: String) -> Double? {
    guard case .number(let number) = table.card(keyword) else { return nil }
    return number
  }

  private func text(_ keyword: String) -> String? {
    guard case .text(let text) = table.card(keyword) else { return nil }
    return text
  }

  private func shown(_ keyword: String) -> String {
    switch table.card(keyword) {
    case .number(let number): "\(number)"
    case .integer(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    case nil: "nothing"
    }
  }

  func sphere() throws(AssayError) -> HEALPix {
    guard text("PIXTYPE") == "HEALPIX" else {
      throw refuse("keyword PIXTYPE", shown("PIXTYPE"), "\"HEALPIX\"")
    }
    if let scheme = text("INDXSCHM"), scheme != "IMPLICIT" {
      throw refuse("keyword INDXSCHM", "\"\(scheme)\"", "\"IMPLICIT\": a map of the full sphere")
    }
    guard let nside = number("NSIDE").flatMap(Int.init(exactly:)), (1...8192).contains(nside) else {
      throw refuse("keyword NSIDE", shown("NSIDE"), "an integer from 1 to 8192")
    }
    let sphere = try HEALPix(nside: nside)
    if let first = number("FIRSTPIX"), first != 0 {
      throw refuse("keyword FIRSTPIX", shown("FIRSTPIX"), "0: a map of the full sphere")
    }
    if let last = number("LASTPIX"), last != Double(sphere.pixels - 1) {
      throw refuse(
        "keyword LASTPIX", shown("LASTPIX"), "\(sphere.pixels - 1) for NSIDE = \(nside)")
    }
    return sphere
  }

  func isNested(_ sphere: HEALPix) throws(AssayError) -> Bool {
    switch text("ORDERING")?.prefix(4) {
    case "RING": return false
    case "NEST" where sphere.nside & (sphere.nside - 1) == 0: return true
    case "NEST": throw refuse("keyword NSIDE", shown("NSIDE"), "a power of two in nested ordering")
    default: throw refuse("keyword ORDERING", shown("ORDERING"), "\"RING\" or \"NESTED\"")
    }
  }

  /// healpy takes the first letter as well, whatever follows.
  var coordinates: SkyMapFile.Coordinates? {
    text("COORDSYS")?.first.flatMap { SkyMapFile.Coordinates(rawValue: String($0)) }
  }
}
