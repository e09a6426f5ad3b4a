// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// Columns of numbers as a `solve` command hands them over: to the terminal, as CSV, JSON or FITS
/// table, each with the settings that made them.
struct ResultTable {
  struct Setting: Equatable {
    var name: String
    var value: String
  }

  /// A number, or one for each of several things, that belongs to the whole table.
  struct Quantity: Equatable {
    var name: String
    var unit: String?
    var values: [Double]

    var label: String { unit.map { "\(name) [\($0)]" } ?? name }
  }

  struct Column {
    enum Values {
      /// Absent entries are empty in CSV, left out in JSON and NaN in FITS.
      case numbers([Double?])
      /// "yes" and "no"; true and false in JSON; not in FITS.
      case flags([Bool?])
      /// Names; quoted in CSV where they hold a comma.
      case texts([String])

      var count: Int {
        switch self {
        case .numbers(let values): values.count
        case .flags(let values): values.count
        case .texts(let values): values.count
        }
      }
    }

    /// Key in JSON.
    var key: String
    /// Name in CSV, with the unit where there is one.
    var csv: String
    /// Name in FITS.
    var fits: String
    /// Unit in FITS spelling.
    var unit: String?
    /// What stands above the column on a terminal.
    var heading: String
    /// printf format of a number on a terminal, such as "%12.6g"; its width is the column's.
    var format: String
    /// What a terminal shows for an absent number.
    var absent = "-"
    var values: Values

    init(
      _ key: String, csv: String? = nil, fits: String? = nil, unit: String? = nil,
      heading: String, format: String, absent: String = "-", _ values: [Double?]
    ) {
      (self.key, self.csv, self.fits) = (key, csv ?? key, fits ?? key.uppercased())
      (self.unit, self.heading, self.format, self.absent) = (unit, heading, format, absent)
      self.values = .numbers(values)
    }

    init(_ key: String, heading: String, flags: [Bool?]) {
      (self.key, csv, fits, self.heading, format) = (key, key, key.uppercased(), heading, "")
      values = .flags(flags)
    }

    init(_ key: String, heading: String, texts: [String]) {
      (self.key, csv, fits, self.heading, format) = (key, key, key.uppercased(), heading, "")
      values = .texts(texts)
    }
  }

  /// EXTNAME in FITS.
  var name: String
  /// What was solved, in the order shown.
  var settings: [Setting]
  var quantities: [Quantity] = []
  var columns: [Column]

  var rows: Int { columns.first?.values.count ?? 0 }
}

extension ResultTable {
  /// The files that a table can be written to, told apart by their ending.
  enum FileKind: String {
    case csv, json, fits

    init(path: String) throws(AssayError) {
      let ending = (path as NSString).pathExtension
      guard let kind = FileKind(rawValue: ending.lowercased()) else {
        throw .usage("--out \(path): found ending '.\(ending)'; accepted: .csv, .json, .fits")
      }
      self = kind
    }
  }

  /// Writes by the ending of `path`: .csv, .json or .fits. The file appears whole or not at all.
  func write(to path: String) throws(AssayError) {
    switch try FileKind(path: path) {
    case .csv: try AtomicFile.write(csv, to: path)
    case .json: try AtomicFile.write(try json(), to: path)
    case .fits: try fits().write(to: path)
    }
  }

  /// Settings and quantities as "name: value" lines.
  var header: [String] {
    settings.map { "\($0.name): \($0.value)" }
      + quantities.map { "\($0.label): " + $0.values.map { "\($0)" }.joined(separator: ", ") }
  }

  /// Numbers with the fewest digits that read back the same.
  var csv: String {
    var lines = header.map { "# " + $0.replacing("\n", with: " ") }
    lines.append(columns.map(\.csv).joined(separator: ","))
    for row in 0..<rows {
      lines.append(columns.map { $0.csvField(row) }.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func json() throws(AssayError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    guard let data = try? encoder.encode(self) else {
      throw .failed("table \(name) holds numbers that JSON cannot")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// A binary table with the settings as COMMENT cards; a missing number is NaN there, as FITS
  /// readers expect.
  func fits() -> FITSTable {
    var table = FITSTable(
      name: name,
      columns: columns.compactMap { column in
        switch column.values {
        case .numbers(let values):
          return .init(name: column.fits, units: column.unit, values: values.map { $0 ?? .nan })
        case .texts(let texts): return .init(name: column.fits, text: texts.map(Self.ascii))
        case .flags: return nil
        }
      })
    table.comments = header.map(Self.ascii)
    return table
  }

  /// Aligned columns for a person; all rows, or those chosen.
  func text(rows chosen: [Int]? = nil) -> String {
    var lines = [columns.map(\.textHeading).joined(separator: " ")]
    for row in chosen ?? Array(0..<rows) {
      lines.append(columns.map { $0.textField(row) }.joined(separator: " "))
    }
    return lines.joined(separator: "\n")
  }

  /// FITS headers admit printable ASCII only.
  static func ascii(_ text: String) -> String {
    String(text.map { $0.isASCII && $0.asciiValue! >= 0x20 && $0.asciiValue! < 0x7F ? $0 : "?" })
  }
}

extension ResultTable.Column {
  fileprivate func csvField(_ row: Int) -> String {
    switch values {
    case .numbers(let values): values[row].map { "\($0)" } ?? ""
    case .flags(let values): Self.word(values[row]) ?? ""
    case .texts(let values): Self.quoted(values[row])
    }
  }

  fileprivate func textField(_ row: Int) -> String {
    switch values {
    case .numbers(let values): Self.pad(values[row].map(printed) ?? absent, width)
    case .flags(let values): "  " + (Self.word(values[row]) ?? "-")
    case .texts(let values): Self.padRight(values[row], textWidth(values))
    }
  }

  fileprivate var textHeading: String {
    if case .flags = values { return "  " + heading }
    if case .texts(let values) = values { return Self.padRight(heading, textWidth(values)) }
    return Self.pad(heading, width)
  }

  /// The heading may be wider than the numbers.
  private var width: Int {
    max(printed(0).count, heading.count)
  }

  private func textWidth(_ values: [String]) -> Int {
    max(heading.count, values.map(\.count).max() ?? 0)
  }

  /// As RFC 4180 has it.
  private static func quoted(_ text: String) -> String {
    text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  private static func padRight(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func printed(_ value: Double) -> String { String(format: format, value) }

  private static func word(_ flag: Bool?) -> String? { flag.map { $0 ? "yes" : "no" } }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// `{"settings": {…}, "quantities": {…}, "rows": [{…}, …]}`; quantities are left out where there
/// are none.
extension ResultTable: Encodable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var top = encoder.container(keyedBy: Key.self)
    var inner = top.nestedContainer(keyedBy: Key.self, forKey: Key("settings"))
    for setting in settings { try inner.encode(setting.value, forKey: Key(setting.name)) }
    if !quantities.isEmpty {
      inner = top.nestedContainer(keyedBy: Key.self, forKey: Key("quantities"))
      for one in quantities { try inner.encode(one.values, forKey: Key(one.label)) }
    }
    var list = top.nestedUnkeyedContainer(forKey: Key("rows"))
    for row in 0..<rows {
      var fields = list.nestedContainer(keyedBy: Key.self)
      for column in columns {
        switch column.values {
        case .numbers(let values): try fields.encodeIfPresent(values[row], forKey: Key(column.key))
        case .flags(let values): try fields.encodeIfPresent(values[row], forKey: Key(column.key))
        case .texts(let values): try fields.encode(values[row], forKey: Key(column.key))
        }
      }
    }
  }
}
