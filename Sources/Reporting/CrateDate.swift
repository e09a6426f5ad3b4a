// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Dates of ISO 8601 as crates carry them.
enum CrateDate {
  /// Whether a text is a year, a day, or a time with its zone.
  static func isValid(_ text: String) -> Bool {
    if text.wholeMatch(of: /\d{4}/) != nil { return true }
    if text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil {
      return seconds(of: text + "T00:00:00Z") != nil
    }
    return seconds(of: text) != nil
  }

  /// A time of a record with its zone in figures: some readers do not take the letter Z.
  static func text(_ time: String) -> String {
    time.hasSuffix("Z") ? time.dropLast() + "+00:00" : time
  }

  /// Seconds since 1970 of a time with its zone; nil where it is none.
  static func seconds(of text: String) -> Int? {
    ISO8601DateFormatter().date(from: text).map { Int($0.timeIntervalSince1970) }
  }
}
