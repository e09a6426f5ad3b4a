// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// What the drills found: for every fault and every comparison meant to catch it, whether it did.
public struct DrillReport: Codable, Sendable, Equatable {
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    /// The fault turned the comparison discrepant.
    case caught
    /// It did not, or the comparison was discrepant without it.
    case missed
    /// Tier or data missing.
    case notRun = "not run"
  }

  public struct Finding: Codable, Sendable, Equatable {
    public var study: String
    public var fault: String
    /// What is wrong under the fault.
    public var title: String
    public var comparison: String
    public var outcome: Outcome
    /// Discrepant rows beyond the known ones, and all rows.
    public var discrepantRows: Int
    public var rows: Int
    /// Why missed or not run.
    public var note: String?
  }

  /// A comparison that no fault is meant for.
  public struct Undrilled: Codable, Sendable, Equatable {
    public var study: String
    public var comparison: String
  }

  public var tier: Tier
  public var seed: UInt64
  /// In the order of studies, faults and the comparisons they are meant for.
  public var findings: [Finding]
  public var undrilled: [Undrilled]
  public var seconds: Double

  /// 0 when every comparison is drilled, nothing was missed and something was caught; else 1.
  /// A comparison that is not run here for want of tier or data does not fail the drill.
  public var exitStatus: ExitStatus {
    let outcomes = findings.map(\.outcome)
    return undrilled.isEmpty && !outcomes.contains(.missed) && outcomes.contains(.caught)
      ? .success : .discrepant
  }
  /// Writes the report as JSON, whole or not at all.
  public func write(to path: String) throws(AssayError) {
    try AtomicFile.write(try CanonicalJSON.encode(self) + [UInt8(ascii: "\n")], to: path)
  }
}
