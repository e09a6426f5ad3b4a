// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics
internal import Yams

/// A node of a YAML file that knows where it stands, so that every refusal names file and line.
struct YAMLValue {
  let node: Node
  let file: String

  var line: Int { node.mark?.line ?? 1 }

  func refusal(_ found: String, accepted: String) -> AssayError {
    .badInput(file: file, place: "line \(line)", found: found, accepted: accepted)
  }

  /// What the node is, in the words of a refusal.
  var kind: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string)'"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  /// A number or a text; `what` names the thing in refusals.
  func scalar(_ what: String) throws(AssayError) -> YAMLScalar {
    guard case .scalar(let scalar) = node else {
      throw refusal("\(kind) for \(what)", accepted: "a number or a text")
    }
    guard scalar.style != .plain || scalar.tag.description.isEmpty else {
      throw refusal("a YAML tag at \(what)", accepted: "the value without a tag")
    }
    do throws(YAMLScalar.Ambiguous) {
      return try YAMLScalar(scalar.string, quoted: scalar.style != .plain)
    } catch {
      throw refusal("\(error.found) for \(what)\(error.remark)", accepted: error.advice)
    }
  }

  /// A text that is not empty. Numbers must be quoted to be text.
  func text(_ what: String, emptyAllowed: Bool = false) throws(AssayError) -> String {
    guard case .scalar(let scalar) = node else {
      throw refusal("\(kind) for \(what)", accepted: "a text")
    }
    if scalar.style == .plain {
      guard case .text = try self.scalar(what) else {
        throw refusal("the number \(scalar.string) for \(what)", accepted: "a text, quoted")
      }
    }
    guard emptyAllowed || scalar.string.contains(where: { !$0.isWhitespace }) else {
      throw refusal("an empty \(what)", accepted: "a text")
    }
    return scalar.string
  }

  /// A finite number; an infinite one where edges of open bins are meant.
  func number(_ what: String, infinityAllowed: Bool = false) throws(AssayError) -> Double {
    guard case .number(let value) = try scalar(what) else {
      throw refusal("\(kind) for \(what)", accepted: "a number")
    }
    guard !value.isNaN else { throw refusal("NaN for \(what)", accepted: "a finite number") }
    guard value.isFinite || infinityAllowed else {
      throw refusal("\(kind) for \(what)", accepted: "a finite number")
    }
    return value
  }

  /// A number above zero.
  func positive(_ what: String) throws(AssayError) -> Double {
    let value = try number(what)
    guard value > 0 else { throw refusal("\(kind) for \(what)", accepted: "a number above 0") }
    return value
  }

  /// A whole number within a range.
  func integer(_ what: String, in range: ClosedRange<Int>) throws(AssayError) -> Int {
    guard let value = Int(exactly: try number(what)), range.contains(value) else {
      let bound =
        range.upperBound == .max
        ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
      throw refusal("\(kind) for \(what)", accepted: "a whole number, \(bound)")
    }
    return value
  }

  /// One of the raw values of an enumeration.
  func choice<T>(_ what: String, of type: T.Type) throws(AssayError) -> T
  where T: RawRepresentable<String> & CaseIterable {
    let text = try text(what)
    guard let choice = T(rawValue: text) else {
      let all = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw refusal("the \(what) '\(text)'", accepted: all)
    }
    return choice
  }

  /// The items of a list.
  func list(_ what: String, emptyAllowed: Bool = true) throws(AssayError) -> [YAMLValue] {
    guard case .sequence(let sequence) = node else {
      throw refusal("\(kind) for \(what)", accepted: "a list")
    }
    guard emptyAllowed || !sequence.isEmpty else {
      throw refusal("an empty list of \(what)", accepted: "at least one item")
    }
    return sequence.map { YAMLValue(node: $0, file: file) }
  }

  /// A key of a mapping, where it stands, and its value.
  struct Entry {
    var key: String
    var keyLine: Int
    var value: YAMLValue
  }

  /// The keys and values of a mapping, in the order of the file.
  func entries(_ what: String) throws(AssayError) -> [Entry] {
    guard case .mapping(let mapping) = node else {
      throw refusal("\(kind) for \(what)", accepted: "a mapping")
    }
    var all: [Entry] = []
    all.reserveCapacity(mapping.count)
    for index in mapping.indices {
      let (key, value) = mapping[index]
      guard case .scalar(let name) = key else {
        throw YAMLValue(node: key, file: file).refusal(
          "a key of \(what) that is no text", accepted: "a text as key")
      }
      all.append(
        Entry(
          key: name.string, keyLine: name.mark?.line ?? line,
          value: YAMLValue(node: value, file: file)))
    }
    return all
  }

  /// The value of a key, if this is a mapping that has it.
  func child(_ key: String) -> YAMLValue? {
    (try? entries(key))?.first { $0.key == key }?.value
  }
}
