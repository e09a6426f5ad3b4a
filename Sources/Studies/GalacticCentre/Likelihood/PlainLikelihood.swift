// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// ``NonPoissonianLikelihood`` written as its formulas stand, pixel by pixel: the specification that
/// its kernels are held against. One exposure region.
struct PlainLikelihood: Sendable {
  var counts: [Int]
  var smooth: [[Double]]
  var sources: [[Double]]
  var psf: FluxFractions

  /// ln L, and if asked for its slopes: by the normalisations of the smooth templates, then of each
  /// population by A, the slopes and the breaks.
  func evaluate(
    smooth normalisations: [Double], populations: [NonPoissonianLikelihood.Population],
    withSlopes: Bool = false
  ) -> [Double] {
    let most = Swift.max(1, counts.max() ?? 1)
    let tables = populations.map { PhotonTable($0.law, psf, most: most, withSlopes: withSlopes) }
    var logLikelihood = 0.0
    var slopes = Array(
      repeating: 0.0, count: smooth.count + tables.reduce(0) { $0 + 1 + $1.slopes.count })
    for (p, k) in counts.enumerated() {
      let mean = zip(normalisations, smooth).reduce(0.0) { $0 + $1.0 * $1.1[p] }
      var y = [Double](repeating: 0, count: Swift.max(k, 1) + 1)
      var expected = mean
      y[1] = mean
      for (s, table) in tables.enumerated() {
        let strength = populations[s].normalisation * sources[s][p]
        expected += strength * table.values[0]
        for j in 1...Swift.max(k, 1) { y[j] += strength * table.values[j] }
      }
      var q = [Double](repeating: 1, count: k + 1)
      for i in 1..<k + 1 {
        q[i] = (1...i).reduce(0.0) { $0 + Double($1) * y[$1] * q[i - $1] } / Double(i)
      }
      logLikelihood += log(q[k]) - expected
      guard withSlopes else { continue }
      /// Σ_j (∂y_j) p_{k-j}/p_k - ∂(μ + X).
      func slope(_ dy: (Int) -> Double) -> Double {
        (1..<k + 1).reduce(0.0) { $0 + dy($1) * q[k - $1] / q[k] } - dy(0)
      }
      var row = 0
      for template in smooth {
        slopes[row] += slope { $0 <= 1 ? template[p] : 0 }
        row += 1
      }
      for (s, table) in tables.enumerated() {
        let (a, template) = (populations[s].normalisation, sources[s][p])
        slopes[row] += slope { template * table.values[$0] }
        row += 1
        for column in table.slopes {
          slopes[row] += slope { a * template * column[$0] }
          row += 1
        }
      }
    }
    return [logLikelihood] + (withSlopes ? slopes : [])
  }
}
