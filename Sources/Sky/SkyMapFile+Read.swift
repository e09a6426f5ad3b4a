// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension SkyMapFile {
  private static let keywords = [
    "PIXTYPE", "ORDERING", "NSIDE", "FIRSTPIX", "LASTPIX", "INDXSCHM", "BAD_DATA", "COORDSYS",
    "NAXIS2",
  ]

  /// Reads all columns of the first extension as maps; nested ordering becomes ring ordering.
  ///
  /// A column with several numbers for each pixel, as of energy bins, becomes as many maps, "NAME 1",
  /// "NAME 2", ... A map of a part of the sphere (INDXSCHM = 'EXPLICIT': the numbers of its pixels in the
  /// first column) is not-a-number elsewhere.
  ///
  /// Throws `missing` where there is no such file; `badInput` where it is no FITS file or no HEALPix
  /// map, and for pixels that are not on the sphere or twice in the file.
  ///
  /// - Parameter further: keywords of the cards to be kept in ``cards``, where the file has them.
  public static func read(
    _ path: String, keywords further: [String] = []
  ) throws(AssayError) -> SkyMapFile {
    let table = try FITSTable.read(path, keywords: keywords + further, flattening: true)
    let header = Header(path: path, table: table)
    let sphere = try header.sphere()
    let places = try header.places(sphere)
    // healpy takes values within 1e-5 of it as missing.
    let bad = header.number("BAD_DATA") ?? -1.6375e30
    var file = SkyMapFile([], coordinates: header.coordinates)
    file.cards = table.cards.filter { further.contains($0.keyword) }
    for column in header.columns {
      let stored = try header.values(column, cells: places?.count ?? sphere.pixels)
      let bins = stored.count / (places?.count ?? sphere.pixels)
      for bin in 0..<bins {
        var values = [Double](repeating: .nan, count: sphere.pixels)
        for cell in 0..<stored.count / bins {
          let value = stored[cell * bins + bin]
          if !(abs(value - bad) <= 1e-5 * abs(bad)) { values[places?[cell] ?? cell] = value }
        }
        file.maps.append(
          try SkyMap(
            sphere, values: values, name: bins == 1 ? column.name : "\(column.name) \(bin + 1)",
            units: column.units))
      }
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

  /// Of maps.
  var columns: ArraySlice<FITSTable.Column> { table.columns.dropFirst(isPartial ? 1 : 0) }

  private var isPartial: Bool { text("INDXSCHM") == "EXPLICIT" }

  /// Numbers of a column: one for each of so many cells, or as many for each, with a row for each cell.
  func values(_ column: FITSTable.Column, cells: Int) throws(AssayError) -> [Double] {
    guard case .numbers(let stored) = column.values,
      stored.count == cells
        || stored.count > cells && stored.count % cells == 0 && number("NAXIS2") == Double(cells)
    else {
      throw refuse(
        "column \(column.name)", "\(column.count) cells",
        isPartial
          ? "\(cells) numbers, as many as pixels in column \(table.columns[0].name)"
          : "\(cells) numbers, one for each pixel of NSIDE = \(shown("NSIDE"))")
    }
    return stored
  }

  /// Ring numbers of the cells of a column; nil where they are the cells' own.
  func places(_ sphere: HEALPix) throws(AssayError) -> [Int]? {
    let nested = try isNested(sphere) ? sphere.ringIndicesOfNested() : nil
    guard isPartial else { return nested }
    guard table.columns.count > 1, case .numbers(let listed)? = table.columns.first?.values,
      !listed.isEmpty
    else {
      throw refuse(
        "keyword INDXSCHM", "\"EXPLICIT\" and \(table.columns.count) columns",
        "a first column of pixel numbers and one or more of values")
    }
    var seen = [Bool](repeating: false, count: sphere.pixels)
    var places: [Int] = []
    for (row, value) in listed.enumerated() {
      guard let pixel = Int(exactly: value), seen.indices.contains(pixel), !seen[pixel] else {
        throw refuse(
          "column \(table.columns[0].name), cell \(row + 1)", "\(value)",
          "a pixel from 0 to \(sphere.pixels - 1), once")
      }
      seen[pixel] = true
      places.append(nested?[pixel] ?? pixel)
    }
    return places
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
    if let scheme = text("INDXSCHM"), !["IMPLICIT", "EXPLICIT"].contains(scheme) {
      throw refuse("keyword INDXSCHM", "\"\(scheme)\"", "\"IMPLICIT\" or \"EXPLICIT\"")
    }
    guard let nside = number("NSIDE").flatMap(Int.init(exactly:)), (1...8192).contains(nside) else {
      throw refuse("keyword NSIDE", shown("NSIDE"), "an integer from 1 to 8192")
    }
    let sphere = try HEALPix(nside: nside)
    if isPartial { return sphere }
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
