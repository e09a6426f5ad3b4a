// SPDX-License-Identifier: GPL-3.0-or-later
internal import GRDB
internal import Numerics

/// The tables of the history and how older files come to them.
///
/// A migration that was released is never edited: a new one follows it.
enum HistorySchema {
  /// "ASAY" in the header of the file, so that no other program's database is written to.
  static let applicationID: Int32 = 0x4153_4159

  enum State: Equatable {
    case empty, older, newest
  }

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 runs") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: runs)
    }
    migrator.registerMigration("2 benches") { db in try db.execute(sql: benches) }
    return migrator
  }

  /// What stands at `path`; refuses what is no history, or a newer one, without writing to it.
  static func state(of path: String) throws(AssayError) -> State {
    try HistoryStore.guarded(path, reading: true) {
      let queue = try HistoryStore.connect(path, .read)
      return try queue.read { db in
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        if tables == 0, id == 0 { return .empty }
        // The list of migrations alone: another process is about to make the tables.
        if id == 0, tables <= 2, try db.tableExists("grdb_migrations"),
          try migrator.appliedIdentifiers(db).isEmpty
        {
          return .empty
        }
        guard id == applicationID else {
          throw AssayError.badInput(
            file: path, place: nil, found: "an SQLite database of another program",
            accepted: "a history of assay")
        }
        try refuseNewer(db, path)
        return try migrator.hasCompletedMigrations(db) ? .newest : .older
      }
    }
  }

  /// Refuses a history that a newer version of this program has brought to its own schema.
  static func refuseNewer(_ db: Database, _ path: String) throws {
    guard try migrator.hasBeenSuperseded(db) else { return }
    let unknown = try migrator.appliedIdentifiers(db).subtracting(migrator.migrations).sorted()
    throw AssayError.badInput(
      file: path, place: nil, found: "a history of a newer assay (\"\(unknown[0])\")",
      accepted: "schemas up to \"\(migrator.migrations.last!)\"; use the newer program")
  }

  /// Runs and what each comparison of them found. The verdicts lie in the order of the trend that
  /// asks for them: all runs of one comparison side by side. Numbers of runs are never given twice,
  /// and each run says how many rows belong to it, so that lost ones are seen.
  static let runs = """
    CREATE TABLE host (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, cpu TEXT NOT NULL, cores INTEGER NOT NULL,
      UNIQUE (name, cpu, cores)) STRICT;
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      digest TEXT NOT NULL,
      identity TEXT NOT NULL,
      host INTEGER NOT NULL REFERENCES host (id),
      started TEXT NOT NULL,
      finished TEXT NOT NULL,
      seconds REAL NOT NULL,
      tier TEXT,
      seed TEXT NOT NULL,
      threads INTEGER NOT NULL,
      with_data INTEGER,
      resumed INTEGER,
      studies TEXT NOT NULL,
      only_these TEXT NOT NULL,
      command TEXT NOT NULL,
      git_commit TEXT,
      git_dirty INTEGER,
      environment TEXT NOT NULL,
      record TEXT NOT NULL,
      reproduced INTEGER, discrepant INTEGER, undecided INTEGER, not_comparable INTEGER,
      not_run INTEGER, vanished INTEGER,
      verdicts INTEGER, stages INTEGER,
      UNIQUE (name, host, identity)) STRICT;
    CREATE INDEX run_started ON run (started);
    CREATE TABLE comparison (
      id INTEGER PRIMARY KEY, study TEXT NOT NULL, name TEXT NOT NULL,
      UNIQUE (study, name)) STRICT;
    CREATE INDEX comparison_name ON comparison (name);
    CREATE TABLE verdict (
      comparison INTEGER NOT NULL REFERENCES comparison (id),
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      status TEXT NOT NULL,
      tolerance TEXT,
      bound REAL,
      worst REAL, worst_relative REAL, worst_absolute REAL, worst_pull REAL,
      chi2 REAL, degrees_of_freedom INTEGER, p_value REAL,
      known INTEGER NOT NULL, vanished INTEGER NOT NULL,
      smallest_caught REAL, caught_absolute INTEGER NOT NULL,
      PRIMARY KEY (comparison, run)) STRICT, WITHOUT ROWID;
    CREATE INDEX verdict_run ON verdict (run);
    CREATE TABLE task (
      id INTEGER PRIMARY KEY, study TEXT NOT NULL, name TEXT NOT NULL,
      UNIQUE (study, name)) STRICT;
    CREATE TABLE stage (
      task INTEGER NOT NULL REFERENCES task (id),
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      seconds REAL NOT NULL,
      PRIMARY KEY (task, run)) STRICT, WITHOUT ROWID;
    CREATE INDEX stage_run ON stage (run);
    """

  /// Benches. A workload is told by its definition, so that times of different work are never one
  /// series. Samples are kept whole as bytes, see ``SampleBytes``: they are read back as a whole or
  /// not at all, and a row for each would be some thousand rows a bench.
  static let benches = """
    ALTER TABLE run ADD COLUMN kind TEXT NOT NULL DEFAULT 'run';
    ALTER TABLE run ADD COLUMN quick INTEGER;
    ALTER TABLE run ADD COLUMN device TEXT;
    ALTER TABLE run ADD COLUMN timed INTEGER;
    ALTER TABLE run ADD COLUMN wrong INTEGER;
    ALTER TABLE run ADD COLUMN timings INTEGER;
    ALTER TABLE run ADD COLUMN sample_sets INTEGER;
    ALTER TABLE run ADD COLUMN controls INTEGER;
    ALTER TABLE run ADD COLUMN ceilings INTEGER;
    ALTER TABLE run ADD COLUMN sizes INTEGER;
    ALTER TABLE run ADD COLUMN configuration TEXT;
    CREATE INDEX run_alike ON run (kind, tier, studies, started);
    CREATE TABLE workload (
      id INTEGER PRIMARY KEY, study TEXT NOT NULL, name TEXT NOT NULL, item TEXT NOT NULL,
      items REAL NOT NULL, flops REAL NOT NULL, bytes REAL NOT NULL,
      UNIQUE (study, name, item, items, flops, bytes)) STRICT;
    CREATE INDEX workload_name ON workload (name);
    CREATE TABLE variant (
      id INTEGER PRIMARY KEY, workload INTEGER NOT NULL REFERENCES workload (id),
      name TEXT NOT NULL, precision TEXT NOT NULL, threads INTEGER NOT NULL,
      UNIQUE (workload, name, precision, threads)) STRICT;
    CREATE TABLE timing (
      variant INTEGER NOT NULL REFERENCES variant (id),
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      reason TEXT,
      difference REAL,
      bound REAL NOT NULL,
      rounds INTEGER NOT NULL,
      load REAL,
      kind TEXT,
      median REAL, median_deviation REAL, rate REAL,
      log_gain REAL, mean_log_gain REAL, low REAL, high REAL, p_value REAL,
      floor REAL,
      ceiling_share REAL, ceiling TEXT, joules_per_item REAL,
      PRIMARY KEY (variant, run)) STRICT, WITHOUT ROWID;
    CREATE INDEX timing_run ON timing (run);
    CREATE TABLE timing_samples (
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      variant INTEGER NOT NULL REFERENCES variant (id),
      pairs BLOB NOT NULL,
      UNIQUE (run, variant)) STRICT;
    CREATE TABLE control (
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      workload TEXT NOT NULL, variant TEXT NOT NULL, threads INTEGER NOT NULL, kind TEXT NOT NULL,
      pairs BLOB NOT NULL,
      UNIQUE (run, place)) STRICT;
    CREATE TABLE ceiling (
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      name TEXT NOT NULL, threads INTEGER NOT NULL, rate REAL NOT NULL,
      UNIQUE (run, place)) STRICT;
    CREATE TABLE size_point (
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      workload INTEGER NOT NULL REFERENCES workload (id),
      place INTEGER NOT NULL,
      variant TEXT NOT NULL, items REAL NOT NULL, reason TEXT, samples BLOB NOT NULL,
      UNIQUE (run, workload, place)) STRICT;
    """
}
