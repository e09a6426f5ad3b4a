// SPDX-License-Identifier: GPL-3.0-or-later
internal import GRDB
public import Numerics

/// What a trend is asked of.
public struct TrendTarget: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case comparison
    /// A variant of a workload.
    case variant(String)
  }
  public var study: String
  public var name: String
  public var kind: Kind

  /// "study/comparison" or "study/workload/variant".
  public var text: String {
    switch kind {
    case .comparison: "\(study)/\(name)"
    case .variant(let variant): "\(study)/\(name)/\(variant)"
    }
  }
}

extension HistoryStore {
  /// The comparison or variant that `text` names: "comparison", "study/comparison", "workload",
  /// "study/workload" or "study/workload/variant".
  ///
  /// A comparison comes before a workload of the same name; a workload without a variant stands for
  /// its quickest right one in the newest bench. Refuses a name that is not here, with the nearest
  /// ones, and one that several studies have.
  public func target(_ text: String) throws(AssayError) -> TrendTarget {
    let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    let found = try read { db throws -> [TrendTarget] in
      let comparisons = try Self.comparisons(parts, db)
      return comparisons.isEmpty ? try Self.variants(parts, db) : comparisons
    }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      let nearest = NearestNames.of(text, among: try targets().map(\.text))
      throw .usage(
        nearest.isEmpty
          ? "no comparison or workload \(text): the history \(path) holds none"
          : "no comparison or workload \(text) in \(path); nearest: "
            + nearest.joined(separator: ", "))
    }
    throw .usage(
      "\(text) is in several studies; accepted: "
        + found.map { "\($0.study)/\($0.name)" }.joined(separator: ", "))
  }

  /// Every comparison with a judgement and every variant with a time.
  public func targets() throws(AssayError) -> [TrendTarget] {
    try read { db in
      let comparisons = try Row.fetchAll(
        db, sql: "SELECT study, name FROM comparison ORDER BY study, id")
      let variants = try Row.fetchAll(
        db,
        sql: """
          SELECT DISTINCT w.study, w.name, v.name AS variant
          FROM variant AS v JOIN workload AS w ON w.id = v.workload ORDER BY w.study, w.id, v.id
          """)
      return comparisons.map {
        TrendTarget(study: $0["study"], name: $0["name"], kind: .comparison)
      }
        + variants.map {
          TrendTarget(study: $0["study"], name: $0["name"], kind: .variant($0["variant"]))
        }
    }
  }

  private static func comparisons(_ parts: [String], _ db: Database) throws -> [TrendTarget] {
    guard parts.count <= 2 else { return [] }
    let rows =
      parts.count == 1
      ? try Row.fetchAll(
        db, sql: "SELECT study, name FROM comparison WHERE name = ?", arguments: [parts[0]])
      : try Row.fetchAll(
        db, sql: "SELECT study, name FROM comparison WHERE study = ? AND name = ?",
        arguments: [parts[0], parts[1]])
    return rows.map { TrendTarget(study: $0["study"], name: $0["name"], kind: .comparison) }
  }

  private static func variants(_ parts: [String], _ db: Database) throws -> [TrendTarget] {
    let condition = parts.count == 1 ? "w.name = ?" : "w.study = ? AND w.name = ?"
    let wanted = parts.count == 3 ? "AND v.name = ?" : ""
    // SQLite hands over the variant of the row with the greatest key.
    return try Row.fetchAll(
      db,
      sql: """
        SELECT w.study, w.name, v.name AS variant, max(r.started || printf('%024.6f', t.rate))
        FROM workload AS w JOIN variant AS v ON v.workload = w.id
        JOIN timing AS t ON t.variant = v.id JOIN run AS r ON r.id = t.run
        WHERE \(condition) \(wanted) AND t.rate NOTNULL GROUP BY w.study, w.name
        """, arguments: StatementArguments(parts)
    ).map { TrendTarget(study: $0["study"], name: $0["name"], kind: .variant($0["variant"])) }
  }
}
