// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// The test svdd-v1 of detectors of unknown maps: 32 × 32 pixels of Poisson counts of mean 4; maps
/// that no detector was trained on have means 4 (1 + a x), x = (i + ½)/16 - 1 in column i.
///
/// The best of all tests between the two is the likelihood ratio, Σ k ln(1 + a x), nearly Gaussian.
struct TiltedMaps: Sendable, Equatable {
  /// a.
  var gradient: Double
  static let side = 32
  static let mean = 4.0

  /// x of each column.
  static let columns = (0..<side).map { (Double($0) + 0.5) / 16 - 1 }

  /// Φ((m₁ - m₀)/√(v₀ + v₁)) from the exact means and variances of the statistic.
  func areaUnderCurve(flatVariance: Bool = false) -> Double {
    let scale = Self.mean * Double(Self.side)
    var (m0, m1, v0, v1) = (0.0, 0.0, 0.0, 0.0)
    for x in Self.columns {
      let (w, tilt) = (log1p(gradient * x), 1 + gradient * x)
      m0 += scale * w
      m1 += scale * tilt * w
      v0 += scale * w * w
      v1 += scale * (flatVariance ? 1 : tilt) * w * w
    }
    return Special.normalSurvival(-(m1 - m0) / (v0 + v1).squareRoot())
  }
}
