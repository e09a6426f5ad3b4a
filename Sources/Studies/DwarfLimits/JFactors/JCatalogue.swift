// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Harness
public import Numerics

/// Mean and spread of log₁₀ J for the dwarfs of one reference table.
public struct JCatalogue: Sendable {
  public struct Entry: Sendable, Equatable {
    public let name: String
    /// Mean of log₁₀(J/[GeV² cm⁻⁵]).
    public let mean: Double
    /// One standard deviation [dex].
    public let sigma: Double
  }

  /// Name of the reference table, such as "jfactors_mlfermidwarfs".
  public let table: String
  public let entries: [Entry]
  private let index: [String: Int]

  /// All tables of the library that hold J-factors, sorted.
  public static func names(in library: ReferenceLibrary) -> [String] {
    library.tables.keys.filter { name in
      name.hasPrefix("jfactors_") && (try? JCatalogue(table: name, in: library)) != nil
    }.sorted()
  }

  /// Reads either a column log₁₀ J with errors, or a column J beside sigma(log₁₀ J).
  public init(table name: String, in library: ReferenceLibrary) throws(AssayError) {
    let table = try library.table(name)
    let columns = InputColumns(table)
    let keys = try columns.names()
    let means: [Double]
    let sigmas: [Double]
    if table.dependent.contains(where: { $0.name.hasPrefix("log10(J") }) {
      (means, sigmas) = try columns.numbersWithErrors(named: "log10(J/[GeV^2 cm^-5])")
    } else if let linear = table.dependent.first(where: { $0.name.hasPrefix("J(") }) {
      means = try columns.numbers(named: linear.name).map { log10($0) }
      sigmas = try columns.numbers(named: "sigma(log10 J)")
    } else {
      throw .badInput(
        file: table.file, place: nil, found: "no column of J-factors",
        accepted: "log10(J/[GeV^2 cm^-5]) with errors, or J(...) and sigma(log10 J)")
    }
    self.table = name
    entries = keys.indices.map { Entry(name: keys[$0], mean: means[$0], sigma: sigmas[$0]) }
    index = Dictionary(
      keys.enumerated().map { (DwarfName.normal($1), $0) }, uniquingKeysWith: { first, _ in first })
    for (key, entry) in zip(keys, entries) where !(entry.mean.isFinite && entry.sigma > 0) {
      throw .badInput(
        file: table.file, place: key, found: "log10 J = \(entry.mean) ± \(entry.sigma)",
        accepted: "a positive J with a positive sigma")
    }
  }

  /// The entry of a dwarf, however its name is written.
  public func entry(_ name: String) throws(AssayError) -> Entry {
    guard let i = index[DwarfName.normal(name)] else {
      throw .badValue(
        name: "target of \(table)", found: name,
        accepted: entries.map(\.name).joined(separator: ", "))
    }
    return entries[i]
  }

  /// The log-normal density of a dwarf.
  public func density(_ name: String) throws(AssayError) -> JDensity {
    let entry = try entry(name)
    return try .logNormal(mean: entry.mean, sigma: entry.sigma)
  }
}
