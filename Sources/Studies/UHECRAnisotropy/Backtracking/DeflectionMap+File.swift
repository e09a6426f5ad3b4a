// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics
private import Sky

extension DeflectionMap {
  private static let columns = ["LON", "LAT", "DEFLECTION"]

  /// Writes longitude and latitude at the boundary and the deflection [deg] as columns of a HEALPix
  /// file, with the request that they answer in its header.
  ///
  /// - Throws: `cannotWrite` where the system refuses.
  public func write(
    to path: String, _ request: DeflectionRequest, comments: [String] = []
  ) throws(AssayError) {
    var maps: [SkyMap] = []
    for (name, values) in zip(Self.columns, [longitudes, latitudes, deflections()]) {
      maps.append(try SkyMap(sphere, values: values, name: name, units: "deg"))
    }
    var file = SkyMapFile(maps, coordinates: .galactic)
    file.cards = [
      .init("RIGIDITY", rigidity, comment: "E/Z [EV]"),
      .init("FIELD", text: request.components.rawValue, comment: "parts of the field"),
      .init("SEED", text: String(request.seed), comment: "of the random parts"),
      .init("VERSION", integer: DeflectionRequest.version, comment: "of the solver"),
      .init("KEY", text: try request.key()),
      .init("DIGEST", text: digest),
    ]
    file.comments =
      [
        "Pixels are directions at Earth; LON and LAT are those from which cosmic rays of this",
        "rigidity entered the Galaxy. KEY: SHA-256 of the request; DIGEST: of the numbers.",
      ] + comments
    try file.write(to: path)
  }

  /// Reads the map that answers a request, and verifies it.
  ///
  /// - Throws: `badInput` where the file has another map or other numbers than were written.
  static func read(
    _ path: String, _ request: DeflectionRequest
  ) throws(AssayError) -> DeflectionMap {
    let table = try FITSTable.read(path, columns: ["LON", "LAT"], keywords: ["KEY", "DIGEST"])
    let key = try request.key()
    try verify(table, "KEY", key, path)
    let sphere = try HEALPix(nside: request.nside)
    // Pixels of trapped rays hold the value of missing data, which no angle is.
    let angles = try ["LON", "LAT"].map { (name) throws(AssayError) in
      let stored = try table.numbers(name)
      guard stored.count == sphere.pixels else {
        throw .badInput(
          file: path, place: "column \(name)", found: "\(stored.count) pixels",
          accepted: "\(sphere.pixels)")
      }
      return stored.map { abs($0) > 1e3 ? Double.nan : $0 }
    }
    let map = DeflectionMap(
      sphere: sphere, rigidity: request.rigidity, longitudes: angles[0], latitudes: angles[1])
    try verify(table, "DIGEST", map.digest, path)
    return map
  }

  private static func verify(
    _ table: FITSTable, _ keyword: String, _ accepted: String, _ path: String
  ) throws(AssayError) {
    guard table.card(keyword) == .text(accepted) else {
      let found = table.card(keyword).map { "\($0)" } ?? "nothing"
      throw .badInput(
        file: path, place: "keyword \(keyword)", found: found, accepted: accepted)
    }
  }

  /// SHA-256 of the angles, bit for bit; all not-a-numbers alike.
  private var digest: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 * longitudes.count)
    for value in longitudes + latitudes {
      let bits = (value.isNaN ? Double.nan : value).bitPattern
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
      }
    }
    return SHA256.hex(bytes)
  }
}
