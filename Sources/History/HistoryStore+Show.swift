// SPDX-License-Identifier: GPL-3.0-or-later
internal import GRDB
public import Numerics

/// What the history keeps of one run beside its facts.
public struct HistoryDetail: Sendable, Equatable, Encodable {
  public struct Verdict: Sendable, Equatable, Encodable {
    public var comparison: String
    public var status: String
    /// "relative 0.01".
    public var tolerance: String?
    public var worst: Double?
    public var worstRelative: Double?
    public var worstAbsolute: Double?
    public var worstPull: Double?
    public var chi2: Double?
    public var degreesOfFreedom: Int?
    public var pValue: Double?
    public var known: Int
    public var vanished: Int
    public var smallestCaught: Double?
  }

  public struct Task: Sendable, Equatable, Encodable {
    public var name: String
    public var seconds: Double
  }

  public struct Timing: Sendable, Equatable, Encodable {
    public var variant: String
    public var item: String
    /// Items a second, and the standard error of its logarithm.
    public var rate: Double?
    public var error: Double?
    public var floor: Double?
    public var rounds: Int
    /// Why there is no time.
    public var reason: String?
  }

  public var verdicts: [Verdict]
  /// Slowest first.
  public var tasks: [Task]
  public var timings: [Timing]
}

extension HistoryStore {
  /// Verdicts, tasks and timings of a run, in the order of their studies.
  public func detail(of number: Int64) throws(AssayError) -> HistoryDetail {
    try read { db in
      HistoryDetail(
        verdicts: try Row.fetchAll(
          db,
          sql: """
            SELECT v.*, c.study, c.name FROM verdict AS v JOIN comparison AS c ON c.id = v.comparison
            WHERE v.run = ? ORDER BY c.study, c.id
            """, arguments: [number]
        ).map(Self.verdict),
        tasks: try Row.fetchAll(
          db,
          sql: """
            SELECT t.study, t.name, s.seconds FROM stage AS s JOIN task AS t ON t.id = s.task
            WHERE s.run = ? ORDER BY s.seconds DESC, t.id
            """, arguments: [number]
        ).map {
          .init(name: "\($0["study"] as String)/\($0["name"] as String)", seconds: $0["seconds"])
        },
        timings: try Row.fetchAll(
          db,
          sql: """
            SELECT t.*, w.study, w.name AS workload, w.item, v.name AS name
            FROM timing AS t JOIN variant AS v ON v.id = t.variant
            JOIN workload AS w ON w.id = v.workload
            WHERE t.run = ? ORDER BY w.study, w.id, v.id
            """, arguments: [number]
        ).map(Self.timing))
    }
  }

  private static func verdict(_ row: Row) -> HistoryDetail.Verdict {
    HistoryDetail.Verdict(
      comparison: "\(row["study"] as String)/\(row["name"] as String)", status: row["status"],
      tolerance: tolerance(row), worst: row["worst"], worstRelative: row["worst_relative"],
      worstAbsolute: row["worst_absolute"], worstPull: row["worst_pull"], chi2: row["chi2"],
      degreesOfFreedom: row["degrees_of_freedom"], pValue: row["p_value"], known: row["known"],
      vanished: row["vanished"], smallestCaught: row["smallest_caught"])
  }

  private static func timing(_ row: Row) -> HistoryDetail.Timing {
    HistoryDetail.Timing(
      variant: "\(row["study"] as String)/\(row["workload"] as String)/\(row["name"] as String)",
      item: row["item"], rate: row["rate"], error: relativeError(row), floor: row["floor"],
      rounds: row["rounds"], reason: row["reason"])
  }

  static func tolerance(_ row: Row) -> String? {
    guard let kind = row["tolerance"] as String?, let bound = row["bound"] as Double? else {
      return nil
    }
    return "\(kind) \(bound)"
  }

  /// Standard error of the median time relative to it, from the median absolute deviation as for
  /// normal noise: 1.2533 × 1.4826 MAD/√n. Nil without a time, of fewer than three rounds, and where
  /// most rounds are equal: then nothing is known of it.
  static func relativeError(_ row: Row) -> Double? {
    guard let median = row["median"] as Double?, median > 0,
      let deviation = row["median_deviation"] as Double?, deviation > 0,
      let rounds = row["rounds"] as Int?, rounds >= 3
    else { return nil }
    return 1.2533 * 1.4826 * deviation / median / Double(rounds).squareRoot()
  }
}
