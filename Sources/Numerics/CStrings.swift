// SPDX-License-Identifier: GPL-3.0-or-later
private import CCFITSIO
private import Glibc

/// An array of C strings for a C library, freed with the object.
final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [String]) {
    count = texts.count
    pointers = .allocate(capacity: max(1, count))
    for (i, text) in texts.enumerated() { (pointers + i).initialize(to: strdup(text)) }
  }

  /// Room for `count` strings of `width` bytes each.
  init(count: Int, width: Int) {
    self.count = count
    pointers = .allocate(capacity: max(1, count))
    for i in 0..<count {
      (pointers + i).initialize(
        to: calloc(width + 1, 1).assumingMemoryBound(to: CChar.self))
    }
  }

  deinit {
    for i in 0..<count { free(pointers[i]) }
    pointers.deallocate()
  }

  /// The strings without trailing spaces; refuses what is not UTF-8.
  func texts(_ file: String, _ place: String) throws(AssayError) -> [String] {
    var texts: [String] = []
    for i in 0..<count {
      guard let text = String(validatingCString: pointers[i]!) else {
        throw .badInput(
          file: file, place: "\(place), row \(i + 1)", found: "bytes that are not text",
          accepted: "ASCII text")
      }
      // CFITSIO keeps one space of a blank entry; the standard gives trailing spaces no meaning.
      let end = text.utf8.lastIndex { $0 != 0x20 }
      texts.append(end.map { String(text[...$0]) } ?? "")
    }
    return texts
  }
}

enum FITSError {
  /// CFITSIO's text for a status, with the first detail of its message stack.
  static func text(_ status: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: Int(FLEN_ERRMSG) + 1)
    ffgerr(status, &buffer)
    var text = string(buffer)
    if ffgmsg(&buffer) != 0 { text += " (\(string(buffer)))" }
    CFITSIOMessages.forget()
    return text
  }

  private static func string(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
