// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import GRDB
internal import Harness
public import Numerics

/// Which runs are wanted.
public struct HistoryFilter: Sendable, Equatable {
  /// At most so many, the newest.
  public var limit: Int?
  public var study: String?
  public var host: String?
  /// Started at or after; see ``HistoryTime/beginning(_:)``.
  public var since: String?

  public init(
    limit: Int? = nil, study: String? = nil, host: String? = nil, since: String? = nil
  ) {
    (self.limit, self.study, self.host, self.since) = (limit, study, host, since)
  }
}

extension HistoryStore {
  /// Runs and benches, newest first, each with what changed since the comparable one before.
  public func runs(_ filter: HistoryFilter = HistoryFilter()) throws(AssayError) -> [HistoryRun] {
    let first = filter.since.flatMap(HistoryTime.beginning)
    if let since = filter.since, first == nil {
      throw .usage("found the date '\(since)'; accepted: one such as 2026-11-01")
    }
    return try read { db in
      var conditions = ["1"]
      var arguments: [(any DatabaseValueConvertible)?] = []
      if let study = filter.study {
        conditions.append("EXISTS (SELECT 1 FROM json_each(run.studies) WHERE value = ?)")
        arguments.append(study)
      }
      if let host = filter.host {
        conditions.append("host.name = ?")
        arguments.append(host)
      }
      if let first {
        conditions.append("run.started >= ?")
        arguments.append(first)
      }
      let rows = try Row.fetchAll(
        db,
        sql: """
          \(Self.selectRun) WHERE \(conditions.joined(separator: " AND "))
          ORDER BY run.started DESC, run.id DESC LIMIT ?
          """,
        arguments: StatementArguments(arguments + [filter.limit ?? -1]))
      return try rows.map { row in
        var run = try Self.run(row)
        run.change = try Self.change(of: run, row, db)
        return run
      }
    }
  }

  /// The runs of that id, or the one of a number "#12", newest first.
  public func runs(named name: String) throws(AssayError) -> [HistoryRun] {
    try read { db in
      let number = name.hasPrefix("#") ? Int64(name.dropFirst()) : nil
      let rows = try Row.fetchAll(
        db,
        sql: """
          \(Self.selectRun) WHERE \(number == nil ? "run.name = ?" : "run.id = ?")
          ORDER BY run.started DESC, run.id DESC
          """,
        arguments: number.map { [$0] } ?? [name])
      return try rows.map { row in
        var run = try Self.run(row)
        run.change = try Self.change(of: run, row, db)
        return run
      }
    }
  }

  /// Runs and benches kept.
  public func count() throws(AssayError) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") ?? 0 }
  }

  /// Every name that a run or bench has here.
  public func runNames() throws(AssayError) -> [String] {
    try read {
      try String.fetchAll($0, sql: "SELECT DISTINCT name FROM run ORDER BY started DESC")
    }
  }

  static let selectRun = """
    SELECT run.*, host.name AS host_name, host.cpu AS host_cpu
    FROM run JOIN host ON host.id = run.host
    """

  static func run(_ row: Row) throws -> HistoryRun {
    let kind = HistoryRun.Kind(rawValue: row["kind"]) ?? .run
    var run = HistoryRun(
      number: row["id"], kind: kind, id: row["name"], started: row["started"],
      finished: row["finished"], seconds: row["seconds"],
      tier: (row["tier"] as String?).flatMap(Tier.init), quick: row["quick"],
      seed: UInt64(row["seed"] as String) ?? 0, threads: row["threads"],
      withData: row["with_data"], studies: try list(row["studies"]),
      only: try list(row["only_these"]), command: try list(row["command"]),
      host: row["host_name"], cpuModel: row["host_cpu"], commit: row["git_commit"],
      isDirty: row["git_dirty"], digest: row["digest"], record: row["record"])
    if kind == .bench {
      (run.timed, run.wrong) = (row["timed"], row["wrong"])
    } else {
      run.counts = HistoryRun.Counts(
        reproduced: row["reproduced"] ?? 0, discrepant: row["discrepant"] ?? 0,
        undecided: row["undecided"] ?? 0, notComparable: row["not_comparable"] ?? 0,
        notRun: row["not_run"] ?? 0, vanished: row["vanished"] ?? 0)
    }
    return run
  }

  private static func list(_ json: String) throws -> [String] {
    try JSONDecoder().decode([String].self, from: Data(json.utf8))
  }
}
