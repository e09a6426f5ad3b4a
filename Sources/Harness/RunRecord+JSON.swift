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
    let version = try CanonicalJSON.decode(Version.self, from: bytes, file: path)
    guard version.format == formatVersion else {
      throw .badInput(
        file: path, place: "key format", found: "\(version.format)",
        accepted: "\(formatVersion)")
    }
    return try CanonicalJSON.decode(RunRecord.self, from: bytes, file: path)
  }

  private struct Version: Decodable { var format: Int }
}
