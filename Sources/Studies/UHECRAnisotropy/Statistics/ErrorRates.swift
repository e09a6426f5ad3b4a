// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// When isotropy counts as rejected: in at most a share α of isotropic maps by chance, and in all
/// but a share β of those with events from a source.
public struct ErrorRates: Sendable, Equatable {
  /// α.
  public var falseAlarm: Double
  /// β.
  public var missed: Double

  /// Those of Table 1.
  public static let published = ErrorRates(falseAlarm: 0.01, missed: 0.05)

  public init(falseAlarm: Double, missed: Double) {
    (self.falseAlarm, self.missed) = (falseAlarm, missed)
  }

  func check() throws(AssayError) {
    let inside = { (rate: Double) in rate > 0 && rate < 1 }
    guard inside(falseAlarm), inside(missed) else {
      throw .badValue(
        name: "rates of false alarms and of missed sources", found: "\(falseAlarm), \(missed)",
        accepted: "between 0 and 1")
    }
  }

  /// The threshold t: the quantile 1 − α of the statistic of isotropic maps.
  func threshold(isotropicSorted: [Double]) -> Double {
    Quantile.linear(isotropicSorted, 1 - falseAlarm)
  }
}
