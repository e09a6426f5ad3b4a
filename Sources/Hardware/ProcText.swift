// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the texts in which Linux describes a machine.
enum ProcText {
  /// Vector extensions worth recording, in the order they are listed.
  static let notableFlags = [
    "sse4_2", "avx", "avx2", "fma", "bmi2", "avx512f", "avx512dq", "avx512bw", "avx512vl",
    "avx512_vnni", "avx512_bf16", "amx_tile", "asimd", "sve",
  ]

  /// Model and notable flags of the first processor in /proc/cpuinfo ("flags" on x86, "Features" on
  /// Arm, where no model is named).
  static func processor(_ text: String) -> (model: String?, flags: [String]) {
    let fields = pairs(text, separator: ":")
    let flags = Set((fields["flags"] ?? fields["Features"] ?? "").split(separator: " "))
    return (fields["model name"], notableFlags.filter { flags.contains($0[...]) })
  }

  /// "MemTotal" of /proc/meminfo [bytes].
  static func totalMemory(_ text: String) -> UInt64? {
    let words = pairs(text, separator: ":")["MemTotal"]?.split(separator: " ") ?? []
    guard words.count == 2, words[1] == "kB", let count = UInt64(words[0]) else { return nil }
    return count * 1024
  }

  /// "PRETTY_NAME" of /etc/os-release.
  static func systemName(_ text: String) -> String? {
    let name = pairs(text, separator: "=")["PRETTY_NAME"]
    return name.map { $0.hasPrefix("\"") ? String($0.dropFirst().dropLast()) : $0 }
  }

  /// The first value of each key.
  private static func pairs(_ text: String, separator: Character) -> [String: String] {
    var pairs: [String: String] = [:]
    for line in text.split(separator: "\n") {
      guard let middle = line.firstIndex(of: separator) else { continue }
      let key = trimmed(line[..<middle])
      if pairs[key] == nil { pairs[key] = trimmed(line[line.index(after: middle)...]) }
    }
    return pairs
  }

  private static func trimmed(_ text: Substring) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }
}
