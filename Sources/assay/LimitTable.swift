// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// Limits as `solve dwarf-limits` hands them over.
struct LimitTable {
  struct Row: Equatable {
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

  var table: ResultTable {
    ResultTable(
      name: "LIMITS",
      settings: settings.sorted { $0.key < $1.key }.map { .init(name: $0, value: $1) },
      columns: [
        .init(
          "mass", csv: "mass_GeV", unit: "GeV", heading: "mass [GeV]", format: "%12.6g",
          rows.map(\.mass)),
        .init(
          "limit", csv: "limit_cm3_per_s", unit: "cm3 s-1", heading: "⟨σv⟩ limit [cm³/s]",
          format: "%20.6e", absent: "none", rows.map(\.limit)),
        .init(
          "testStatistic", csv: "test_statistic", fits: "TS", heading: "TS", format: "%10.4f",
          rows.map(\.testStatistic)),
        .init("excluded", heading: "excluded", flags: rows.map(\.excluded)),
      ])
  }

  /// Settings and aligned columns for a person.
  var text: String { (table.header + [table.text()]).joined(separator: "\n") }
}
