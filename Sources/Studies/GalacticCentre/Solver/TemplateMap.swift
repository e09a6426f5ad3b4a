// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics
public import Sky

/// A HEALPix map of a formula, in Galactic coordinates: intensity, or with an exposure expected photons,
/// as the point spread function blurs them.
public struct TemplateMap: Sendable {
  public var formula: EmissionFormula
  /// Blurs the map; nil for none.
  public var psf: PointSpread?
  /// [cm² s]; a pixel is then intensity × exposure × solid angle of the pixel.
  public var exposure: SkyMap?
  /// Values are means over the centres of so many times so many parts of a pixel: a power of two.
  public var oversampling = 1

  /// Most pixels that are blurred: 12.6 million, 0.0573 degrees a side.
  private static let finest = 1024

  public init(_ formula: EmissionFormula) { self.formula = formula }

  /// The map, in ring ordering.
  ///
  /// Without a point spread function and oversampling each value is that at the pixel's centre, as in the
  /// public templates of arXiv:2006.12504. With a point spread function pixels are divided until their
  /// side is at most 1.1 of its standard deviation, blurred and joined again; the exposure is the
  /// same over a pixel. Cost: 5 to 30 µs a (divided) pixel and thread for a quarter of them (the bulge: half), plus
  /// ``SphereSmoothing``'s.
  ///
  /// - Parameter progress: told the share of the work done.
  /// - Throws: `badValue` for an Nside that does not exist or, where pixels are divided, is no power of
  ///   two; for a point spread function that needs more than Nside 1024; for an exposure of another
  ///   Nside or with a pixel that is negative or without value; and where the formula is infinite at a centre.
  public func map(
    nside: Int, threads: Int = 1, progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> SkyMap {
    let sphere = try HEALPix(nside: nside)
    guard oversampling >= 1, oversampling & (oversampling - 1) == 0 else {
      throw .badValue(
        name: "oversampling", found: "\(oversampling)", accepted: "a power of two")
    }
    let fine = try fineNside(sphere)
    if fine != nside, nside & (nside - 1) != 0 {
      throw .badValue(
        name: "Nside of a map whose pixels are divided", found: "\(nside)",
        accepted: "a power of two")
    }
    let relative = try exposure.map { (map) throws(AssayError) in try photons(map, sphere) }
    var map = try intensity(try HEALPix(nside: fine), threads) {
      progress((psf == nil ? 1 : 0.3) * $0)
    }
    if let relative {
      let factors =
        try fine == nside ? relative.values : relative.resampled(to: fine, as: .density).values
      for p in map.values.indices { map.values[p] *= factors[p] }
    }
    if let psf {
      let smoothing = try SphereSmoothing(psf, map.sphere)
      map.values = smoothing.smooth(map.values, threads: threads) { progress(0.3 + 0.7 * $0) }
    }
    if fine != nside { map = try map.resampled(to: nside, as: .density) }
    (map.name, map.units) = ("TEMPLATE", exposure == nil ? formula.units : "photons")
    return map
  }

  private func fineNside(_ sphere: HEALPix) throws(AssayError) -> Int {
    let (asked, overflow) = sphere.nside.multipliedReportingOverflow(by: oversampling)
    guard !overflow, asked <= 8192 else {
      throw .badValue(
        name: "Nside times oversampling", found: "\(sphere.nside) times \(oversampling)",
        accepted: "8192 or less")
    }
    guard let psf else { return asked }
    try psf.check()
    var fine = try HEALPix(nside: asked)
    while fine.pixelArea.squareRoot() > 1.1 * psf.width {
      guard 2 * fine.nside <= Self.finest else { break }
      fine = try HEALPix(nside: 2 * fine.nside)
    }
    let side = fine.pixelArea.squareRoot()
    guard fine.nside <= Self.finest, side <= 1.1 * psf.width else {
      let least = (4 * Double.pi / (12 * 1024 * 1024)).squareRoot() / 1.1
      throw .badValue(
        name: "point spread function",
        found: String(
          format: "a standard deviation of %.4g degrees at Nside %d", psf.width * 180 / .pi,
          sphere.nside),
        accepted: String(
          format:
            "%.3f degrees or more, and Nside %d or less; leave it out where pixels are far wider",
          least * 180 / .pi, Self.finest))
    }
    return fine.nside
  }

  /// Exposure × solid angle of a pixel.
  private func photons(_ map: SkyMap, _ sphere: HEALPix) throws(AssayError) -> SkyMap {
    guard map.sphere == sphere else {
      throw .badValue(
        name: "Nside of the exposure", found: "\(map.sphere.nside)",
        accepted: "\(sphere.nside), that of the template")
    }
    if let bad = map.values.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .badValue(
        name: "exposure of pixel \(bad) (ring)",
        found: map.values[bad].isNaN ? "no value" : "\(map.values[bad])",
        accepted: "a number of 0 or more")
    }
    var out = map
    for p in out.values.indices { out.values[p] *= sphere.pixelArea }
    return out
  }

  /// Of one pixel of those that look alike; the others take its value.
  private func intensity(
    _ sphere: HEALPix, _ threads: Int, _ progress: (Double) -> Void
  ) throws(AssayError) -> SkyMap {
    let centres = sphere.centres()
    let twins = sphere.pixels(
      of: centres.map { SIMD3($0.x, formula.isEven ? abs($0.y) : $0.y, abs($0.z)) })
    let own = Pixelwise.values(sphere.pixels, threads: threads, progress: progress) { p in
      guard twins[p] == p else { return 0 }
      let n = centres[p]
      return formula.intensity(
        longitude: atan2(n.y, n.x), latitude: atan2(n.z, hypot(n.x, n.y)))
    }
    let values = twins.map { own[$0] }
    if let bad = values.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(
        name: "profile",
        found: "infinite at the centre of pixel \(bad) (ring), Nside \(sphere.nside)",
        accepted: "an Nside without a pixel centred there, such as a power of two")
    }
    return try SkyMap(sphere, values: values)
  }
}

extension SkyMap {
  /// The map over its mean within a region [deg], which then is 1.
  ///
  /// - Throws: `badValue` for a region without a pixel or in which the map is zero.
  public func normalised(radius: Double?, band: Double?) throws(AssayError) -> SkyMap {
    let pixels = try CentreMaps.pixels(sphere, .init(radius: radius, band: band), nil)
    let mean = pixels.reduce(0) { $0 + values[$1] } / Double(pixels.count)
    guard mean > 0, mean.isFinite else {
      throw .badValue(
        name: "region", found: pixels.isEmpty ? "no pixel" : "a mean of \(mean)",
        accepted: "a region in which the template is above zero")
    }
    var map = self
    for p in map.values.indices { map.values[p] /= mean }
    map.units = nil
    return map
  }
}
