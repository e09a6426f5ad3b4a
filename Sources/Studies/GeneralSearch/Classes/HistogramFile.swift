// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Histograms of a general search from a file: one row a bin, in CSV or in the first table extension
/// of a FITS file.
///
/// Columns, by name: `class`, `variable`, `low`, `high`, `observed`, `background`, and if wanted
/// `statistical`; every further column is a source of systematic uncertainty, whose entries are the
/// change of the bin by one standard deviation of the source [events]. Bins of one class and variable
/// stand together in rising order, each beginning where the last one ends.
public enum HistogramFile {
  static let required = ["class", "variable", "low", "high", "observed", "background"]

  /// The histograms of several files, which must have the same sources.
  public static func read(
    _ paths: [String]
  ) throws(AssayError) -> (histograms: [SearchHistogram], sources: [String]) {
    var all: [SearchHistogram] = []
    var sources: [String]?
    for path in paths {
      let rows = try HistogramRows.read(path)
      if let known = sources, known != rows.sources {
        throw .badInput(
          file: path, place: "columns", found: "the sources \(list(rows.sources))",
          accepted: "those of the other files, \(list(known))")
      }
      sources = rows.sources
      all += try rows.histograms()
    }
    var names: Set<String> = []
    for histogram in all where !names.insert(histogram.name).inserted {
      throw .badInput(
        file: paths.joined(separator: ", "), place: "histogram \(histogram.name)",
        found: "two of that name", accepted: "one, with its bins together")
    }
    return (all, sources ?? [])
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}

/// The rows of one file, as columns.
struct HistogramRows {
  var file: String
  var places: [String]
  var classes: [String]
  var variables: [String]
  var numbers: [String: [Double]]
  var sources: [String]

  static func read(_ path: String) throws(AssayError) -> HistogramRows {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return ["fits", "fit", "fts"].contains(ending) ? try fits(path) : try csv(path)
  }

  // MARK: CSV

  private static func csv(_ path: String) throws(AssayError) -> HistogramRows {
    let table = try TextTable.read(path, separator: ",")
    guard let header = table.rows.first else {
      throw .badInput(
        file: path, place: nil, found: "an empty file",
        accepted: "a line of column names and at least one bin")
    }
    let names = header.fields.map(String.init)
    if names.contains(where: { $0.contains(";") }) {
      throw .badInput(
        file: path, place: "line \(header.line)", found: "semicolons, as in a file of events",
        accepted: "a histogram; events need --background-events")
    }
    try checkNames(names, path, "line \(header.line)")
    var rows = HistogramRows(
      file: path, places: [], classes: [], variables: [], numbers: [:],
      sources: sources(names))
    for row in table.rows.dropFirst() {
      guard row.fields.count == names.count else {
        throw .badInput(
          file: path, place: "line \(row.line)", found: "\(row.fields.count) columns",
          accepted: "\(names.count) columns as in line \(header.line)")
      }
      rows.places.append("line \(row.line)")
      for (column, name) in names.enumerated() {
        switch name {
        case "class": rows.classes.append(String(row.fields[column]))
        case "variable": rows.variables.append(String(row.fields[column]))
        default: rows.numbers[name, default: []].append(try table.number(row, column))
        }
      }
    }
    return rows
  }

  private static func sources(_ names: [String]) -> [String] {
    names.filter { !HistogramFile.required.contains($0) && $0 != "statistical" }
  }

  private static func checkNames(
    _ names: [String], _ file: String, _ place: String
  ) throws(AssayError) {
    for name in HistogramFile.required where !names.contains(name) {
      throw .badInput(
        file: file, place: place, found: "no column \(name)",
        accepted: "the columns \(HistogramFile.required.joined(separator: ", "))")
    }
    var seen: Set<String> = []
    for name in names where name.isEmpty || !seen.insert(name).inserted {
      throw .badInput(
        file: file, place: place,
        found: name.isEmpty ? "a column without a name" : "two columns \(name)",
        accepted: "every column once, by name")
    }
  }

  // MARK: FITS

  private static func fits(_ path: String) throws(AssayError) -> HistogramRows {
    let table = try FITSTable.read(path)
    let names = table.columns.map { column in
      let lower = column.name.lowercased()
      return HistogramFile.required.contains(lower) || lower == "statistical" ? lower : column.name
    }
    try checkNames(names, path, "extension 1")
    var rows = HistogramRows(
      file: path, places: [], classes: [], variables: [], numbers: [:],
      sources: sources(names))
    for (name, column) in zip(names, table.columns) {
      let isName = name == "class" || name == "variable"
      switch column.values {
      case .text(let text) where isName:
        if name == "class" { rows.classes = text } else { rows.variables = text }
      case .numbers(let numbers) where !isName:
        if let bad = numbers.firstIndex(where: { !$0.isFinite }) {
          throw .badInput(
            file: path, place: "row \(bad + 1), column \(column.name)", found: "\(numbers[bad])",
            accepted: "a finite number")
        }
        rows.numbers[name] = numbers
      default:
        throw .badInput(
          file: path, place: "column \(column.name)", found: isName ? "numbers" : "text",
          accepted: isName ? "text" : "numbers")
      }
    }
    rows.places = rows.classes.indices.map { "row \($0 + 1)" }
    return rows
  }

  // MARK: Histograms

  func histograms() throws(AssayError) -> [SearchHistogram] {
    guard !classes.isEmpty else {
      throw .badInput(file: file, place: nil, found: "no bins", accepted: "at least one bin")
    }
    var all: [SearchHistogram] = []
    var first = 0
    while first < classes.count {
      var last = first
      while last + 1 < classes.count, classes[last + 1] == classes[first],
        variables[last + 1] == variables[first]
      {
        last += 1
      }
      all.append(try histogram(first...last))
      first = last + 1
    }
    return all
  }

  private func histogram(_ rows: ClosedRange<Int>) throws(AssayError) -> SearchHistogram {
    let (low, high) = (numbers["low"]!, numbers["high"]!)
    for row in rows.dropFirst() where low[row] != high[row - 1] {
      throw .badInput(
        file: file, place: places[row], found: "a bin from \(low[row])",
        accepted: "\(high[row - 1]), where the last bin of \(classes[row]), \(variables[row]) ends")
    }
    var observed: [Int] = []
    for row in rows {
      let number = numbers["observed"]![row]
      guard let count = Int(exactly: number), count >= 0 else {
        throw .badInput(
          file: file, place: places[row], found: "\(number) observed events",
          accepted: "a whole number, 0 or more")
      }
      observed.append(count)
    }
    let histogram = SearchHistogram(
      eventClass: classes[rows.lowerBound], variable: variables[rows.lowerBound],
      edges: [low[rows.lowerBound]] + high[rows], observed: observed,
      background: Array(numbers["background"]![rows]),
      statistical: numbers["statistical"].map { Array($0[rows]) },
      shifts: sources.map { Array(numbers[$0]![rows]) })
    try histogram.check(file: file, place: places[rows.lowerBound])
    return histogram
  }
}
