// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics
internal import Yams

/// The text of one YAML file, and the name by which refusals speak of it.
struct YAMLSource {
  /// HEPData's own limit for a file.
  static let byteLimit = 10_000_000

  let file: String
  let text: String

  /// Reads a file that must be complete, UTF-8 and no larger than HEPData allows.
  init(file: String) throws(AssayError) {
    try self.init(file: file, text: InputFile.text(file))
  }

  init(file: String, text: String) throws(AssayError) {
    self.file = file
    self.text = text
    let bytes = text.utf8
    guard bytes.count <= Self.byteLimit else {
      throw .badInput(
        file: file, place: nil, found: "\(bytes.count) bytes", accepted: "at most 10 MB")
    }
    guard let last = bytes.last else {
      throw .badInput(
        file: file, place: nil, found: "an empty file", accepted: "a YAML document")
    }
    // A number cut in its exponent is still a number: only the missing line end betrays it.
    guard last == UInt8(ascii: "\n") else {
      let line = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      throw .badInput(
        file: file, place: "line \(line)", found: "no line end after the last line",
        accepted: "a complete file, which a cut one is not")
    }
  }

  /// SHA-256 of the file.
  var digest: String { SHA256.hex(text.utf8) }

  /// All documents of the file.
  func documents() throws(AssayError) -> [YAMLValue] {
    var found: [YAMLValue] = []
    do {
      // No resolver: deciding what is a number by regular expressions is slow, and this program
      // is stricter about it (see `YAMLScalar`).
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      while let root = try parser.nextRoot() {
        found.append(YAMLValue(node: root, file: file))
      }
    } catch let error as YamlError {
      throw refusal(error)
    } catch {
      throw .badInput(
        file: file, place: nil, found: "broken YAML (\(error))", accepted: "a YAML document")
    }
    return found
  }

  /// The only document of the file.
  func document() throws(AssayError) -> YAMLValue {
    let all = try documents()
    guard let first = all.first else {
      throw .badInput(
        file: file, place: nil, found: "only comments", accepted: "a YAML document")
    }
    guard all.count == 1 else {
      throw all[1].refusal("a second document", accepted: "one YAML document")
    }
    return first
  }

  private func refusal(_ error: YamlError) -> AssayError {
    var line: Int?
    let what: String
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      line = mark.line
      let place = context.map { " \($0.text) of line \($0.mark.line)" } ?? ""
      what = "broken YAML (\(problem)\(place))"
    case .reader(let problem, let offset, _, _):
      line = offset.map { text.prefix($0).count { $0.isNewline } + 1 }
      what = "a character that YAML forbids (\(problem))"
    case .duplicatedKeysInMapping(let duplicates, let context):
      line = context.mark.line
      what = "the key \(duplicates.joined(separator: ", ")) twice in one mapping"
      return .badInput(
        file: file, place: "line \(context.mark.line)", found: what, accepted: "each key once")
    default: what = "broken YAML (\(error))"
    }
    return .badInput(
      file: file, place: line.map { "line \($0)" }, found: what,
      accepted: "a complete YAML document")
  }
}
