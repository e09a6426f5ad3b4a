// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Reads one HEPData table file (schema 1.1.1), strictly: HEPData would accept every file that
/// this accepts, and so would a reader that knows YAML 1.1 only.
struct TableReader {
  let problems: Problems

  /// The table, or nil when its skeleton is broken; single bad cells are noted and read as missing.
  func read(_ source: YAMLSource, _ entry: SubmissionEntry) -> ReferenceTable? {
    problems.attempt { () throws(AssayError) in
      let top = try YAMLMapping(
        source.document(), "a table", required: ["independent_variables", "dependent_variables"])
      let independent = try top["independent_variables"].list("independent_variables")
        .compactMap { value in problems.attempt { () throws(AssayError) in try axis(value) } }
      let dependent = try top["dependent_variables"].list("dependent_variables")
        .compactMap { value in problems.attempt { () throws(AssayError) in try column(value) } }
      checkLengths(independent.map(\.length) + dependent.map(\.length))
      return ReferenceTable(
        name: entry.name, file: source.file, description: entry.description,
        location: entry.location, independent: independent.map(\.column),
        dependent: dependent.map(\.column))
    }
  }

  /// How many values a column has, and where it says so.
  private struct Length {
    var name: String
    var count: Int
    var values: YAMLValue
  }

  private func checkLengths(_ lengths: [Length]) {
    guard let first = lengths.first else { return }
    for length in lengths.dropFirst() where length.count != first.count {
      problems.add(
        length.values.refusal(
          "\(length.count) values in column '\(length.name)'",
          accepted: "\(first.count), as in column '\(first.name)'"))
    }
  }

  private func header(_ value: YAMLValue) throws(AssayError) -> (name: String, units: String?) {
    let header = try YAMLMapping(value, "a header", required: ["name"], optional: ["units"])
    let name = try header["name"].text("name")
    guard let units = header[optional: "units"] else { return (name, nil) }
    let text = try units.text("units", emptyAllowed: true)
    // HEPData's own tables write '' for a pure number.
    if text.isEmpty { return (name, nil) }
    problems.attempt { () throws(AssayError) in try AcceptedUnits.check(text, units) }
    return (name, text)
  }

  // MARK: Independent columns

  private func axis(
    _ value: YAMLValue
  ) throws(AssayError) -> (column: ReferenceTable.Independent, length: Length) {
    let fields = try YAMLMapping(value, "an independent column", required: ["header", "values"])
    let (name, units) = try header(fields["header"])
    let values = try fields["values"].list("values")
    let keys = values.map { value in
      problems.attempt { () throws(AssayError) in try KeyReader.read(value) } ?? (.text("-"), nil)
    }
    return (
      .init(axis: Axis(name, units: units, keys: keys.map(\.0)), bins: keys.map(\.1)),
      Length(name: name, count: values.count, values: fields["values"])
    )
  }

  // MARK: Dependent columns

  private func column(
    _ value: YAMLValue
  ) throws(AssayError) -> (column: ReferenceTable.Dependent, length: Length) {
    let fields = try YAMLMapping(
      value, "a dependent column", required: ["header", "values"], optional: ["qualifiers"])
    let (name, units) = try header(fields["header"])
    let qualifiers = try fields[optional: "qualifiers"].map { value throws(AssayError) in
      try self.qualifiers(value)
    }
    let values = try fields["values"].list("values")
    let cells = values.map { value in
      problems.attempt { () throws(AssayError) in try CellReader.read(value) }
        ?? .init(value: .missing, line: value.line)
    }
    return (
      .init(name: name, units: units, qualifiers: qualifiers ?? [:], cells: cells),
      Length(name: name, count: values.count, values: fields["values"])
    )
  }

  /// Qualifiers as texts; HEPData repeats a name to give several values.
  private func qualifiers(_ value: YAMLValue) throws(AssayError) -> [String: String] {
    var all: [String: String] = [:]
    for item in try value.list("qualifiers") {
      let fields = try YAMLMapping(
        item, "a qualifier", required: ["name", "value"], optional: ["units"])
      let name = try fields["name"].text("name")
      var text: String
      switch try fields["value"].scalar("value") {
      case .number(let number): text = Key.number(number).description
      case .text(let words): text = words
      }
      if let units = fields[optional: "units"] { text += try " " + units.text("units") }
      all[name] = all[name].map { "\($0); \(text)" } ?? text
    }
    return all
  }
}
