// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// What became of one variant of a workload.
public struct VariantRecord: Codable, Sendable, Equatable {
  public var id: String
  public var precision: Variant.Precision
  public var threads: Int
  /// Id of the accelerator; nil for the CPU.
  public var device: String?
  public var validation: Validation
  /// Every pair; those of the reference are pairs with itself.
  public var pairs: [SamplePair]
  /// Load average when its workload was begun.
  public var loadAverage: Double?
  /// Nil where the answer is wrong: no time then.
  public var summary: Summary?

  public struct Summary: Codable, Sendable, Equatable {
    public var kind: TimeKind
    /// Seconds of one run, median and median absolute deviation over the rounds.
    public var median: Double
    public var medianDeviation: Double
    public var itemsPerSecond: Double
    /// Median and mean of ln(t_reference/t_variant), and the mean's 95 % bootstrap interval.
    public var logGain: Double
    public var meanLogGain: Double
    public var low: Double
    public var high: Double
    /// Two-sided signed-rank p of the pairs.
    public var pValue: Double
    /// Smallest |log-ratio| that counts as a change here.
    public var floor: Double
    /// Share of the ceiling that binds, and its name; nil where the work is not counted.
    public var ceilingShare: Double?
    public var ceiling: String?
    /// Energy per item [J] of the packages, or of the accelerator in a stretch of its own, idle power
    /// included; nil where not measured.
    public var joulesPerItem: Double?

    /// Whether the gain is told from none: beyond the floor, and 1 outside the interval.
    public var isChange: Bool { logGain.magnitude > floor && (low > 0 || high < 0) }
  }
}

extension VariantRecord.Summary {
  /// The statistics of at least one pair.
  init(
    _ pairs: [SamplePair], of workload: Workload, variant: Variant, floor: Double,
    ceilings: Ceilings, seed: UInt64
  ) {
    kind = TimeKind(
      threads: max(variant.threads, workload.variants[0].threads), device: variant.device)
    let own = TimeKind(threads: variant.threads, device: variant.device)
    let times = pairs.map { $0.variant.seconds(own) }
    median = SampleStatistics.median(times)
    medianDeviation = SampleStatistics.medianDeviation(times)
    itemsPerSecond = workload.items / median
    let kind = kind
    let ratios = pairs.map { $0.logGain(kind) }
    logGain = SampleStatistics.median(ratios)
    meanLogGain = SampleStatistics.mean(ratios)
    var random = Philox(
      seed: seed, stream: Philox.stream(of: "bench bootstrap \(workload.name) \(variant.id)"))
    let interval = SampleStatistics.bootstrapMean(ratios, random: &random)
    (low, high) = (interval.lowerBound, interval.upperBound)
    pValue = SampleStatistics.wilcoxon(ratios)
    self.floor = floor
    if let bound = ceilings.bound(of: workload, variant) {
      (ceilingShare, ceiling) = (itemsPerSecond / bound.itemsPerSecond, bound.name)
    }
    let joules = pairs.compactMap { pair in
      pair.variant.joules.map { $0 / Double(pair.variant.repeats) }
    }
    if joules.count == pairs.count {
      // The counter's steps are coarser than a sample: only the sum over all means something.
      let runs = pairs.reduce(0.0) { $0 + Double($1.variant.repeats) }
      let total = pairs.reduce(0.0) { $0 + ($1.variant.joules ?? 0) }
      joulesPerItem = total / runs / workload.items
    }
  }
}
