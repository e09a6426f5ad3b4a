// SPDX-License-Identifier: GPL-3.0-or-later

/// One quantity over the runs of one host: never of several hosts, tiers or definitions together.
public struct TrendSeries: Sendable, Equatable, Encodable {
  /// What the values are.
  public enum Quantity: String, Sendable, Codable {
    /// The worst |deviation| over its bound; 1 is the edge of the tolerance.
    case shareOfTolerance = "worst share of tolerance"
    /// Where no row has a bound, as for an ordering.
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
    /// The verdict of a comparison; "right" or "wrong" of a variant's answer.
    public var status: String?
    public var tolerance: String?
    public var relative: Double?
    public var absolute: Double?
    public var pull: Double?
    /// Nil where there is none: not run, or a wrong answer.
    public var value: Double?
    /// Standard error of a rate, relative to it.
    public var error: Double?
    /// Smallest |ln ratio| that the bench told from none, by its A/A controls.
    public var floor: Double?
  }

  /// "study/comparison" or "study/workload/variant".
  public var target: String
  public var host: String
  public var cpuModel: String
  /// "tier quick", or the definition of the workload.
  public var setting: String
  public var quantity: Quantity
  /// "map/s"; nil for a comparison.
  public var unit: String?
  /// Oldest first.
  public var points: [Point]

  public var machine: String { "\(host) (\(cpuModel))" }
}
