// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// Limits as a command hands them over: to the terminal, as CSV, JSON or FITS table.
struct LimitTable: Encodable {
  struct Row: Encodable, Equatable {
    /// [GeV].
    var mass: Double
    /// Upper limit on ⟨σv⟩ [cm³ s⁻¹]; nil where the likelihood sets none within the scan.
    var limit: Double?
    /// 2 ln L(best)/L(0), where the analysis has it.
    var testStatistic: Double?
    /// Whether the cross-section asked about is excluded.
    var excluded: Bool?
  }

  /// What was solved: analysis, channel, targets, catalogue, level; kept with the numbers.
  var settings: [String: String]
  var rows: [Row]

  /// Writes by the ending of `path`: .csv, .json or .fits.
  func write(to path: String) throws(AssayError) {
    switch (path as NSString).pathExtension.lowercased() {
    case "csv": try AtomicFile.write(csv, to: path)
    case "json": try AtomicFile.write(try json(), to: path)
    case "fits": try fits().write(to: path)
    case let ending:
      throw .usage("--out \(path): found ending '.\(ending)'; accepted: .csv, .json, .fits")
    }
  }

  var csv: String {
    var text = ""
    for key in settings.keys.sorted() { text += "# \(key): \(settings[key]!)\n" }
    text += "mass_GeV,limit_cm3_per_s,test_statistic,excluded\n"
    for row in rows {
      let limit = row.limit.map { "\($0)" } ?? ""
      let statistic = row.testStatistic.map { "\($0)" } ?? ""
      text += "\(row.mass),\(limit),\(statistic),\(Self.word(row.excluded) ?? "")\n"
    }
    return text
  }

  func json() throws(AssayError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { throw .failed("limits are not JSON") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// A binary table; a missing limit is NaN there, as FITS readers expect.
  func fits() -> FITSTable {
    FITSTable(
      name: "LIMITS",
      columns: [
        .init(name: "MASS", units: "GeV", values: rows.map(\.mass)),
        .init(name: "LIMIT", units: "cm3 s-1", values: rows.map { $0.limit ?? .nan }),
        .init(name: "TS", values: rows.map { $0.testStatistic ?? .nan }),
      ])
  }

  /// Aligned columns for a person.
  var text: String {
    var lines = settings.keys.sorted().map { "\($0): \(settings[$0]!)" }
    lines.append("  mass [GeV]   ⟨σv⟩ limit [cm³/s]        TS   excluded")
    for row in rows {
      let mass = String(format: "%12.6g", row.mass)
      let limit = row.limit.map { String(format: "%20.6e", $0) } ?? pad("none", 20)
      let ts = row.testStatistic.map { String(format: "%10.4f", $0) } ?? pad("-", 10)
      let excluded = Self.word(row.excluded) ?? "-"
      lines.append("\(mass) \(limit) \(ts)   \(excluded)")
    }
    return lines.joined(separator: "\n")
  }

  private static func word(_ excluded: Bool?) -> String? {
    excluded.map { $0 ? "yes" : "no" }
  }

  private func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
