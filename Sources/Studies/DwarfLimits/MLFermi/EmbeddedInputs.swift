// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// The inputs of the analysis that stand in the reference tables: no raw data needed.
///
/// Counts and ln b̂ (mlfermidwarfs_background), exposures (mlfermidwarfs_exposure), positions and
/// log-normal J (jfactors_mlfermidwarfs), photon yields of annihilation to bb̄ and τ⁺τ⁻
/// (photon_yields_pppc_scan).
public struct EmbeddedInputs: Sendable {
  public struct Dwarf: Sendable {
    public let name: String
    /// Galactic position [deg].
    public let l: Double
    public let b: Double
    /// Photons in each macro bin.
    public let counts: [Double]
    /// ln b̂ in each macro bin.
    public let lnBackground: [Double]
    /// [cm² s] in each macro bin.
    public let exposure: [Double]
  }

  public let dwarfs: [Dwarf]
  public let catalogue: JCatalogue
  /// Masses with yields [GeV].
  public let masses: [Double]
  /// Photons per annihilation, by channel ("bb", "tautau"), mass and macro bin.
  public let yields: [String: [[Double]]]
  private let index: [String: Int]

  public init(_ library: ReferenceLibrary) throws(AssayError) {
    let background = InputColumns(try library.table("mlfermidwarfs_background"))
    let exposure = InputColumns(try library.table("mlfermidwarfs_exposure"))
    let positions = InputColumns(try library.table("jfactors_mlfermidwarfs"))
    catalogue = try JCatalogue(table: "jfactors_mlfermidwarfs", in: library)
    let names = try background.names()
    var counts: [[Double]] = []
    var lnBackground: [[Double]] = []
    var areas: [[Double]] = []
    for e in 0..<MacroBins.count {
      counts.append(try background.numbers(named: "counts, macro bin \(e)"))
      lnBackground.append(try background.numbers(named: "ln b estimate, macro bin \(e)"))
      areas.append(try exposure.numbers(named: Self.exposureColumn(e)))
    }
    let exposureRow = Self.rows(try exposure.names())
    let positionRow = Self.rows(try positions.names())
    let l = try positions.numbers(named: "l")
    let b = try positions.numbers(named: "b")
    var dwarfs: [Dwarf] = []
    for (i, name) in names.enumerated() {
      let key = DwarfName.normal(name)
      guard let x = exposureRow[key], let p = positionRow[key] else {
        throw .badInput(
          file: background.table.file, place: name, found: "no such dwarf in the other inputs",
          accepted: "a dwarf of \(exposure.table.file) and \(positions.table.file)")
      }
      dwarfs.append(
        Dwarf(
          name: name, l: l[p], b: b[p], counts: counts.map { $0[i] },
          lnBackground: lnBackground.map { $0[i] }, exposure: areas.map { $0[x] }))
    }
    self.dwarfs = dwarfs
    index = Self.rows(names)
    (masses, yields) = try Self.yields(library)
  }

  /// The dwarf of that name, however written.
  public func dwarf(_ name: String) throws(AssayError) -> Dwarf {
    guard let i = index[DwarfName.normal(name)] else {
      throw .badValue(
        name: "target", found: name, accepted: dwarfs.map(\.name).joined(separator: ", "))
    }
    return dwarfs[i]
  }

  /// Yields of a channel at a mass of the table [GeV].
  public func yields(channel: String, mass: Double) throws(AssayError) -> [Double] {
    guard let table = yields[channel] else {
      throw .badValue(
        name: "channel", found: channel, accepted: yields.keys.sorted().joined(separator: ", "))
    }
    guard let k = masses.firstIndex(where: { ($0 - mass).magnitude <= 1e-9 * mass }) else {
      throw .badValue(
        name: "mass", found: "\(mass) GeV",
        accepted: masses.map { "\($0)" }.joined(separator: ", ") + " GeV")
    }
    return table[k]
  }

  private static func rows(_ names: [String]) -> [String: Int] {
    Dictionary(
      names.enumerated().map { (DwarfName.normal($1), $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  private static func edge(_ e: Int) -> String {
    "[\(MacroBins.edges[e]),\(MacroBins.edges[e + 1])]"
  }

  private static func exposureColumn(_ e: Int) -> String {
    "exposure, macro bin \(e) \(edge(e)) GeV"
  }

  private static func yields(
    _ library: ReferenceLibrary
  ) throws(AssayError) -> ([Double], [String: [[Double]]]) {
    let columns = InputColumns(try library.table("photon_yields_pppc_scan"))
    let masses = try columns.axisNumbers()
    var yields: [String: [[Double]]] = [:]
    for channel in ["bb", "tautau"] {
      var bins: [[Double]] = []
      for e in 0..<MacroBins.count {
        // The tables print the last edge once as 500 and once as 500.0.
        let name = "N_gamma \(channel) in \(edge(e)) GeV"
        let short = name.replacing("500.0", with: "500")
        let known = columns.table.dependent.contains { $0.name == name }
        bins.append(try columns.numbers(named: known ? name : short))
      }
      yields[channel] = masses.indices.map { k in bins.map { $0[k] } }
    }
    return (masses, yields)
  }
}
