// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The files of a run that every export for readers carries: record, reports, figures, our tables.
struct CrateContents {
  var files: [CrateFile] = []
  /// Ids of the figure files of each study.
  var figures: [String: [String]] = [:]
  /// What codecheck.yml lists.
  var items: [Codecheck.Item] = []
  /// Why figures are missing; empty when all are there.
  var notes: [String] = []

  /// - Parameter folder: where the record lies with what was made from it.
  init(
    _ record: RunRecord, folder: String, licence: PublishedLicence, version: String
  ) throws(AssayError) {
    let bytes = try CanonicalJSON.encode(record) + [UInt8(ascii: "\n")]
    files.append(
      CrateFile(
        "record.json", bytes, name: "Run record",
        description: "Every number of the run, every comparison with its verdict, the environment"))
    try addReports(record, folder)
    for study in record.studies {
      for figure in study.figures { try add(figure, of: study, folder) }
      try addTables(study, record, licence, version)
    }
  }

  private static let reports = [
    ("report.md", "Report", "The report of the run in Markdown"),
    ("report.html", "Report as a page", "The report of the run, one file without network"),
    ("report.pdf", "Report in print", "The report of the run for print"),
    ("junit.xml", "Verdicts for CI", "The verdicts as JUnit XML"),
  ]

  /// Reports are copied where they lie beside the record; that in Markdown is made where it is not.
  private mutating func addReports(_ record: RunRecord, _ folder: String) throws(AssayError) {
    for (file, name, description) in Self.reports {
      let path = "\(folder)/\(file)"
      if FileManager.default.fileExists(atPath: path) {
        files.append(
          CrateFile(file, try InputFile.bytes(path), name: name, description: description))
      } else if file == "report.md" {
        let text = MarkdownReport.text(of: record, figures: .drawn)
        files.append(CrateFile(file, Array(text.utf8), name: name, description: description))
      }
    }
  }

  /// Image, numbers and script of a figure; made anew where they do not lie beside the record.
  private mutating func add(
    _ figure: Figure, of study: StudyRecord, _ folder: String
  ) throws(AssayError) {
    let endings = [("svg", "image"), ("dat", "numbers"), ("gp", "gnuplot script")]
    var found: [String: [UInt8]] = [:]
    for (ending, _) in endings {
      let path = "\(folder)/figures/\(figure.id).\(ending)"
      if FileManager.default.fileExists(atPath: path) { found[ending] = try InputFile.bytes(path) }
    }
    if found.count < endings.count { found = drawn(figure, endings.map(\.0)) ?? found }
    for (ending, what) in endings {
      guard let bytes = found[ending] else { continue }
      let file = CrateFile(
        "figures/\(figure.id).\(ending)", bytes, name: "\(figure.title) (\(what))",
        description: MarkdownText.oneLine(figure.caption))
      files.append(file)
      figures[study.card.id, default: []].append(file.id)
      if ending == "svg" {
        items.append(
          .init(
            file: file.path,
            comment: "Figure of the study \(study.card.id): \(figure.title). \(figure.caption)"))
      }
    }
  }

  private mutating func drawn(_ figure: Figure, _ endings: [String]) -> [String: [UInt8]]? {
    let folder = NSTemporaryDirectory() + "assay-crate-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do throws(AssayError) {
      try WholeFolder.make(folder)
      _ = try FigureRenderer.render(figure, into: folder)
      var files: [String: [UInt8]] = [:]
      for ending in endings {
        files[ending] = try InputFile.bytes("\(folder)/\(figure.id).\(ending)")
      }
      return files
    } catch {
      notes.append("figure \(figure.id) is not in it: \(error)")
      return nil
    }
  }

  /// Our numbers as HEPData tables, beside the paper's item that each answers.
  private mutating func addTables(
    _ study: StudyRecord, _ record: RunRecord, _ licence: PublishedLicence, _ version: String
  ) throws(AssayError) {
    let submission = try HEPDataSubmission(
      study, of: record, licence: licence, version: version)
    for file in submission.files {
      let path = "hepdata/\(study.card.id)/\(file.name)"
      files.append(
        CrateFile(path, file.bytes, name: file.title, description: file.description))
      if file.name != HEPDataSubmission.index {
        items.append(.init(file: path, comment: "\(file.title): \(file.description)"))
      }
    }
  }
}
