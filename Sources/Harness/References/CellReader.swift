// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Reads a cell of a dependent column: a value and its errors, resolved to numbers.
enum CellReader {
  static func read(_ value: YAMLValue) throws(AssayError) -> ReferenceTable.Cell {
    let fields = try YAMLMapping(
      value, "a dependent value", required: ["value"], optional: ["errors"])
    let content = try self.content(fields["value"])
    guard let errors = fields[optional: "errors"] else {
      return .init(value: content, line: value.line)
    }
    let list = try errors.list("errors")
    guard !list.isEmpty else { return .init(value: content, line: value.line) }
    guard case .number(let number) = content else {
      throw errors.refusal("errors of a cell without a number", accepted: "no errors here")
    }
    var all: [ReferenceTable.CellError] = []
    for item in list { all.append(try error(item, of: number)) }
    guard all.contains(where: { $0.minus > 0 || $0.plus > 0 }) else {
      throw errors.refusal(
        "errors that are all zero", accepted: "an error above zero, or no errors")
    }
    return .init(value: content, errors: all, line: value.line)
  }

  private static func content(_ value: YAMLValue) throws(AssayError) -> ReferenceTable.Value {
    switch try value.scalar("value") {
    case .number(let number):
      guard number.isFinite else {
        throw value.refusal(
          number.isNaN ? "NaN" : value.kind, accepted: "a finite number or '-'")
      }
      return .number(number)
    case .text("-"): return .missing
    case .text(let text):
      guard text.lowercased() != "nan" else {
        throw value.refusal("NaN", accepted: "a finite number or '-'")
      }
      return .text(text)
    }
  }

  private static func error(
    _ value: YAMLValue, of number: Double
  ) throws(AssayError) -> ReferenceTable.CellError {
    let fields = try YAMLMapping(
      value, "an error", required: [], optional: ["symerror", "asymerror", "label"])
    let label = try fields[optional: "label"].map { value throws(AssayError) in
      try value.text("label", emptyAllowed: true)
    }
    switch (fields[optional: "symerror"], fields[optional: "asymerror"]) {
    case (let symmetric?, nil):
      let size = try size(symmetric, "symerror", of: number)
      guard size >= 0 else {
        throw symmetric.refusal("symerror \(symmetric.kind)", accepted: "a number from 0")
      }
      return .init(label: label, minus: size, plus: size)
    case (nil, let asymmetric?):
      let sides = try YAMLMapping(asymmetric, "asymerror", required: ["minus", "plus"])
      let minus = try size(sides["minus"], "minus", of: number, emptyAllowed: true)
      let plus = try size(sides["plus"], "plus", of: number, emptyAllowed: true)
      guard minus <= 0 else {
        throw sides["minus"].refusal(
          "minus \(sides["minus"].kind), an error that points up",
          accepted: "a number up to 0, such as -0.2")
      }
      guard plus >= 0 else {
        throw sides["plus"].refusal(
          "plus \(sides["plus"].kind), an error that points down", accepted: "a number from 0")
      }
      return .init(label: label, minus: -minus, plus: plus)
    default:
      throw value.refusal(
        "an error with both or none of symerror and asymerror", accepted: "exactly one of them")
    }
  }

  /// The size of one side with its sign: a number, a percentage of the value, or, for a side that
  /// was not given, ''.
  private static func size(
    _ value: YAMLValue, _ what: String, of number: Double, emptyAllowed: Bool = false
  ) throws(AssayError) -> Double {
    let accepted = "a finite number or a percentage such as 5%"
    switch try value.scalar(what) {
    case .number(let size):
      guard size.isFinite else {
        throw value.refusal("\(size.isNaN ? "NaN" : value.kind) for \(what)", accepted: accepted)
      }
      return size
    case .text(""):
      guard emptyAllowed else { throw value.refusal("an empty \(what)", accepted: accepted) }
      return 0
    case .text(let text):
      guard text.hasSuffix("%"),
        let percent = Double(String(text.dropLast()).trimmingWhitespace()), percent.isFinite
      else { throw value.refusal("\(value.kind) for \(what)", accepted: accepted) }
      return percent / 100 * number.magnitude
    }
  }
}
