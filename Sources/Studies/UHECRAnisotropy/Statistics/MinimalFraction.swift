// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The smallest fraction of events from a source at which isotropy is rejected, from one set of
/// samples in which the number of events from the source varies.
///
/// Two definitions are in use (program of Kalashev, Pshirkov and Zotov) and differ by factors of 1.1
/// to 2: ``atEqualFraction``, of Table 1 of the binned network (since 28 July 2020), and
/// ``cumulative``, of the older results of the repository. Samples with n = 0 are isotropic (H₀);
/// the statistic ξ rises towards a source, else its sign is turned.
public struct MinimalFraction: Sendable, Equatable {
  /// Which samples count for β of a fraction.
  public enum Definition: String, Sendable, CaseIterable {
    /// β(n): share of the samples with exactly n events at or below the threshold; the smallest n
    /// with β(n) < β, 1 if there is none.
    case atEqualFraction
    /// β(f): that share over all samples whose fraction is f or more; the smallest f with
    /// β(f) ≤ β, found by bisection, 1 if the largest f does not do.
    case cumulative
    /// ``atEqualFraction`` as the last version of the program counts: the first sample above the
    /// threshold counts as below.
    case atEqualFractionCountingOne
  }

  /// n/N.
  public var fraction: Double
  /// Share of isotropic samples above the quantile β of those with this fraction or more; only
  /// ``Definition/cumulative`` has it.
  public var falseAlarm: Double?
  /// t.
  public var threshold: Double
  /// Fractions at which there are samples, rising, and β of each.
  public var curve: [(fraction: Double, missed: Double)]

  public static func == (a: Self, b: Self) -> Bool {
    a.fraction == b.fraction && a.falseAlarm == b.falseAlarm && a.threshold == b.threshold
      && a.curve.elementsEqual(b.curve, by: ==)
  }

  /// - Parameters:
  ///   - samples: n and ξ of each.
  ///   - events: N.
  /// - Throws: unless there are isotropic and other samples, all ξ are numbers, and all n are from 0
  ///   to N.
  /// - Complexity: O(samples log samples) and samples × fractions.
  public init(
    _ definition: Definition, samples: [(fromSource: Int, statistic: Double)], events: Int,
    _ rates: ErrorRates = .published
  ) throws(AssayError) {
    try rates.check()
    guard samples.allSatisfy({ (0...events).contains($0.fromSource) && !$0.statistic.isNaN })
    else {
      throw .badValue(
        name: "samples of a minimal fraction", found: "a count or a statistic that is none",
        accepted: "counts from 0 to \(events) and numbers")
    }
    var isotropic = samples.filter { $0.fromSource == 0 }.map(\.statistic)
    var mixed = samples.filter { $0.fromSource > 0 }
    guard !isotropic.isEmpty, !mixed.isEmpty else {
      throw .badValue(
        name: "samples of a minimal fraction",
        found: "\(isotropic.count) isotropic and \(mixed.count) with a source",
        accepted: "some of both")
    }
    if Quantile.median(isotropic) > Quantile.median(mixed.map(\.statistic)) {
      isotropic = isotropic.map { -$0 }
      mixed = mixed.map { ($0.fromSource, -$0.statistic) }
    }
    isotropic.sort()
    mixed.sort { $0.statistic < $1.statistic }
    threshold = rates.threshold(isotropicSorted: isotropic)
    let set = MixedSamples(mixed, threshold: threshold, definition)
    let unit = 1 / Double(events)
    curve = set.counts.indices.map { (Double(set.counts[$0]) * unit, set.missed($0)) }
    guard set.isAnyAbove else {
      fraction = 1
      falseAlarm = definition == .cumulative ? 1 : nil
      return
    }
    if definition == .cumulative {
      let place = Self.bisect(curve.map(\.missed), rates.missed)
      fraction = place.map { Double(set.counts[$0]) * unit } ?? 1
      falseAlarm = place.map { set.falseAlarm($0, isotropic, rates) } ?? 1
    } else {
      let place = curve.firstIndex { $0.missed < rates.missed }
      fraction = place.map { Double(set.counts[$0]) * unit } ?? 1
    }
  }

  /// The first place at which a falling list is at or below a level, as far as it falls.
  private static func bisect(_ list: [Double], _ level: Double) -> Int? {
    guard let last = list.last, last <= level else { return nil }
    var (above, below) = (-1, list.count - 1)
    while below > above + 1 {
      let middle = (above + below) / 2
      if list[middle] > level { above = middle } else { below = middle }
    }
    return below
  }
}

/// Samples with events from a source, by rising statistic.
private struct MixedSamples {
  let samples: [(fromSource: Int, statistic: Double)]
  /// Of the samples, the first that lies above the threshold.
  let firstAbove: Int
  /// Numbers of events from the source, rising, each once.
  let counts: [Int]
  let definition: MinimalFraction.Definition

  init(
    _ samples: [(fromSource: Int, statistic: Double)], threshold: Double,
    _ definition: MinimalFraction.Definition
  ) {
    (self.samples, self.definition) = (samples, definition)
    firstAbove = samples.firstIndex { $0.statistic > threshold } ?? samples.count
    counts = Set(samples.map(\.fromSource)).sorted()
  }

  var isAnyAbove: Bool { firstAbove < samples.count }

  private func belongs(_ n: Int, _ place: Int) -> Bool {
    definition == .cumulative ? n >= counts[place] : n == counts[place]
  }

  /// β at one of the counts.
  func missed(_ place: Int) -> Double {
    let last = definition == .atEqualFractionCountingOne ? firstAbove : firstAbove - 1
    var (below, all) = (0, 0)
    for (i, sample) in samples.enumerated() where belongs(sample.fromSource, place) {
      all += 1
      if i <= last { below += 1 }
    }
    return Double(below) / Double(all)
  }

  /// Share of isotropic samples above the quantile β of the samples that belong to a count.
  func falseAlarm(_ place: Int, _ isotropic: [Double], _ rates: ErrorRates) -> Double {
    let kept = samples.filter { belongs($0.fromSource, place) }.map(\.statistic)
    let level = Quantile.linear(kept, rates.missed)
    return Double(isotropic.count { $0 > level }) / Double(isotropic.count)
  }
}
