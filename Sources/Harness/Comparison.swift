// SPDX-License-Identifier: GPL-3.0-or-later

/// One reference held against one observable (or one column after another, under one rule)
/// within a tolerance that carries its reason. Read from `Reference/<study>/comparisons.yaml`.
public struct Comparison: Codable, Sendable, Equatable {
  /// What the rows are, which decides the statistic.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Every row within the tolerance.
    case table
    /// χ² of all rows with its p-value; needs uncertainties.
    case chi2
    /// The worst |ln(ours/reference)| within a relative tolerance.
    case curve
    /// Two-sample Kolmogorov-Smirnov test of our sample against the reference's.
    case sample
    /// A claim: the observables, in the order listed, rise row by row.
    case ordering
  }

  /// How a reference number is known.
  public enum Evidence: String, Codable, Sendable, CaseIterable {
    case published
    case peerComputed = "peer-computed"
    case analytic
  }

  /// How the errors of the rows hang together.
  public enum Errors: String, Codable, Sendable, CaseIterable {
    /// Each row has its own: a χ² of the rows has as many degrees of freedom.
    case independent
    /// Rows share events or parameters: each is judged, but no χ² of all is formed, as it has fewer
    /// degrees of freedom than rows.
    case correlated
  }

  /// A dependent column of the table and the observable held against it.
  public struct Pair: Codable, Sendable, Equatable {
    public var column: String
    public var observable: String

    public init(column: String, observable: String) {
      self.column = column
      self.observable = observable
    }
  }

  public var id: String
  public var title: String
  /// Name of the reference table in `submission.yaml`; for an ordering without a table, nil.
  public var table: String?
  public var pairs: [Pair]
  /// Rows kept: axis name to the keys accepted; empty keeps all.
  public var rows: [String: [Key]]
  public var kind: Kind
  public var tolerance: Tolerance
  public var reason: Reason
  public var tier: Tier
  public var evidence: Evidence
  /// Where the reference stands: paper, table, figure, equation.
  public var source: String
  /// Discrepant rows that are understood; see ``KnownDifference``.
  public var known: KnownDifference?
  /// Nil for independent ones; correlated with ``Kind/table`` and ``Kind/curve`` only.
  public var errors: Errors?

  public init(
    id: String, title: String, table: String?, pairs: [Pair], rows: [String: [Key]] = [:],
    kind: Kind = .table, tolerance: Tolerance, reason: Reason, tier: Tier = .quick,
    evidence: Evidence, source: String, known: KnownDifference? = nil,
    errors: Errors? = nil
  ) {
    self.id = id
    self.title = title
    self.table = table
    self.pairs = pairs
    self.rows = rows
    self.kind = kind
    self.tolerance = tolerance
    self.reason = reason
    self.tier = tier
    self.evidence = evidence
    self.source = source
    self.known = known
    self.errors = errors
  }
}

/// The rule under which a computed number agrees with a reference.
public struct Tolerance: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// |x − r| ≤ bound.
    case absolute
    /// |x − r| ≤ bound·|r|.
    case relative
    /// Half a unit of the last of `digits` significant decimal digits of r.
    case printed
    /// |x − r| ≤ bound·σ, σ² = published² + computed².
    case sigma
    /// The whole confidence interval of x (`quantile` standard errors, default 1.96) lies within
    /// bound·|r| of r; otherwise undecided or discrepant.
    case equivalence
    /// |x − r| ≤ max(bound·|r|, quantile·σ), σ² = published² + computed², quantile 3 unless
    /// given: a difference that the errors explain is none. Undecided while 1.96 computed
    /// standard errors exceed bound·|r|: a run does not pass by being noisy.
    case combined
  }

  /// A wider bound for at most `atMost` rows, or for the rows named, with its own reason.
  public struct Allowance: Codable, Sendable, Equatable {
    public var bound: Double
    /// Rows it may cover; nil where `rows` names them.
    public var atMost: Int?
    /// Axis name to keys; empty lets any row use it.
    public var rows: [String: [Key]]
    public var reason: String

    public init(bound: Double, atMost: Int? = nil, rows: [String: [Key]] = [:], reason: String) {
      self.bound = bound
      self.atMost = atMost
      self.rows = rows
      self.reason = reason
    }
  }

  public var kind: Kind
  /// The bound; for `printed` the number of significant digits.
  public var bound: Double
  public var quantile: Double?
  public var allowance: Allowance?

  public init(
    _ kind: Kind, _ bound: Double, quantile: Double? = nil, allowance: Allowance? = nil
  ) {
    self.kind = kind
    self.bound = bound
    self.quantile = quantile
    self.allowance = allowance
  }
}

/// Why a tolerance has its size.
public struct Reason: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case printedPrecision = "printed-precision"
    case monteCarlo = "monte-carlo"
    case discretisation
    case digitisedFigure = "digitised-figure"
    case otherDataRelease = "other-data-release"
    case otherDefinition = "other-definition"
  }
  public var kind: Kind
  public var text: String

  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// Rows that are expected to differ, and why. They are counted and shown; when one of them stops
/// differing the run fails, because the explanation has become untrue.
public struct KnownDifference: Codable, Sendable, Equatable {
  /// Axis name to keys; a row is covered when all named axes match.
  public var rows: [String: [Key]]
  public var explanation: String

  public init(rows: [String: [Key]], explanation: String) {
    self.rows = rows
    self.explanation = explanation
  }
}

/// A claim of the literature that this program cannot test, and why.
public struct Claim: Codable, Sendable, Equatable {
  public var id: String
  public var text: String
  public var source: String
  /// What is not public, or what else forbids a comparison.
  public var because: String

  public init(id: String, text: String, source: String, because: String) {
    self.id = id
    self.text = text
    self.source = source
    self.because = because
  }
}
