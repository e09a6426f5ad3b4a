// SPDX-License-Identifier: GPL-3.0-or-later
private import CArchive
private import Foundation

extension Archive {
  /// Writes a zip archive, whole or not at all: equal entries and time, equal bytes.
  ///
  /// - Parameter modified: seconds since 1970, UTC, that every entry carries.
  public static func writeZip(
    _ entries: [Entry], modified: Int, to path: String
  ) throws(AssayError) {
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
        archive_entry_set_mtime(header, modified, 0)
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
  /// Throws `badInput` where it is damaged or no zip archive; `missing` where it is not there.
  public static func zipEntries(of path: String) throws(AssayError) -> [Entry] {
    let bytes = try InputFile.bytes(path)
    let archive = archive_read_new()!
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    var result = Result<[Entry], AssayError>.success([])
    bytes.withUnsafeBytes { memory in
      result = Result { () throws(AssayError) in
        try check(
          archive_read_open_memory(archive, memory.baseAddress, memory.count), archive, path)
        return try read(archive, file: path, single: "", where: { _ in true })
      }
    }
    return try result.get()
  }
}
