// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The sets that a search has seen.
struct SearchState {
  let search: DetectionSearch
  let dependsOnCount: Bool
  /// Rising statistics of isotropic samples, by the n they are tuned to, or 0.
  private var isotropic: [Int: [Double]] = [:]
  /// Rising statistics by n.
  private var mixed: [Int: [Double]] = [:]

  init(search: DetectionSearch, dependsOnCount: Bool) {
    (self.search, self.dependsOnCount) = (search, dependsOnCount)
  }

  typealias Statistic = (DetectionSet) throws(AssayError) -> [Double]

  // MARK: The search

  /// n doubled from 1 until sources are found; N at most.
  mutating func expand(_ statistic: Statistic) throws(AssayError) -> Int {
    var n = 1
    while n < search.events {
      if try missed(n, statistic) < search.rates.missed { return n }
      n = min(2 * n, search.events)
    }
    return n
  }

  /// The first n that finds sources between `high` and the visited n below it.
  mutating func bisect(_ high: Int, _ statistic: Statistic) throws(AssayError) -> Int {
    guard try missed(high, statistic) < search.rates.missed else { return high }
    var (above, below) = (mixed.keys.filter { $0 < high }.max() ?? 0, high)
    while below > above + 1 {
      let middle = (above + below) / 2
      if try missed(middle, statistic) < search.rates.missed {
        below = middle
      } else {
        above = middle
      }
    }
    return below
  }

  /// Visits n below as long as noise could hide a crossing there.
  mutating func lower(from first: Int, _ statistic: Statistic) throws(AssayError) {
    let level = search.rates.missed
    let noise = (level * (1 - level) / Double(search.mixed)).squareRoot()
    var (n, clear) = (first - 1, 0)
    while n > 0, clear < 2 {
      clear = try missed(n, statistic) > level + search.margin * noise ? clear + 1 : 0
      n -= 1
    }
  }

  /// Visits n above as long as noise could hide the crossing at all visited ones: a resampled search
  /// must end where there are samples.
  mutating func raise(from first: Int, _ statistic: Statistic) throws(AssayError) {
    guard try missed(first, statistic) < search.rates.missed else { return }
    let level = search.rates.missed
    let noise = (level * (1 - level) / Double(search.mixed)).squareRoot()
    // In small sets nothing is clearly below; there β(n) = 0 will do.
    let clear = max(0, level - Self.above * noise)
    var n = first
    while n < search.events, try missed(n, statistic) > clear { n += 1 }
  }

  /// Binomial standard deviations by which β must fall below its level above the first n; with the
  /// noise of the threshold too few resamples miss it there to reach the quantiles of the interval.
  private static let above = 3.0

  private mutating func missed(_ n: Int, _ statistic: Statistic) throws(AssayError) -> Double {
    let tuned = dependsOnCount ? n : 0
    if isotropic[tuned] == nil {
      isotropic[tuned] = try sorted(
        DetectionSet(fromSource: 0, tunedTo: tuned, samples: search.isotropic), statistic)
    }
    if mixed[n] == nil {
      mixed[n] = try sorted(
        DetectionSet(fromSource: n, tunedTo: n, samples: search.mixed), statistic)
    }
    return Self.missed(mixed[n] ?? [], threshold(n))
  }

  private func sorted(
    _ set: DetectionSet, _ statistic: Statistic
  ) throws(AssayError) -> [Double] {
    let values = try statistic(set)
    guard values.count == set.samples, !values.contains(where: \.isNaN) else {
      throw .failed(
        "a detection statistic gave \(values.count) values for \(set.samples) samples with "
          + "\(set.fromSource) events from a source, or one that is no number")
    }
    return values.sorted()
  }

  private func threshold(_ n: Int) -> Double {
    search.rates.threshold(isotropicSorted: isotropic[dependsOnCount ? n : 0] ?? [])
  }

  /// Share of rising values at or below a threshold.
  private static func missed(_ values: [Double], _ threshold: Double) -> Double {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= threshold { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(values.count)
  }

  // MARK: The result

  func result(seed: UInt64, stream: UInt64) -> Detection {
    let points = mixed.keys.sorted().map { n in
      let threshold = threshold(n)
      return Detection.Point(
        fromSource: n, missed: Self.missed(mixed[n] ?? [], threshold), threshold: threshold)
    }
    let first = points.firstIndex { $0.missed < search.rates.missed }
    return Detection(
      events: search.events, smallest: first.map { points[$0].fromSource },
      crossing: first.map { crossing(points, $0) },
      interval: first == nil ? nil : interval(seed: seed, stream: stream), points: points)
  }

  private func crossing(_ points: [Detection.Point], _ first: Int) -> Double {
    let here = points[first]
    // Without a visited n below, β(0) = 1 − α.
    let before =
      first > 0
      ? points[first - 1]
      : .init(fromSource: 0, missed: 1 - search.rates.falseAlarm, threshold: here.threshold)
    let share = (before.missed - search.rates.missed) / (before.missed - here.missed)
    return Double(before.fromSource) + share * Double(here.fromSource - before.fromSource)
  }

  /// From resampled sets, isotropic and mixed ones: the spread of the first n among those visited.
  private func interval(seed: UInt64, stream: UInt64) -> ClosedRange<Double>? {
    guard search.resamples > 0 else { return nil }
    let counts = mixed.keys.sorted()
    var found: [Double] = []
    for resample in 0..<search.resamples {
      var random = Philox(seed: seed, stream: stream, counter: UInt64(resample) << 32)
      // One number of isotropic samples a resample: a threshold of their order statistics.
      var thresholds: [Int: Double] = [:]
      for key in isotropic.keys.sorted() {
        thresholds[key] = resampledThreshold(isotropic[key] ?? [], &random)
      }
      let first = counts.first { n in
        let values = mixed[n] ?? []
        let share = Self.missed(values, thresholds[dependsOnCount ? n : 0] ?? .nan)
        // The resampled number at or below is binomial.
        let drawn = (0..<values.count).count { _ in random.uniform() < share }
        return Double(drawn) / Double(values.count) < search.rates.missed
      }
      found.append(Double(first ?? search.events))
    }
    found.sort()
    return Quantile.linear(found, 0.16)...Quantile.linear(found, 0.84)
  }

  /// The threshold of a sample drawn with replacement from rising values.
  private func resampledThreshold(_ values: [Double], _ random: inout Philox) -> Double {
    var counts = [Int32](repeating: 0, count: values.count)
    for _ in values { counts[random.index(below: values.count)] += 1 }
    let place = Double(values.count - 1) * (1 - search.rates.falseAlarm)
    // Only the two order statistics about the place are needed.
    let low = Int(place)
    var (seen, i) = (Int(counts[0]), 0)
    func next(_ rank: Int) -> Double {
      while seen <= rank {
        i += 1
        seen += Int(counts[i])
      }
      return values[i]
    }
    let a = next(low)
    let b = next(min(low + 1, values.count - 1))
    return Quantile.linear([a, b], place - Double(low))
  }
}
