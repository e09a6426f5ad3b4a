// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// The numbers of a run as HEPData submissions: one a study, as a submission is of one paper.
public enum HEPDataExport {
  /// Writes the submission of a run's only study, or of the study named, into a new folder; of
  /// several studies one folder each below it.
  ///
  /// - Returns: the folders of the submissions.
  /// - Throws: `usage` for a study that the run does not hold or a path that exists, `failed` for
  ///   what is larger than HEPData takes.
  public static func write(
    _ record: RunRecord, study: String? = nil, to path: String, licence: PublishedLicence,
    version: String
  ) throws(AssayError) -> [String] {
    try RecordPaths.checkForExport(record)
    let studies = record.studies.filter { study == nil || $0.card.id == study }
    let withNumbers = studies.filter { $0.observables.contains { !$0.values.isEmpty } }
    guard !studies.isEmpty else {
      throw .usage(
        "--study \(study ?? ""): the run holds \(record.studies.map(\.card.id).joined(separator: ", "))"
      )
    }
    guard !withNumbers.isEmpty else {
      throw .missing("every number of the run", remedy: "export a run that has computed something")
    }
    try WholeFolder.write(path) { (folder) throws(AssayError) in
      for study in withNumbers {
        let submission = try HEPDataSubmission(
          study, of: record, licence: licence, version: version)
        let place = withNumbers.count == 1 ? folder : "\(folder)/\(study.card.id)"
        try WholeFolder.fill(place, with: submission.files.map { ($0.name, $0.bytes) })
      }
    }
    return withNumbers.count == 1 ? [path] : withNumbers.map { "\(path)/\($0.card.id)" }
  }
}
