// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Our numbers of one study as a HEPData submission (schema 1.1.1).
///
/// A table holds the observables that were held against one reference table over the same keys, so
/// that a reader finds our numbers under the name of the paper's.
struct HEPDataSubmission {
  /// A file of the submission.
  struct File {
    var name: String
    var title: String
    var description: String
    var bytes: [UInt8]
  }

  static let index = "submission.yaml"
  /// HEPData's limits, in bytes.
  static let fileLimit = 10_000_000
  static let archiveLimit = 50_000_000

  var tables: [HEPDataTable]
  var files: [File]

  /// - Throws: `failed` where HEPData would refuse the size.
  init(
    _ study: StudyRecord, of record: RunRecord, licence: PublishedLicence, version: String
  ) throws(AssayError) {
    tables = HEPDataTable.all(of: study)
    let program = HEPDataProgram(record, version: version)
    let index =
      Self.head(study, record, program) + tables.map { Self.entry($0, study, licence) }.joined()
    files = [
      File(
        name: Self.index, title: "HEPData submission of the study \(study.card.id)",
        description: "Our numbers of the study as HEPData wants them: the list of tables",
        bytes: Array(index.utf8))
    ]
    for table in tables {
      files.append(
        File(
          name: table.file, title: "Our numbers: \(table.name)",
          description: table.location ?? table.description,
          bytes: Array(table.text(program).utf8)))
    }
    for file in files where file.bytes.count > Self.fileLimit {
      throw .failed(
        "\(study.card.id)/\(file.name) has \(file.bytes.count) bytes; HEPData takes 10 MB a file")
    }
    guard files.reduce(0, { $0 + $1.bytes.count }) <= Self.archiveLimit else {
      throw .failed("the submission of \(study.card.id) is over HEPData's 50 MB")
    }
  }

  /// The document about the whole.
  private static func head(
    _ study: StudyRecord, _ record: RunRecord, _ program: HEPDataProgram
  ) -> String {
    let comment =
      "Numbers computed by \(program.name) for the study \(study.card.id): \(study.card.title). "
      + "Tier \(record.run.tier.rawValue), seed \(record.run.seed), run \(record.run.id), results "
      + "digest \(record.resultsDigest). They are not the published numbers but ours, held against them."
    var text = "---\ncomment: \(YAMLText.quoted(MarkdownText.oneLine(comment)))\n"
    let resources = study.card.citations.compactMap { citation -> (String, String)? in
      let place =
        citation.doi.map { "https://doi.org/" + MarkdownText.address($0) }
        ?? citation.arXiv.map { "https://arxiv.org/abs/\($0)" } ?? citation.url
      let year = citation.year.map { ", \($0)" } ?? ""
      return place.map { ($0, "\(citation.authors)\(year): \(citation.title)") }
    }
    if !resources.isEmpty {
      text += "additional_resources:\n"
      for (location, description) in resources {
        text += "  - location: \(YAMLText.quoted(location))\n"
        text += "    description: \(YAMLText.quoted(MarkdownText.oneLine(description)))\n"
      }
    }
    return text
  }

  private static func entry(
    _ table: HEPDataTable, _ study: StudyRecord, _ licence: PublishedLicence
  ) -> String {
    var text = "---\nname: \(YAMLText.quoted(table.name))\n"
    if let location = table.location { text += "location: \(YAMLText.quoted(location))\n" }
    text += "description: \(YAMLText.quoted(table.description))\nkeywords:\n"
    let phrases =
      [study.card.id, "recomputed", "reproduction of published results"] + table.evidence
    text +=
      "  - {name: phrases, values: [\(phrases.map(YAMLText.quoted).joined(separator: ", "))]}\n"
    text += "data_file: \(table.file)\ndata_license:\n"
    text += "  name: \(YAMLText.quoted(licence.name))\n"
    return text + "  url: \(YAMLText.quoted(licence.url))\n"
  }
}

/// The program and the run, as qualifiers of every column.
struct HEPDataProgram {
  var name: String
  var qualifiers: [(name: String, value: String)]

  init(_ record: RunRecord, version: String) {
    name = "assay, \(CrateSoftware.version(of: record.environment)) (exported by assay \(version))"
    qualifiers = [
      ("seed", String(record.run.seed)), ("tier", YAMLText.quoted(record.run.tier.rawValue)),
      ("program", YAMLText.quoted(name)),
    ]
  }
}
