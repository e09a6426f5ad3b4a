// SPDX-License-Identifier: GPL-3.0-or-later

/// One quantity over the runs of one host: never of several hosts, tiers, seeds or definitions
/// together.
public struct TrendSeries: Sendable, Equatable, Encodable {
  /// What the values are.
  public enum Quantity: String, Sendable, Codable {
    /// The worst |deviation| over its bound; 1 is the edge of the tolerance.
    case shareOfTolerance = "worst share of tolerance"
    /// The smallest rise of an ordering, which has no bound: larger is better, below 0 it is broken.
    case relativeDeviation = "worst relative deviation"
    case absoluteDeviation = "worst absolute deviation"
    /// Items a second.
    case rate
    /// Verdicts only.
    case none
  }

  public struct Point: Sendable, Equatable, Encodable {
    public var run: Int64
    public var id: String
    public var started: String
    public var commit: String?
    public var isDirty: Bool?
    /// The verdict of a comparison, "reproduced, vanished" where a known difference is gone; "right"
    /// or "wrong" of a variant's answer.
    public var status: String?
    public var tolerance: String?
    public var relative: Double?
    public var absolute: Double?
    public var pull: Double?
    /// Nil where there is none: not run, or a wrong answer.
    public var value: Double?
    /// Standard error of a rate, relative to it; nil of too few rounds to say.
    public var error: Double?
    /// Smallest |ln ratio| that the bench told from none, by its A/A controls.
    public var floor: Double?
  }

  /// "study/comparison" or "study/workload/variant".
  public var target: String
  public var host: String
  public var cpuModel: String
  public var cores: Int
  /// "tier quick, seed 1, with data", or the definition of the workload and how it was built and run.
  public var setting: String
  public var quantity: Quantity
  /// "map/s"; nil for a comparison.
  public var unit: String?
  /// Oldest first.
  public var points: [Point]

  public var machine: String { "\(host) (\(cpuModel), \(cores) core\(cores == 1 ? "" : "s"))" }
}
