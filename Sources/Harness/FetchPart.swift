// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
private import Glibc
internal import Numerics

/// The beginning of a file that is being fetched, open for appending and locked against a second
/// fetch of the same file.
final class PartFile {
  let path: String
  private(set) var size: Int
  private let descriptor: Int32
  /// The system's reason why a write failed, if one did.
  private(set) var writeFailure: String?

  init(path: String) throws(AssayError) {
    self.path = path
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    do {
      try FileManager.default.createDirectory(
        atPath: folder.isEmpty ? "." : folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(folder, reason: "the folder cannot be made")
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotWrite(path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(descriptor)
      throw .cannotWrite(path, reason: "another fetch is writing it")
    }
    self.descriptor = descriptor
    size = Int(lseek(descriptor, 0, SEEK_END))
  }

  /// Appends all bytes; false when the system refuses, with the reason in `writeFailure`.
  func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        writeFailure = String(cString: strerror(errno))
        return false
      }
      done += count
      size += count
    }
    return true
  }

  func empty() throws(AssayError) {
    guard ftruncate(descriptor, 0) == 0 else {
      throw .cannotWrite(path, reason: String(cString: strerror(errno)))
    }
    size = 0
  }

  func sync() throws(AssayError) {
    guard fsync(descriptor) == 0 else {
      throw .cannotWrite(path, reason: String(cString: strerror(errno)))
    }
  }

  func rename(to target: String) throws(AssayError) {
    guard Glibc.rename(path, target) == 0 else {
      throw .cannotWrite(target, reason: String(cString: strerror(errno)))
    }
  }

  func remove() { unlink(path) }

  /// Ends the lock; nothing received leaves nothing behind. The lock is dropped by name: a child
  /// process between fork and exec may still share the descriptor.
  func close() {
    if size == 0 { unlink(path) }
    flock(descriptor, LOCK_UN)
    Glibc.close(descriptor)
  }
}
