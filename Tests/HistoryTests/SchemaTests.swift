// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GRDB
import Numerics
import Testing

@testable import History

/// Files of older and newer versions, of other programs, damaged ones.
@Suite struct SchemaTests {
  static func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// A file as the first version left it, with one run of two comparisons.
  static func firstVersion(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = 1095975257;
          CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
          INSERT INTO grdb_migrations VALUES ('1 runs');
          CREATE TABLE host (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, cpu TEXT NOT NULL, cores INTEGER NOT NULL,
            UNIQUE (name, cpu, cores)) STRICT;
          CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, digest TEXT NOT NULL,
            identity TEXT NOT NULL, host INTEGER NOT NULL REFERENCES host (id), started TEXT NOT NULL,
            finished TEXT NOT NULL, seconds REAL NOT NULL, tier TEXT, seed TEXT NOT NULL,
            threads INTEGER NOT NULL, with_data INTEGER, resumed INTEGER, studies TEXT NOT NULL,
            only_these TEXT NOT NULL, command TEXT NOT NULL, git_commit TEXT, git_dirty INTEGER,
            environment TEXT NOT NULL, record TEXT NOT NULL, reproduced INTEGER,
            discrepant INTEGER, undecided INTEGER, not_comparable INTEGER, not_run INTEGER,
            vanished INTEGER, verdicts INTEGER, stages INTEGER,
            UNIQUE (name, host, identity)) STRICT;
          CREATE INDEX run_started ON run (started);
          CREATE TABLE comparison (
            id INTEGER PRIMARY KEY, study TEXT NOT NULL, name TEXT NOT NULL,
            UNIQUE (study, name)) STRICT;
          CREATE INDEX comparison_name ON comparison (name);
          CREATE TABLE verdict (
            comparison INTEGER NOT NULL REFERENCES comparison (id),
            run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE, status TEXT NOT NULL,
            tolerance TEXT, bound REAL, worst REAL, worst_relative REAL, worst_absolute REAL,
            worst_pull REAL, chi2 REAL, degrees_of_freedom INTEGER, p_value REAL,
            known INTEGER NOT NULL, vanished INTEGER NOT NULL, smallest_caught REAL,
            caught_absolute INTEGER NOT NULL, PRIMARY KEY (comparison, run)) STRICT, WITHOUT ROWID;
          CREATE INDEX verdict_run ON verdict (run);
          CREATE TABLE task (
            id INTEGER PRIMARY KEY, study TEXT NOT NULL, name TEXT NOT NULL,
            UNIQUE (study, name)) STRICT;
          CREATE TABLE stage (
            task INTEGER NOT NULL REFERENCES task (id),
            run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE, seconds REAL NOT NULL,
            PRIMARY KEY (task, run)) STRICT, WITHOUT ROWID;
          CREATE INDEX stage_run ON stage (run);
          INSERT INTO host VALUES (1, 'old', 'Old CPU', 4);
          INSERT INTO run VALUES (7, 'old-run', 'd1', 'i1', 1, '2025-01-01T00:00:00Z',
            '2025-01-01T00:01:00Z', 60, 'quick', '1', 4, 0, 0, '["toy"]', '[]', '["assay"]',
            'abc', 1, '{}', '/old/record.json', 1, 1, 0, 0, 0, 0, 2, 0);
          INSERT INTO comparison VALUES (1, 'toy', 'good'), (2, 'toy', 'bad');
          INSERT INTO verdict VALUES
            (1, 7, 'reproduced', 'relative', 0.01, 0.5, 0.005, 1, NULL, NULL, NULL, NULL, 0, 0, 0.02, 0),
            (2, 7, 'discrepant', 'relative', 0.01, 2, 0.02, 1, NULL, NULL, NULL, NULL, 0, 0, 0.02, 0);
          """)
    }
    try queue.close()
  }

  // MARK: Older and newer

  @Test(arguments: [HistoryStore.Access.read, .write])
  func aFileOfTheFirstVersionIsMigrated(access: HistoryStore.Access) throws {
    let place = try Scratch()
    try Self.firstVersion(place.history)
    #expect(try HistorySchema.state(of: place.history) == .older)
    let store = try HistoryStore.open(place.history, for: access)
    #expect(try HistorySchema.state(of: place.history) == .newest)
    let run = try #require(try store.runs().first)
    #expect(run.number == 7 && run.kind == .run && run.isDirty == true && run.quick == nil)
    #expect(run.counts == .init(reproduced: 1, discrepant: 1))
    #expect(try store.detail(of: 7).verdicts.map(\.worst) == [0.5, 2])
    // Runs and benches go in as into a new file, and the old run is the one they are compared with.
    let now = try HistoryStore.open(place.history, for: .write)
    _ = try now.add(SampleRecords.bench(1), path: "b")
    _ = try now.add(try SampleRecords.run(2, shares: ["good": 0.5]), path: "r")
    #expect(try now.series(now.target("toy/good")).count == 2)
    #expect(try now.faults().isEmpty)
  }

  /// The schema that was released must not drift: a file made today, seen through the first
  /// migration only, is the one written out above.
  @Test func theFirstMigrationMakesTheFirstVersion() throws {
    let place = try Scratch()
    try Self.firstVersion(place.history)
    let shape = { (queue: DatabaseQueue) in
      try queue.read { db in
        try String.fetchAll(
          db,
          sql: """
            SELECT sql FROM sqlite_master
            WHERE sql NOTNULL AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
            ORDER BY type, name
            """
        ).map { $0.filter { !$0.isWhitespace } }
      }
    }
    let new = try DatabaseQueue(path: place.path + "/new.sqlite")
    try HistorySchema.migrator.migrate(new, upTo: "1 runs")
    #expect(try shape(new) == shape(try DatabaseQueue(path: place.history)))
    #expect(try shape(new).contains { $0.contains("UNIQUE(name,host,identity)") })
  }

  @Test(arguments: [HistoryStore.Access.read, .write])
  func aNewerFileIsRefusedAndUntouched(access: HistoryStore.Access) throws {
    let place = try Scratch()
    try HistoryStore.open(place.history, for: .write).queue.close()
    let queue = try DatabaseQueue(path: place.history)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 wonders')") }
    try queue.close()
    let before = try Self.bytes(place.history)
    let error = try #require(throws: AssayError.self) {
      try HistoryStore.open(place.history, for: access)
    }
    #expect(error.status == .badInput && error.description.contains("newer assay (\"9 wonders\")"))
    #expect(error.description.contains("\"2 benches\""), "\(error)")
    #expect(try Self.bytes(place.history) == before)
  }

  // MARK: What is no history

  @Test func anotherProgramsDatabaseIsRefused() throws {
    let place = try Scratch()
    let queue = try DatabaseQueue(path: place.history)
    try queue.write { try $0.execute(sql: "CREATE TABLE bookmarks (url TEXT)") }
    try queue.close()
    let before = try Self.bytes(place.history)
    let error = try #require(throws: AssayError.self) {
      try HistoryStore.open(place.history, for: .write)
    }
    #expect(error.status == .badInput && error.description.contains("of another program"))
    #expect(try Self.bytes(place.history) == before)
  }

  @Test func aFileOfAnotherKindIsRefused() throws {
    let place = try Scratch()
    try String(repeating: "not a database\n", count: 200).write(
      toFile: place.history, atomically: true, encoding: .utf8)
    for access in [HistoryStore.Access.read, .write] {
      let error = try #require(throws: AssayError.self) {
        try HistoryStore.open(place.history, for: access)
      }
      #expect(error.status == .badInput && error.description.contains("no SQLite database"))
    }
  }

  /// A page in the middle is overwritten: what is asked of it is refused, and the check tells.
  @Test func aDamagedFileGetsASentence() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    for n in 1...60 {
      _ = try store.add(
        try SampleRecords.run(n, shares: ["a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4]), path: "r")
    }
    try store.queue.close()
    var bytes = try Self.bytes(place.history)
    for page in 2..<(bytes.count / 4096) {
      bytes.replaceSubrange(
        (page * 4096)..<(page * 4096 + 64), with: Data(repeating: 0xA5, count: 64))
    }
    try bytes.write(to: URL(fileURLWithPath: place.history))
    let error = try #require(throws: AssayError.self) {
      _ = try HistoryStore.open(place.history, for: .read).runs()
    }
    #expect(error.status == .badInput && error.description.contains("damaged"), "\(error)")
  }

  @Test func aMissingFileIsNoHistory() throws {
    let place = try Scratch()
    let error = try #require(throws: AssayError.self) {
      try HistoryStore.open(place.history, for: .read)
    }
    #expect(error.status == .missing && error.description.contains("assay history add"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
  }

  @Test(arguments: ["/proc/history.sqlite", "/nowhere/at/all/history.sqlite"])
  func aFolderThatCannotBeWrittenIsRefused(path: String) throws {
    let error = try #require(throws: AssayError.self) { try HistoryStore.open(path, for: .write) }
    #expect(error.status == .cannotWrite && error.description.contains(path), "\(error)")
  }

  /// An empty file is a history to be.
  @Test func anEmptyFileIsFilled() throws {
    let place = try Scratch()
    _ = FileManager.default.createFile(atPath: place.history, contents: nil)
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(try SampleRecords.run(1), path: "r")
    #expect(try HistoryStore.open(place.history, for: .read).count() == 1)
  }

  /// Runs whose rows are gone, and samples cut short, are told by the check.
  @Test func theCheckSeesWhatIsMissing() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(try SampleRecords.run(1), path: "r")
    _ = try store.add(SampleRecords.bench(2), path: "b")
    try store.queue.write { db in
      try db.execute(sql: "DELETE FROM verdict; UPDATE timing_samples SET pairs = x'00'")
    }
    let faults = try store.faults()
    #expect(
      faults.contains {
        $0.hasPrefix("run run-1 of") && $0.hasSuffix("0 of 1 rows of table verdict")
      })
    #expect(faults.contains { $0.contains("samples of bench bench-2") }, "\(faults)")
  }

  @Test(arguments: [
    "verdict", "stage", "timing", "timing_samples", "control", "ceiling", "size_point",
  ])
  func rowsThatAreGoneAreTold(table: String) throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(try SampleRecords.run(1), path: "r")
    _ = try store.add(SampleRecords.bench(2), path: "b")
    #expect(try store.faults().isEmpty)
    try store.queue.write { try $0.execute(sql: "DELETE FROM \(table)") }
    #expect(try store.faults().contains { $0.hasSuffix("rows of table \(table)") })
  }

  @Test(arguments: [
    ("timing_samples", "pairs", "samples of bench"),
    ("control", "pairs", "an A/A control of bench"),
    ("size_point", "samples", "times by size of bench"),
  ])
  func bytesThatCannotBeReadBackAreTold(_ table: String, _ column: String, _ told: String) throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(SampleRecords.bench(2), path: "b")
    try store.queue.write { try $0.execute(sql: "UPDATE \(table) SET \(column) = x'00'") }
    #expect(try store.faults().contains { $0.hasPrefix(told) })
  }
}
