// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension RunRecord {
  /// Writes the record, whole or not at all.
  public func write(to path: String) throws(AssayError) {
    try AtomicFile.write(try CanonicalJSON.encode(self) + [UInt8(ascii: "\n")], to: path)
  }

  /// Reads a record; refuses what is not JSON, another format version, or a missing or ill-typed
  /// key, which it names.
  public static func read(from path: String) throws(AssayError) -> RunRecord {
    let bytes = try InputFile.bytes(path)
    do throws(AssayError) {
      let record = try CanonicalJSON.decode(RunRecord.self, from: bytes, file: path)
      try check(record.format, of: path)
      return record
    } catch {
      // Of another version the version is told, not what follows from it.
      try check(CanonicalJSON.decode(Version.self, from: bytes, file: path).format, of: path)
      throw error
    }
  }

  private static func check(_ format: Int, of path: String) throws(AssayError) {
    guard format == formatVersion else {
      throw .badInput(
        file: path, place: "key format", found: "\(format)", accepted: "\(formatVersion)")
    }
  }

  private struct Version: Decodable { var format: Int }
}
