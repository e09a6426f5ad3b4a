// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// One cycle of Adam's rate and of its first decay: up for a part of all steps, then down, by half
/// waves of a cosine. With a(i) rising from 0 to 1 over the first steps and b(i) over the others,
///
///     rate = start + (top - start) (1 - cos π a)/2,   then   end + (top - end) (1 + cos π b)/2
///
/// start = top/25, end = start/10⁴; the first decay goes from 0.95 to 0.85 and back. Source: Smith &
/// Topin, arXiv:1708.07120; numbers and steps as in PyTorch's OneCycleLR.
public struct RateCycle: Sendable, Equatable, Codable {
  public let steps: Int
  public let top: Double
  public var rising = 0.3
  public var decays: ClosedRange<Double> = 0.85...0.95

  /// Throws `badValue` for fewer than four steps, or a rate that is not positive.
  public init(steps: Int, top: Double) throws(AssayError) {
    guard steps >= 4 else {
      throw .badValue(name: "steps of a cycle of rates", found: "\(steps)", accepted: "4 or more")
    }
    guard top > 0, top.isFinite else {
      throw .badValue(name: "rate", found: "\(top)", accepted: "a positive number")
    }
    (self.steps, self.top) = (steps, top)
  }

  public var start: Double { top / 25 }
  public var end: Double { start / 1e4 }

  /// Adam as it is at a step, from 0.
  public func optimiser(at step: Int) -> Optimiser {
    let turn = rising * Double(steps) - 1
    let last = Double(steps - 1)
    if Double(step) <= turn {
      let wave = Self.wave(Double(step) / turn)
      return .adam(
        rate: start + (top - start) * wave,
        first: decays.upperBound + (decays.lowerBound - decays.upperBound) * wave)
    }
    let wave = Self.wave((Double(step) - turn) / (last - turn))
    return .adam(
      rate: top + (end - top) * wave,
      first: decays.lowerBound + (decays.upperBound - decays.lowerBound) * wave)
  }

  private static func wave(_ share: Double) -> Double { (1 - cos(.pi * share)) / 2 }
}
