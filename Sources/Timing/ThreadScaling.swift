// SPDX-License-Identifier: GPL-3.0-or-later

/// How a variant gains from threads, read off its rows.
public struct ThreadScaling: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    public var threads: Int
    /// Wall time of one thread over that of these.
    public var speedUp: Double
    /// speedUp/threads.
    public var efficiency: Double { speedUp / Double(threads) }
  }

  public var workload: String
  /// Name of the variants without their "threads=N"; that of the one-thread row.
  public var family: String
  public var points: [Point]

  /// One for each family of the workload that has one thread and more.
  ///
  /// Each round gives a ratio of wall times of its own, and the median over the rounds counts.
  public static func all(of record: WorkloadRecord) -> [ThreadScaling] {
    let timed = record.variants.filter { $0.summary != nil }
    let bases = timed.filter { $0.threads == 1 && $0.device == nil }
    return bases.compactMap { base in
      let others = timed.filter {
        $0.threads > 1 && $0.precision == base.precision
          && belongs($0.id, to: base.id, bases.map(\.id))
      }
      guard !others.isEmpty else { return nil }
      let points = others.map { Point(threads: $0.threads, speedUp: speedUp(of: $0, over: base)) }
      return ThreadScaling(
        workload: record.name, family: base.id,
        points: [Point(threads: 1, speedUp: 1)] + points.sorted { $0.threads < $1.threads })
    }
  }

  /// "simd threads=2" belongs to "simd"; a bare "threads=2" to the last one-thread variant.
  static func belongs(_ id: String, to base: String, _ bases: [String]) -> Bool {
    let rest = id.split { " ,".contains($0) }.filter { !$0.hasPrefix("threads=") }
    let family = rest.joined(separator: " ")
    let own = base.split { " ,".contains($0) }.filter { $0 != "threads=1" }.joined(separator: " ")
    return family.isEmpty ? base == bases.last : family == own
  }

  private static func speedUp(of many: VariantRecord, over one: VariantRecord) -> Double {
    var first: [Int: Double] = [:]
    for pair in one.pairs { first[pair.round] = pair.variant.seconds(.wall) }
    return SampleStatistics.median(
      many.pairs.compactMap { pair in
        first[pair.round].map { $0 / pair.variant.seconds(.wall) }
      })
  }
}
