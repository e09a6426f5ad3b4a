// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension HEPDataTable {
  /// The data file.
  func text(_ program: HEPDataProgram) -> String {
    let axes = axes
    var text = "independent_variables:" + (axes.isEmpty ? " []\n" : "\n")
    for axis in axes {
      text += "  - header: {name: \(YAMLText.quoted(axis.name))\(Self.units(axis.units))}\n"
      text += "    values:\n"
      for key in axis.keys { text += "      - {value: \(Self.key(key))}\n" }
    }
    text += "dependent_variables:\n"
    for (index, column) in columns.enumerated() {
      text += self.text(column, name: names[index], program)
    }
    return text
  }

  /// The keys of the columns; members of a sample, which have none, are numbered.
  private var axes: [Axis] {
    let observable = columns[0].observable
    guard observable.axes.isEmpty, observable.values.count > 1 else { return observable.axes }
    return [Axis("member", numbers: observable.values.indices.map { Double($0 + 1) })]
  }

  /// Titles, told apart by the observable's id where two are the same.
  private var names: [String] {
    let titles = columns.map(\.observable.title)
    return columns.map { column in
      let title = column.observable.title
      return titles.count { $0 == title } == 1 ? title : "\(title) (\(column.observable.id))"
    }
  }

  private func text(_ column: Column, name: String, _ program: HEPDataProgram) -> String {
    let observable = column.observable
    var text = "  - header: {name: \(YAMLText.quoted(name))\(Self.units(observable.units))}\n"
    text += "    qualifiers:\n"
    text += "      - {name: observable, value: \(YAMLText.quoted(observable.id))}\n"
    for qualifier in program.qualifiers {
      text += "      - {name: \(qualifier.name), value: \(qualifier.value)}\n"
    }
    for (comparison, verdict) in zip(column.comparisons, column.verdicts) {
      let found = "\(comparison.id): \(verdict?.status.rawValue ?? "not judged")"
      text += "      - {name: comparison, value: \(YAMLText.quoted(found))}\n"
    }
    text += "    values:\n"
    for estimate in observable.values { text += Self.cell(estimate) }
    return text
  }

  /// A value with its error; HEPData refuses a cell whose errors are all zero.
  private static func cell(_ estimate: Estimate) -> String {
    guard estimate.value.isFinite else { return "      - {value: '-'}\n" }
    let value = "      - {value: \(YAMLText.number(estimate.value))"
    guard let error = estimate.standardError, error.isFinite, error > 0 else {
      return value + "}\n"
    }
    return value + ", errors: [{symerror: \(YAMLText.number(error)), label: stat}]}\n"
  }

  private static func units(_ units: String?) -> String {
    units.map { ", units: \(YAMLText.quoted($0))" } ?? ""
  }

  /// A number stays one. A text that the eye would read as a number becomes one, and a range gets
  /// words: HEPData takes neither for text.
  private static func key(_ key: Key) -> String {
    switch key {
    case .number(let number) where number.isFinite: return YAMLText.number(number)
    case .number(let number): return YAMLText.quoted("\(number)")
    case .text(let text):
      let decimal = /[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?/
      if text.wholeMatch(of: decimal) != nil, let number = Double(text), number.isFinite {
        return YAMLText.number(number)
      }
      let range = /^\s*([0-9.eE+-]*[0-9.])\s*-\s*([0-9.][0-9.eE+-]*)\s*$/
      if let match = text.firstMatch(of: range) {
        return YAMLText.quoted("\(match.output.1) to \(match.output.2)")
      }
      return YAMLText.quoted(text)
    }
  }
}
