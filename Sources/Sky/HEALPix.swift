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

  /// Unit vectors of all pixel centres.
  public func centres() -> [SIMD3<Double>] {
    var flat = [Double](repeating: 0, count: 3 * pixels)
    let status = assay_healpix_vectors(Int64(nside), 0, Int64(pixels), &flat)
    precondition(status == 0, "HEALPix refused a checked Nside")
    return (0..<pixels).map { SIMD3(flat[3 * $0], flat[3 * $0 + 1], flat[3 * $0 + 2]) }
  }
}
