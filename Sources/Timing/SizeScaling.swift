// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// How the time of a workload grows with its size.
public struct SizeScaling: Codable, Sendable, Equatable {
  public struct Point: Codable, Sendable, Equatable {
    public var items: Double
    /// Empty where the answer at this size was wrong or the time was up.
    public var samples: [Sample]
    /// Why there is no time.
    public var reason: String?

    public init(items: Double, samples: [Sample], reason: String? = nil) {
      (self.items, self.samples, self.reason) = (items, samples, reason)
    }

    /// Median CPU seconds of a run; nil without samples.
    public var seconds: Double? {
      samples.isEmpty ? nil : SampleStatistics.median(samples.map { $0.seconds(.cpu) })
    }
  }

  /// A variant of one thread.
  public var variant: String
  public var points: [Point]
  /// b of t ∝ items^b by least squares in the logarithms, and its standard error; nil below two
  /// sizes.
  public var exponent: Double?
  public var standardError: Double?

  public init(variant: String, points: [Point]) {
    (self.variant, self.points) = (variant, points)
    let timed = points.filter { $0.seconds != nil && $0.items > 0 }
    let fit = SampleStatistics.slope(
      timed.map { Foundation.log($0.items) }, timed.map { Foundation.log($0.seconds!) })
    exponent = fit?.slope
    standardError = fit.flatMap { $0.standardError.isNaN ? nil : $0.standardError }
  }
}

extension PairedMeasurement {
  static let sizeSamples = 3

  /// Times `variant` (its name) of a workload at its sizes, smallest first, each held against the
  /// reference of that size; a size that the seconds left do not reach is left out and says so.
  func sizes(
    of workload: Workload, variant id: String
  ) throws(AssayError) -> SizeScaling? {
    guard let sized = workload.sized else { return nil }
    let began = clock.read().wall
    var points: [SizeScaling.Point] = []
    for factor in workload.sizes {
      if isCancelled() { throw .interrupted(remedy: "give the command again") }
      guard clock.read().wall - began < limits.seconds else {
        points.append(
          SizeScaling.Point(
            items: factor * workload.items, samples: [], reason: "the seconds were over"))
        continue
      }
      let smaller = try sized(factor)
      guard let variant = smaller.variants.first(where: { $0.id == id }) else { return nil }
      points.append(try point(smaller, variant))
    }
    return SizeScaling(variant: id, points: points)
  }

  private func point(
    _ workload: Workload, _ variant: Variant
  ) throws(AssayError) -> SizeScaling.Point {
    let reference = try workload.variants[0].run()
    let check = Validation(try variant.run(), reference: reference, bound: variant.bound)
    guard check.isValid else {
      return SizeScaling.Point(items: workload.items, samples: [], reason: check.reason)
    }
    let count = try repeats(variant)
    var samples: [Sample] = []
    for _ in 0..<Self.sizeSamples { samples.append(try sample(variant, count)) }
    return SizeScaling.Point(items: workload.items, samples: samples)
  }
}
