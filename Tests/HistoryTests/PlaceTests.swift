// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GRDB
import Numerics
import Testing

@testable import History

/// Where a history lies: names, file systems, journals, files that nobody may change.
@Suite struct PlaceTests {
  @Test(arguments: ["", ":memory:", "file:x?mode=memory"])
  func namesMeanFiles(name: String) throws {
    if name.isEmpty {
      let error = try #require(throws: AssayError.self) { try HistoryStore.open(name, for: .write) }
      #expect(error.status == .usage && error.description.contains("empty name"))
      return
    }
    let place = try Scratch()
    let path = place.path + "/" + name
    _ = try HistoryStore.open(path, for: .write).add(try SampleRecords.run(1), path: "r")
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(try HistoryStore.open(path, for: .read).count() == 1)
    // A name without a folder is one in the working folder.
    let error = try #require(throws: AssayError.self) { try HistoryStore.open(name, for: .read) }
    #expect(error.status == .missing, "\(error)")
  }

  @Test(arguments: [
    ("ext4", JournalMode.wal), ("overlay", .wal), ("tmpfs", .wal), ("xfs", .wal), ("nfs4", .delete),
    ("nfs", .delete), ("lustre", .delete), ("cifs", .delete), ("fuse.sshfs", .delete),
    ("9p", .delete),
  ])
  func sharedFileSystemsHaveARollbackJournal(_ type: String, _ mode: JournalMode) {
    #expect(JournalMode(fileSystem: type) == mode)
  }

  @Test(arguments: [
    ("/home/a", "nfs4"), ("/home", "nfs4"), ("/homes", "ext4"), ("/my data/x", "lustre"),
    ("/", "ext4"), ("/twice/x", "tmpfs"),
  ])
  func theMountOfAFolderIsTheLongestAboveIt(_ folder: String, _ type: String) {
    let mounts = """
      21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
      30 21 0:40 / /home rw,relatime shared:2 master:3 - nfs4 server:/home rw
      31 21 0:41 / /my\\040data rw - lustre mds:/data rw
      32 21 0:42 / /twice rw - nfs server:/x rw
      33 21 0:43 / /twice rw - tmpfs none rw
      nonsense
      """
    #expect(JournalMode.type(of: folder, mounts: mounts) == type)
    #expect(JournalMode.type(of: folder, mounts: "") == nil)
  }

  /// A rollback journal on disk, also where the file had a log before.
  @Test func theModeIsThatOfTheFile() throws {
    let place = try Scratch()
    try HistoryStore.open(place.history, for: .write).queue.close()
    #expect(try SchemaTests.bytes(place.history)[18] == 2)
    let queue = try HistoryStore.connect(place.history, .write, mode: .delete)
    let mode = try queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    try queue.close()
    let version = try SchemaTests.bytes(place.history)[18]
    #expect(mode == "delete" && version == 1)
  }

  /// A file in a place that cannot be written is read without a trace.
  @Test func aFileThatNobodyChangesIsReadWithoutATrace() throws {
    let place = try Scratch()
    let path = place.path + "/odd % name? #1.sqlite"
    let store = try HistoryStore.open(path, for: .write)
    _ = try store.add(try SampleRecords.run(1), path: "r")
    try store.queue.close()
    let files = { try FileManager.default.contentsOfDirectory(atPath: place.path) }
    #expect(try files().count == 1)
    let queue = try HistoryStore.unchanging(path)
    #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") } == 1)
    #expect(try files().count == 1)
  }

  @Test(arguments: [ResultCode.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR])
  func whatCannotBeReadIsToldAsThat(code: ResultCode) {
    let error = DatabaseError(resultCode: code, message: "no way")
    let reading = HistoryStore.refusal(error, "/h", reading: true)
    #expect(reading.status == .failed && reading.description.contains("cannot be read: no way"))
    #expect(HistoryStore.refusal(error, "/h").status == .cannotWrite)
  }

  /// Brought to a newer schema while this program has it open.
  @Test func aNewerSchemaIsNotWrittenTo() throws {
    let place = try Scratch()
    let store = try HistoryStore.open(place.history, for: .write)
    _ = try store.add(try SampleRecords.run(1), path: "r")
    let newer = try DatabaseQueue(path: place.history)
    try newer.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 wonders')") }
    let error = try #require(throws: AssayError.self) {
      try store.add(try SampleRecords.run(2), path: "r")
    }
    #expect(error.status == .badInput && error.description.contains("newer assay"), "\(error)")
    #expect(try newer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") } == 1)
  }

  @Test func theUsersFolderIsNeverTheWorkingOne() {
    let folder = { (variables: [String: String], home: String?) in
      DataHome.folder(environment: variables, passwordHome: home)
    }
    #expect(folder(["XDG_DATA_HOME": "/x", "HOME": "/h"], "/p") == "/x")
    #expect(folder(["XDG_DATA_HOME": "x", "HOME": "/h"], "/p") == "/h/.local/share")
    #expect(folder(["HOME": ""], "/p") == "/p/.local/share")
    #expect(folder([:], "/p") == "/p/.local/share")
    #expect(folder(["XDG_DATA_HOME": "", "HOME": "h"], nil) == nil && folder([:], nil) == nil)
  }
}
