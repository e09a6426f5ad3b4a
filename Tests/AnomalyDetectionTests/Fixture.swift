// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import AnomalyDetection

/// The reference tables and the raw data, where they are.
enum Fixture {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let loaded = Result { () throws -> ReferenceLibrary in
    try ReferenceLibrary.load(study: "anomaly-detection", root: root + "/Reference")
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  /// The folder named by ASSAY_DATA, or ../shared/data, if it holds the events.
  static let data: DataFolder? = {
    let given = ProcessInfo.processInfo.environment["ASSAY_DATA"] ?? root + "/../shared/data"
    let exists = FileManager.default.fileExists(atPath: given + "/anomaly-detection")
    return exists ? DataFolder(given) : nil
  }()

  static let noData: Comment = "needs the raw data: set ASSAY_DATA or have ../shared/data"

  /// The sentence that a refusal tells.
  static func sentence(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "not refused"
  }
}
