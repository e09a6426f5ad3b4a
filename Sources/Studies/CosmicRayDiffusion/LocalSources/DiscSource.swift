// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// An infinite thin disc at z = 0 that releases σ particles per unit of area and time:
///
///     n = σ (H − |z|)/(2D),   δ_z = ∓3D/(c (H − |z|)) above and below, 0 in the disc itself.
public struct DiscSource: LocalSource {
  /// σ.
  public let rate: Double

  /// - Throws: where the rate is not positive and finite.
  public init(rate: Double = 1) throws(AssayError) {
    try Require.positive(rate, "rate of a disc")
    self.rate = rate
  }

  /// - Throws: without a halo, where no steady density exists; outside the halo.
  public func field(
    at observer: SIMD3<Double>, in medium: DiffusiveMedium
  ) throws(AssayError) -> SourceField {
    guard let halo = medium.halo else {
      throw .badValue(
        name: "height of the halo around an infinite disc", found: "none",
        accepted: "a positive number")
    }
    try medium.requireInside(observer, "observer")
    let slope = rate / (2 * medium.diffusion)
    let side = observer.z == 0 ? 0 : observer.z > 0 ? 1.0 : -1
    return SourceField(
      density: slope * (halo - observer.z.magnitude), gradient: SIMD3(0, 0, -side * slope))
  }
}
