// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Timing

/// Two benches held against each other: workload by workload, with the samples of both.
public struct BenchPair: Codable, Sendable, Equatable {
  /// A variant that both have timed.
  public struct Row: Codable, Sendable, Equatable {
    public var workload: String
    public var variant: String
    /// Median seconds of one run.
    public var before: Double
    public var now: Double
    /// t_before/t_now of an item: above 1 where it became faster, with its 95 % interval.
    public var ratio: Double
    public var low: Double
    public var high: Double
    /// The ratio below which a change is not told from none on either host.
    public var floor: Double
    public var isChange: Bool
  }

  public var before: String
  public var now: String
  public var sameMachine: Bool
  /// Ratio of the one-core double FMA peaks, now over before.
  public var peakRatio: Double?
  public var rows: [Row]
  public var unpaired: [String]
  public var environment: [RunComparison.Difference]

  public init(before: BenchRecord, now: BenchRecord) {
    let found = now.compare(against: before)
    (self.before, self.now) = (found.before, found.now)
    sameMachine = found.sameMachine
    peakRatio = found.peakLogRatio.map { exp($0) }
    unpaired = found.unpaired
    let median = { (record: BenchRecord, row: BenchComparison.Row) -> Double in
      record.workloads.first { $0.name == row.workload }?.variants
        .first { $0.id == row.variant && $0.summary != nil }?.summary?.median ?? .nan
    }
    rows = found.rows.map { row in
      Row(
        workload: row.workload, variant: row.variant, before: median(before, row),
        now: median(now, row), ratio: exp(row.logRatio), low: exp(row.low), high: exp(row.high),
        floor: exp(row.floor), isChange: row.isChange)
    }
    environment = RunComparison.differences(
      RunComparison.environment(before.environment), RunComparison.environment(now.environment))
  }

  public var verdict: String {
    let faster = rows.count { $0.isChange && $0.ratio > 1 }
    let slower = rows.count { $0.isChange && $0.ratio < 1 }
    return
      "\(slower) of \(Format.count(rows.count, "timed variant")) became slower and \(faster) faster "
      + "beyond the floors of both hosts."
  }

  /// The page of the comparison.
  public var page: ComparisonPage {
    var text = [
      "Ratio: time of an item before over now, above 1 where it became faster; the interval is a 95 % "
        + "bootstrap over all samples of both; a change counts beyond the floor, the larger of the A/A "
        + "floors and of the scatter of single rounds of both benches.",
      sameMachine
        ? "Both were measured on one machine." : "They were measured on two machines.",
    ]
    if let peakRatio {
      text.append(
        "One-core double FMA peak, now over before: \(Format.size(peakRatio)). So much of a change may "
          + "be the machine's.")
    }
    var sections = [
      ComparisonPage.Section(
        title: "Speed", paragraphs: text,
        table: .init(
          header: [
            "workload", "variant", "before", "now", "ratio", "95 % interval", "floor", "change",
          ],
          rows: rows.map(Self.cells)))
    ]
    if !unpaired.isEmpty {
      sections.append(
        .init(title: "Timed in one only", paragraphs: [unpaired.joined(separator: "; ") + "."]))
    }
    if !environment.isEmpty {
      sections.append(
        .init(
          title: "Environment of the benches", paragraphs: [],
          table: .init(
            header: ["", "before", "now"], rows: environment.map { [$0.name, $0.before, $0.now] })))
    }
    return ComparisonPage(
      title: "Benches \(before) and \(now)", verdict: verdict, sections: sections)
  }

  private static func cells(_ row: Row) -> [String] {
    [
      row.workload, row.variant, seconds(row.before), seconds(row.now), Format.size(row.ratio),
      "\(Format.size(row.low)) to \(Format.size(row.high))", Format.size(row.floor),
      row.isChange ? row.ratio > 1 ? "faster" : "slower" : "none told",
    ]
  }

  /// Times here go down to nanoseconds.
  private static func seconds(_ x: Double) -> String { Format.size(x) + " s" }
}
