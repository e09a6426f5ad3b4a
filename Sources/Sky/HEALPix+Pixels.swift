// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import HEALPixBridge
public import Numerics

/// Pixels by number: their angles, their neighbours, and discs of them, in both orderings.
extension HEALPix {
  /// How pixels are numbered: along rings of equal latitude, or by repeated division in four, which
  /// needs a power of two for Nside.
  public enum Ordering: String, Sendable, Equatable, CaseIterable {
    case ring, nested
  }

  /// Colatitude and longitude [rad], x and y, of pixel centres.
  ///
  /// Throws where a pixel is not on the sphere, or the ordering does not exist.
  public func angles(
    of pixels: [Int], _ ordering: Ordering = .ring
  ) throws(AssayError) -> [SIMD2<Double>] {
    try check(pixels, ordering)
    var flat = [Double](repeating: 0, count: 2 * pixels.count)
    let status = assay_healpix_pix2ang(
      Int64(nside), ordering.flag, Int64(pixels.count), pixels.map(Int64.init), &flat)
    precondition(status == 0, "HEALPix refused checked pixels")
    return pixels.indices.map { SIMD2(flat[2 * $0], flat[2 * $0 + 1]) }
  }

  /// The pixels in which directions of colatitude x and longitude y [rad] lie.
  ///
  /// Throws where a colatitude is not in 0...π, a longitude is not finite, or the ordering does not
  /// exist. Cost: about 50 ns a direction.
  public func pixels(
    angles: [SIMD2<Double>], _ ordering: Ordering = .ring
  ) throws(AssayError) -> [Int] {
    try check([], ordering)
    if let odd = angles.first(where: { !(0...Double.pi).contains($0.x) || !$0.y.isFinite }) {
      throw .badValue(
        name: "colatitude and longitude", found: "\(odd.x), \(odd.y)",
        accepted: "0 to π and a finite angle, in radians")
    }
    var out = [Int64](repeating: 0, count: angles.count)
    let status = assay_healpix_ang2pix(
      Int64(nside), ordering.flag, Int64(angles.count), angles.flatMap { [$0.x, $0.y] }, &out)
    precondition(status == 0, "HEALPix refused checked angles")
    return out.map(Int.init)
  }

  /// Nested indices of pixels in ring ordering. Throws as ``angles(of:_:)``.
  public func nested(ofRing pixels: [Int]) throws(AssayError) -> [Int] {
    try reordered(pixels, back: true)
  }

  /// Ring indices of pixels in nested ordering. Throws as ``angles(of:_:)``.
  public func ring(ofNested pixels: [Int]) throws(AssayError) -> [Int] {
    try reordered(pixels, back: false)
  }

  private func reordered(_ pixels: [Int], back: Bool) throws(AssayError) -> [Int] {
    try check(pixels, .nested)
    var out = [Int64](repeating: 0, count: pixels.count)
    let status = assay_healpix_reorder(
      Int64(nside), back ? 1 : 0, Int64(pixels.count), pixels.map(Int64.init), &out)
    precondition(status == 0, "HEALPix refused checked pixels")
    return out.map(Int.init)
  }

  /// The eight neighbours of each pixel, one after another, in the order SW, W, NW, N, NE, E, SE, S;
  /// −1 where there is none, as at the eight corners where three faces of the sphere meet.
  ///
  /// Throws as ``angles(of:_:)``.
  public func neighbours(
    of pixels: [Int], _ ordering: Ordering = .ring
  ) throws(AssayError) -> [Int] {
    try check(pixels, ordering)
    var out = [Int64](repeating: 0, count: 8 * pixels.count)
    let status = assay_healpix_neighbours(
      Int64(nside), ordering.flag, Int64(pixels.count), pixels.map(Int64.init), &out)
    precondition(status == 0, "HEALPix refused checked pixels")
    return out.map(Int.init)
  }

  /// The pixels, rising, whose centres lie within `radius` [rad] of a direction of any length.
  ///
  /// - Parameter overlapping: also those whose centre lies outside but which may overlap the disc.
  /// - Throws: where the direction has no length, the radius is not in 0...π, or the ordering does
  ///   not exist.
  public func disc(
    around direction: SIMD3<Double>, radius: Double, _ ordering: Ordering = .ring,
    overlapping: Bool = false
  ) throws(AssayError) -> [Int] {
    try check([], ordering)
    guard direction != .zero, (direction * 0) == .zero else {
      throw .badValue(
        name: "centre of a disc", found: "\(direction)", accepted: "a finite vector, not zero")
    }
    guard (0...Double.pi).contains(radius) else {
      throw .badValue(name: "radius of a disc", found: "\(radius)", accepted: "0 to π, in radians")
    }
    // The area of the disc, a ring of pixels about it and some slack.
    let share = 0.5 * (1 - cos(min(.pi, radius + 3 / Double(nside))))
    var out = [Int64](repeating: 0, count: min(pixels, Int(1.5 * share * Double(pixels)) + 64))
    while true {
      let count = assay_healpix_disc(
        Int64(nside), ordering.flag, [direction.x, direction.y, direction.z], radius,
        overlapping ? 4 : 0, Int64(out.count), &out)
      precondition(count >= 0, "HEALPix refused a checked disc")
      if count <= out.count { return out.prefix(Int(count)).map(Int.init) }
      out = [Int64](repeating: 0, count: Int(count))
    }
  }

  /// Throws unless the ordering exists and all pixels are on the sphere.
  func check(_ numbers: [Int], _ ordering: Ordering) throws(AssayError) {
    guard ordering == .ring || nside & (nside - 1) == 0 else {
      throw .badValue(
        name: "Nside of a nested map", found: "\(nside)", accepted: "a power of two")
    }
    if let odd = numbers.first(where: { !(0..<pixels).contains($0) }) {
      throw .badValue(
        name: "pixel of Nside = \(nside)", found: "\(odd)", accepted: "0 to \(pixels - 1)")
    }
  }
}

extension HEALPix.Ordering {
  /// As the bridge wants it.
  var flag: Int32 { self == .nested ? 1 : 0 }
}
