// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Harness
public import Numerics

/// A crate that was checked and can be read.
public final class CrateFolder: Sendable {
  /// The folder; of a zip file a temporary one that goes away with this object.
  public let path: String
  private let isTemporary: Bool

  /// Opens the folder or zip file of a crate.
  ///
  /// - Throws: `missing` where there is none, `badInput` for a zip file that is damaged or whose
  ///   entries lead out of it.
  public init(_ path: String) throws(AssayError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing("the crate \(path)", remedy: "give the folder or zip file of a crate")
    }
    if isFolder.boolValue {
      (self.path, isTemporary) = (path, false)
      return
    }
    let entries = try Archive.zipEntries(of: path)
    var seen: Set<String> = []
    for entry in entries {
      guard WholeFolder.isInside(entry.name) else {
        throw .badInput(
          file: path, place: "entry \"\(entry.name)\"",
          found: "a path that leads out of the archive", accepted: "paths below its top")
      }
      guard seen.insert(entry.name).inserted else {
        throw .badInput(
          file: path, place: "entry \"\(entry.name)\"", found: "a name that stands twice",
          accepted: "names that differ")
      }
    }
    (self.path, isTemporary) = (NSTemporaryDirectory() + "assay-crate-" + UUID().uuidString, true)
    try WholeFolder.write(self.path) { (folder) throws(AssayError) in
      try WholeFolder.fill(folder, with: entries.map { ($0.name, $0.bytes) })
    }
  }

  deinit { if isTemporary { try? FileManager.default.removeItem(atPath: path) } }

  /// The record, once every rule has been checked.
  ///
  /// - Parameter altered: a record that was altered after its run is given all the same.
  /// - Throws: `badInput` that names the first rule broken and counts the others.
  public func record(altered: Bool = false) throws(AssayError) -> RunRecord {
    let problems = try CrateCheck.problems(of: path).filter { !altered || $0.rule != .digest }
    // Which bytes are others is more than what is wrong in the metadata.
    let first = problems.first { $0.rule == .checksums } ?? problems.first
    if let first {
      let rest =
        problems.count > 1 ? " (and \(problems.count - 1) more; assay export check lists all)" : ""
      throw .badInput(
        file: path, place: first.rule.rawValue, found: first.text + rest,
        accepted: "a crate as assay export crate left it")
    }
    return try RunRecord.read(from: "\(path)/record.json")
  }

  /// The crate's own references.
  public var references: String { "\(path)/\(CrateReferences.folder)" }

  /// Files of the run's references that are not the crate's in another reference folder.
  public func differences(_ record: RunRecord, from root: String) -> [String] {
    record.studies.flatMap { study in
      study.referenceFiles.keys.sorted().filter { file in
        (try? SHA256.hex(ofFile: "\(root)/\(file)")) != study.referenceFiles[file]
      }
    }
  }
}
