// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A table as `submission.yaml` announces it.
struct SubmissionEntry {
  var name: String
  var description: String
  var location: String?
  var dataFile: String
  var dataFileValue: YAMLValue
}

/// Reads `submission.yaml` (HEPData schema 1.1.1): several documents, one per table, after an
/// optional one about the whole.
struct SubmissionReader {
  let problems: Problems

  func read(_ source: YAMLSource) -> [SubmissionEntry] {
    guard let all = problems.attempt({ () throws(AssayError) in try source.documents() }) else {
      return []
    }
    var names: [(String, YAMLValue)] = []
    var files: [(String, YAMLValue)] = []
    var entries: [SubmissionEntry] = []
    for (index, document) in all.enumerated() {
      problems.attempt { () throws(AssayError) in
        let keys = try document.entries("a table").map(\.key)
        // HEPData allows any key in the document about the whole.
        if index == 0, !keys.contains("data_file"), !keys.contains("name") { return }
        let entry = try self.entry(document)
        names.append((entry.name, document))
        files.append((entry.dataFile, entry.dataFileValue))
        entries.append(entry)
      }
    }
    problems.checkUnique(names, "table")
    problems.checkUnique(files, "data_file")
    if entries.isEmpty && problems.all.isEmpty {
      problems.add(
        .badInput(
          file: source.file, place: nil, found: "no table", accepted: "one document per table"))
    }
    return entries
  }

  private func entry(_ document: YAMLValue) throws(AssayError) -> SubmissionEntry {
    let fields = try YAMLMapping(
      document, "a table of submission.yaml",
      required: ["name", "description", "keywords", "data_file"],
      optional: [
        "location", "data_schema", "data_license", "additional_resources", "table_doi",
        "related_to_table_dois",
      ])
    let name = try limited(fields["name"], "name", to: 64)
    let location = try fields[optional: "location"].map { value throws(AssayError) in
      try limited(value, "location", to: 256)
    }
    try keywords(fields["keywords"])
    try fields[optional: "data_license"].map { value throws(AssayError) in
      let licence = try YAMLMapping(
        value, "data_license", required: ["name", "url"], optional: ["description"])
      _ = try limited(licence["name"], "name", to: 256)
      _ = try limited(licence["url"], "url", to: 256)
    }
    let fileValue = fields["data_file"]
    let file = try fileValue.text("data_file")
    guard !file.contains("/"), !file.hasPrefix(".") else {
      throw fileValue.refusal(
        "data_file '\(file)'", accepted: "the name of a file in the same folder")
    }
    return SubmissionEntry(
      name: name, description: try fields["description"].text("description", emptyAllowed: true),
      location: location, dataFile: file, dataFileValue: fileValue)
  }

  private func limited(
    _ value: YAMLValue, _ what: String, to limit: Int
  ) throws(AssayError) -> String {
    let text = try value.text(what)
    let count = text.unicodeScalars.count
    guard count <= limit else {
      throw value.refusal("a \(what) of \(count) characters", accepted: "at most \(limit)")
    }
    return text
  }

  private static let keywordNames = ["cmenergies", "observables", "reactions", "phrases"]

  private func keywords(_ value: YAMLValue) throws(AssayError) {
    for item in try value.list("keywords") {
      let fields = try YAMLMapping(item, "a keyword", required: ["name", "values"])
      let name = try fields["name"].text("name")
      guard Self.keywordNames.contains(name) else {
        throw fields["name"].refusal(
          "the keyword '\(name)'", accepted: Self.keywordNames.joined(separator: ", "))
      }
      for text in try fields["values"].list("values") { _ = try text.scalar("a keyword") }
    }
  }
}
