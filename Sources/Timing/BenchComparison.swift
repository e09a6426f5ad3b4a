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

  /// A variant that one record alone has timed.
  public struct Unpaired: Codable, Sendable, Equatable {
    public var workload: String
    public var variant: String
    /// Whether the older record has its time.
    public var wasTimed: Bool
    /// Why the other record holds its answer for wrong; nil where it does not have the variant.
    public var reason: String?
  }

  public var before: String
  public var now: String
  public var rows: [Row]
  /// Timed in one of the records only, with why where the other has it untimed.
  public var unpaired: [Unpaired]
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
    let unpaired = a.symmetricDifference(b).map { key in
      BenchComparison.Unpaired(
        workload: key.workload, variant: key.variant, wasTimed: b.contains(key),
        reason: (b.contains(key) ? self : before).reason(key))
    }
    let peaks = [ceilings, before.ceilings].map { $0.peak(.double, threads: 1) ?? .nan }
    return BenchComparison(
      before: before.bench.id, now: bench.id, rows: rows,
      unpaired: unpaired.sorted { ($0.workload, $0.variant) < ($1.workload, $1.variant) },
      sameMachine: environment.hostName == before.environment.hostName
        && environment.cpuModel == before.environment.cpuModel,
      peakLogRatio: peaks.allSatisfy { $0 > 0 } ? Foundation.log(peaks[0] / peaks[1]) : nil)
  }

  private struct Key: Hashable {
    var workload: String
    var variant: String
    var precision: Variant.Precision
  }

  /// Why the answer of a variant is wrong; nil where it is right or the variant is not there.
  private func reason(_ key: Key) -> String? {
    workloads.first { $0.name == key.workload }?.variants
      .first { $0.id == key.variant && $0.precision == key.precision }?.validation.reason
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
    return BenchComparison.Row(
      workload: key.workload, variant: key.variant, precision: key.precision,
      before: logs(then), now: logs(now),
      floor: max(
        floor(now.kind, rounds: now.pairs.count), before.floor(then.kind, rounds: then.pairs.count)
      ), seed: bench.seed)
  }
}

extension BenchComparison.Row {
  /// Two runs of a variant held against each other.
  /// - Parameters:
  ///   - before: ln of the times of an item in the rounds of the older run, not empty.
  ///   - now: those of the newer one.
  ///   - floor: the larger of the A/A floors of both runs; infinite without a control.
  ///   - seed: of the bootstrap.
  public init(
    workload: String, variant: String, precision: Variant.Precision, before: [Double],
    now: [Double], floor: Double, seed: UInt64
  ) {
    var random = Philox(
      seed: seed, stream: Philox.stream(of: "bench compare \(workload) \(variant)"))
    let interval = SampleStatistics.bootstrapDifference(before, now, random: &random)
    self.init(
      workload: workload, variant: variant, precision: precision,
      secondsBefore: Foundation.exp(SampleStatistics.median(before)),
      secondsNow: Foundation.exp(SampleStatistics.median(now)),
      samplesBefore: before.count, samplesNow: now.count, logRatio: Self.logRatio(before, now),
      low: interval.lowerBound, high: interval.upperBound,
      floor: Self.floor(before, now, controls: floor))
  }

  /// The row of two runs where it ``isChange``; nil where it is none, which the floor mostly says
  /// without the cost of an interval.
  public static func change(
    workload: String, variant: String, precision: Variant.Precision, before: [Double],
    now: [Double], floor: Double, seed: UInt64
  ) -> Self? {
    guard !before.isEmpty, !now.isEmpty,
      logRatio(before, now).magnitude > Self.floor(before, now, controls: floor)
    else { return nil }
    let row = Self(
      workload: workload, variant: variant, precision: precision, before: before, now: now,
      floor: floor, seed: seed)
    return row.isChange ? row : nil
  }

  private static func logRatio(_ before: [Double], _ now: [Double]) -> Double {
    SampleStatistics.median(before) - SampleStatistics.median(now)
  }

  /// The largest of the floor of the controls and the scatter of single rounds in either run.
  private static func floor(_ before: [Double], _ now: [Double], controls: Double) -> Double {
    max(controls, scatter(before), scatter(now))
  }

  /// 95 % of |x − median|.
  private static func scatter(_ logs: [Double]) -> Double {
    let median = SampleStatistics.median(logs)
    return SampleStatistics.quantile(logs.map { ($0 - median).magnitude }, 0.95)
  }
}
