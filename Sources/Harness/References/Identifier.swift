// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The names by which comparisons, data sets and observables are called.
enum Identifier {
  /// Words joined by hyphens, such as "notebook-limits" or "gaussian-J-limits".
  static func hyphenated(_ value: YAMLValue, _ what: String) throws(AssayError) -> String {
    let text = try value.text(what)
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    guard words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isLetterOrDigit) }) else {
      throw value.refusal(
        "the \(what) '\(text)'",
        accepted: "letters, digits and single hyphens, such as notebook-limits")
    }
    return text
  }

  /// Parts joined by dots, such as "mlfermi.gaussian.LeoII.3.84"; begins with a lower-case letter.
  static func observable(_ value: YAMLValue) throws(AssayError) -> String {
    let text = try value.text("observable")
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let first = text.utf8.first ?? 0
    guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isWordByte) })
    else {
      throw value.refusal(
        "the observable '\(text)'",
        accepted: "parts of letters, digits, '-' and '_' joined by dots, such as lat.combined.bb")
    }
    return text
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}

/// The lines with which `comparisons.yaml` and `datasets.yaml` begin.
enum FileHeader {
  static let format = 1

  static func check(_ top: YAMLMapping, study: String) throws(AssayError) {
    let found = try top["format"].integer("format", in: 1...(.max))
    guard found == format else {
      throw top["format"].refusal("format \(found)", accepted: "format \(format)")
    }
    let name = try top["study"].text("study")
    guard name == study else {
      throw top["study"].refusal(
        "the study '\(name)'", accepted: "\(study), the name of the folder")
    }
  }
}

/// Paths that stay below the folder they are relative to, and the digests that go with them.
enum RelativePath {
  static func isInside(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".."
    } && !path.utf8.contains(0)
  }

  static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
