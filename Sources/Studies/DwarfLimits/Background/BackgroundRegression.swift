// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Numerics

/// The background of a dwarf learnt from voids: Nadaraya-Watson regression of ln counts.
///
///   ln b̂_e(x) = Σ_i w_i ln y_i,e / Σ_i w_i,   w_i = exp(−|x − x_i|²/2σ²),
/// y_i,e the counts of void i in bin e, voids without a count in the bin left out, x the Galactic
/// position, σ [deg] the width of the kernel (1.4 in the shipped values of arXiv:2002.01229's
/// code). The variance of ln b is ς² + ⟨ln² y⟩_w − ⟨ln y⟩_w².
/// The sums are one matrix product, weights × (1, ln y, ln² y). Cost: one exp a dwarf and void.
public struct BackgroundRegression: Sendable {
  public let l: [Double]
  public let b: [Double]
  /// Columns 1, ln y and ln² y; zero for a void that is left out.
  private let features: DenseMatrix
  public let metric: SkyMetric

  /// - Parameter emptyAsOne: keep voids without a count as if they had one (a fault).
  init(
    l: [Double], b: [Double], counts: [Double], metric: SkyMetric, emptyAsOne: Bool
  ) throws(AssayError) {
    precondition(l.count == b.count && l.count == counts.count)
    guard emptyAsOne || counts.contains(where: { $0 > 0 }) else {
      throw .badValue(
        name: "voids of the background regression", found: "no void with a count",
        accepted: "at least one")
    }
    self.l = l
    self.b = b
    self.metric = metric
    let rows = counts.flatMap { y -> [Double] in
      if y <= 0 { return emptyAsOne ? [1, 0, 0] : [0, 0, 0] }
      let x = log(y)
      return [1, x, x * x]
    }
    features = DenseMatrix(rows: counts.count, columns: 3, elements: rows)
  }

  /// - Parameter counts: of one macro bin, or of their total.
  public init(
    l: [Double], b: [Double], counts: [Double], metric: SkyMetric = .euclidean
  ) throws(AssayError) {
    try self.init(l: l, b: b, counts: counts, metric: metric, emptyAsOne: false)
  }

  public struct Estimate: Sendable, Equatable {
    /// ln b̂.
    public var lnBackground: Double
    /// ⟨ln² y⟩_w − ⟨ln y⟩_w²: the spread of the voids nearby; add ς² for the variance of ln b.
    public var spread: Double
  }

  /// The estimates at some positions [deg] with a kernel of width `sigma` [deg].
  public func estimates(
    at positions: [(l: Double, b: Double)], sigma: Double
  ) throws(AssayError) -> [Estimate] {
    guard sigma > 0 && sigma.isFinite else {
      throw .badValue(name: "sigma", found: "\(sigma)", accepted: "a positive angle in degrees")
    }
    guard !positions.isEmpty else { return [] }
    var weights: [Double] = []
    weights.reserveCapacity(positions.count * l.count)
    for x in positions { weights.append(contentsOf: self.weights(at: x, sigma: sigma)) }
    let sums =
      DenseMatrix(rows: positions.count, columns: l.count, elements: weights) * features
    var result: [Estimate] = []
    for k in positions.indices {
      guard sums[k, 0] > 0 else {
        throw .failed("no void lies within reach of l = \(positions[k].l), b = \(positions[k].b)")
      }
      let mean = sums[k, 1] / sums[k, 0]
      let spread = max(sums[k, 2] / sums[k, 0] - mean * mean, 0)
      result.append(Estimate(lnBackground: mean, spread: spread))
    }
    return result
  }

  private func weights(at x: (l: Double, b: Double), sigma: Double) -> [Double] {
    let scale = -0.5 / (sigma * sigma)
    return l.indices.map { exp(scale * metric.squaredDistance(x.l, x.b, l[$0], b[$0])) }
  }
}
