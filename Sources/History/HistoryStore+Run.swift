// SPDX-License-Identifier: GPL-3.0-or-later
internal import GRDB
internal import Hardware
public import Harness
public import Numerics

extension HistoryStore {
  /// What became of a record that was to be added.
  public enum Addition: Sendable, Equatable {
    case added(Int64)
    /// It was there already, under this number; nothing was changed.
    case known(Int64)
  }

  /// Keeps a run, whole or not at all.
  ///
  /// A run is known by its id, its host, the digest of its results and the seconds that each task
  /// took, which no second run repeats: adding one twice adds nothing, nor does a resume that had
  /// nothing to compute or a second merge of the same shards, while two runs of one id and second
  /// are two. The tasks of a merge ran on machines that its record does not name, so that their
  /// seconds are not kept.
  /// - Parameter path: where its record is, for those who look for it later.
  public func add(_ record: RunRecord, path: String) throws(AssayError) -> Addition {
    let run = record.run
    // A claim has a verdict and is no comparison.
    let verdicts = record.studies.flatMap { study in
      let claims = Set(study.claims.map(\.id))
      return study.verdicts.filter { !claims.contains($0.comparison) }
    }
    let counts = Dictionary(grouping: verdicts, by: \.status).mapValues(\.count)
    let isMerge = run.command.dropFirst().first == "merge"
    try Self.check(run.seconds, "run.seconds", path)
    for study in record.studies {
      for stage in study.stages {
        try Self.check(stage.seconds, "seconds of task \(study.card.id)/\(stage.task)", path)
      }
    }
    let facts = try RunRow(
      name: run.id, digest: record.resultsDigest, identity: Self.identity(record),
      started: run.started, finished: run.finished, seconds: run.seconds, seed: run.seed,
      threads: run.threads, studies: record.studies.map { $0.card.id }, only: run.only,
      command: run.command, environment: record.environment, record: path)
    return try write { db in
      let host = try Self.host(record.environment, db)
      if let known = try facts.known(host, db) { return .known(known) }
      let number = try facts.insert(host, db)
      try db.execute(
        sql: """
          UPDATE run SET kind = 'run', tier = ?, with_data = ?, resumed = ?, reproduced = ?,
            discrepant = ?, undecided = ?, not_comparable = ?, not_run = ?, vanished = ?
          WHERE id = ?
          """,
        arguments: [
          run.tier.rawValue, run.withData, run.resumed, counts[.reproduced] ?? 0,
          counts[.discrepant] ?? 0, counts[.undecided] ?? 0, counts[.notComparable] ?? 0,
          counts[.notRun] ?? 0, verdicts.count { $0.vanished > 0 }, number,
        ])
      for study in record.studies {
        try Self.add(study, stages: isMerge ? [] : study.stages, number, db)
      }
      try Self.count(["verdicts": "verdict", "stages": "stage"], of: number, db)
      return .added(number)
    }
  }

  private static func identity(_ record: RunRecord) throws(AssayError) -> String {
    let run = record.run
    var parts = [record.resultsDigest]
    for study in record.studies {
      for stage in study.stages {
        parts.append("\(study.card.id)/\(stage.task) \(stage.seconds)")
      }
    }
    // Nothing was computed: only its times tell it.
    if parts.count == 1 { parts.append("\(run.started) \(run.finished) \(run.seconds)") }
    return SHA256.hex(try CanonicalJSON.encode(parts))
  }

  /// SQLite has no NaN: it would become "no value".
  static func check(_ value: Double, _ key: String, _ path: String) throws(AssayError) {
    guard !value.isNaN else {
      throw .badInput(file: path, place: "key \(key)", found: "NaN", accepted: "a number")
    }
  }

  /// Writes into the row of a run how many rows of each table belong to it.
  static func count(
    _ tables: KeyValuePairs<String, String>, of run: Int64, _ db: Database
  ) throws {
    for (column, table) in tables {
      try db.execute(
        sql:
          "UPDATE run SET \(column) = (SELECT count(*) FROM \(table) WHERE run = ?1) WHERE id = ?1",
        arguments: [run])
    }
  }

  private static func add(
    _ study: StudyRecord, stages: [StudyRecord.Stage], _ run: Int64, _ db: Database
  ) throws {
    let comparisons = Dictionary(study.comparisons.map { ($0.id, $0) }) { $1 }
    let insert = try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for verdict in study.verdicts {
      let id = try name("comparison", study.card.id, verdict.comparison, db)
      let tolerance = comparisons[verdict.comparison]?.tolerance
      try insert.execute(arguments: [
        id, run, verdict.status.rawValue, tolerance?.kind.rawValue, tolerance?.bound,
        verdict.worst, verdict.worstRelative, verdict.worstAbsolute, verdict.worstPull,
        verdict.chi2, verdict.degreesOfFreedom, verdict.pValue, verdict.knownDifferences,
        verdict.vanished, verdict.smallestCaught, verdict.smallestCaughtIsAbsolute,
      ])
    }
    for stage in stages {
      let id = try name("task", study.card.id, stage.task, db)
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO stage VALUES (?, ?, ?)")
        .execute(arguments: [id, run, stage.seconds])
    }
  }

  /// The number of a name in a table of studies and names.
  private static func name(
    _ table: String, _ study: String, _ name: String, _ db: Database
  ) throws -> Int64 {
    let find = try db.cachedStatement(
      sql: "SELECT id FROM \(table) WHERE study = ? AND name = ?")
    if let id = try Int64.fetchOne(find, arguments: [study, name]) { return id }
    try db.execute(
      sql: "INSERT INTO \(table) (study, name) VALUES (?, ?)", arguments: [study, name])
    return db.lastInsertedRowID
  }

  static func host(_ environment: Environment, _ db: Database) throws -> Int64 {
    let arguments: StatementArguments = [
      environment.hostName, environment.cpuModel, environment.logicalCores,
    ]
    if let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM host WHERE name = ? AND cpu = ? AND cores = ?",
      arguments: arguments)
    {
      return id
    }
    try db.execute(
      sql: "INSERT INTO host (name, cpu, cores) VALUES (?, ?, ?)", arguments: arguments)
    return db.lastInsertedRowID
  }
}
