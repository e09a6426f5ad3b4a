// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Timing

/// Two benches held against each other: workload by workload, with the samples of both.
public struct BenchPair: Codable, Sendable, Equatable {
  /// A variant that both have timed.
  public struct Row: Codable, Sendable, Equatable {
    public var workload: String
    public var variant: String
    /// "single" or "double".
    public var precision: String
    /// Median seconds of an item.
    public var before: Double
    public var now: Double
    /// Rounds of both.
    public var samplesBefore: Int
    public var samplesNow: Int
    /// t_before/t_now of the medians: above 1 where it became faster; the interval is of the ratio of
    /// the geometric means.
    public var ratio: Double
    public var low: Double
    public var high: Double
    /// The ratio below which a change is not told from none on either host.
    public var floor: Double
    public var isChange: Bool
    /// Whether both have rounds enough for a verdict.
    public var isJudged: Bool
  }

  public var before: String
  public var now: String
  public var sameMachine: Bool
  /// Ratio of the one-core double FMA peaks, now over before.
  public var peakRatio: Double?
  public var rows: [Row]
  public var unpaired: [BenchComparison.Unpaired]
  public var environment: [RunComparison.Difference]

  public init(before: BenchRecord, now: BenchRecord) {
    let found = now.compare(against: before)
    (self.before, self.now) = (found.before, found.now)
    sameMachine = found.sameMachine
    peakRatio = found.peakLogRatio.map { exp($0) }
    unpaired = found.unpaired
    rows = found.rows.map { row in
      Row(
        workload: row.workload, variant: row.variant, precision: row.precision.rawValue,
        before: row.secondsBefore, now: row.secondsNow, samplesBefore: row.samplesBefore,
        samplesNow: row.samplesNow, ratio: exp(row.logRatio), low: exp(row.low),
        high: exp(row.high), floor: exp(row.floor), isChange: row.isChange,
        isJudged: row.isJudged)
    }
    environment = RunComparison.differences(
      RunComparison.environment(before.environment), RunComparison.environment(now.environment))
  }

  /// Variants whose answer was right and is wrong.
  public var becameWrong: [BenchComparison.Unpaired] {
    unpaired.filter { $0.wasTimed && $0.reason != nil }
  }

  /// Variants that the later bench does not time.
  public var lost: [BenchComparison.Unpaired] { unpaired.filter(\.wasTimed) }

  public var verdict: String {
    let wrong =
      becameWrong.isEmpty
      ? "" : " \(Format.count(becameWrong.count, "variant")) became wrong and has no time."
    return speed + wrong
  }

  private var speed: String {
    let faster = rows.count { $0.isChange && $0.ratio > 1 }
    let slower = rows.count { $0.isChange && $0.ratio < 1 }
    return
      "\(slower) of \(Format.count(rows.count, "timed variant")) became slower and \(faster) faster "
      + "beyond the floors of both hosts."
  }

  /// The page of the comparison.
  public var page: ComparisonPage {
    var text = [
      "Times are medians of an item. Ratio: median before over median now, above 1 where it became "
        + "faster. The interval is a 95 % bootstrap of the ratio of the geometric means over all "
        + "samples of both. A change counts where the ratio is beyond the floor, the largest of the "
        + "A/A floors and of the scatter of single rounds of both benches, and the interval is on the "
        + "ratio's side of 1; under \(BenchComparison.Row.fewestSamples) rounds nothing is told. "
        + "Of many rows of few rounds some are told by chance, and what differs from run to run but "
        + "not within one is in no interval: repeat a bench before a change is believed.",
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
            "workload", "variant", "precision", "before", "now", "samples", "ratio",
            "95 % interval",
            "floor", "change",
          ],
          rows: rows.map(Self.cells)))
    ]
    if !unpaired.isEmpty {
      sections.append(
        .init(
          title: "Timed in one only", paragraphs: [],
          table: .init(
            header: ["workload", "variant", "timed in", "in the other"],
            rows: unpaired.map {
              [
                $0.workload, $0.variant, $0.wasTimed ? "the earlier" : "the later",
                $0.reason.map { "wrong: \($0)" } ?? "not there",
              ]
            })))
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
      row.workload, row.variant, row.precision, seconds(row.before), seconds(row.now),
      "\(row.samplesBefore), \(row.samplesNow)", Format.size(row.ratio),
      "\(Format.size(row.low)) to \(Format.size(row.high))", Format.size(row.floor),
      row.isChange ? row.ratio > 1 ? "faster" : "slower" : row.isJudged ? "none told" : "too few",
    ]
  }

  /// Times here go down to nanoseconds.
  private static func seconds(_ x: Double) -> String { Format.size(x) + " s" }
}
