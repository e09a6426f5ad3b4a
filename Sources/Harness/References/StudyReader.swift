// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Reads all of `Reference/<study>/`, noting every problem on the way.
struct StudyReader {
  let study: String
  /// The reference folder, such as "Reference".
  let root: String
  let problems = Problems()

  var folder: String { "\(root)/\(study)" }

  /// What was read; whole only if `problems` is empty.
  struct Content {
    var library: ReferenceLibrary
    var entries: [ComparisonEntry]
    /// Names of the table files that `submission.yaml` names.
    var dataFiles: [String]
  }

  func read() -> Content {
    var files: [String: String] = [:]
    let submission = source("submission.yaml", &files).map {
      SubmissionReader(problems: problems).read($0)
    }
    let entries = submission ?? []
    let tables = readTables(entries, &files)
    let comparisons =
      source("comparisons.yaml", &files).map {
        ComparisonsReader(problems: problems, study: study).read($0)
      } ?? ComparisonsFile()
    // A study without raw data has no such file.
    let datasets =
      FileSystem.exists("\(folder)/datasets.yaml")
      ? source("datasets.yaml", &files).map {
        DatasetsReader(problems: problems, study: study).read($0)
      } ?? [] : []
    let checker = LinkChecker(
      problems: problems, tables: tables, tableNames: entries.map(\.name),
      datasets: datasets.map(\.id))
    for entry in comparisons.comparisons { checker.check(entry) }
    addInputs(&files)
    let library = ReferenceLibrary(
      study: study, folder: folder, tables: tables,
      comparisons: comparisons.comparisons.map(\.comparison), claims: comparisons.claims,
      datasets: datasets, notes: comparisons.notes, files: files,
      places: places(of: comparisons.comparisons, in: entries))
    return Content(
      library: library, entries: comparisons.comparisons, dataFiles: entries.map(\.dataFile))
  }

  /// Tables that solvers read beside those of `submission.yaml`: the folder's csv files.
  private func addInputs(_ files: inout [String: String]) {
    for name in FileSystem.names(in: folder) where name.hasSuffix(".csv") {
      let bytes = problems.attempt { () throws(AssayError) in
        try InputFile.bytes("\(folder)/\(name)")
      }
      if let bytes { files["\(study)/\(name)"] = SHA256.hex(bytes) }
    }
  }

  private func places(
    of comparisons: [ComparisonEntry], in tables: [SubmissionEntry]
  ) -> [String: ReferencePlace] {
    var places: [String: ReferencePlace] = [:]
    for entry in comparisons {
      let table = tables.first { $0.name == entry.comparison.table }
      places[entry.comparison.id] = ReferencePlace(
        line: entry.fields["id"].line, file: table.map { "\(study)/\($0.dataFile)" },
        description: table?.description, location: table?.location)
    }
    return places
  }

  private func source(_ name: String, _ files: inout [String: String]) -> YAMLSource? {
    let path = "\(folder)/\(name)"
    guard FileSystem.exists(path) else {
      problems.add(
        .missing(
          "file \(path)", remedy: "a study's folder holds submission.yaml and comparisons.yaml"))
      return nil
    }
    let source = problems.attempt { () throws(AssayError) in try YAMLSource(file: path) }
    if let source { files["\(study)/\(name)"] = source.digest }
    return source
  }

  private func readTables(
    _ entries: [SubmissionEntry], _ files: inout [String: String]
  ) -> [String: ReferenceTable] {
    var tables: [String: ReferenceTable] = [:]
    for entry in entries {
      let path = "\(folder)/\(entry.dataFile)"
      guard FileSystem.exists(path) else {
        problems.add(
          entry.dataFileValue.refusal(
            "data_file '\(entry.dataFile)', which is not there", accepted: "a file of the folder"))
        continue
      }
      guard
        let source = problems.attempt({ () throws(AssayError) in try YAMLSource(file: path) })
      else { continue }
      files["\(study)/\(entry.dataFile)"] = source.digest
      tables[entry.name] = TableReader(problems: problems).read(source, entry)
    }
    return tables
  }
}
