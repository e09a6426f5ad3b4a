// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// How a distance between two Galactic positions is measured.
public enum SkyMetric: String, Sendable, CaseIterable {
  /// √(Δl² + Δb²) in degrees: no cos b, no wrap at 360°. The public code of arXiv:2002.01229 does
  /// this; kept for compatibility, not for its merit.
  case euclidean
  /// The angle on the sphere.
  case greatCircle = "great-circle"

  /// Squared distance [deg²].
  public func squaredDistance(
    _ l1: Double, _ b1: Double, _ l2: Double, _ b2: Double
  ) -> Double {
    switch self {
    case .euclidean:
      return (l1 - l2) * (l1 - l2) + (b1 - b2) * (b1 - b2)
    case .greatCircle:
      // Haversine: no loss of digits at small angles.
      let radian = Double.pi / 180
      let sinB = sin(0.5 * radian * (b1 - b2))
      let sinL = sin(0.5 * radian * (l1 - l2))
      let h = sinB * sinB + cos(radian * b1) * cos(radian * b2) * sinL * sinL
      let angle = 2 * asin(min(h.squareRoot(), 1)) / radian
      return angle * angle
    }
  }
}
