// SPDX-License-Identifier: GPL-3.0-or-later
private import HEALPixBridge
public import Numerics

/// The HEALPix pixelisation of the sphere in ring ordering: 12 Nside² pixels of equal area.
///
/// Source: Górski et al., ApJ 622 (2005) 759, by the authors' library healpix_cxx.
public struct HEALPix: Sendable, Equatable {
  public let nside: Int

  /// Throws where Nside is not in 1...8192.
  public init(nside: Int) throws(AssayError) {
    guard (1...8192).contains(nside) else {
      throw .badValue(name: "Nside", found: "\(nside)", accepted: "1 to 8192")
    }
    self.nside = nside
  }

  public var pixels: Int { 12 * nside * nside }

  /// Solid angle of a pixel [sr].
  public var pixelArea: Double { 4 * .pi / Double(pixels) }

  /// Unit vectors of all pixel centres.
  public func centres() -> [SIMD3<Double>] {
    var flat = [Double](repeating: 0, count: 3 * pixels)
    let status = assay_healpix_vectors(Int64(nside), 0, Int64(pixels), &flat)
    precondition(status == 0, "HEALPix refused a checked Nside")
    return (0..<pixels).map { SIMD3(flat[3 * $0], flat[3 * $0 + 1], flat[3 * $0 + 2]) }
  }

  /// The pixels in which directions lie. Cost: about 50 ns a direction.
  ///
  /// - Parameter directions: vectors of any length but zero, finite.
  public func pixels(of directions: [SIMD3<Double>]) -> [Int] {
    precondition(
      directions.allSatisfy { $0 != .zero && ($0 * 0) == .zero }, "directions are finite, not zero")
    let flat = directions.flatMap { [$0.x, $0.y, $0.z] }
    var out = [Int64](repeating: 0, count: directions.count)
    let status = assay_healpix_pixels(Int64(nside), Int64(directions.count), flat, &out)
    precondition(status == 0, "HEALPix refused a checked Nside")
    return out.map(Int.init)
  }

  /// The pixel in which a direction lies; a batch is cheaper by ``pixels(of:)``.
  public func pixel(of direction: SIMD3<Double>) -> Int { pixels(of: [direction])[0] }

  /// Ring indices of the pixels of nested ordering, in their order.
  /// Throws where Nside is not a power of two: nested ordering does not exist then.
  public func ringIndicesOfNested() throws(AssayError) -> [Int] {
    guard nside & (nside - 1) == 0 else {
      throw .badValue(
        name: "Nside of a nested map", found: "\(nside)", accepted: "a power of two")
    }
    var out = [Int64](repeating: 0, count: pixels)
    let status = assay_healpix_rings(Int64(nside), &out)
    precondition(status == 0, "HEALPix refused a checked Nside")
    return out.map(Int.init)
  }
}
