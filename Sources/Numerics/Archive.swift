// SPDX-License-Identifier: GPL-3.0-or-later
private import CArchive
private import Foundation

/// Files inside packed files: tar archives and single files, packed by bzip2, gzip, xz or not at
/// all, read by libarchive.
public enum Archive {
  public struct Entry: Sendable, Equatable {
    /// Path inside the archive; that of the file itself, without its ending, where it is no archive.
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
  }

  /// The regular files of an archive that `wanted` asks for, in the archive's order.
  ///
  /// A file that is only packed, such as `weights.h5.bz2`, has one entry. Nothing is written.
  /// Throws `badInput` where the file is damaged; `cannotRead` where it cannot be read.
  public static func entries(
    of path: String, where wanted: (String) -> Bool = { _ in true }
  ) throws(AssayError) -> [Entry] {
    try entries(InputFile.bytes(path), file: path, where: wanted)
  }

  /// The same from bytes in memory; `file` names them in errors.
  public static func entries(
    _ bytes: [UInt8], file: String, where wanted: (String) -> Bool = { _ in true }
  ) throws(AssayError) -> [Entry] {
    let single = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
    let archive = archive_read_new()!
    defer { archive_read_free(archive) }
    archive_read_support_filter_all(archive)
    archive_read_support_format_tar(archive)
    archive_read_support_format_raw(archive)
    archive_read_support_format_empty(archive)
    // libarchive reads from the memory while entries are asked for, so it must stay where it is.
    var result = Result<[Entry], AssayError>.success([])
    bytes.withUnsafeBytes { memory in
      result = Result { () throws(AssayError) in
        try check(
          archive_read_open_memory(archive, memory.baseAddress, memory.count), archive, file)
        return try read(archive, file: file, single: single, where: wanted)
      }
    }
    return try result.get()
  }

  private static func read(
    _ archive: OpaquePointer, file: String, single: String, where wanted: (String) -> Bool
  ) throws(AssayError) -> [Entry] {
    var found: [Entry] = []
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return found }
      try check(status, archive, file)
      let isRaw = archive_format(archive) == ARCHIVE_FORMAT_RAW
      guard isRaw || archive_entry_filetype(entry) == 0o100000 else { continue }
      let name = isRaw ? single : archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
      guard wanted(name) else { continue }
      found.append(Entry(name: name, bytes: try content(archive, file: file)))
    }
  }

  /// The bytes of the entry at hand; refuses one of more than `limit` before it fills the memory.
  static func content(
    _ archive: OpaquePointer, file: String, limit: Int = .max, accepted: String = wholeTar
  ) throws(AssayError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = archive_read_data(archive, &block, block.count)
      if count == 0 { return bytes }
      guard count > 0 else { throw damaged(archive, file, accepted) }
      guard bytes.count + count <= limit else {
        throw .badInput(
          file: file, place: "packed bytes", found: "more than is unpacked here",
          accepted: "\(accepted) of a size that memory holds")
      }
      bytes += block[..<count]
    }
  }

  static let wholeTar = "a whole tar archive or file packed by bzip2, gzip or xz"

  static func check(
    _ status: Int32, _ archive: OpaquePointer, _ file: String, accepted: String = wholeTar
  ) throws(AssayError) {
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN else {
      throw damaged(archive, file, accepted)
    }
  }

  private static func damaged(
    _ archive: OpaquePointer, _ file: String, _ accepted: String
  ) -> AssayError {
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
    return .badInput(file: file, place: "packed bytes", found: reason, accepted: accepted)
  }
}
