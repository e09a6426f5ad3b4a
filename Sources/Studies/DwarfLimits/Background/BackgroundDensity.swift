// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Numerics

/// The joint kernel density of position and y = ln b at the position of one dwarf:
///   B(x, y) = (1/N) Σ_i exp(−|x − x_i|²/2σ²) exp(−(y − ln y_i)²/2ς²)/((2π)^{3/2} σ² ς),
/// ln y_i the log counts of void i in the first macro bin. A joint density as in the public code
/// of arXiv:2002.01229 (σ = 1.4°, ς = 0.15), not a conditional one; the position factor is a
/// constant of the dwarf.
///
/// Counts are whole numbers: voids of one count are summed first, which leaves a mixture of some
/// hundred Gaussians in y.
public struct BackgroundDensity: Sendable {
  /// ln y of each count class and the ln of its weight, ascending in y.
  let classes: [(lnCount: Double, lnWeight: Double)]
  public let varsigma: Double
  private let lnNorm: Double

  /// - Parameters:
  ///   - voids: without those that have an empty macro bin.
  ///   - sigma: kernel width in position [deg].
  ///   - varsigma: kernel width in ln b.
  public init(
    voids: VoidSample, l: Double, b: Double, sigma: Double = 1.4, varsigma: Double = 0.15,
    metric: SkyMetric = .euclidean
  ) throws(AssayError) {
    let counts = voids.counts[0]
    guard voids.count > 0 && counts.allSatisfy({ $0 > 0 }) else {
      throw .badValue(
        name: "voids of the background density",
        found: voids.count == 0 ? "none" : "a void without a count",
        accepted: "at least one void, each with a count in the first macro bin")
    }
    for (name, value) in [("sigma", sigma), ("varsigma", varsigma)] {
      guard value >= 1e-3 && value < 1e3 else {
        throw .badValue(name: name, found: "\(value)", accepted: "0.001 to 1000")
      }
    }
    self.varsigma = varsigma
    lnNorm = log(Double(voids.count) * sigma * sigma * varsigma) + 1.5 * log(2 * .pi)
    let exponents = (0..<voids.count).map {
      -0.5 * metric.squaredDistance(l, b, voids.l[$0], voids.b[$0]) / (sigma * sigma)
    }
    let order = (0..<voids.count).sorted { (counts[$0], $0) < (counts[$1], $1) }
    var classes: [(lnCount: Double, lnWeight: Double)] = []
    var start = 0
    while start < order.count {
      let y = counts[order[start]]
      let end = order[start...].firstIndex { counts[$0] != y } ?? order.count
      let top = order[start..<end].reduce(-Double.infinity) { max($0, exponents[$1]) }
      let sum = order[start..<end].reduce(0) { $0 + exp(exponents[$1] - top) }
      classes.append((log(y), top + log(sum)))
      start = end
    }
    self.classes = classes
  }

  /// −2 ln B and its derivative with respect to y.
  func cost(_ y: Double) -> (value: Double, slope: Double) {
    let scale = 1 / varsigma
    var top = -Double.infinity
    for c in classes {
      let z = (y - c.lnCount) * scale
      top = max(top, c.lnWeight - 0.5 * z * z)
    }
    var sum = 0.0
    var moment = 0.0
    for c in classes {
      let z = (y - c.lnCount) * scale
      let exponent = c.lnWeight - 0.5 * z * z - top
      if exponent < -45 { continue }
      let term = exp(exponent)
      sum += term
      moment += term * z
    }
    return (-2 * (top + log(sum) - lnNorm), 2 * scale * moment / sum)
  }

  /// ln B(x, y).
  public func logDensity(_ y: Double) -> Double { -0.5 * cost(y).value }

  /// −2 ln B on knots every 0.005 of the range that a profile may use.
  func table() -> HermiteTable {
    let bounds = BackgroundNuisance.bounds
    let step = 0.005
    let intervals = Int(((bounds.upperBound - bounds.lowerBound) / step).rounded())
    return HermiteTable(first: bounds.lowerBound, step: step, intervals: intervals, cost)
  }
}
