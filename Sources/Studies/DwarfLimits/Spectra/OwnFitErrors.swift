// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
internal import Numerics

/// How far the own fit lies from the table it was fitted to.
///
/// On 400 values of x, equidistant in ln x over max(0.5 GeV/m, 10⁻⁴) ... 0.98, with the table's
/// ln(dN/dlog₁₀x) straight in log₁₀x and points below 10⁻⁵ of the maximum left out:
///   rms² = Σ w (fit/table - 1)² / Σ w,  w = x dN/dlog₁₀x;   max = max |fit/table - 1| over x < 0.9.
struct OwnFitErrors {
  var rms: Double
  var maximum: Double

  init(
    _ fit: FittedSlice, table: PPPCSpectrum, _ conventions: SpectraConventions = .init()
  ) throws(AssayError) {
    let (logX, values) = try table.logSpectrum(mass: fit.mass)
    // ln 0 must interpolate to "nothing" without infinities.
    let logValues = values.map { $0 > 0 ? log($0) : -700 }
    let low = max(0.5 / fit.mass, 1e-4)
    let x = (0..<400).map { low * pow(0.98 / low, Double($0) / 399) }
    let reference = x.map { exp(Self.interpolate(log10($0), logX, logValues)) }
    let highest = reference.max()!
    var sum = 0.0
    var weights = 0.0
    var maximum = 0.0
    for (x, value) in zip(x, reference) where value > 1e-5 * highest {
      let error = fit.logSpectrum(x) / value - 1
      let weight = conventions.weightsErrors ? x * value : 1
      sum += weight * error * error
      weights += weight
      if x < conventions.errorRange { maximum = max(maximum, error.magnitude) }
    }
    rms = (sum / weights).squareRoot()
    self.maximum = maximum
  }

  /// Straight between rising nodes, constant beyond them.
  private static func interpolate(_ t: Double, _ nodes: [Double], _ values: [Double]) -> Double {
    guard let upper = nodes.firstIndex(where: { $0 > t }) else { return values[values.count - 1] }
    guard upper > 0 else { return values[0] }
    let w = (t - nodes[upper - 1]) / (nodes[upper] - nodes[upper - 1])
    return (1 - w) * values[upper - 1] + w * values[upper]
  }
}
