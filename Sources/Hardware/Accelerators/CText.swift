// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that a C library wrote.
enum CText {
  /// Up to the first zero byte.
  static func string(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
