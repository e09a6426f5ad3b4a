// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// The raw public data of MLFermiDwarfs, read when asked for.
public struct RawInputs: Sendable {
  public let folder: String

  public init(_ data: DataFolder) { folder = data.path("dwarf-limits/mlfermidwarfs") }

  /// 13178 voids with counts.
  public func voids() throws(AssayError) -> VoidSample {
    try VoidSample.read(
      positions: "\(folder)/voids_all_25dSphs.dat", counts: "\(folder)/Newbins_counts_voids.dat")
  }

  /// The dwarfs with posterior samples of J, in the order of the public statistics.
  public static let sampledDwarfs = [
    "Draco", "Carina", "Fornax", "LeoI", "LeoII", "Sculptor", "Sextans", "UrsaMinor", "SegueI",
  ]

  public func samples(_ name: String) throws(AssayError) -> JSamples {
    let key = DwarfName.normal(name)
    guard let dwarf = Self.sampledDwarfs.first(where: { DwarfName.normal($0) == key }) else {
      throw .badValue(
        name: "dwarf with samples of J", found: name,
        accepted: Self.sampledDwarfs.joined(separator: ", "))
    }
    let file = dwarf == "UrsaMinor" ? "UMi" : dwarf
    return try JSamples.read(name: dwarf, path: "\(folder)/Jfactors/Jfac_\(file).txt")
  }

  /// Bandwidth h of the kernel density of the samples [dex]; the kernel's st. dev. is 2h.
  public static func bandwidth(_ name: String) -> Double {
    DwarfName.normal(name) == "sextans" ? 0.02109 : 0.011045
  }

  /// One row of the dwarf table.
  public struct Dwarf: Sendable, Equatable {
    public let name: String
    /// Galactic position [deg].
    public let l: Double
    public let b: Double
    /// Mean and st. dev. of log₁₀(J/[GeV² cm⁻⁵]).
    public let log10J: Double
    public let sigma: Double
    /// Exposure of the 24 fine bins [cm² s].
    public let exposure: [Double]
  }

  public func dwarfs() throws(AssayError) -> [Dwarf] {
    let table = try TextTable.read("\(folder)/default_dwarf_summary_table.dat")
    var dwarfs: [Dwarf] = []
    for row in table.rows {
      guard row.fields.count == 5 + MacroBins.fineCount else {
        throw .badInput(
          file: table.file, place: "line \(row.line)", found: "\(row.fields.count) columns",
          accepted: "name, l, b, log10 J, sigma and \(MacroBins.fineCount) exposures")
      }
      var numbers: [Double] = []
      for column in 1..<row.fields.count { numbers.append(try table.number(row, column)) }
      guard numbers[3] > 0 && numbers[4...].allSatisfy({ $0 > 0 }) else {
        throw .badInput(
          file: table.file, place: "line \(row.line)", found: "a sigma or an exposure ≤ 0",
          accepted: "positive numbers")
      }
      dwarfs.append(
        Dwarf(
          name: String(row.fields[0]), l: numbers[0], b: numbers[1], log10J: numbers[2],
          sigma: numbers[3], exposure: Array(numbers[4...])))
    }
    guard !dwarfs.isEmpty else {
      throw .badInput(
        file: table.file, place: nil, found: "no row", accepted: "one row a dwarf")
    }
    return dwarfs
  }
}
