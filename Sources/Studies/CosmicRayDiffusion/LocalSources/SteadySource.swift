// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics

/// A point that has always released Q particles per unit of time.
///
/// In infinite space n = Q/(4πDr). In a halo, with z_n = 2nH + (−1)^n z_s and k_m = mπ/2H,
///
///     n = Q/(4πD) Σ_n (−1)^n [ρ² + (z − z_n)²]^−1/2                                          (1)
///       = Q/(2πDH) Σ_{m≥1} K₀(k_m ρ) sin k_m(z + H) sin k_m(z_s + H);                        (2)
///
/// (2) from ρ = H/4 on, where it needs at most a hundred terms, and (1) nearer to the source. In
/// the plane δ goes from 3D/(cρ) near the source to 3πD/(2cH) far from it.
public struct SteadySource: LocalSource {
  public let position: SIMD3<Double>
  /// Q.
  public let rate: Double

  /// - Throws: where the rate is not positive and finite.
  public init(position: SIMD3<Double> = .zero, rate: Double = 1) throws(AssayError) {
    try Require.positive(rate, "rate of a steady source")
    (self.position, self.rate) = (position, rate)
  }

  /// Cost in a halo: 100 Bessel functions, or 4000 square roots near the source.
  public func field(
    at observer: SIMD3<Double>, in medium: DiffusiveMedium
  ) throws(AssayError) -> SourceField {
    try medium.requireInside(position, "source")
    try medium.requireInside(observer, "observer")
    let separation = observer - position
    guard separation != .zero else {
      throw .badValue(
        name: "distance of the observer from a steady source", found: "0",
        accepted: "another place than that of the source")
    }
    let distance = (separation.x * separation.x + separation.y * separation.y).squareRoot()
    let sum = Self.sum(
      distance: distance, z: observer.z, source: position.z, halo: medium.halo)
    let norm = rate / (4 * .pi * medium.diffusion)
    // At ρ = 0 the gradient has no component along the plane.
    let along = distance > 0 ? norm * sum.outward / distance : 0
    return SourceField(
      density: norm * sum.value,
      gradient: SIMD3(along * separation.x, along * separation.y, norm * sum.upward))
  }

  /// 4πDn/Q and its derivatives along ρ and z.
  struct Sum: Equatable {
    var value: Double
    var outward: Double
    var upward: Double
  }

  static func sum(distance: Double, z: Double, source: Double, halo: Double?) -> Sum {
    guard let halo else { return Sum(image(distance, z - source)) }
    return distance < halo / 4
      ? images(distance: distance, z: z, source: source, halo: halo)
      : modes(distance: distance, z: z, source: source, halo: halo)
  }

  /// The sum (2).
  static func modes(distance: Double, z: Double, source: Double, halo: Double) -> Sum {
    var sum = Sum(.zero)
    let unit = Double.pi / (2 * halo)
    let last = Int((40 / (unit * distance)).rounded(.up))
    for m in 1...max(last, 3) {
      let k = Double(m) * unit
      let (k0, k1) = (Special.besselK0(k * distance), Special.besselK1(k * distance))
      let (high, low) = (k * (z + halo), sin(k * (source + halo)) * 2 / halo)
      sum.value += low * k0 * sin(high)
      sum.outward -= low * k * k1 * sin(high)
      sum.upward += low * k * k0 * cos(high)
    }
    return sum
  }

  /// The sum (1) from −N to N with half weight at both ends, N = 16 … 1024, and from those the limit
  /// by Richardson's extrapolation: the rest falls as N⁻², N⁻³, …
  static func images(distance: Double, z: Double, source: Double, halo: Double) -> Sum {
    func term(_ n: Int) -> SIMD4<Double> {
      let sign = n.isMultiple(of: 2) ? 1.0 : -1.0
      return sign * image(distance, z - (2 * Double(n) * halo + sign * source))
    }
    var partial = term(0)
    var row: [SIMD4<Double>] = []
    var ends = SIMD4<Double>.zero
    for n in 1...1024 {
      ends = term(n) + term(-n)
      partial += ends
      guard n >= 16, n & (n - 1) == 0 else { continue }
      var next = [partial - 0.5 * ends]
      for (order, coarser) in row.enumerated() {
        let weight = Double(1 << (order + 2))
        next.append((weight * next[order] - coarser) / (weight - 1))
      }
      row = next
    }
    return Sum(row[row.count - 1])
  }

  /// 1/r and its derivatives along ρ and z.
  private static func image(_ distance: Double, _ height: Double) -> SIMD4<Double> {
    let inverse = 1 / (distance * distance + height * height).squareRoot()
    let cube = inverse * inverse * inverse
    return SIMD4(inverse, -distance * cube, -height * cube, 0)
  }
}

extension SteadySource.Sum {
  fileprivate init(_ terms: SIMD4<Double>) {
    self.init(value: terms.x, outward: terms.y, upward: terms.z)
  }
}
