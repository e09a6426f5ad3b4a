// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import GRDB
public import Numerics

/// The SQLite file that remembers runs and benches: verdicts, deviations and timings of each with
/// all samples, host and commit, so that trends and their statistics can be made again from it.
///
/// Several processes may write at once: each run goes in as one transaction of a write-ahead log,
/// so that a writer that is killed leaves its run whole or not at all, and nothing else is touched.
/// Its tables are in ``HistorySchema``.
public struct HistoryStore: Sendable {
  /// Absolute.
  public let path: String
  let queue: DatabaseQueue
  let patience: Double

  public enum Access: Sendable {
    /// For looking only; the file must be there.
    case read
    /// Makes the file where it is missing; its folder must be there.
    case write
  }

  /// Seconds that a writer waits for others, unless told otherwise.
  public static let patience = 30.0

  /// Opens the history at `path` and brings an older one to the newest schema.
  ///
  /// Refuses what is no history: a file of another kind, a database of another program, a damaged
  /// one (all ``AssayError/badInput(file:place:found:accepted:)``), and one that a newer version of
  /// this program wrote, which is left untouched.
  ///
  /// A file that lies where nothing can be written is read as it stands, if no log lies beside it.
  /// - Parameter patience: seconds to wait for other writers.
  public static func open(
    _ path: String, for access: Access, patience: Double = patience
  ) throws(AssayError) -> HistoryStore {
    guard !path.isEmpty else {
      throw .usage("the history has an empty name; accepted: a file, or --no-history for none")
    }
    // ":memory:" and "file:…" are files like others: SQLite reads more into them.
    let path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let exists = FileManager.default.fileExists(atPath: path)
    if !exists, access == .read {
      throw .missing(
        "history \(path)",
        remedy: "assay run and assay history add write one; --history names another")
    }
    if let folder = folderProblem(path), !exists { throw folder }
    let state = exists ? try HistorySchema.state(of: path) : .empty
    if access == .read, state == .newest {
      return try guarded(path, reading: true) {
        HistoryStore(path: path, queue: try connect(path, .read), patience: patience)
      }
    }
    return try migrated(path, patience)
  }

  /// A connection that has written the newest schema; of several processes that begin a file
  /// together one makes the tables and the others find them.
  private static func migrated(
    _ path: String, _ patience: Double
  ) throws(AssayError) -> HistoryStore {
    let deadline = Date(timeIntervalSinceNow: patience)
    var lost = 0
    while true {
      do {
        let queue = try connect(path, .write, patience)
        try HistorySchema.migrator.migrate(queue)
        return HistoryStore(path: path, queue: queue, patience: patience)
      } catch let error as DatabaseError {
        let code = error.resultCode.primaryResultCode
        if [.SQLITE_ERROR, .SQLITE_CONSTRAINT].contains(code) { lost += 1 }
        let again = code == .SQLITE_BUSY || code == .SQLITE_LOCKED || (1...10).contains(lost)
        guard again, Date() < deadline else { throw refusal(error, path, patience) }
        Thread.sleep(forTimeInterval: 0.02)
      } catch {
        throw refusal(error, path)
      }
    }
  }

  static func connect(
    _ path: String, _ access: Access, _ patience: Double = patience, mode: JournalMode? = nil
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = access == .read
    configuration.busyMode = .timeout(patience)
    configuration.label = "history"
    if access == .write {
      let mode = mode ?? JournalMode(folder: (path as NSString).deletingLastPathComponent)
      configuration.prepareDatabase { db in
        // Set at each opening, as the mode may be lost where a copy was made without the log.
        let now = try String.fetchOne(db, sql: "PRAGMA journal_mode = \(mode.rawValue)") ?? "none"
        // A rollback journal is safe everywhere, a write-ahead log is not.
        guard now == mode.rawValue || now == JournalMode.delete.rawValue else {
          throw AssayError.cannotWrite(
            path, reason: "it is in journal mode \(now) and cannot be brought to \(mode.rawValue)")
        }
        // A run that was told to be kept outlives a power cut.
        try db.execute(sql: "PRAGMA synchronous = FULL")
      }
    }
    guard access == .read else {
      return try DatabaseQueue(path: path, configuration: configuration)
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      // The first look is what needs the log and its index.
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode.primaryResultCode)
      && !FileManager.default.fileExists(atPath: path + "-wal")
    {
      return try unchanging(path, configuration)
    }
  }

  /// A connection to a file that nobody changes: it needs no lock, log or writable folder.
  static func unchanging(
    _ path: String, _ configuration: Configuration = Configuration()
  ) throws -> DatabaseQueue {
    var configuration = configuration
    configuration.readonly = true
    let safe = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return try DatabaseQueue(path: "file://\(safe)?immutable=1", configuration: configuration)
  }

  private static func folderProblem(_ path: String) -> AssayError? {
    let folder = (path as NSString).deletingLastPathComponent
    if FileManager.default.isWritableFile(atPath: folder) { return nil }
    return .cannotWrite(path, reason: "its folder is missing or cannot be written")
  }
}

extension HistoryStore {
  func read<T>(_ body: (Database) throws -> T) throws(AssayError) -> T {
    try Self.guarded(path, reading: true) { try queue.read(body) }
  }

  /// One transaction that others wait for from its beginning; refused where a newer program has
  /// changed the schema since this store was opened.
  func write<T>(_ body: (Database) throws -> T) throws(AssayError) -> T {
    try Self.guarded(path, patience) {
      try queue.write { db in
        try HistorySchema.refuseNewer(db, path)
        return try body(db)
      }
    }
  }

  static func guarded<T>(
    _ path: String, _ patience: Double = patience, reading: Bool = false, _ body: () throws -> T
  ) throws(AssayError) -> T {
    do { return try body() } catch { throw refusal(error, path, patience, reading: reading) }
  }

  /// What SQLite refused, as a sentence.
  static func refusal(
    _ error: any Error, _ path: String, _ patience: Double = patience, reading: Bool = false
  ) -> AssayError {
    if let error = error as? AssayError { return error }
    guard let error = error as? DatabaseError else { return .failed("history \(path): \(error)") }
    let text = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode.primaryResultCode {
    case .SQLITE_NOTADB:
      return .badInput(
        file: path, place: nil, found: "a file that is no SQLite database",
        accepted: "a history of assay")
    case .SQLITE_CORRUPT:
      return .badInput(
        file: path, place: nil, found: "a damaged database (\(text))",
        accepted: "a whole one; move it away and add the runs again by assay history add")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return .cannotWrite(
        path, reason: "another program held it for more than \(Int(patience)) s")
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_IOERR, .SQLITE_FULL,
      .SQLITE_AUTH:
      guard reading else { return .cannotWrite(path, reason: text) }
      return .failed(
        "history \(path) cannot be read: \(text); copy it, with its -wal file if there is one, to a "
          + "folder that can be written")
    default: return .failed("history \(path): \(text)")
    }
  }
}
