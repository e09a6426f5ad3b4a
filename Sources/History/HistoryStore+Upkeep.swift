// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import GRDB
public import Numerics

extension HistoryStore {
  /// Takes a run out, with all that belongs to it and the names that no other run has; false where
  /// it is not there any more.
  public func remove(_ run: HistoryRun) throws(AssayError) -> Bool {
    try write { db in
      try db.execute(
        sql: "DELETE FROM run WHERE id = ? AND name = ? AND digest = ?",
        arguments: [run.number, run.id, run.digest])
      guard db.changesCount > 0 else { return false }
      for sql in Self.orphans { try db.execute(sql: sql) }
      return true
    }
  }

  private static let orphans = [
    """
    DELETE FROM comparison
    WHERE NOT EXISTS (SELECT 1 FROM verdict WHERE verdict.comparison = comparison.id)
    """,
    "DELETE FROM task WHERE NOT EXISTS (SELECT 1 FROM stage WHERE stage.task = task.id)",
    "DELETE FROM variant WHERE NOT EXISTS (SELECT 1 FROM timing WHERE timing.variant = variant.id)",
    """
    DELETE FROM workload WHERE id NOT IN (SELECT workload FROM variant)
      AND id NOT IN (SELECT workload FROM size_point)
    """,
    "DELETE FROM host WHERE id NOT IN (SELECT host FROM run)",
  ]

  /// What is wrong with the file, empty where it is sound: SQLite's own check of its pages and
  /// indexes, rows that belong to no run, runs with other numbers of rows than they were given, and
  /// samples that cannot be read back.
  public func faults() throws(AssayError) -> [String] {
    try read { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      faults += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
        "a row of table \($0["table"] as String) belongs to nothing"
      }
      for (column, table) in Self.counted {
        faults += try Self.lost(column, table, db)
      }
      return faults + (try Self.unreadable(db))
    }
  }

  /// Columns of a run that say how many rows of a table belong to it.
  private static let counted: KeyValuePairs<String, String> = [
    "verdicts": "verdict", "stages": "stage", "timings": "timing",
    "sample_sets": "timing_samples", "controls": "control", "ceilings": "ceiling",
    "sizes": "size_point",
  ]

  private static func lost(_ column: String, _ table: String, _ db: Database) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT name, started, coalesce(\(column), 0) AS told,
          (SELECT count(*) FROM \(table) WHERE run = run.id) AS kept
        FROM run WHERE told <> kept
        """
    ).map {
      "run \($0["name"] as String) of \($0["started"] as String) has \($0["kept"] as Int) of "
        + "\($0["told"] as Int) rows of table \(table)"
    }
  }

  private static func unreadable(_ db: Database) throws -> [String] {
    var faults: [String] = []
    let samples = try Row.fetchCursor(
      db,
      sql: """
        SELECT run.name, s.pairs, t.rounds FROM timing AS t JOIN run ON run.id = t.run
        LEFT JOIN timing_samples AS s ON s.run = t.run AND s.variant = t.variant
        """)
    while let row = try samples.next() {
      let pairs = (row["pairs"] as Data?).flatMap(SampleBytes.pairs)
      if pairs?.count != row["rounds"] as Int {
        faults.append("samples of bench \(row["name"] as String) cannot be read back")
      }
    }
    let controls = try Row.fetchCursor(
      db, sql: "SELECT run.name, c.pairs FROM control AS c JOIN run ON run.id = c.run")
    while let row = try controls.next() {
      if SampleBytes.pairs(row["pairs"]) == nil {
        faults.append("an A/A control of bench \(row["name"] as String) cannot be read back")
      }
    }
    let sizes = try Row.fetchCursor(
      db, sql: "SELECT run.name, p.samples FROM size_point AS p JOIN run ON run.id = p.run")
    while let row = try sizes.next() {
      if SampleBytes.samples(row["samples"]) == nil {
        faults.append("times by size of bench \(row["name"] as String) cannot be read back")
      }
    }
    return faults
  }
}
