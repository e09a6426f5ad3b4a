// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// Two records held against each other: two commits on one machine, or two machines.
public struct BenchComparison: Sendable, Equatable {
  /// A workload and variant with a time in both.
  public struct Row: Sendable, Equatable {
    public var workload: String
    public var variant: String
    public var precision: Variant.Precision
    /// Median seconds of an item, by the clock of the row.
    public var secondsBefore: Double
    public var secondsNow: Double
    /// Rounds of the older and of the newer record.
    public var samplesBefore: Int
    public var samplesNow: Int
    /// ln(t_before/t_now) of the median times of an item: positive where it became faster.
    public var logRatio: Double
    /// 95 % bootstrap interval of the difference of the mean logarithms.
    public var low: Double
    public var high: Double
    /// The largest of the two records' A/A floors and of the scatter of single rounds in either run.
    public var floor: Double

    /// Rounds below which no change is told: a bootstrap of four samples says nothing of their tails.
    public static let fewestSamples = 5

    /// Whether both records have the rounds for a verdict.
    public var isJudged: Bool { min(samplesBefore, samplesNow) >= Self.fewestSamples }

    /// Beyond the floor, with 1 outside the interval and the interval on the ratio's side: the ratio
    /// is of medians and the interval of means, so that they can lie on different sides of 1.
    public var isChange: Bool {
      isJudged && logRatio.magnitude > floor && (logRatio > 0 ? low > 0 : high < 0)
    }
  }

  public var before: String
  public var now: String
  public var rows: [Row]
  /// Timed in one of the records only: "workload, variant".
  public var unpaired: [String]
  /// Whether both come from machines of one name and processor.
  public var sameMachine: Bool
  /// ln of the ratio of the one-core double FMA peaks, now over before: how much of a change the
  /// machine itself may have made.
  public var peakLogRatio: Double?
}

extension BenchRecord {
  /// Pairs workloads and variants of this record with those of an older one.
  ///
  /// Rounds of two runs have nothing to do with each other, so the samples are resampled apart, and
  /// an A/A floor, which is of paired rounds, is too low: what is smaller than the scatter of single
  /// rounds (95 % of |ln t − median|) is not told from none. What changes from run to run but not
  /// within one (placement in memory, the machine's neighbours) is in no interval.
  public func compare(against before: BenchRecord) -> BenchComparison {
    let old = Self.timed(before)
    let new = Self.timed(self)
    var rows: [BenchComparison.Row] = []
    for (key, now) in new {
      guard let then = old.first(where: { $0.key == key })?.value else { continue }
      rows.append(row(key, now, then, before))
    }
    let (a, b) = (Set(new.map(\.key)), Set(old.map(\.key)))
    let peaks = [ceilings, before.ceilings].map { $0.peak(.double, threads: 1) ?? .nan }
    return BenchComparison(
      before: before.bench.id, now: bench.id, rows: rows,
      unpaired: a.symmetricDifference(b).map { "\($0.workload), \($0.variant)" }.sorted(),
      sameMachine: environment.hostName == before.environment.hostName
        && environment.cpuModel == before.environment.cpuModel,
      peakLogRatio: peaks.allSatisfy { $0 > 0 } ? Foundation.log(peaks[0] / peaks[1]) : nil)
  }

  private struct Key: Hashable {
    var workload: String
    var variant: String
    var precision: Variant.Precision
  }

  private struct Timed {
    var summary: VariantRecord.Summary
    var kind: TimeKind
    var pairs: [SamplePair]
    var items: Double
  }

  private static func timed(_ record: BenchRecord) -> [(key: Key, value: Timed)] {
    record.workloads.flatMap { workload in
      workload.variants.compactMap { variant in
        variant.summary.map { summary in
          (
            Key(workload: workload.name, variant: variant.id, precision: variant.precision),
            Timed(
              summary: summary, kind: TimeKind(threads: variant.threads), pairs: variant.pairs,
              items: workload.items)
          )
        }
      }
    }
  }

  private func row(
    _ key: Key, _ now: Timed, _ then: Timed, _ before: BenchRecord
  ) -> BenchComparison.Row {
    let logs = { (timed: Timed) in
      timed.pairs.map { Foundation.log($0.variant.seconds(timed.kind) / timed.items) }
    }
    let (a, b) = (logs(then), logs(now))
    var random = Philox(
      seed: bench.seed,
      stream: Philox.stream(of: "bench compare \(key.workload) \(key.variant)"))
    let interval = SampleStatistics.bootstrapDifference(a, b, random: &random)
    return BenchComparison.Row(
      workload: key.workload, variant: key.variant, precision: key.precision,
      secondsBefore: Foundation.exp(SampleStatistics.median(a)),
      secondsNow: Foundation.exp(SampleStatistics.median(b)),
      samplesBefore: a.count, samplesNow: b.count,
      logRatio: SampleStatistics.median(a) - SampleStatistics.median(b),
      low: interval.lowerBound, high: interval.upperBound,
      floor: [
        floor(now.kind, rounds: now.pairs.count),
        before.floor(then.kind, rounds: then.pairs.count), Self.scatter(a), Self.scatter(b),
      ].max()!)
  }

  /// 95 % of |x − median|.
  private static func scatter(_ logs: [Double]) -> Double {
    let median = SampleStatistics.median(logs)
    return SampleStatistics.quantile(logs.map { ($0 - median).magnitude }, 0.95)
  }
}
