// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
public import Numerics
public import Timing

/// What `assay bench` measures of the figures of merit.
///
/// The published efficiencies of 1040 models are not at hand (15 are): the chain is timed on a drawn
/// table of that shape, 34 pairs of channel and signal, 19 signals, three levels. The AUC is that of
/// two drawn samples, ranked from unsorted scores. Peers: Benchmarks/anomaly-detection.
public enum MeritWorkloads {
  /// - Parameter threads: most threads of a variant.
  public static func all(threads: Int) throws(AssayError) -> [Workload] {
    [
      try improvement(models: 1040, threads: threads),
      try area(events: 1_000_000, threads: threads),
    ]
  }

  /// Of a model: a product and a comparison for each of 34 × 3 efficiencies; sorting is left out.
  private static let flopsPerModel = 2.0 * 34 * 3

  static func improvement(models: Int, threads: Int) throws(AssayError) -> Workload {
    let table = try drawn(models: models)
    let variants = ([1] + ThreadCounts.beyondOne(upTo: threads)).map { count in
      Variant(
        id: count == 1 ? "scalar" : "threads=\(count)", precision: .double, threads: count, bound: 0
      ) { () throws(AssayError) in
        TotalImprovement.all(table, threads: count).flatMap { [$0.least, $0.median, $0.largest] }
      }
    }
    return Workload(
      study: "anomaly-detection", id: "total-improvement",
      title: "Total improvement of \(models) models, drawn efficiencies", item: "model",
      items: Double(models), flopsPerItem: flopsPerModel, bytesPerItem: 8 * 34 * 3,
      workingSet: 8 * 34 * 3 * Double(models), variants: variants,
      sized: { factor throws(AssayError) in
        try improvement(
          models: max(1, Int((Double(models) * factor).rounded())), threads: threads)
      })
  }

  /// Efficiencies that fall with the level; pair k is signal k modulo 19, in channel k/19.
  static func drawn(models: Int) throws(AssayError) -> EfficiencyTable {
    var random = Philox(seed: 1, stream: Philox.stream(of: "total-improvement workload"))
    let pairs = (0..<34).map {
      EfficiencyTable.Pair(channel: "channel \($0 / 19)", signal: "signal \($0 % 19)")
    }
    var efficiencies: [Double] = []
    for _ in 0..<models * pairs.count {
      let first = random.uniform()
      let second = first * random.uniform()
      efficiencies += [first, second, second * random.uniform()]
    }
    return try EfficiencyTable(
      models: (0..<models).map { "model \($0)" }, pairs: pairs, efficiencies: efficiencies)
  }

  /// AUC of two samples of so many events: the reference sorts by comparisons and counts pairs one
  /// sample's event after the other, by bisection; the other sorts by digits.
  static func area(events: Int, threads: Int) throws(AssayError) -> Workload {
    let bed = ShiftBed(shift: 1)
    let (background, signal) = (
      bed.toys(events, signal: false, seed: 1, stream: "area workload", threads: threads),
      bed.toys(events, signal: true, seed: 1, stream: "area workload", threads: threads)
    )
    let reference = Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
      let sorted = background.sorted()
      var twice = 0
      for score in signal {
        twice += count(sorted) { $0 < score } + count(sorted) { $0 <= score }
      }
      return [Double(twice) / 2 / Double(background.count) / Double(signal.count)]
    }
    let fast = ([1] + ThreadCounts.beyondOne(upTo: min(2, threads))).map { count in
      Variant(
        id: count == 1 ? "radix" : "radix threads=\(count)", precision: .double, threads: count,
        bound: 1e-15
      ) { () throws(AssayError) in
        // A sample a thread.
        let ranked = Parallel.map(2, threads: count) { number in
          Result { () throws(AssayError) in
            try RankedScores(number == 0 ? background : signal, of: "a workload")
          }
        }
        return [
          ReceiverCurve(background: try ranked[0].get(), signal: try ranked[1].get()).area.value
        ]
      }
    }
    return Workload(
      study: "anomaly-detection", id: "auc", title: "AUC of \(events) events a sample",
      item: "event", items: 2 * Double(events), flopsPerItem: 0, bytesPerItem: 8 * 15,
      workingSet: 32 * Double(events), variants: [reference] + fast,
      sized: { factor throws(AssayError) in
        try area(events: max(2, Int((Double(events) * factor).rounded())), threads: threads)
      })
  }

  /// How many of rising numbers fulfil a condition that turns once.
  private static func count(_ sorted: [Double], where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
