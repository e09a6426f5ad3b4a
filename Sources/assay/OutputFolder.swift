// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// Refusals before work of minutes whose result could not be written.
enum OutputFolder {
  /// Throws `cannotWrite` where the folder of one of the files is missing or cannot be written.
  static func check(_ paths: [String?]) throws(AssayError) {
    for case let path? in paths {
      let named = (path as NSString).deletingLastPathComponent
      guard FileManager.default.isWritableFile(atPath: named.isEmpty ? "." : named) else {
        throw .cannotWrite(path, reason: "its folder is missing or cannot be written")
      }
    }
  }
}
