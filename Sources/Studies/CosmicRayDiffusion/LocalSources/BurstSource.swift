// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics

/// N particles released at one place at once, a time t ago:
///
///     n = N (4πDt)^−3/2 exp(−ρ²/4Dt) V(z),   V = exp(−(z − z_s)²/4Dt) in infinite space,
///
/// ρ being the distance along the plane. In a halo, with image charges or normal modes,
///
///     V = Σ_n (−1)^n exp(−(z − z_n)²/4Dt),   z_n = 2nH + (−1)^n z_s,                        (1)
///       = √(4πDt)/H Σ_{m≥1} sin k_m(z + H) sin k_m(z_s + H) exp(−k_m² Dt),  k_m = mπ/2H;     (2)
///
/// (1) below Dt = H²/2 and (2) above, where (1) would cancel. In the plane and in infinite space
/// δ = 3ρ/(2ct), whatever D and H; it exceeds 1 where diffusion would outrun light, ρ > 2ct/3.
public struct BurstSource: LocalSource {
  public let position: SIMD3<Double>
  /// N.
  public let strength: Double
  /// t, as a length (c = 1).
  public let age: Double

  /// - Throws: where strength or age is not positive and finite.
  public init(
    position: SIMD3<Double> = .zero, strength: Double = 1, age: Double
  ) throws(AssayError) {
    try Require.positive(strength, "strength of a burst")
    try Require.positive(age, "age of a burst")
    (self.position, self.strength, self.age) = (position, strength, age)
  }

  /// Cost: 1 to 9 exponentials in a halo.
  public func field(
    at observer: SIMD3<Double>, in medium: DiffusiveMedium
  ) throws(AssayError) -> SourceField {
    try medium.requireInside(position, "source")
    try medium.requireInside(observer, "observer")
    let spread = medium.diffusion * age
    var along = observer - position
    along.z = 0
    let vertical = Self.vertical(
      z: observer.z, source: position.z, spread: spread, halo: medium.halo)
    let plane =
      strength * exp(-(along * along).sum() / (4 * spread)) / pow(4 * .pi * spread, 1.5)
    let density = plane * vertical.value
    var gradient = -density / (2 * spread) * along
    gradient.z = plane * vertical.slope
    return SourceField(density: density, gradient: gradient)
  }

  /// V and dV/dz.
  static func vertical(
    z: Double, source: Double, spread: Double, halo: Double?
  ) -> (value: Double, slope: Double) {
    guard let halo else {
      let value = exp(-(z - source) * (z - source) / (4 * spread))
      return (value, -(z - source) / (2 * spread) * value)
    }
    return spread < halo * halo / 2
      ? images(z: z, source: source, spread: spread, halo: halo)
      : modes(z: z, source: source, spread: spread, halo: halo)
  }

  /// The sum (1).
  static func images(
    z: Double, source: Double, spread: Double, halo: Double
  ) -> (value: Double, slope: Double) {
    func image(_ n: Int) -> SIMD2<Double> {
      let sign = n.isMultiple(of: 2) ? 1.0 : -1.0
      let distance = z - (2 * Double(n) * halo + sign * source)
      let term = sign * exp(-distance * distance / (4 * spread))
      return SIMD2(term, -distance / (2 * spread) * term)
    }
    // Beyond, an image adds less than exp(−50).
    let last = Int((1 + (50 * spread).squareRoot() / halo).rounded(.up))
    // In pairs, so that the slope in the plane is exactly zero.
    let sum = (1...last).reduce(image(0)) { $0 + (image($1) + image(-$1)) }
    return (sum.x, sum.y)
  }

  /// The sum (2).
  static func modes(
    z: Double, source: Double, spread: Double, halo: Double
  ) -> (value: Double, slope: Double) {
    var (value, slope) = (0.0, 0.0)
    let unit = Double.pi / (2 * halo)
    // Relative to the first mode the others fall below exp(−50).
    let last = Int((1 + 50 / (spread * unit * unit)).squareRoot().rounded(.up))
    for m in 1...last {
      let k = Double(m) * unit
      let weight = sin(k * (source + halo)) * exp(-k * k * spread)
      value += weight * sin(k * (z + halo))
      slope += weight * k * cos(k * (z + halo))
    }
    let norm = (4 * .pi * spread).squareRoot() / halo
    return (norm * value, norm * slope)
  }
}
