// SPDX-License-Identifier: GPL-3.0-or-later
private import HEALPixBridge
public import Numerics

/// Coefficients of a real function on the sphere, f(n) = Σ_lm a_lm Y_lm(n), with
/// a_l,−m = (−1)^m a*_lm, so that m ≥ 0 are kept.
public struct SphericalHarmonics: Sendable, Equatable {
  /// Largest l.
  public let lmax: Int
  /// a_lm at m (2 lmax + 1 − m)/2 + l, real and imaginary part: x and y.
  public var coefficients: [SIMD2<Double>]

  /// All coefficients zero. Throws where lmax is not in 0...24575.
  public init(lmax: Int) throws(AssayError) {
    guard (0...24_575).contains(lmax) else {
      throw .badValue(name: "lmax", found: "\(lmax)", accepted: "0 to 24575")
    }
    self.lmax = lmax
    coefficients = [SIMD2<Double>](repeating: .zero, count: (lmax + 1) * (lmax + 2) / 2)
  }

  /// The coefficients of a map, by quadrature and `iterations` rounds that add those of the
  /// residual map. C_1 of a dipole is wrong by 7·10⁻⁵ of itself without rounds and by 4·10⁻⁷ with
  /// three, healpy's choice, at Nside = 32 and lmax = 64; the results are those of healpy.
  ///
  /// Throws where lmax exceeds 4 Nside (the map cannot tell such l apart), the number of rounds is
  /// negative or above 100, or a value is not finite.
  /// Cost: O(Nside lmax²) a round; 7 ms in all for Nside = 32, lmax = 95, three rounds.
  public init(_ map: SkyMap, lmax: Int, iterations: Int = 3) throws(AssayError) {
    let nside = map.sphere.nside
    guard (0...4 * nside).contains(lmax) else {
      throw .badValue(
        name: "lmax", found: "\(lmax)", accepted: "0 to 4 Nside = \(4 * nside)")
    }
    guard (0...100).contains(iterations) else {
      throw .badValue(
        name: "iterations of the harmonic transform", found: "\(iterations)", accepted: "0 to 100")
    }
    if let pixel = map.values.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(
        name: "HEALPix map \"\(map.name)\"", found: "\(map.values[pixel]) in pixel \(pixel)",
        accepted: "finite values for a harmonic transform")
    }
    try self.init(lmax: lmax)
    var flat = [Double](repeating: 0, count: 2 * coefficients.count)
    let status = assay_healpix_map2alm(
      Int64(nside), map.values, Int32(lmax), Int32(iterations), &flat)
    guard status == 0 else { throw .failed("healpix_cxx failed to transform a map") }
    for i in coefficients.indices { coefficients[i] = SIMD2(flat[2 * i], flat[2 * i + 1]) }
  }

  /// a_lm; 0 ≤ m ≤ l ≤ lmax.
  public subscript(l: Int, m: Int) -> SIMD2<Double> {
    get { coefficients[index(l, m)] }
    set { coefficients[index(l, m)] = newValue }
  }

  private func index(_ l: Int, _ m: Int) -> Int {
    precondition(0 <= m && m <= l && l <= lmax, "0 ≤ m ≤ l ≤ lmax")
    return m * (2 * lmax + 1 - m) / 2 + l
  }

  /// The function at the pixel centres.
  public func map(_ sphere: HEALPix, name: String = "I") throws(AssayError) -> SkyMap {
    let flat = coefficients.flatMap { [$0.x, $0.y] }
    var values = [Double](repeating: 0, count: sphere.pixels)
    let status = assay_healpix_alm2map(Int64(sphere.nside), flat, Int32(lmax), &values)
    guard status == 0 else { throw .failed("healpix_cxx failed to make a map") }
    return try SkyMap(sphere, values: values, name: name)
  }

  /// C_l = Σ_m |a_lm|²/(2l + 1) for l = 0 ... lmax, m from −l to l.
  public var powerSpectrum: [Double] {
    (0...lmax).map { l in
      var sum = 0.0
      for m in 0...l {
        let a = self[l, m]
        sum += (m == 0 ? 1 : 2) * (a * a).sum()
      }
      return sum / Double(2 * l + 1)
    }
  }
}
