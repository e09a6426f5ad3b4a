// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// The fraction f from the histogram of an image's pixels: posterior mean and standard deviation on a
/// grid of f in [0, 1] with a flat prior,
///
///     ln L(f) = Σ_pixels ln P(k_p | f)                                                    (1)
///
/// with the exact distribution of one pixel. Pixels are taken for independent, which they are not,
/// because the point spread function shares a source among neighbours: the posterior is too narrow.
/// The same approximation is made by the non-Poissonian template fit.
///
/// Cost: 20 ms to make, then 10 µs an image.
struct OnePointEstimator: Sendable {
  static let points = 201
  private let most: Int
  /// ln P(k | f), all k of a point of the grid together.
  private let logarithms: [Double]
  let conventions: OnePointConventions

  init(_ distribution: PixelDistribution, _ conventions: OnePointConventions = .init()) {
    most = distribution.most
    self.conventions = conventions
    logarithms = (0..<Self.points).flatMap { point in
      distribution.probabilities(Double(point) / Double(Self.points - 1)).map { log($0) }
    }
  }

  /// Throws `badValue` for a count beyond those of the distribution.
  func estimate(_ image: ArraySlice<UInt16>) throws(AssayError) -> FractionEstimate {
    var histogram = [Double](repeating: 0, count: most + 1)
    for count in image {
      guard Int(count) <= most else {
        throw .badValue(
          name: "counts of a pixel", found: "\(count)", accepted: "at most \(most) photons")
      }
      histogram[Int(count)] += 1
    }
    let filled = histogram.indices.filter { histogram[$0] > 0 }
    let likelihoods = (0..<Self.points).map { point in
      filled.reduce(0) { $0 + histogram[$1] * logarithms[point * (most + 1) + $1] }
    }
    let best = likelihoods.max() ?? 0
    var (norm, sum, squares) = (0.0, 0.0, 0.0)
    for (point, likelihood) in likelihoods.enumerated() {
      let (f, weight) = (Double(point) / Double(Self.points - 1), exp(likelihood - best))
      norm += weight
      sum += weight * f
      squares += weight * f * f
    }
    let mean = sum / norm
    // A posterior narrower than the grid is as wide as half a step.
    let step = 0.5 / Double(Self.points - 1)
    let variance = max(squares / norm - mean * mean, step * step)
    return FractionEstimate(
      mean: mean,
      deviation: conventions.takesVarianceForDeviation ? variance : variance.squareRoot())
  }

  /// Of all images, in order.
  func estimates(
    _ images: PhotonImages, threads: Int
  ) throws(AssayError) -> [FractionEstimate] {
    let size = 64
    let pieces = Parallel.map((images.count + size - 1) / size, threads: threads) { piece in
      Result { () throws(AssayError) in
        var found: [FractionEstimate] = []
        for number in piece * size..<min(images.count, (piece + 1) * size) {
          found.append(try estimate(images[number]))
        }
        return found
      }
    }
    var all: [FractionEstimate] = []
    for piece in pieces { all += try piece.get() }
    return all
  }
}

/// A fraction and its standard deviation.
public struct FractionEstimate: Sendable, Equatable, Codable {
  public var mean: Double
  public var deviation: Double

  public init(mean: Double, deviation: Double) {
    (self.mean, self.deviation) = (mean, deviation)
  }
}

struct OnePointConventions: Sendable, Equatable {
  var takesVarianceForDeviation = false
}
