// SPDX-License-Identifier: GPL-3.0-or-later
private import CArchive
private import Foundation

extension Archive {
  /// Writes a zip archive, whole or not at all: equal entries, equal bytes, wherever and whenever.
  ///
  /// Entries carry no time: a zip archive keeps local time, and so its bytes would be those of the
  /// writer's time zone. Unpackers show the first day of the format, 1980-01-01.
  public static func writeZip(_ entries: [Entry], to path: String) throws(AssayError) {
    try AtomicFile.replace(path) { (temporary: String) throws(AssayError) in
      guard let archive = archive_write_new() else {
        throw AssayError.cannotWrite(path, reason: "no memory for an archive")
      }
      defer { archive_write_free(archive) }
      let done = { (status: Int32) throws(AssayError) in
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else {
          let reason = archive_error_string(archive).map { String(cString: $0) }
          throw AssayError.cannotWrite(path, reason: reason ?? "no reason given")
        }
      }
      try done(archive_write_set_format_zip(archive))
      try done(archive_write_open_filename(archive, temporary))
      for entry in entries {
        let header = archive_entry_new()
        defer { archive_entry_free(header) }
        archive_entry_set_pathname(header, entry.name)
        archive_entry_set_size(header, Int64(entry.bytes.count))
        archive_entry_set_filetype(header, 0o100000)
        archive_entry_set_perm(header, 0o644)
        try done(archive_write_header(archive, header))
        let count = entry.bytes.withUnsafeBytes {
          archive_write_data(archive, $0.baseAddress, $0.count)
        }
        guard count == entry.bytes.count else {
          try done(Int32(ARCHIVE_FATAL))
          return
        }
      }
      try done(archive_write_close(archive))
    }
  }

  /// The regular files of a zip archive.
  ///
  /// - Parameter limit: bytes that all files together may unpack to.
  /// - Throws: `badInput` where it is damaged or no zip archive, unpacks to more than the limit, or
  ///   holds something that is neither file nor folder, such as a link; `missing` where it is not
  ///   there.
  public static func zipEntries(
    of path: String, limit: Int = 2_000_000_000
  ) throws(AssayError) -> [Entry] {
    let bytes = try InputFile.bytes(path)
    let archive = archive_read_new()!
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    var result = Result<[Entry], AssayError>.success([])
    bytes.withUnsafeBytes { memory in
      result = Result { () throws(AssayError) in
        let status = archive_read_open_memory(archive, memory.baseAddress, memory.count)
        try check(status, archive, path, accepted: wholeZip)
        return try readZip(archive, file: path, limit: limit)
      }
    }
    return try result.get()
  }

  private static let wholeZip = "a whole zip archive"

  private static func readZip(
    _ archive: OpaquePointer, file: String, limit: Int
  ) throws(AssayError) -> [Entry] {
    var found: [Entry] = []
    var room = limit
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return found }
      try check(status, archive, file, accepted: wholeZip)
      let name = archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
      switch archive_entry_filetype(entry) {
      case 0o040000: continue
      case 0o100000: break
      default:
        throw .badInput(
          file: file, place: "entry \(name)", found: "a link or device",
          accepted: "regular files and folders")
      }
      let bytes = try content(archive, file: file, limit: room, accepted: wholeZip)
      room -= bytes.count
      found.append(Entry(name: name, bytes: bytes))
    }
  }
}
