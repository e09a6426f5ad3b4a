// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

extension TurbulenceSpectrum {
  /// The correlation length of isotropic solenoidal turbulence with this spectrum, in the unit of
  /// its wavelengths:
  ///
  ///     L_c1 = (π/2) ∫ E(k) dk/k / ∫ E(k) dk                                              (1)
  ///
  /// Power law, with r = L_min/L_max: L_c1 = (L_max/4) [(1 − r^s)/s] / [(1 − r^(s−1))/(s−1)], half
  /// of the length of Harari, Mollerach and Roulet, JHEP 03 (2002) 045. Bend-over without limits
  /// (L_min = 0, L_max = ∞): (π/2) L Γ(q/2) Γ(s/2) / [Γ((q+1)/2) Γ((s−1)/2)], q > 0, s > 1; with
  /// limits (1) by quadrature, which differs from it by 16 % where L_min = L/5 and q = 4.
  /// Throws where a limit or index lets an integral diverge. Cost: at most two quadratures.
  public func correlationLength(
    _ convention: CorrelationConvention
  ) throws(AssayError) -> Double {
    guard smallest >= 0, smallest < largest else {
      throw .badValue(
        name: "limits of the turbulence", found: "L_min = \(smallest), L_max = \(largest)",
        accepted: "0 <= L_min < L_max")
    }
    switch self {
    case .powerLaw(let s, _, _):
      return convention.factor * (try powerLawLength(s))
    case .bendOver(let q, let s, let length, _, _):
      guard q > 0, length > 0, smallest > 0 || s > 1 else {
        throw .badValue(
          name: "bend-over spectrum", found: "q = \(q), s = \(s), L = \(length)",
          accepted: "q > 0, L > 0 and, without L_min, s > 1")
      }
      if smallest == 0, largest == .infinity {
        return convention.factor * length * Self.bendOverLength(q, s)
      }
      return convention.factor * (try lengthByQuadrature())
    }
  }

  private func powerLawLength(_ s: Double) throws(AssayError) -> Double {
    guard largest.isFinite, smallest > 0 || s > 1 else {
      throw .badValue(
        name: "power-law spectrum", found: "s = \(s), L_min = \(smallest), L_max = \(largest)",
        accepted: "a finite L_max and, without L_min, s > 1")
    }
    let logarithm = log(smallest / largest)
    // (1 − r^a)/a, whose limit at a = 0 is −ln r.
    func part(_ a: Double) -> Double { a == 0 ? -logarithm : -expm1(a * logarithm) / a }
    return largest / 4 * part(s) / part(s - 1)
  }

  private static func bendOverLength(_ q: Double, _ s: Double) -> Double {
    .pi / 2
      * exp(
        Special.logGamma(q / 2) + Special.logGamma(s / 2) - Special.logGamma((q + 1) / 2)
          - Special.logGamma((s - 1) / 2))
  }

  /// (1) by quadrature in ln k.
  func lengthByQuadrature() throws(AssayError) -> Double {
    let (low, high) = (log(2 * .pi / largest), log(2 * .pi / smallest))
    func moment(_ power: Double) throws(AssayError) -> Double {
      try Quadrature.integrate(from: low, to: high, relative: 1e-11) { t in
        // Beyond these the spectrum is below the smallest double, and k^q would overflow.
        abs(t) > 100 ? 0 : energy(exp(t)) * exp(power * t)
      }
    }
    return .pi / 2 * (try moment(0)) / (try moment(1))
  }
}
