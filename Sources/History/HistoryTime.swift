// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Times as the history keeps them: "2026-11-01T12:00:00Z", UTC, so that their order as text is their
/// order in time.
public enum HistoryTime {
  /// The first second of a year, month, day, hour, minute or second, given as the beginning of an ISO
  /// 8601 time in UTC ("2026-11", "2026-11-01T12:00", with Z or without); nil for what is none.
  public static func beginning(_ text: String) -> String? {
    let form = /(\d{4})(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?Z?)?)?)?/
    guard text.wholeMatch(of: form) != nil else { return nil }
    let given = text.hasSuffix("Z") ? String(text.dropLast()) : text
    let first = "0000-01-01T00:00:00"
    return instant(given + first.dropFirst(given.count) + "Z")
  }

  /// An ISO 8601 time with its zone, in UTC to the second; nil for what is none.
  public static func instant(_ text: String) -> String? {
    let form = /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)/
    guard let parts = text.wholeMatch(of: form)?.output else { return nil }
    let fields = [parts.1, parts.2, parts.3, parts.4, parts.5, parts.6].map { Int($0)! }
    guard (1...12).contains(fields[1]),
      (1...days(fields[0], fields[1])).contains(fields[2]), fields[3] <= 23, fields[4] <= 59,
      fields[5] <= 59
    else { return nil }
    if parts.7 == "Z" { return String(text.prefix(19)) + "Z" }
    let reader = ISO8601DateFormatter()
    guard let date = reader.date(from: String(text.prefix(19)) + String(parts.7)) else {
      return nil
    }
    return ISO8601DateFormatter().string(from: date)
  }

  private static func days(_ year: Int, _ month: Int) -> Int {
    if month == 2 {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}
