// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// A run as a CODECHECK bundle: codecheck.yml beside the files that it lists.
public enum CodecheckBundle {
  /// Writes record, reports, figures and our tables with codecheck.yml into a new folder.
  ///
  /// - Parameter report: identifier of the published certificate; to be filled in without it.
  /// - Returns: what is not in it and why.
  public static func write(
    _ record: RunRecord, file: String? = nil, folder: String?, to path: String,
    options: Crate.Options, report: String?
  ) throws(AssayError) -> [String] {
    let contents = try CrateContents(
      record, file: file, folder: folder, licence: options.licence, version: options.version)
    let check = Codecheck(
      record: record, items: contents.items, codechecker: options.contributor, report: report,
      repository: options.repository)
    var files = contents.files.map { (path: $0.path, bytes: $0.bytes) }
    files.append((Codecheck.name, Array(check.text.utf8)))
    try WholeFolder.write(path) { (place) throws(AssayError) in
      try WholeFolder.fill(place, with: files)
    }
    let open = "codecheck.yml: the report's identifier must be filled in once it is published"
    return contents.notes + (report == nil ? [open] : [])
  }
}
