// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// HEALPix maps in FITS files: one column a map, all pixels in order, as healpy writes and reads
/// them (binary table, PIXTYPE = 'HEALPIX', INDXSCHM = 'IMPLICIT').
///
/// Source: Górski et al., "The HEALPix Primer" 3.8, section on the FITS format; keywords as in
/// healpy 1.20. A pixel without a value is not-a-number here and −1.6375e30 in the file.
public struct SkyMapFile: Sendable, Equatable {
  /// Coordinates of the pixels, after the keyword COORDSYS.
  public enum Coordinates: String, Sendable, CaseIterable {
    case galactic = "G"
    case ecliptic = "E"
    case equatorial = "C"
  }

  /// All of one Nside.
  public var maps: [SkyMap]
  /// nil where the file does not say, or the sphere is not that of the sky.
  public var coordinates: Coordinates?
  /// Further header cards; of a file that is read, those asked for.
  public var cards: [FITSImage.Card] = []
  /// COMMENT cards; written, not read.
  public var comments: [String] = []

  public init(_ maps: [SkyMap], coordinates: Coordinates? = nil) {
    (self.maps, self.coordinates) = (maps, coordinates)
  }

  private static let unseen = -1.6375e30

  /// Writes the maps as columns of 64-bit floats, whole or not at all.
  ///
  /// - Parameter ordering: of the pixels in the file; those of maps in memory are in ring ordering.
  /// - Throws: `badValue` where there is no map, the maps differ in Nside or two have one name, the
  ///   ordering does not exist at this Nside, or a text is not printable ASCII; `cannotWrite` where
  ///   the system refuses.
  public func write(
    to path: String, _ ordering: HEALPix.Ordering = .ring
  ) throws(AssayError) {
    guard let sphere = maps.first?.sphere, maps.allSatisfy({ $0.sphere == sphere }) else {
      throw .badValue(
        name: "maps of a HEALPix file", found: "Nside \(maps.map(\.sphere.nside))",
        accepted: "at least one map, all of one Nside")
    }
    guard Set(maps.map(\.name)).count == maps.count else {
      throw .badValue(
        name: "maps of a HEALPix file", found: "names \(maps.map(\.name))",
        accepted: "names that differ")
    }
    let places = ordering == .nested ? try sphere.ringIndicesOfNested() : nil
    var table = FITSTable(
      name: "HEALPIX",
      columns: maps.map { map in
        let ordered = places.map { $0.map { map.values[$0] } } ?? map.values
        let values = ordered.map { $0.isNaN ? Self.unseen : $0 }
        return FITSTable.Column(name: map.name, units: map.units, values: values)
      })
    table.cards = [
      .init("PIXTYPE", text: "HEALPIX", comment: "HEALPix pixelisation"),
      .init(
        "ORDERING", text: places == nil ? "RING" : "NESTED",
        comment: "pixel ordering scheme, RING or NESTED"),
      .init("NSIDE", integer: sphere.nside, comment: "resolution parameter"),
      .init("FIRSTPIX", integer: 0, comment: "first pixel (0 based)"),
      .init("LASTPIX", integer: sphere.pixels - 1, comment: "last pixel (0 based)"),
      .init("INDXSCHM", text: "IMPLICIT", comment: "indexing: IMPLICIT or EXPLICIT"),
      .init("OBJECT", text: "FULLSKY", comment: "sky coverage, FULLSKY or PARTIAL"),
      .init("BAD_DATA", Self.unseen, comment: "value of a pixel without data"),
    ]
    if let coordinates {
      table.cards.append(
        .init("COORDSYS", text: coordinates.rawValue, comment: "ecliptic, galactic or celestial"))
    }
    table.cards += cards
    table.comments = comments
    try table.write(to: path)
  }
}
