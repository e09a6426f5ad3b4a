// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// A run or bench as the history lists it.
public struct HistoryRun: Sendable, Equatable, Encodable {
  public enum Kind: String, Sendable, Codable { case run, bench }

  /// How many comparisons came to which verdict.
  public struct Counts: Sendable, Equatable, Codable {
    public var reproduced = 0
    public var discrepant = 0
    public var undecided = 0
    public var notComparable = 0
    public var notRun = 0
    /// Known differences that have vanished.
    public var vanished = 0
  }

  /// Its number in this history: tells runs of one id apart.
  public var number: Int64
  public var kind: Kind
  public var id: String
  /// ISO 8601, UTC.
  public var started: String
  public var finished: String
  public var seconds: Double
  /// Nil for a bench.
  public var tier: Tier?
  /// Whether a bench was a quick one; nil for a run.
  public var quick: Bool?
  public var seed: UInt64
  public var threads: Int
  public var withData: Bool?
  public var studies: [String]
  public var only: [String]
  public var command: [String]
  public var host: String
  public var cpuModel: String
  public var commit: String?
  public var isDirty: Bool?
  /// Results digest of a run; SHA-256 of the record of a bench.
  public var digest: String
  /// Where the record was when it was added.
  public var record: String
  /// Nil for a bench.
  public var counts: Counts?
  /// Variants with a time and variants with a wrong answer, of a bench.
  public var timed: Int?
  public var wrong: Int?
  /// What is other than in the comparable run before; nil where there is none.
  public var change: Change?

  /// What changed since the last run that was asked for alike.
  public struct Change: Sendable, Equatable, Encodable {
    /// The earlier run.
    public var since: Int64
    public var sinceID: String
    /// The same digest: the same answers, to the bit. Nil for benches.
    public var sameAnswers: Bool?
    /// "study/comparison: reproduced → discrepant".
    public var verdicts: [String]
    /// Variants that became faster or slower by more than the floors of both benches and the scatter
    /// of their rounds.
    public var faster: [String]
    public var slower: [String]
  }

  /// "quick", "standard", "full", "bench", "bench, quick".
  public var setting: String {
    tier?.rawValue ?? (quick == true ? "bench, quick" : "bench")
  }
}
