// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The folder of raw public data (`--data`, ASSAY_DATA, or where `assay fetch` put it).
public struct DataFolder: Sendable, Equatable {
  public var root: String

  public init(_ root: String) { self.root = root }

  /// Full path of a file named by its path under the folder.
  public func path(_ relative: String) -> String { root + "/" + relative }

  /// Whether every file of the data set is there; contents are checked by `assay verify --data`.
  public func has(_ dataset: Dataset) -> Bool {
    dataset.files.allSatisfy { FileManager.default.fileExists(atPath: path($0.path)) }
  }
}
