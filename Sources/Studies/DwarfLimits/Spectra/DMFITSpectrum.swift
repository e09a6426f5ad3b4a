// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
public import Numerics

/// One channel of DMFIT: E dN/dE straight in log₁₀x, linear in m at fixed x.
///
/// Above the last point (log₁₀x = -0.02) the last straight piece goes on, but not below zero: with
/// E dN/dE held constant there, the ττ limit at 7.07 GeV moves by 10⁻⁴, and with negative values
/// the highest bins would count backwards.
public struct DMFITSpectrum: AnnihilationSpectrum {
  public let title: String
  public let masses: ClosedRange<Double>
  private let table: DMFITTable
  private let channel: Int
  private let interpolation: MassInterpolation
  private let conventions: SpectraConventions
  /// Pair production opens here; below, the file holds leftovers for some channels [GeV].
  private static let thresholds = ["tt": 176, "WW": 80.3, "ZZ": 91.2]

  public init(
    _ table: DMFITTable, channel: String, interpolation: MassInterpolation = .linear
  ) throws(AssayError) {
    try self.init(table, channel: channel, interpolation: interpolation, .init())
  }

  init(
    _ table: DMFITTable, channel: String, interpolation: MassInterpolation,
    _ conventions: SpectraConventions
  ) throws(AssayError) {
    self.table = table
    self.channel = try DMFITTable.channel(conventions.column(channel))
    self.interpolation = interpolation
    self.conventions = conventions
    title = "DMFIT \(channel)"
    let index = self.channel
    let threshold = Self.thresholds[DMFITTable.channels[index]] ?? 0
    let open = DMFITTable.masses.indices.filter { mass in
      DMFITTable.masses[mass] >= threshold
        && table.row(channel: index, mass: mass).contains { $0 > 0 }
    }
    guard let first = open.first else {
      throw .badInput(
        file: table.file, place: "channel \(channel)", found: "no photons",
        accepted: "a channel with photons")
    }
    masses = DMFITTable.masses[first]...DMFITTable.masses[DMFITTable.masses.count - 1]
  }

  public func slice(mass: Double) throws(AssayError) -> any SpectrumSlice {
    try check(mass)
    let (k, w) = try interpolation.place(mass, in: DMFITTable.masses, title: title)
    let low = table.row(channel: channel, mass: k)
    let high = table.row(channel: channel, mass: w == 0 ? k : k + 1)
    var values = zip(low, high).map { (1 - w) * $0 + w * $1 }
    var logX = DMFITTable.logX
    extend(&logX, &values)
    return TabulatedSlice(
      mass: mass, nodes: logX.map { mass * pow(10, $0) }, values: values,
      interpolation: .linearInLogEnergy, title: title)
  }

  /// Adds the points up to x = 1.
  private func extend(_ logX: inout [Double], _ values: inout [Double]) {
    let last = values.count - 1
    guard conventions.cutsAboveMass else {
      logX += [0, 1]
      values += [values[last], values[last]]
      return
    }
    let slope = (values[last] - values[last - 1]) / (logX[last] - logX[last - 1])
    let end = values[last] - slope * logX[last]
    if end < 0 {
      logX.append(logX[last] - values[last] / slope)
      values.append(0)
    }
    logX.append(0)
    values.append(max(end, 0))
  }
}
