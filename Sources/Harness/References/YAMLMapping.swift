// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A mapping whose keys are all known and whose required keys are all there.
struct YAMLMapping {
  let value: YAMLValue
  private let entries: [YAMLValue.Entry]

  init(
    _ value: YAMLValue, _ what: String, required: [String], optional: [String] = []
  ) throws(AssayError) {
    let entries = try value.entries(what)
    for entry in entries where !required.contains(entry.key) && !optional.contains(entry.key) {
      throw .badInput(
        file: value.file, place: "line \(entry.keyLine)",
        found: "the key '\(entry.key)' in \(what)", accepted: Self.sentence(required, optional))
    }
    for key in required where !entries.contains(where: { $0.key == key }) {
      throw value.refusal(
        "no key '\(key)' in \(what)", accepted: Self.sentence(required, optional))
    }
    self.value = value
    self.entries = entries
  }

  private static func sentence(_ required: [String], _ optional: [String]) -> String {
    let all = required + optional.map { "\($0) (optional)" }
    return all.joined(separator: ", ")
  }

  /// The value of an optional key.
  subscript(optional key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

  /// The value of a required key.
  subscript(key: String) -> YAMLValue {
    guard let value = self[optional: key] else {
      preconditionFailure("\(key) is not among the required keys")
    }
    return value
  }

  var line: Int { value.line }
}
