// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A user's own J-factors.
extension JCatalogue {
  /// Reads a text file with one dwarf a line: name, mean of log₁₀(J/[GeV² cm⁻⁵]), one standard
  /// deviation [dex]; separated by blanks or commas, comments after #.
  public init(file path: String) throws(AssayError) {
    let table = try TextTable.read(path)
    var entries: [Entry] = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      guard row.fields.count == 3 else {
        throw .badInput(
          file: path, place: "line \(row.line)", found: "\(row.fields.count) columns",
          accepted: "name, mean of log10 J, sigma")
      }
      let (mean, sigma) = (try table.number(row, 1), try table.number(row, 2))
      guard (10...22).contains(mean), sigma > 0 else {
        throw .badInput(
          file: path, place: "line \(row.line)", found: "log10 J = \(mean) ± \(sigma)",
          accepted: "a mean between 10 and 22 [GeV^2 cm^-5] and a positive sigma")
      }
      let name = DwarfName.normal(String(row.fields[0]))
      if let before = lines.updateValue(row.line, forKey: name) {
        throw .badInput(
          file: path, place: "line \(row.line)",
          found: "\(row.fields[0]), which stands on line \(before) already",
          accepted: "each dwarf once")
      }
      entries.append(Entry(name: String(row.fields[0]), mean: mean, sigma: sigma))
    }
    guard !entries.isEmpty else {
      throw .badInput(
        file: path, place: nil, found: "no dwarf", accepted: "name, mean of log10 J, sigma")
    }
    self.init(table: path, entries: entries)
  }
}
