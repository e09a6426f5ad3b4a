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

  /// Simulated maps, each a function of the seed, the stream and its number.
  func maps(_ count: Int, seed: UInt64, stream: UInt64, threads: Int) -> [[Int]] {
    Parallel.map(count, threads: threads) { number in
      var random = Philox(seed: seed, stream: stream, counter: UInt64(number) << 32)
      var map: [Int] = []
      map.reserveCapacity(Self.side * Self.side)
      for _ in 0..<Self.side {
        for x in Self.columns { map.append(random.poisson(Self.mean * (1 + gradient * x))) }
      }
      return map
    }
  }

  /// Σ k ln(1 + a x).
  func likelihoodRatio(_ map: [Int]) -> Double {
    var sum = 0.0
    for (i, k) in map.enumerated() {
      sum += Double(k) * log1p(gradient * Self.columns[i % Self.side])
    }
    return sum
  }

  /// 2 Σ (k ln(k/4) - k + 4): how badly a flat map explains the counts.
  static func deviance(_ map: [Int]) -> Double {
    map.reduce(0.0) { sum, count in
      let k = Double(count)
      return sum + 2 * ((count > 0 ? k * log(k / mean) : 0) - k + mean)
    }
  }
}
