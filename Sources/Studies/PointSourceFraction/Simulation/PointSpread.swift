// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// A Gaussian point spread function over square pixels, separable.
struct PointSpread: Sendable, Equatable {
  /// Standard deviation in x and in y [pixels]; 0 keeps all photons in the pixel of the source.
  var width = 1.0

  /// Share of the photons in a pixel whose centre is u away from the source, in one dimension.
  func share(_ u: Double) -> Double {
    if width == 0 { return abs(u) < 0.5 ? 1 : 0 }
    let scale = width * 2.0.squareRoot()
    // Of the two tails the one that does not cancel.
    let a = abs(u)
    return 0.5 * (erfc((a - 0.5) / scale) - erfc((a + 0.5) / scale))
  }

  /// Σ over the pixels of a row of (share)², averaged over where in its pixel the source stands: how
  /// likely two photons of a source are to have the same column.
  ///
  ///     q = erf(1/2s) - (2s/√π) (1 - exp(-1/4s²))                                          (1)
  var overlap: Double { overlap(of: 1) }

  /// The same for strips of L pixels: ∫ (share of a source's photons that fall into a strip)² over all
  /// places of the source,
  ///
  ///     L erf(L/2s) - (2s/√π) (1 - exp(-L²/4s²))                                           (2)
  func overlap(of length: Double) -> Double {
    if width == 0 { return length }
    let ratio = length / (2 * width)
    return length * erf(ratio) + 2 * width / Double.pi.squareRoot() * expm1(-ratio * ratio)
  }

  /// Shares F of a source's photons that a pixel receives, and the area [pixels] in which sources
  /// stand that give it such a share: ∫ g(F(x, y)) dx dy = Σ area g(F).
  ///
  /// Gauss-Legendre panels of half a standard deviation, at most half a pixel, in a quadrant folded at
  /// its diagonal, out to seven standard deviations, where F has fallen below 1e-11.
  func shares() -> [(share: Double, area: Double)] {
    if width == 0 { return [(1, 1)] }
    let rule = GaussLegendre(points: 5)
    let step = min(0.5, width / 2)
    let panels = Int(((0.5 + 7 * width) / step).rounded(.up))
    var line: [(share: Double, length: Double)] = []
    for panel in 0..<panels {
      for (x, w) in zip(rule.nodes, rule.weights) {
        line.append((share((Double(panel) + x) * step), w * step))
      }
    }
    var shares: [(share: Double, area: Double)] = []
    for i in line.indices {
      for j in 0...i {
        // Both signs of x and y, and both orders.
        let copies = i == j ? 4.0 : 8.0
        shares.append((line[i].share * line[j].share, copies * line[i].length * line[j].length))
      }
    }
    return shares
  }
}
