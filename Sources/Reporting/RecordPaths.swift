// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Names in a record become paths; those of a foreign record may lead anywhere.
enum RecordPaths {
  /// Refuses a record whose studies, figures or reference files would be read or written outside
  /// the folder they belong to.
  static func check(_ record: RunRecord) throws(AssayError) {
    for study in record.studies {
      try require(study.card.id, "the study's id", asOnePart: true)
      for figure in study.figures { try require(figure.id, "a figure's id", asOnePart: true) }
      for path in study.referenceFiles.keys.sorted() {
        try require(path, "a reference file", asOnePart: false)
      }
    }
  }

  /// Refuses also a record whose digest is not that of its content: it was altered after the run.
  static func checkForExport(_ record: RunRecord) throws(AssayError) {
    try check(record)
    let digest = try RunRecord.digest(of: record.studies)
    guard digest == record.resultsDigest else {
      throw .badInput(
        file: "record.json", place: "key resultsDigest",
        found: "\(record.resultsDigest) over content of the digest \(digest)",
        accepted: "a record as the run left it; this one was altered")
    }
  }

  private static func require(
    _ name: String, _ what: String, asOnePart: Bool
  ) throws(AssayError) {
    guard WholeFolder.isInside(name), !asOnePart || !name.contains("/") else {
      throw .badInput(
        file: "record.json", place: what, found: "\"\(name)\"",
        accepted: "a name that leads out of no folder")
    }
  }
}
