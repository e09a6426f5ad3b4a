// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Glibc
public import Numerics

/// Writing a folder so that it is there complete or not at all.
public enum WholeFolder {
  /// Whether a path stays below the folder it is joined to: not absolute, and no part of it empty,
  /// "." or "..".
  static func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.utf8.contains(0) && parts.allSatisfy { !["", ".", ".."].contains($0) }
  }

  /// Refuses a path that is taken: nothing of a user's is overwritten.
  public static func check(_ path: String) throws(AssayError) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw .usage("\(path) exists already; choose another --out")
    }
  }

  /// Lets `body` fill a new folder beside `path` and puts it in that place; on failure it is gone.
  public static func write(
    _ path: String, _ body: (String) throws(AssayError) -> Void
  ) throws(AssayError) {
    try check(path)
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let parent = (trimmed as NSString).deletingLastPathComponent
    if !parent.isEmpty { try make(parent) }
    let unique = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporary = "\(trimmed).\(getpid()).\(unique).partial"
    // Only a folder that was not there before is filled, and removed on failure.
    guard mkdir(temporary, 0o755) == 0 else {
      throw .cannotWrite(path, reason: String(cString: strerror(errno)))
    }
    do throws(AssayError) {
      try body(temporary)
      guard rename(temporary, trimmed) == 0 else {
        throw AssayError.cannotWrite(path, reason: String(cString: strerror(errno)))
      }
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
  }

  /// Writes files by their paths below a folder, which is made with all the folders it needs.
  static func fill(
    _ folder: String, with files: [(path: String, bytes: [UInt8])]
  ) throws(AssayError) {
    for file in files where !isInside(file.path) {
      throw .badInput(
        file: folder, place: nil, found: "the name \"\(file.path)\"",
        accepted: "names that lead out of no folder")
    }
    for place in Set(files.map { ("\(folder)/\($0.path)" as NSString).deletingLastPathComponent }) {
      try make(place)
    }
    for file in files { try AtomicFile.write(file.bytes, to: "\(folder)/\(file.path)") }
  }

  static func make(_ folder: String) throws(AssayError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      let error = error as NSError
      let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
      throw .cannotWrite(
        folder,
        reason: cause.domain == NSPOSIXErrorDomain
          ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription)
    }
  }
}
