// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics
public import Sky

/// A user's maps of counts, exposure and templates, all of one Nside, and the pixels of them that are
/// fitted.
public struct CentreMaps: Sendable {
  public struct Template: Sendable {
    public var name: String
    /// Of the pixels kept.
    public var values: [Double]
  }

  public let sphere: HEALPix
  public let coordinates: SkyMapFile.Coordinates?
  /// Ring numbers of the pixels kept, rising.
  public let pixels: [Int]
  public let counts: [Int]
  /// Over its mean over the whole map; nil without a map of exposure.
  public let relativeExposure: [Double]?
  public let templates: [Template]

  /// Which part of the sky is fitted, in the coordinates of the maps.
  public struct Region: Sendable, Equatable {
    /// Within so many degrees of longitude and latitude zero.
    public var radius: Double?
    /// At least so many degrees from latitude zero.
    public var band: Double?
    /// A map that is not zero where pixels are left out.
    public var mask: String?

    public init(radius: Double? = nil, band: Double? = nil, mask: String? = nil) {
      (self.radius, self.band, self.mask) = (radius, band, mask)
    }
  }

  /// Reads the first column of each file, or those that its path names as ``SkyMapSelection`` says;
  /// nested maps are put in ring ordering.
  ///
  /// - Throws: what ``SkyMapSelection/read()`` throws; `badInput` where maps differ in Nside or
  ///   coordinates, and for pixels of the region that are not numbers, are negative, have no exposure,
  ///   or counts that are not whole; `badValue` where no pixel is left.
  public init(
    counts: String, exposure: String?, templates: [(name: String, path: String)], region: Region
  ) throws(AssayError) {
    let file = try Self.map(counts)
    let sphere = file.map.sphere
    func other(_ path: String) throws(AssayError) -> SkyMap {
      let found = try Self.map(path)
      guard found.map.sphere == sphere else {
        throw .badInput(
          file: path, place: "keyword NSIDE", found: "\(found.map.sphere.nside)",
          accepted: "\(sphere.nside), that of \(counts)")
      }
      if let ours = file.coordinates, let theirs = found.coordinates, ours != theirs {
        throw .badInput(
          file: path, place: "keyword COORDSYS", found: "\"\(theirs.rawValue)\"",
          accepted: "\"\(ours.rawValue)\", that of \(counts)")
      }
      return found.map
    }
    let masked = try region.mask.map { (path) throws(AssayError) in try other(path).values }
    let pixels = try Self.pixels(sphere, region, masked)
    guard !pixels.isEmpty else {
      throw .badValue(
        name: "region", found: "no pixel left by radius, band and mask",
        accepted: "a region with a pixel or more")
    }
    func values(_ map: SkyMap, _ path: String) throws(AssayError) -> [Double] {
      let values = pixels.map { map.values[$0] }
      if let bad = values.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
        throw .badInput(
          file: path, place: "pixel \(pixels[bad]) (ring)",
          found: values[bad].isNaN ? "no value" : "\(values[bad])",
          accepted: "a number of 0 or more; leave the pixel out with --mask")
      }
      return values
    }
    let photons = try values(file.map, counts)
    if let bad = photons.firstIndex(where: { $0 != $0.rounded() || $0 > 100_000 }) {
      throw .badInput(
        file: counts, place: "pixel \(pixels[bad]) (ring)", found: "\(photons[bad]) photons",
        accepted: "whole numbers up to 100000")
    }
    var kept: [Template] = []
    for (name, path) in templates {
      kept.append(Template(name: name, values: try values(try other(path), path)))
    }
    relativeExposure = try exposure.map { (path) throws(AssayError) in
      let map = try other(path)
      let here = try values(map, path)
      if let bad = here.firstIndex(where: { $0 == 0 }) {
        throw .badInput(
          file: path, place: "pixel \(pixels[bad]) (ring)", found: "no exposure",
          accepted: "a positive exposure in each pixel of the region")
      }
      // Of pixels with a value: a map may leave out what was not seen.
      let known = map.values.filter { $0.isFinite && $0 >= 0 }
      let mean = known.reduce(0, +) / Double(known.count)
      return here.map { $0 / mean }
    }
    (self.sphere, self.pixels, coordinates) = (sphere, pixels, file.coordinates)
    self.counts = photons.map { Int($0) }
    self.templates = kept
  }

  private static func map(
    _ path: String
  ) throws(AssayError) -> (map: SkyMap, coordinates: SkyMapFile.Coordinates?) {
    try SkyMapSelection(path).read()
  }

  /// Ring numbers of the pixels of a region, rising.
  static func pixels(
    _ sphere: HEALPix, _ region: Region, _ masked: [Double]?
  ) throws(AssayError) -> [Int] {
    for (name, value) in [("radius of the region", region.radius), ("band", region.band)] {
      if let value, !(0...180).contains(value) {
        throw .badValue(name: name, found: "\(value)", accepted: "0 to 180 degrees")
      }
    }
    let cosine = region.radius.map { cos($0 * .pi / 180) }
    let sine = region.band.map { sin(Swift.min($0, 90) * .pi / 180) }
    let centres = sphere.centres()
    return (0..<sphere.pixels).filter { p in
      if let masked, !(masked[p] == 0) { return false }
      if let cosine, centres[p].x < cosine { return false }
      if let sine, abs(centres[p].z) < sine { return false }
      return true
    }
  }

  public func template(_ name: String) throws(AssayError) -> [Double] {
    guard let found = templates.first(where: { $0.name == name }) else {
      throw .badValue(
        name: "template", found: name,
        accepted: templates.isEmpty
          ? "the name of a --template NAME=MAP" : templates.map(\.name).joined(separator: ", "))
    }
    return found.values
  }

  /// A map of the whole sphere with values in the pixels kept and none elsewhere.
  public func map(_ values: [Double], name: String) throws(AssayError) -> SkyMap {
    var all = [Double](repeating: .nan, count: sphere.pixels)
    for (pixel, value) in zip(pixels, values) { all[pixel] = value }
    return try SkyMap(sphere, values: all, name: name, units: "photons")
  }
}
