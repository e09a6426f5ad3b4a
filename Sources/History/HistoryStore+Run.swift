// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
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
  /// A run is known by its id, the digest of its results, its host and when it was started: adding
  /// one twice adds nothing.
  /// - Parameter path: where its record is, for those who look for it later.
  public func add(_ record: RunRecord, path: String) throws(AssayError) -> Addition {
    let run = record.run
    let verdicts = record.studies.flatMap(\.verdicts)
    let counts = Dictionary(grouping: verdicts, by: \.status).mapValues(\.count)
    let facts = try RunFacts(
      name: run.id, digest: record.resultsDigest, started: run.started, finished: run.finished,
      seconds: run.seconds, seed: run.seed, threads: run.threads,
      studies: record.studies.map { $0.card.id }, only: run.only, command: run.command,
      environment: record.environment, record: path)
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
      for study in record.studies { try Self.add(study, number, db) }
      return .added(number)
    }
  }

  private static func add(_ study: StudyRecord, _ run: Int64, _ db: Database) throws {
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
    for stage in study.stages {
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

/// What runs and benches have in common.
struct RunFacts {
  var name: String
  var digest: String
  var started: String
  var finished: String
  var seconds: Double
  var seed: UInt64
  var threads: Int
  var studies: String
  var only: String
  var command: String
  var environment: String
  var commit: String?
  var isDirty: Bool?
  var record: String

  init(
    name: String, digest: String, started: String, finished: String, seconds: Double,
    seed: UInt64, threads: Int, studies: [String], only: [String], command: [String],
    environment: Environment, record: String
  ) throws(AssayError) {
    (self.name, self.digest, self.started) = (name, digest, started)
    (self.finished, self.seconds, self.seed, self.threads) = (finished, seconds, seed, threads)
    self.studies = try Self.json(Array(Set(studies)).sorted())
    self.only = try Self.json(only.sorted())
    self.command = try Self.json(command)
    self.environment = try Self.json(environment)
    (commit, isDirty) = (environment.gitCommit, environment.gitDirty)
    self.record = URL(fileURLWithPath: record).standardizedFileURL.path
  }

  private static func json(_ value: some Encodable) throws(AssayError) -> String {
    String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
  }

  /// The number under which it is kept already.
  func known(_ host: Int64, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: "SELECT id FROM run WHERE name = ? AND digest = ? AND host = ? AND started = ?",
      arguments: [name, digest, host, started])
  }

  func insert(_ host: Int64, _ db: Database) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO run (name, digest, host, started, finished, seconds, seed, threads, studies,
          only_these, command, git_commit, git_dirty, environment, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        name, digest, host, started, finished, seconds, "\(seed)", threads, studies, only, command,
        commit, isDirty, environment, record,
      ])
    return db.lastInsertedRowID
  }
}
