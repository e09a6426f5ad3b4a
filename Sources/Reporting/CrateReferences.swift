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
      for (path, digest) in study.referenceFiles.sorted(by: { $0.key < $1.key }) {
        let bytes = try Self.bytes(path, root: root, digest: digest)
        let licence = licence(stated[Self.name(of: path)] ?? stated[""])
        let file = CrateFile(
          "\(Self.folder)/\(path)", bytes, name: path,
          description: Self.about(path, study),
          licence: licence, citations: Self.citations(path, study, papers))
        files.append(file)
        ids[id, default: []].append(file.id)
      }
    }
    files.sort { $0.path < $1.path }
  }

  private static func bytes(
    _ path: String, root: String, digest: String
  ) throws(AssayError) -> [UInt8] {
    let place = "\(root)/\(path)"
    guard FileManager.default.fileExists(atPath: place) else {
      throw .missing(
        "reference file \(place), which the run used",
        remedy: "name the folder of that run's references by --reference")
    }
    let bytes = try InputFile.bytes(place)
    let found = SHA256.hex(bytes)
    guard found == digest else {
      throw .badInput(
        file: place, place: nil, found: "SHA-256 \(found)",
        accepted: "\(digest), the file that the run used")
    }
    return bytes
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

  private static func about(_ path: String, _ study: StudyRecord) -> String {
    switch name(of: path) {
    case "comparisons.yaml":
      return "What the study \(study.card.id) holds against what, within which tolerance and why"
    case "submission.yaml": return "The reference tables of the study \(study.card.id)"
    case "datasets.yaml": return "Raw public data that the study \(study.card.id) can use"
    default: break
    }
    if path.hasSuffix(".csv") { return "Input of the study \(study.card.id)" }
    guard let place = study.places?.values.first(where: { $0.file == path }) else {
      return "Reference table of the study \(study.card.id)"
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
