// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// How many photons a source is expected to give: a power law with one break between two ends,
///
///     p(S) = N (S/S_b)^-n₁   S_b ≤ S ≤ S_max
///            N (S/S_b)^-n₂   S_min ≤ S < S_b,      ∫ p dS = 1                              (1)
///
/// All integrals are closed. Photons throughout.
struct SourceCounts: Sendable, Equatable {
  var least = 0.5
  var turn = 12.0
  var largest = 100.0
  /// n₁, above the break.
  var bright = 2.8
  /// n₂, below it.
  var faint = 1.4

  /// ∫ (S/S_b)^-n S^k dS over a range.
  private func integral(_ slope: Double, _ power: Double, _ low: Double, _ high: Double) -> Double {
    let exponent = power - slope + 1
    let scale = pow(turn, power + 1)
    let (a, b) = (low / turn, high / turn)
    if abs(exponent) < 1e-9 { return scale * log(b / a) }
    return scale * (pow(b, exponent) - pow(a, exponent)) / exponent
  }

  private func whole(_ power: Double) -> Double {
    integral(faint, power, least, turn) + integral(bright, power, turn, largest)
  }

  /// ⟨S^k⟩.
  func moment(_ power: Double) -> Double { whole(power) / whole(0) }

  /// p(S).
  func density(_ flux: Double) -> Double {
    pow(flux / turn, flux < turn ? -faint : -bright) / whole(0)
  }

  /// A way to draw S: that below which a share u of the sources lies.
  func quantile() -> Quantile { Quantile(self) }

  struct Quantile: Sendable {
    private let law: SourceCounts
    private let faintShare: Double
    /// (S/S_b)^(1 - n) at the lower end of a segment, and by how much it changes up to the upper one.
    private let faintStart: Double
    private let faintSpan: Double
    private let brightSpan: Double

    fileprivate init(_ law: SourceCounts) {
      self.law = law
      faintShare = law.integral(law.faint, 0, law.least, law.turn) / law.whole(0)
      faintStart = pow(law.least / law.turn, 1 - law.faint)
      faintSpan = 1 - faintStart
      brightSpan = pow(law.largest / law.turn, 1 - law.bright) - 1
    }

    /// S at a share 0 < u < 1; slopes must not be 1.
    func callAsFunction(_ u: Double) -> Double {
      if u < faintShare {
        return law.turn * pow(faintStart + u / faintShare * faintSpan, 1 / (1 - law.faint))
      }
      let rest = (u - faintShare) / (1 - faintShare)
      return law.turn * pow(1 + rest * brightSpan, 1 / (1 - law.bright))
    }
  }
}
