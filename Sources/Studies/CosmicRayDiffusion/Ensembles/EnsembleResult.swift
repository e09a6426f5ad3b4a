// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// The moments of one population in every field realisation.
///
/// Particles in one field are not independent, so all errors come from the scatter between fields.
public struct EnsembleResult: Sendable, Equatable {
  /// One series a realisation.
  public let realisations: [TransportSeries]
  /// Particles in each of them.
  public let particles: Int

  public init(realisations: [TransportSeries], particles: Int) {
    precondition(!realisations.isEmpty)
    (self.realisations, self.particles) = (realisations, particles)
  }

  /// Mean over all realisations.
  public var mean: TransportSeries { mean(without: nil) }

  /// A quantity of the mean over realisations, with its jackknife error:
  ///
  ///     σ² = (n − 1)/n Σ_r (f_(r) − f̄)²,   f_(r) without realisation r,            (1)
  ///
  /// which for linear f is the standard error of a mean. Without an error for a single realisation.
  ///
  /// Source: Tukey 1958; Efron & Stein, Ann. Stat. 9 (1981) 586. Cost: n² sums of a series.
  public func estimate(_ quantity: (TransportSeries) -> Double) -> Estimate {
    let value = quantity(mean)
    let n = realisations.count
    guard n > 1 else { return Estimate(value) }
    let left = (0..<n).map { quantity(mean(without: $0)) }
    let centre = left.reduce(0, +) / Double(n)
    let scatter = left.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    return Estimate(
      value, standardError: (scatter * Double(n - 1) / Double(n)).squareRoot())
  }

  private func mean(without left: Int?) -> TransportSeries {
    let kept = realisations.indices.filter { $0 != left }
    let weight = 1 / Double(kept.count)
    return TransportSeries(
      realisations[0].moments.indices.map { t in
        let first = realisations[kept[0]].moments[t]
        return weight * kept.dropFirst().reduce(first) { $0 + realisations[$1].moments[t] }
      })
  }
}

extension Estimate {
  /// The estimate in another unit.
  func scaled(by factor: Double) -> Estimate {
    Estimate(factor * value, standardError: standardError.map { abs(factor) * $0 })
  }

  /// a/b of independent estimates, errors to first order.
  static func / (a: Estimate, b: Estimate) -> Estimate {
    let ratio = a.value / b.value
    let relative = [a, b].reduce(0) { sum, each in
      let part = (each.standardError ?? 0) / each.value
      return sum + part * part
    }
    return Estimate(ratio, standardError: abs(ratio) * relative.squareRoot())
  }
}
