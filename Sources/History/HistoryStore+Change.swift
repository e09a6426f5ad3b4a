// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import GRDB

extension HistoryStore {
  /// What is other than in the newest earlier run that was asked for alike: the same studies, tier,
  /// selection and presence of data; for benches the same host and pace besides, as times of two
  /// machines say nothing of a change.
  static func change(of run: HistoryRun, _ row: Row, _ db: Database) throws -> HistoryRun.Change? {
    let host = run.kind == .bench ? "AND host = ?" : "AND ? NOTNULL"
    let before = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, name, digest FROM run
          WHERE (started, id) < (?, ?) AND kind = ? AND tier IS ? AND studies = ?
            AND only_these = ? AND with_data IS ? AND quick IS ? \(host)
          ORDER BY started DESC, id DESC LIMIT 1
          """),
      arguments: [
        run.started, run.number, run.kind.rawValue, run.tier?.rawValue, row["studies"] as String,
        row["only_these"] as String, run.withData, run.quick, row["host"] as Int64,
      ])
    guard let before else { return nil }
    var change = HistoryRun.Change(
      since: before["id"], sinceID: before["name"], sameAnswers: nil, verdicts: [], faster: [],
      slower: [])
    if run.kind == .run {
      change.sameAnswers = run.digest == before["digest"]
      if change.sameAnswers == false {
        change.verdicts = try verdictChanges(from: change.since, to: run.number, db)
      }
    } else {
      let rates = try rateChanges(from: change.since, to: run.number, db)
      change.faster = rates.filter { $0.logRatio > 0 }.map(\.name)
      change.slower = rates.filter { $0.logRatio < 0 }.map(\.name)
    }
    return change
  }

  private static func verdictChanges(
    from before: Int64, to now: Int64, _ db: Database
  ) throws -> [String] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT c.study, c.name, old.status AS old, new.status AS new
          FROM verdict AS new
          JOIN verdict AS old ON old.comparison = new.comparison AND old.run = ?
          JOIN comparison AS c ON c.id = new.comparison
          WHERE new.run = ? AND new.status <> old.status
          ORDER BY c.study, c.name
          """),
      arguments: [before, now]
    ).map { row in
      "\(row["study"] as String)/\(row["name"] as String): "
        + "\(row["old"] as String) → \(row["new"] as String)"
    }
  }

  /// Variants whose rates differ by more than the floors of both benches.
  private static func rateChanges(
    from before: Int64, to now: Int64, _ db: Database
  ) throws -> [(name: String, logRatio: Double)] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT w.study, w.name, v.name AS variant, old.rate AS old, new.rate AS new,
            max(old.floor, new.floor) AS floor
          FROM timing AS new
          JOIN timing AS old ON old.variant = new.variant AND old.run = ?
          JOIN variant AS v ON v.id = new.variant
          JOIN workload AS w ON w.id = v.workload
          WHERE new.run = ? AND old.rate NOTNULL AND new.rate NOTNULL
          ORDER BY w.study, w.name, v.id
          """),
      arguments: [before, now]
    ).compactMap { row in
      let ratio = log((row["new"] as Double) / (row["old"] as Double))
      guard ratio.magnitude > (row["floor"] as Double? ?? .infinity) else { return nil }
      return (
        "\(row["study"] as String)/\(row["name"] as String)/\(row["variant"] as String)", ratio
      )
    }
  }
}
