// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
public import Numerics

/// One channel of PPPC4DMID: dN/dlog₁₀x straight in E between the points of the table.
///
/// E dN/dE = (dN/dlog₁₀x)/ln 10; between masses linear in m at fixed x, where allowed. The range
/// of masses begins where the table has photons for the channel (180 GeV for t).
public struct PPPCSpectrum: AnnihilationSpectrum {
  public let title: String
  public let masses: ClosedRange<Double>
  private let table: PPPCTable
  private let channel: Int
  private let interpolation: MassInterpolation
  private let conventions: SpectraConventions

  /// - Parameters:
  ///   - channel: such as "bb", "tau", "W".
  ///   - interpolation: `none` for the rule of the J-factor analysis, which takes only masses of
  ///     the table; `linear` for any mass in between.
  public init(
    _ table: PPPCTable, channel: String, interpolation: MassInterpolation = .linear
  ) throws(AssayError) {
    try self.init(table, channel: channel, interpolation: interpolation, .init())
  }

  init(
    _ table: PPPCTable, channel: String, interpolation: MassInterpolation,
    _ conventions: SpectraConventions
  ) throws(AssayError) {
    let index = try table.channel(conventions.column(channel))
    let open = table.masses.indices.filter { mass in
      table.row(channel: index, mass: mass).contains { $0 > 0 }
    }
    guard let first = open.first else {
      throw .badValue(
        name: "channel of \(table.file)", found: "\(channel), without photons",
        accepted: "a channel with photons")
    }
    self.table = table
    self.channel = index
    self.interpolation = interpolation
    self.conventions = conventions
    title = "PPPC4DMID \(channel)"
    masses = table.masses[first]...table.masses[table.masses.count - 1]
  }

  public func slice(mass: Double) throws(AssayError) -> any SpectrumSlice {
    try tabulated(mass: mass)
  }

  func tabulated(mass: Double) throws(AssayError) -> TabulatedSlice {
    try check(mass)
    let (k, w) = try interpolation.place(mass, in: table.masses, title: title)
    let low = table.row(channel: channel, mass: k)
    let high = table.row(channel: channel, mass: w == 0 ? k : k + 1)
    let unit = conventions.dividesByLn10 ? 1 / ln10 : 1
    let values = zip(low, high).map { ((1 - w) * $0 + w * $1) * unit }
    return TabulatedSlice(
      mass: mass, nodes: table.logX.map { mass * pow(10, $0) }, values: values,
      interpolation: .linearInEnergy, title: title)
  }

  /// dN/dlog₁₀x of one mass of the table, for fits to it.
  func logSpectrum(mass: Double) throws(AssayError) -> (logX: [Double], values: [Double]) {
    let (k, _) = try MassInterpolation.none.place(mass, in: table.masses, title: title)
    return (table.logX, Array(table.row(channel: channel, mass: k)))
  }
}
