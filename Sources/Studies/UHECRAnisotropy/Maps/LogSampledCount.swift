// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The number of events from a source in a sample of N, even in the logarithm:
///
///     n = round(e^u),   u uniform in ln ½ − ln(N + 0.49) ... ln(N + 0.49),                 (1)
///
/// so that P(n) ∝ ln((n + ½)/(n − ½)) below N, and nearly half of the samples have n = 0.
///
/// Source: the program of Kalashev, Pshirkov and Zotov (okolo/ml_cr_aniso, option log_sample).
public struct LogSampledCount: Sendable, Equatable {
  /// N.
  public let events: Int
  private let low: Double
  private let high: Double

  /// Throws unless N is from 1 to 10⁶.
  public init(events: Int) throws(AssayError) {
    guard (1...1_000_000).contains(events) else {
      throw .badValue(
        name: "events of a sample", found: "\(events)", accepted: "1 to 1000000")
    }
    self.events = events
    high = log(Double(events) + 0.49)
    low = log(0.5) - high
  }

  /// The number that belongs to a uniform number in 0...1.
  public func count(_ uniform: Double) -> Int {
    Int(exp(low + (high - low) * uniform).rounded())
  }

  /// P(n).
  public func probability(_ n: Int) -> Double {
    let length = high - low
    switch n {
    case 0: return (log(0.5) - low) / length
    case events: return (high - log(Double(n) - 0.5)) / length
    case 1..<events: return log((Double(n) + 0.5) / (Double(n) - 0.5)) / length
    default: return 0
    }
  }
}
