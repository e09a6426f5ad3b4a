// SPDX-License-Identifier: GPL-3.0-or-later

/// What a comparison found.
public struct Verdict: Codable, Sendable, Equatable {
  public enum Status: String, Codable, Sendable, CaseIterable {
    case reproduced
    case discrepant
    /// More statistics would decide; see ``Verdict/statisticsFactor``.
    case undecided
    /// The paper's input is not public.
    case notComparable = "not comparable"
    /// Tier, device or data missing; see ``Verdict/note``.
    case notRun = "not run"
  }

  /// One row of the comparison.
  public struct Row: Codable, Sendable, Equatable {
    /// "draco, m_DM = 10 GeV".
    public var label: String
    public var reference: Double
    public var referenceError: Double?
    public var ours: Double
    public var ourError: Double?
    /// ours − reference.
    public var deviation: Double
    /// The largest |deviation| that would have been accepted in this row.
    public var bound: Double
    /// deviation/σ where a σ exists.
    public var pull: Double?
    public var status: Status
    /// Covered by the comparison's known difference.
    public var known: Bool

    public init(
      label: String, reference: Double, referenceError: Double? = nil, ours: Double,
      ourError: Double? = nil, deviation: Double, bound: Double, pull: Double? = nil,
      status: Status, known: Bool = false
    ) {
      self.label = label
      self.reference = reference
      self.referenceError = referenceError
      self.ours = ours
      self.ourError = ourError
      self.deviation = deviation
      self.bound = bound
      self.pull = pull
      self.status = status
      self.known = known
    }
  }

  public var comparison: String
  public var status: Status
  /// Why not run or not comparable; a warning such as "agreement too good"; else nil.
  public var note: String?
  public var rows: [Row]
  /// Rows that differ as their known difference says.
  public var knownDifferences: Int
  /// Rows whose known difference has vanished: a failure.
  public var vanished: Int
  /// The worst |deviation|/bound over the rows.
  public var worst: Double?
  /// The worst relative deviation, (ours − reference)/|reference|.
  public var worstRelative: Double?
  /// The worst absolute deviation.
  public var worstAbsolute: Double?
  public var worstPull: Double?
  public var chi2: Double?
  public var degreesOfFreedom: Int?
  public var pValue: Double?
  /// The smallest common relative (or, for absolute tolerances, absolute) shift of our values,
  /// in either direction, that this comparison would have caught.
  public var smallestCaught: Double?
  /// True when ``smallestCaught`` is an absolute shift.
  public var smallestCaughtIsAbsolute: Bool
  /// By what factor the statistics must grow to decide.
  public var statisticsFactor: Double?
  /// p > 0.999 over a statistical table: too good to be independent.
  public var tooGood: Bool

  public init(comparison: String, status: Status, note: String? = nil, rows: [Row] = []) {
    self.comparison = comparison
    self.status = status
    self.note = note
    self.rows = rows
    knownDifferences = 0
    vanished = 0
    smallestCaughtIsAbsolute = false
    tooGood = false
  }

  /// Whether this verdict makes a run fail (exit status 1).
  public var fails: Bool { status == .discrepant || vanished > 0 }
}
