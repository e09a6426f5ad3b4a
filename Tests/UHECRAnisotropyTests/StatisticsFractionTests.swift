// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import UHECRAnisotropy

@Suite struct StatisticsFractionTests {
  /// As numpy.quantile, whose results these are.
  @Test(arguments: [
    ([3.0, 1, 2, 4], 0.5, 2.5), ([3.0, 1, 2, 4], 0.99, 3.97), ([3.0, 1, 2, 4], 0, 1),
    ([3.0, 1, 2, 4], 1, 4), ([7.0], 0.3, 7), ([0.0, 10, 20, 30, 100], 0.85, 58),
  ])
  func quantiles(_ values: [Double], _ share: Double, _ exact: Double) {
    #expect(abs(Quantile.linear(values.sorted(), share) - exact) < 1e-13)
  }

  /// 101 isotropic samples at 0, 1, ... 100: the 99 % quantile is 99 exactly. Twenty samples for each
  /// n lie above it but for a number b(n) at 50.
  private static func samples(
    _ below: [Int: Int], sign: Double = 1
  ) -> [(fromSource: Int, statistic: Double)] {
    var all = (0...100).map { (fromSource: 0, statistic: sign * Double($0)) }
    for (n, count) in below.sorted(by: { $0.key < $1.key }) {
      for k in 0..<20 {
        all.append((n, sign * (k < count ? 50 : 200 + Double(20 * n + k) / 1e3)))
      }
    }
    return all
  }

  /// β(n) = b(n)/20; below 0.05 means none. Bisection and cumulation by hand:
  /// b = 8, 4, 1, 0, 0 for n = 1 ... 5 is β = 0.4, 0.2, 0.05, 0, 0 (n* = 4, 0.05 is not below) and
  /// cumulated 13/100, 5/80, 1/60, 0, 0 (first at or below 0.05: n = 3).
  @Test(arguments: [1.0, -1]) func byHand(_ sign: Double) throws {
    let samples = Self.samples([1: 8, 2: 4, 3: 1, 4: 0, 5: 0], sign: sign)
    let equal = try MinimalFraction(.atEqualFraction, samples: samples, events: 10)
    #expect(equal.fraction == 0.4 && equal.falseAlarm == nil)
    #expect(abs(equal.threshold - 99) < 1e-12)
    #expect(equal.curve.map(\.missed) == [0.4, 0.2, 0.05, 0, 0])
    #expect(
      equal.curve.map(\.fraction).elementsEqual([0.1, 0.2, 0.3, 0.4, 0.5]) { abs($0 - $1) < 1e-15 })
    let old = try MinimalFraction(.cumulative, samples: samples, events: 10)
    #expect(abs(old.fraction - 0.3) < 1e-15)
    for (a, b) in zip(old.curve.map(\.missed), [0.13, 0.0625, 1.0 / 60, 0, 0]) {
      #expect(abs(a - b) < 1e-15)
    }
    // Sixty samples at n ≥ 3 (one at 50, then from 200 on): their 5 % quantile lies at place 2.95,
    // above all isotropic ones.
    #expect(old.falseAlarm == 0)
  }

  /// The last version counts one more sample, that just above the threshold: it belongs to n = 4
  /// here, whose β becomes 1/20, not below 0.05; n = 5 is the first then.
  @Test func countingOne() throws {
    var samples = Self.samples([3: 2, 4: 0, 5: 0])
    samples = samples.map { $0.fromSource == 4 ? ($0.fromSource, $0.statistic - 50) : $0 }
    let equal = try MinimalFraction(.atEqualFraction, samples: samples, events: 10)
    let shifted = try MinimalFraction(.atEqualFractionCountingOne, samples: samples, events: 10)
    #expect(equal.fraction == 0.4 && shifted.fraction == 0.5)
    #expect(shifted.curve[1].missed == 0.05)
  }

  /// First crossing: a later rise above β does not matter to the definition of Table 1.
  @Test func firstCrossing() throws {
    let samples = Self.samples([1: 9, 2: 0, 3: 6, 4: 0])
    #expect(try MinimalFraction(.atEqualFraction, samples: samples, events: 4).fraction == 0.5)
    #expect(try MinimalFraction(.cumulative, samples: samples, events: 4).fraction == 1)
  }

  /// Nothing is found: 1, whatever the definition.
  @Test(arguments: MinimalFraction.Definition.allCases)
  func nothingFound(_ definition: MinimalFraction.Definition) throws {
    let all = try MinimalFraction(
      definition, samples: Self.samples([1: 20, 2: 20]), events: 5)
    #expect(all.fraction == 1)
    let some = try MinimalFraction(
      definition, samples: Self.samples([1: 10, 2: 10]), events: 5)
    #expect(some.fraction == 1)
  }

  @Test func refusals() throws {
    func refused(
      _ samples: [(fromSource: Int, statistic: Double)], _ rates: ErrorRates = .published
    ) {
      #expect(throws: AssayError.self) {
        try MinimalFraction(.atEqualFraction, samples: samples, events: 5, rates)
      }
    }
    refused([(0, 1)])
    refused([(1, 1)])
    refused([(0, 1), (6, 1)])
    refused([(0, 1), (-1, 1)])
    refused([(0, .nan), (1, 1)])
    refused([(0, 0), (1, 1)], ErrorRates(falseAlarm: 0, missed: 0.05))
    refused([(0, 0), (1, 1)], ErrorRates(falseAlarm: 0.01, missed: 1))
  }
}
