// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// What one finished task leaves in the journal.
struct JournalEntry: Codable, Sendable, Equatable {
  var study: String
  var task: String
  var observables: [Observable]
  var seconds: Double
}

/// The append-only file of finished tasks: a header, then one sealed line a task, each synced
/// before the next. A killed run loses at most the tasks that were under way.
final class Journal {
  let path: String
  private let descriptor: Int32
  private var size: Int
  private var isClosed = false

  private init(path: String, descriptor: Int32, size: Int) {
    self.path = path
    self.descriptor = descriptor
    self.size = size
  }

  deinit { close() }

  /// Gives the file free. The lock is dropped by name: a child process between fork and exec may
  /// still share the descriptor.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    flock(descriptor, LOCK_UN)
    Foundation.close(descriptor)
  }

  /// Opens a new or, for a resume, an existing journal, and gives its finished tasks. A last line
  /// without its end, which a kill may leave, is cut off.
  static func open(
    _ path: String, header: JournalHeader, resume: Bool
  ) throws(AssayError) -> (Journal, [JournalEntry]) {
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw cannotWrite(path) }
    let journal = Journal(path: path, descriptor: descriptor, size: 0)
    // Two processes that go on with the same run would each repeat the other's work.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .cannotWrite(path, reason: "another process is writing it")
    }
    let content = resume ? try JournalContent.read(path) : JournalContent()
    journal.size = content.bytes
    guard ftruncate(descriptor, off_t(content.bytes)) == 0 else { throw cannotWrite(path) }
    if let old = content.header {
      try old.require(header, file: path)
    } else {
      try journal.append(try JournalLine.seal(header))
      try syncFolder(of: path)
    }
    return (journal, content.entries)
  }

  func append(_ entry: JournalEntry) throws(AssayError) {
    try append(try JournalLine.seal(entry))
  }

  /// Writes a whole line or nothing, and syncs it.
  private func append(_ line: [UInt8]) throws(AssayError) {
    var done = 0
    while done < line.count {
      let count = line[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let error = Self.cannotWrite(path)
        ftruncate(descriptor, off_t(size))
        throw error
      }
      done += count
    }
    guard fsync(descriptor) == 0 else { throw Self.cannotWrite(path) }
    size += line.count
  }

  private static func syncFolder(of path: String) throws(AssayError) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = Foundation.open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotWrite(path) }
    // Some file systems refuse to sync folders; the lines themselves are synced.
    fsync(descriptor)
    Foundation.close(descriptor)
  }

  private static func cannotWrite(_ path: String) -> AssayError {
    .cannotWrite(path, reason: String(cString: strerror(errno)))
  }
}
