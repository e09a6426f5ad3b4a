// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A line of a journal: a JSON object whose first member is the SHA-256 of the object without
/// that member, byte for byte, so that any damage shows.
enum JournalLine {
  private static let opening = Array(#"{"digest":""#.utf8)
  private static let closing = Array(#"","#.utf8)
  private static let hexDigits = 64

  /// The line of a value, its newline included.
  static func seal(_ value: some Encodable) throws(AssayError) -> [UInt8] {
    let json = try CanonicalJSON.encode(value)
    precondition(json.starts(with: Array(#"{""#.utf8)), "an object with members")
    return opening + Array(SHA256.hex(json).utf8) + closing + json.dropFirst()
      + [UInt8(ascii: "\n")]
  }

  /// The object without its digest, or nil when the digest does not fit.
  static func open(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    let prefix = opening.count + hexDigits + closing.count
    guard line.count > prefix, line.starts(with: opening) else { return nil }
    let digest = line.dropFirst(opening.count).prefix(hexDigits)
    let json = [UInt8(ascii: "{")] + line.dropFirst(prefix)
    return digest.elementsEqual(SHA256.hex(json).utf8) ? json : nil
  }
}

/// What a journal holds.
struct JournalContent {
  var header: JournalHeader?
  var entries: [JournalEntry] = []
  /// Length of the whole lines; what follows is the torn end of a killed write.
  var bytes = 0

  static func read(_ path: String) throws(AssayError) -> JournalContent {
    let all = try InputFile.bytes(path)
    var content = JournalContent()
    var number = 0
    while let end = all[content.bytes...].firstIndex(of: UInt8(ascii: "\n")) {
      number += 1
      guard let json = JournalLine.open(all[content.bytes..<end]) else {
        throw .badInput(
          file: path, place: "line \(number)", found: "a line that does not fit its digest",
          accepted: "a line as it was written; start the run anew in another folder")
      }
      if number == 1 {
        content.header = try CanonicalJSON.decode(
          JournalHeader.self, from: json, file: path, place: "line 1")
      } else {
        content.entries.append(
          try CanonicalJSON.decode(
            JournalEntry.self, from: json, file: path, place: "line \(number)"))
      }
      content.bytes = end + 1
    }
    return content
  }
}
