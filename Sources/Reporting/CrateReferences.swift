// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The reference files that a run used, copied from `Reference/`.
///
/// A file whose content is not what the run read is refused: a crate that mixes the numbers of one
/// run with the references of another would be worse than none.
struct CrateReferences {
  /// Where they lie inside a crate, as under a reference root.
  static let folder = "Reference"

  var files: [CrateFile] = []
  /// Licences that the files carry, by the id of their entity.
  var licences: [CrateEntity] = []
  /// Ids of the files of each study.
  var ids: [String: [String]] = [:]

  init(_ record: RunRecord, root: String, papers: CratePapers) throws(AssayError) {
    for study in record.studies {
      let id = study.card.id
      let stated = try Self.licences(of: id, root: root)
      let extra = Self.inputs(of: id, root: root)
      let locked = try Self.locked(id, root: root)
      for path in study.referenceFiles.keys.sorted() + extra {
        let digest = study.referenceFiles[path]
        let lock = locked[Self.name(of: path)]
        let bytes = try Self.bytes(
          path, root: root, digest: digest ?? lock,
          of: digest == nil ? "the file that references.lock lists" : "the file that the run used")
        let licence = licence(stated[Self.name(of: path)] ?? stated[""])
        let file = CrateFile(
          "\(Self.folder)/\(path)", bytes, name: path,
          description: Self.about(path, study, isLocked: lock != nil),
          licence: licence, citations: Self.citations(path, study, papers))
        files.append(file)
        ids[id, default: []].append(file.id)
      }
    }
    files.sort { $0.path < $1.path }
  }

  private static func bytes(
    _ path: String, root: String, digest: String?, of what: String
  ) throws(AssayError) -> [UInt8] {
    let place = "\(root)/\(path)"
    guard FileManager.default.fileExists(atPath: place) else {
      throw .missing(
        "reference file \(place), which the run used",
        remedy: "name the folder of that run's references by --reference")
    }
    let bytes = try InputFile.bytes(place)
    let found = SHA256.hex(bytes)
    guard digest == nil || found == digest else {
      throw .badInput(
        file: place, place: nil, found: "SHA-256 \(found)",
        accepted: "\(digest!), \(what)")
    }
    return bytes
  }

  /// Checksums of a study's `references.lock`, by the name of the file; none where there is no lock.
  private static func locked(
    _ study: String, root: String
  ) throws(AssayError) -> [String: String] {
    let file = "\(root)/\(study)/references.lock"
    guard FileManager.default.fileExists(atPath: file) else { return [:] }
    var sums: [String: String] = [:]
    for line in try InputFile.text(file).split(separator: "\n") where line.count > 66 {
      sums[String(line.dropFirst(66))] = String(line.prefix(64))
    }
    return sums
  }

  /// Tables that solvers read beside those that the record lists: a study's csv files.
  static func inputs(of study: String, root: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(study)")) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted().map { "\(study)/\($0)" }
  }

  private static func licences(
    of study: String, root: String
  ) throws(AssayError) -> [String: ReferenceLicence] {
    let file = "\(root)/\(study)/submission.yaml"
    guard FileManager.default.fileExists(atPath: file) else { return [:] }
    return try ReferenceLicence.stated(in: file)
  }

  /// The entity's id of a licence; one that is not stated is said not to be.
  private mutating func licence(_ stated: ReferenceLicence?) -> String {
    let entity =
      stated.map {
        CrateEntity(
          MarkdownText.address($0.url), "CreativeWork",
          [("name", .text($0.name)), ("description", .text("As submission.yaml states it"))])
      }
      ?? CrateEntity(
        "#licence-not-stated", "CreativeWork",
        [
          ("name", .text("not stated")),
          (
            "description",
            .text("submission.yaml states no licence; ask the source named in the file")
          ),
        ])
    if !licences.contains(where: { $0.id == entity.id }) { licences.append(entity) }
    return entity.id
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func about(_ path: String, _ study: StudyRecord, isLocked: Bool) -> String {
    switch name(of: path) {
    case "comparisons.yaml":
      return "What the study \(study.card.id) holds against what, within which tolerance and why"
    case "submission.yaml": return "The reference tables of the study \(study.card.id)"
    case "datasets.yaml": return "Raw public data that the study \(study.card.id) can use"
    default: break
    }
    guard let place = study.places?.values.first(where: { $0.file == path }) else {
      return study.referenceFiles[path] == nil
        ? "Input of the study \(study.card.id), not in the record's list of checksums; "
          + (isLocked ? "checked against references.lock" : "nothing to check it against")
        : "Reference table of the study \(study.card.id)"
    }
    let words = [place.description, place.location].compactMap(\.self)
    return words.isEmpty ? "Reference table" : MarkdownText.oneLine(words.joined(separator: "; "))
  }

  /// A table cites the papers that its place in the source or its comparisons name, the other files
  /// all papers of the study.
  private static func citations(
    _ path: String, _ study: StudyRecord, _ papers: CratePapers
  ) -> [String] {
    if ["comparisons.yaml", "submission.yaml", "datasets.yaml"].contains(name(of: path)) {
      return papers.ids(of: study)
    }
    let places = (study.places ?? [:]).filter { $0.value.file == path }
    let stem = name(of: path).replacing(".yaml", with: "")
    let sources = study.comparisons.filter { places[$0.id] != nil || $0.table == stem }
    let texts = places.values.compactMap(\.location).sorted() + sources.map(\.source)
    return papers.ids(namedIn: texts.joined(separator: " "), of: study)
  }
}
