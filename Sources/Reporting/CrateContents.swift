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

  /// Why no figure or not every one is there, for the report.
  private var figuresDrawn: Set<String> = []
  private var absence: String?

  /// - Parameters:
  ///   - file: the record's own file, whose bytes are taken; encoded anew without it.
  ///   - folder: where the record lies with what was made from it; nil where what lies there is of
  ///     another record.
  init(
    _ record: RunRecord, file: String? = nil, folder: String?, licence: PublishedLicence,
    version: String
  ) throws(AssayError) {
    try RecordPaths.checkForExport(record)
    let bytes: [UInt8]
    if let file {
      bytes = try InputFile.bytes(file)
    } else {
      bytes = try CanonicalJSON.encode(record) + [UInt8(ascii: "\n")]
    }
    files.append(
      CrateFile(
        "record.json", bytes, name: "Run record",
        description: "Every number of the run, every comparison with its verdict, the environment"))
    for study in record.studies {
      for figure in study.figures { try add(figure, of: study, folder) }
      try addTables(study, record, licence, version)
    }
    try addReports(record, folder)
    // Reports, figures and the record show published values beside ours.
    for index in files.indices where !files[index].path.hasPrefix("hepdata/") {
      files[index].licence = CrateFile.mixedLicence
    }
  }

  /// Reports beside the record are taken where they are this record's; those in text are made anew
  /// where they are not.
  private mutating func addReports(_ record: RunRecord, _ folder: String?) throws(AssayError) {
    let state: MarkdownReport.Figures =
      absence.map { .notDrawn($0, except: figuresDrawn) } ?? .drawn
    let markdown = MarkdownReport.text(of: record, figures: state)
    let made = [
      ("report.md", "Report", "The report of the run in Markdown", markdown),
      ("junit.xml", "Verdicts for CI", "The verdicts as JUnit XML", JUnitReport.xml(of: record)),
    ]
    for (file, name, description, text) in made {
      files.append(CrateFile(file, Array(text.utf8), name: name, description: description))
      if let bytes = try Self.beside(folder, file), bytes != Array(text.utf8) {
        notes.append("\(file) beside the record is not what the record gives: made anew")
      }
    }
    let bound = [
      ("report.html", "Report as a page", "The report of the run, one file without network"),
      ("report.pdf", "Report in print", "The report of the run for print"),
    ]
    for (file, name, description) in bound {
      guard let bytes = try Self.beside(folder, file) else { continue }
      if Data(bytes).range(of: Data(record.resultsDigest.utf8)) != nil {
        files.append(CrateFile(file, bytes, name: name, description: description))
      } else {
        notes.append("\(file) beside the record does not name its digest: left out")
      }
    }
  }

  /// A file beside the record; nil where there is none.
  private static func beside(_ folder: String?, _ name: String) throws(AssayError) -> [UInt8]? {
    guard let folder, FileManager.default.fileExists(atPath: "\(folder)/\(name)") else {
      return nil
    }
    return try InputFile.bytes("\(folder)/\(name)")
  }

  /// Image, numbers and script of a figure; drawn anew where those beside the record are not its.
  private mutating func add(
    _ figure: Figure, of study: StudyRecord, _ folder: String?
  ) throws(AssayError) {
    let endings = [("svg", "image"), ("dat", "numbers"), ("gp", "gnuplot script")]
    var found: [String: [UInt8]] = [:]
    for (ending, _) in endings {
      found[ending] = try Self.beside(folder, "figures/\(figure.id).\(ending)")
    }
    let data = FigureData(figure)
    let own = [
      "dat": Array(data.text.utf8), "gp": Array(try FigureScript.text(figure, data).utf8),
    ]
    // The image cannot be held against the record; it is believed where numbers and script are.
    let isOwn = found["svg"] != nil && own.allSatisfy { found[$0.key] == $0.value }
    if !isOwn {
      if !found.isEmpty {
        notes.append("figure \(figure.id) beside the record is not the record's: drawn anew")
      }
      found = drawn(figure, endings.map(\.0)) ?? own
    }
    if found["svg"] != nil { figuresDrawn.insert(figure.id) }
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
      _ = try FigureRenderer.render(figure, into: folder, images: [.svg])
      var files: [String: [UInt8]] = [:]
      for ending in endings {
        files[ending] = try InputFile.bytes("\(folder)/\(figure.id).\(ending)")
      }
      return files
    } catch {
      notes.append("the image of figure \(figure.id) is not in it: \(error)")
      absence = absence ?? "\(error)"
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
