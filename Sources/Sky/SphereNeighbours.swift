// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The neighbourhoods of a HEALPix sphere as tables of indices, for convolutions and pooling.
///
/// A convolution with nine taps takes a pixel and its eight neighbours; pooling joins the four
/// pixels into which nested ordering divides one of half the Nside.
///
/// Source: Krachmalnicoff and Tomasi, A&A 628 (2019) A129, arXiv:1902.04083.
public struct SphereNeighbours: Sendable, Equatable {
  /// Indices of a pixel: itself and SW, W, NW, N, NE, E, SE, S of it.
  public static let tapsOfPixel = 9
  /// Pixels that pooling joins to one.
  public static let partsOfPixel = 4

  public let sphere: HEALPix
  public let ordering: HEALPix.Ordering
  /// Nine a pixel; −1 where a neighbour is missing.
  public let taps: [Int32]

  /// Throws where the ordering does not exist at this Nside.
  public init(_ sphere: HEALPix, _ ordering: HEALPix.Ordering) throws(AssayError) {
    let neighbours = try sphere.neighbours(of: Array(0..<sphere.pixels), ordering)
    var taps: [Int32] = []
    taps.reserveCapacity(Self.tapsOfPixel * sphere.pixels)
    for pixel in 0..<sphere.pixels {
      taps.append(Int32(pixel))
      for k in 0..<8 { taps.append(Int32(neighbours[8 * pixel + k])) }
    }
    (self.sphere, self.ordering, self.taps) = (sphere, ordering, taps)
  }

  /// The tables of `nside`, half of it, and so on down to `last`.
  ///
  /// Throws unless both are powers of two, `last` not above `nside`.
  public static func levels(
    from nside: Int, to last: Int, _ ordering: HEALPix.Ordering
  ) throws(AssayError) -> [SphereNeighbours] {
    let isPower = { (n: Int) in n > 0 && n & (n - 1) == 0 }
    guard isPower(nside), isPower(last), last <= nside else {
      throw .badValue(
        name: "Nside of the levels", found: "\(nside) to \(last)",
        accepted: "powers of two, the first not below the last")
    }
    var levels: [SphereNeighbours] = []
    var size = nside
    while size >= last {
      levels.append(try SphereNeighbours(HEALPix(nside: size), ordering))
      size /= 2
    }
    return levels
  }

  /// The four parts of each pixel of half the Nside, one pixel after another.
  ///
  /// Throws where Nside is not a power of two above one.
  public func parts() throws(AssayError) -> [Int32] {
    guard sphere.nside > 1 else {
      throw .badValue(name: "Nside before pooling", found: "1", accepted: "2 or more")
    }
    let fine = try sphere.ringIndicesOfNested()
    guard ordering == .ring else { return fine.indices.map(Int32.init) }
    let coarse = try HEALPix(nside: sphere.nside / 2).ringIndicesOfNested()
    var parts = [Int32](repeating: 0, count: sphere.pixels)
    for (nested, ring) in coarse.enumerated() {
      for k in 0..<Self.partsOfPixel {
        parts[Self.partsOfPixel * ring + k] = Int32(fine[Self.partsOfPixel * nested + k])
      }
    }
    return parts
  }
}
