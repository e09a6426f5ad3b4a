// SPDX-License-Identifier: GPL-3.0-or-later

/// A weak link between a published number and the verdict on it.
public struct AuditFinding: Codable, Sendable, Equatable {
  /// The kinds, the gravest first.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// No fault is meant for the comparison, or a drill showed that none breaks it.
    case undrilled = "no drill"
    /// Our values could move by their own size without a verdict.
    case cannotFail = "can hardly fail"
    /// Code or references changed after the report was made.
    case stale = "report older than its study"
    case discrepant
    case knownDifference = "known difference"
    /// The tolerance is far wider than what was measured, and its reason does not need it.
    case loose = "tolerance wider than needed"
    /// Part of the rows is accepted by a wider bound only.
    case allowance = "needs its allowance"
    /// No verdict in the record looked at.
    case notRun = "not run"
    case missingData = "data set missing"
    case claim = "claim not comparable"
    /// No number of the literature is compared, only computed ones.
    case noPublished = "nothing published compared"

    /// What a reader learns from a list of this kind.
    public var meaning: String {
      switch self {
      case .undrilled: "a check that was never seen to fail proves little"
      case .cannotFail: "the bound of these rows is as large as the reference itself"
      case .stale: "the committed report no longer shows what the code does"
      case .discrepant: "the numbers differ beyond the tolerance"
      case .knownDifference: "the numbers differ, and the reason given is ours"
      case .loose: "the worst row uses under 1 % of a tolerance that is no statistical one"
      case .allowance: "single rows lie outside the ordinary tolerance"
      case .notRun: "nothing is claimed for these"
      case .missingData: "comparisons that need these files are not run here"
      case .claim: "the paper's input is not public, or another reason forbids it"
      case .noPublished: "agreement with other programs is not agreement with the paper"
      }
    }
  }

  public var kind: Kind
  public var study: String
  /// A comparison, claim or data set; nil for the study itself.
  public var subject: String?
  public var text: String

  public init(_ kind: Kind, _ study: String, _ subject: String? = nil, _ text: String) {
    (self.kind, self.study, self.subject, self.text) = (kind, study, subject, text)
  }
}
