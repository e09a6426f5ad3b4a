// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Checks reference folders, and raw data if given, and reports all that is wrong at once.
public enum Verify {
  /// All findings, by study in alphabetical order, errors and warnings in the order of the checks.
  ///
  /// - Parameters:
  ///   - root: the reference folder.
  ///   - study: one study; nil for all.
  ///   - observables: ids that each study's plan provides; nil leaves them unchecked.
  ///   - data: the data folder whose files are held against `datasets.yaml`; nil leaves it out.
  public static func report(
    root: String, study: String? = nil, observables: [String: Set<String>]? = nil,
    data: DataFolder? = nil
  ) -> [Finding] {
    let studies: [String]
    do throws(AssayError) {
      studies = try ReferenceLibrary.studies(in: root)
      if let study, !studies.contains(study) {
        throw .missing(
          "study '\(study)' in \(root)", remedy: "it holds \(studies.joined(separator: ", "))")
      }
    } catch {
      return [Finding(error, folder: root)]
    }
    return studies.filter { study == nil || study == $0 }.flatMap {
      report(study: $0, root: root, observables: observables, data: data)
    }
  }

  private static func report(
    study: String, root: String, observables: [String: Set<String>]?, data: DataFolder?
  ) -> [Finding] {
    let reader = StudyReader(study: study, root: root)
    let content = reader.read()
    let problems = reader.problems
    checkFolder(reader.folder, dataFiles: content.dataFiles, problems)
    ReferenceLock.check(reader.folder, problems)
    if let observables { check(content.entries, provided: observables[study], study, problems) }
    let errors = problems.all.map { Finding($0, folder: reader.folder) }
    guard let data else { return errors }
    return errors + content.library.datasets.flatMap { data.findings($0) }
  }

  /// HEPData refuses a folder with table files that `submission.yaml` does not name.
  private static func checkFolder(_ folder: String, dataFiles: [String], _ problems: Problems) {
    let own = ["submission.yaml", "comparisons.yaml", "datasets.yaml"]
    for name in FileSystem.names(in: folder)
    where name.hasSuffix(".yaml") && !own.contains(name) && !dataFiles.contains(name) {
      problems.add(
        .badInput(
          file: "\(folder)/\(name)", place: nil, found: "a file that submission.yaml does not name",
          accepted: "tables that it names"))
    }
  }

  private static func check(
    _ entries: [ComparisonEntry], provided: Set<String>?, _ study: String, _ problems: Problems
  ) {
    guard let provided else {
      if let first = entries.first {
        problems.add(
          first.fields.value.refusal(
            "comparisons of '\(study)', which this program does not compute",
            accepted: "studies of this program"))
      }
      return
    }
    for entry in entries {
      for fields in entry.pairs {
        problems.attempt { () throws(AssayError) in
          let id = try Identifier.observable(fields["observable"])
          guard provided.contains(id) else {
            throw fields["observable"].refusal(
              "the observable '\(id)', which no task of the study provides",
              accepted: nearest(id, in: provided))
          }
        }
      }
    }
  }

  /// The observables that begin like the one sought, or else how many there are.
  private static func nearest(_ id: String, in provided: Set<String>) -> String {
    let stem = id.prefix { $0 != "." }
    let alike = provided.filter { $0 == stem || $0.hasPrefix("\(stem).") }.sorted()
    if alike.isEmpty { return "one of the \(provided.count) that it provides" }
    return alike.prefix(8).joined(separator: ", ") + (alike.count > 8 ? ", …" : "")
  }
}
