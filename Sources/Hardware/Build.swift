// SPDX-License-Identifier: GPL-3.0-or-later

/// How this program was compiled.
enum Build {
  /// The language has no text for its compiler, only comparisons: this names the minor version.
  static var compiler: String {
    #if compiler(>=6.5)
      "Swift 6.5 or newer"
    #elseif compiler(>=6.4)
      "Swift 6.4"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #elseif compiler(>=6.2)
      "Swift 6.2"
    #else
      "Swift 6.1"
    #endif
  }

  /// "debug" or "release"; the package manager defines DEBUG for the first.
  static var configuration: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }
}
