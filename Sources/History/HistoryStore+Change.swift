// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import GRDB
private import Timing

extension HistoryStore {
  /// The newest earlier run asked for alike, by the index of those.
  static let runBefore = alike + "AND with_data IS ? AND seed = ?" + newest
  static let benchBefore =
    alike + "AND quick IS ? AND host = ? AND device IS ? AND configuration IS ?" + newest
  private static let alike = """
    SELECT id, name, digest FROM run INDEXED BY run_alike
    WHERE (started, id) < (?, ?) AND kind = ? AND tier IS ? AND studies = ? AND only_these = ?

    """
  private static let newest = " ORDER BY started DESC, id DESC LIMIT 1"

  /// What is other than in the newest earlier run that was asked for alike: the same studies, tier,
  /// seed, selection and presence of data; for benches the same host, build and pace besides, as
  /// times of two machines say nothing of a change.
  static func change(of run: HistoryRun, _ row: Row, _ db: Database) throws -> HistoryRun.Change? {
    let before = try Row.fetchOne(
      db.cachedStatement(
        sql: run.kind == .bench ? benchBefore : runBefore),
      arguments: [
        run.started, run.number, run.kind.rawValue, run.tier?.rawValue, row["studies"] as String,
        row["only_these"] as String,
      ]
        + (run.kind == .bench
          ? [
            run.quick, row["host"] as Int64, row["device"] as String?,
            row["configuration"] as String?,
          ] : [run.withData, row["seed"] as String]))
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
    let changed = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT c.study, c.name, old.status AS old, new.status AS new,
            old.vanished AS old_vanished, new.vanished AS new_vanished
          FROM verdict AS new
          JOIN verdict AS old ON old.comparison = new.comparison AND old.run = ?
          JOIN comparison AS c ON c.id = new.comparison
          WHERE new.run = ?
            AND (new.status <> old.status OR (new.vanished > 0) <> (old.vanished > 0))
          ORDER BY c.study, c.name
          """),
      arguments: [before, now]
    ).map { row in
      "\(row["study"] as String)/\(row["name"] as String): "
        + "\(status(row["old"], vanished: row["old_vanished"])) → "
        + status(row["new"], vanished: row["new_vanished"])
    }
    return try changed + gone(from: before, to: now, db)
  }

  /// Comparisons that the earlier run has and the later one of the same studies has not.
  private static func gone(from before: Int64, to now: Int64, _ db: Database) throws -> [String] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT c.study, c.name, old.status, old.vanished
          FROM verdict AS old JOIN comparison AS c ON c.id = old.comparison
          WHERE old.run = ? AND NOT EXISTS
            (SELECT 1 FROM verdict WHERE run = ? AND comparison = old.comparison)
          ORDER BY c.study, c.name
          """),
      arguments: [before, now]
    ).map { row in
      "\(row["study"] as String)/\(row["name"] as String): "
        + "\(status(row["status"], vanished: row["vanished"])) → gone"
    }
  }

  /// A verdict with what makes the run fail beside it: "reproduced, vanished".
  static func status(_ status: String, vanished: Int) -> String {
    vanished > 0 ? "\(status), vanished" : status
  }

  /// Variants that became faster or slower, by the rule for two runs (``BenchComparison/Row``): their
  /// rounds are not paired, so that a change must exceed the scatter of rounds in either run as well
  /// as both floors.
  private static func rateChanges(
    from before: Int64, to now: Int64, _ db: Database
  ) throws -> [(name: String, logRatio: Double)] {
    let seed = try String.fetchOne(
      db, sql: "SELECT seed FROM run WHERE id = ?", arguments: [now])
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT w.study, w.name, v.name AS variant, v.precision, new.kind, a.pairs AS old, b.pairs AS new,
            old.floor AS old_floor, new.floor AS new_floor
          FROM timing AS new
          JOIN timing AS old ON old.variant = new.variant AND old.run = ?
          JOIN timing_samples AS a ON a.run = old.run AND a.variant = old.variant
          JOIN timing_samples AS b ON b.run = new.run AND b.variant = new.variant
          JOIN variant AS v ON v.id = new.variant
          JOIN workload AS w ON w.id = v.workload
          WHERE new.run = ? AND old.rate NOTNULL AND new.rate NOTNULL AND old.kind = new.kind
          ORDER BY w.study, w.name, v.id
          """),
      arguments: [before, now]
    ).compactMap { row in
      guard let kind = TimeKind(rawValue: row["kind"]),
        let precision = Variant.Precision(rawValue: row["precision"]),
        let old = SampleBytes.pairs(row["old"]), let new = SampleBytes.pairs(row["new"])
      else { return nil }
      let logs = { (pairs: [SamplePair]) in pairs.map { log($0.variant.seconds(kind)) } }
      let floors = [row["old_floor"] as Double?, row["new_floor"] as Double?].map {
        $0 ?? .infinity
      }
      let workload = "\(row["study"] as String)/\(row["name"] as String)"
      let change = BenchComparison.Row.change(
        workload: workload, variant: row["variant"], precision: precision, before: logs(old),
        now: logs(new), floor: max(floors[0], floors[1]), seed: seed.flatMap { UInt64($0) } ?? 1)
      return change.map { ("\(workload)/\($0.variant)", $0.logRatio) }
    }
  }
}
