// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The rows of a user's spectrum file, checked one by one.
struct UserSpectrumFile {
  private struct Row {
    var place: String
    var mass: Double
    var energy: Double
    var density: Double
  }

  private static let accepted =
    "three columns: mass [GeV], energy [GeV], dN/dE [1/GeV]; in FITS MASS, ENERGY, DNDE"
  private let file: String
  private let rows: [Row]

  init(_ path: String) throws(AssayError) {
    file = path
    let bytes = try InputFile.bytes(path)
    rows =
      bytes.starts(with: "SIMPLE  =".utf8)
      ? try Self.fits(path) : try Self.text(TextTable.read(path))
    guard !rows.isEmpty else {
      throw .badInput(file: path, place: nil, found: "no rows", accepted: Self.accepted)
    }
    try check()
  }

  // MARK: Formats

  private static func text(_ table: TextTable) throws(AssayError) -> [Row] {
    var columns = [0, 1, 2]
    var body = table.rows[...]
    if let first = table.rows.first, let word = first.fields.first, Double(word) == nil {
      columns = try heading(first, table.file)
      body = body.dropFirst()
    }
    var rows: [Row] = []
    for row in body {
      rows.append(
        Row(
          place: "line \(row.line)", mass: try table.number(row, columns[0]),
          energy: try table.number(row, columns[1]), density: try table.number(row, columns[2])))
    }
    return rows
  }

  /// Positions of mass, energy and dN/dE in a heading such as `mass [GeV], energy [GeV], dN/dE`.
  private static func heading(
    _ row: TextTable.Row, _ file: String
  ) throws(AssayError) -> [Int] {
    let names = row.fields.filter { !$0.hasPrefix("[") && !$0.hasPrefix("(") }.map(plain)
    var columns: [Int] = []
    for name in ["mass", "energy", "dnde"] {
      guard let column = names.firstIndex(of: name) else {
        throw .badInput(
          file: file, place: "line \(row.line)",
          found: "a heading without \(name): \(row.fields.joined(separator: " "))",
          accepted: accepted)
      }
      columns.append(column)
    }
    return columns
  }

  /// "dN/dE[1/GeV]" gives "dnde", "m_DM" gives "mass".
  private static func plain(_ name: Substring) -> String {
    let bare = name.prefix { $0 != "[" && $0 != "(" }.lowercased().filter(\.isLetter)
    return switch bare {
    case "m", "mdm", "mchi": "mass"
    case "e", "egamma": "energy"
    default: bare
    }
  }

  private static func fits(_ path: String) throws(AssayError) -> [Row] {
    let table = try FITSTable.read(path)
    let units = [["GeV"], ["GeV"], ["1/GeV", "GeV-1", "GeV^-1", "GeV**-1", "GeV**(-1)"]]
    var columns: [[Double]] = []
    for (name, units) in zip(["MASS", "ENERGY", "DNDE"], units) {
      guard let column = table.columns.first(where: { $0.name.uppercased() == name }),
        case .numbers(let values) = column.values
      else {
        throw .badInput(
          file: path, place: "first table",
          found: "columns \(table.columns.map(\.name).joined(separator: ", "))",
          accepted: accepted)
      }
      guard column.units.map({ $0.isEmpty || units.contains($0) }) ?? true else {
        throw .badInput(
          file: path, place: "column \(name)", found: "unit \(column.units ?? "")",
          accepted: units[0])
      }
      columns.append(values)
    }
    return columns[0].indices.map {
      Row(
        place: "row \($0 + 1)", mass: columns[0][$0], energy: columns[1][$0],
        density: columns[2][$0])
    }
  }

  // MARK: Checks

  private func check() throws(AssayError) {
    for row in rows {
      guard row.mass.isFinite && row.energy.isFinite && row.density.isFinite else {
        throw refusal(row, "a value that is not finite", "finite numbers")
      }
      guard row.mass > 0 else { throw refusal(row, "mass \(row.mass) GeV", "a mass > 0") }
      guard row.energy > 0 else {
        throw refusal(row, "energy \(row.energy) GeV", "an energy > 0")
      }
      guard row.energy <= row.mass * (1 + 1e-9) else {
        throw refusal(
          row, "energy \(row.energy) GeV above the mass \(row.mass) GeV", "energies up to the mass")
      }
      guard row.density >= 0 else {
        throw refusal(row, "dN/dE = \(row.density) per GeV", "dN/dE >= 0")
      }
    }
    for (before, row) in zip(rows, rows.dropFirst()) {
      guard row.mass >= before.mass else {
        throw refusal(
          row, "mass \(row.mass) GeV after \(before.mass) GeV", "masses that do not fall")
      }
      guard row.mass > before.mass || row.energy > before.energy else {
        throw refusal(
          row, "energy \(row.energy) GeV after \(before.energy) GeV",
          "strictly rising energies at each mass")
      }
    }
  }

  private func refusal(_ row: Row, _ found: String, _ accepted: String) -> AssayError {
    .badInput(file: file, place: row.place, found: found, accepted: accepted)
  }

  /// One spectrum a mass.
  func slices(title: String) throws(AssayError) -> [TabulatedSlice] {
    var slices: [TabulatedSlice] = []
    var start = 0
    while start < rows.count {
      let mass = rows[start].mass
      let block = rows[start...].prefix { $0.mass == mass }
      guard block.count >= 2 else {
        throw refusal(rows[start], "one energy at mass \(mass) GeV", "at least two energies a mass")
      }
      slices.append(
        TabulatedSlice(
          mass: mass, nodes: block.map(\.energy), values: block.map { $0.energy * $0.density },
          interpolation: .linearInLogEnergy, title: title))
      start += block.count
    }
    return slices
  }
}
