// SPDX-License-Identifier: GPL-3.0-or-later
internal import GRDB
public import Numerics

extension HistoryStore {
  /// Takes a run out, with all that belongs to it; false where there is none of that number.
  public func remove(_ number: Int64) throws(AssayError) -> Bool {
    try write { db in
      try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [number])
      return db.changesCount > 0
    }
  }

  /// What is wrong with the file, empty where it is sound: SQLite's own check of its pages and
  /// indexes, rows that belong to no run, runs without a verdict for each that was counted, and
  /// samples that cannot be read back.
  public func faults() throws(AssayError) -> [String] {
    try read { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      faults += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
        "a row of table \($0["table"] as String) belongs to nothing"
      }
      faults += try Row.fetchAll(
        db,
        sql: """
          SELECT name, started, reproduced + discrepant + undecided + not_comparable + not_run AS told,
            (SELECT count(*) FROM verdict WHERE run = run.id) AS kept
          FROM run WHERE kind = 'run' AND told IS NOT kept
          UNION ALL
          SELECT name, started, timed + wrong, (SELECT count(*) FROM timing WHERE run = run.id)
          FROM run WHERE kind = 'bench' AND timed + wrong IS NOT
            (SELECT count(*) FROM timing WHERE run = run.id)
          """
      ).map {
        "run \($0["name"] as String) of \($0["started"] as String) has "
          + "\($0["kept"] as Int) of \(($0["told"] as Int?).map(String.init) ?? "?") results"
      }
      let samples = try Row.fetchCursor(
        db,
        sql: """
          SELECT run.name, s.pairs, t.rounds
          FROM timing_samples AS s JOIN run ON run.id = s.run
          LEFT JOIN timing AS t ON t.run = s.run AND t.variant = s.variant
          """)
      while let row = try samples.next() {
        if SampleBytes.pairs(row["pairs"])?.count != row["rounds"] as Int? {
          faults.append("samples of bench \(row["name"] as String) cannot be read back")
        }
      }
      return faults
    }
  }
}
