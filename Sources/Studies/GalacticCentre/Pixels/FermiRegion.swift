// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Harness
public import Numerics
private import Sky

/// Pixels of the Galactic centre as the Fermi-LAT saw it: 2 to 20 GeV, 413 weeks, HEALPix Nside 128,
/// within 30 degrees of the centre, 2 degrees or more from the plane, known sources masked.
///
/// Source: NPTFit, arXiv:1612.03173; templates of arXiv:2006.12504.
public struct FermiRegion: Sendable {
  /// HEALPix, ring ordering.
  public let pixels: [Int]
  /// Whether a pixel lies within 25 degrees of the centre.
  public let inner: [Bool]
  public let counts: [Int]
  /// [cm² s]
  public let exposure: [Double]
  /// Expected photons for A = 1, by name.
  public let templates: [String: [Double]]

  /// Of the whole sky [cm² s]: what normalises templates of sources.
  public static let meanExposure = 65_947_042_851.086_586

  static let file = "fermi_roi_r30_nside128.csv"

  /// Reads the table beside the references.
  public static func read(_ library: ReferenceLibrary) throws(AssayError) -> FermiRegion {
    try FermiRegion(
      table: TextTable.read("\(library.folder)/\(file)", separator: ","))
  }

  init(table: TextTable) throws(AssayError) {
    guard let head = table.rows.first else {
      throw .badInput(
        file: table.file, place: nil, found: "no line", accepted: "a head line and pixels")
    }
    let names = head.fields.map(String.init)
    let fixed = ["pix_ring", "in_r25", "counts", "exposure_cm2s"]
    var column: [String: Int] = [:]
    for (number, name) in names.enumerated() { column[name] = number }
    if let absent = fixed.first(where: { column[$0] == nil }) {
      throw .badInput(
        file: table.file, place: "line \(head.line)", found: "no column \(absent)",
        accepted: fixed.joined(separator: ", ") + " and templates")
    }
    let others = names.filter { !fixed.contains($0) && $0 != "l_deg" && $0 != "b_deg" }
    var (pixels, inner, counts) = ([Int](), [Bool](), [Int]())
    var exposure: [Double] = []
    var templates = Dictionary(uniqueKeysWithValues: others.map { ($0, [Double]()) })
    for row in table.rows.dropFirst() {
      pixels.append(try table.integer(row, column["pix_ring"] ?? 0))
      inner.append(try table.integer(row, column["in_r25"] ?? 0) == 1)
      counts.append(try table.integer(row, column["counts"] ?? 0))
      exposure.append(try table.number(row, column["exposure_cm2s"] ?? 0))
      for name in others { templates[name]?.append(try table.number(row, column[name] ?? 0)) }
    }
    (self.pixels, self.inner, self.counts) = (pixels, inner, counts)
    (self.exposure, self.templates) = (exposure, templates)
  }

  /// Galactic longitude and latitude of the pixels' centres, and their angle from the Galactic
  /// centre [rad].
  public func centres() throws(AssayError) -> [(
    longitude: Double, latitude: Double, fromCentre: Double
  )] {
    let sphere = try HEALPix(nside: Self.nside)
    let all = sphere.centres()
    return pixels.map { pixel in
      let n = all[pixel]
      // The arc tangent keeps small angles, where the arc cosine loses half of the digits.
      let across = (n.y * n.y + n.z * n.z).squareRoot()
      return (atan2(n.y, n.x), asin(n.z), atan2(across, n.x))
    }
  }

  static let nside = 128

  /// A template's expected photons for A = 1.
  public func template(_ name: String) throws(AssayError) -> [Double] {
    guard let template = templates[name] else {
      throw .badValue(
        name: "template", found: name, accepted: templates.keys.sorted().joined(separator: ", "))
    }
    return template
  }
}
