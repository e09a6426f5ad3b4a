// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import GRDB
internal import Hardware
internal import Numerics

/// What runs and benches have in common.
struct RunRow {
  var name: String
  var digest: String
  /// What tells it from all others of its name and host.
  var identity: String
  var started: String
  var finished: String
  var seconds: Double
  var seed: UInt64
  var threads: Int
  var studies: String
  var only: String
  var command: String
  var environment: String
  var configuration: String
  var commit: String?
  var isDirty: Bool?
  var record: String

  init(
    name: String, digest: String, identity: String, started: String, finished: String,
    seconds: Double, seed: UInt64, threads: Int, studies: [String], only: [String],
    command: [String],
    environment: Environment, record: String
  ) throws(AssayError) {
    (self.name, self.digest, self.identity) = (name, digest, identity)
    self.started = try Self.time(started, "started", record)
    self.finished = try Self.time(finished, "finished", record)
    (self.seconds, self.seed, self.threads) = (seconds, seed, threads)
    self.studies = try Self.json(Array(Set(studies)).sorted())
    self.only = try Self.json(only.sorted())
    self.command = try Self.json(command)
    self.environment = try Self.json(environment)
    configuration = environment.buildConfiguration
    (commit, isDirty) = (environment.gitCommit, environment.gitDirty)
    self.record = URL(fileURLWithPath: record).standardizedFileURL.path
  }

  /// Times are kept in one form, as they are compared as text.
  private static func time(
    _ text: String, _ key: String, _ path: String
  ) throws(AssayError) -> String {
    guard let time = HistoryTime.instant(text) else {
      throw .badInput(
        file: path, place: "key \(key)", found: "'\(text)'",
        accepted: "a time such as 2026-11-01T12:00:00Z")
    }
    return time
  }

  private static func json(_ value: some Encodable) throws(AssayError) -> String {
    String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
  }

  /// The number under which it is kept already.
  func known(_ host: Int64, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: "SELECT id FROM run WHERE name = ? AND host = ? AND identity = ?",
      arguments: [name, host, identity])
  }

  func insert(_ host: Int64, _ db: Database) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO run (name, digest, identity, host, started, finished, seconds, seed, threads,
          studies, only_these, command, git_commit, git_dirty, environment, record, configuration)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        name, digest, identity, host, started, finished, seconds, "\(seed)", threads, studies, only,
        command, commit, isDirty, environment, record, configuration,
      ])
    return db.lastInsertedRowID
  }
}
