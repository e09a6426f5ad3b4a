// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
public import Numerics

/// The spectra of the LAT tools: E dN/dE for 12 channels, 24 masses and 250 values of x = E/m.
///
/// File "gammamc_dif.dat" of DMFitFunction (Jeltema and Profumo, JCAP 11 (2008) 003,
/// arXiv:0808.2641), as shipped with fermipy; log₁₀x = 10 (i + 1/2)/250 - 10. The file has no
/// heading: channels and masses are those of the program that reads it.
public struct DMFITTable: Sendable {
  public static let channels = [
    "cc", "bb", "tt", "tautau", "WW", "ZZ", "mumu", "gg", "ee", "ss", "uu", "dd",
  ]
  /// m [GeV].
  public static let masses: [Double] = [
    2, 4, 6, 8, 10, 25, 50, 80.3, 91.2, 100, 150, 176, 200, 250, 350, 500, 750, 1000, 1500, 2000,
    3000, 5000, 7000, 10000,
  ]
  public static let points = 250
  public static let logX = (0..<points).map { 10 * (Double($0) + 0.5) / 250 - 10 }

  public let file: String
  private let values: [Double]
  private static let shared = SharedCache<DMFITTable>()

  /// The table of a file, read once a process.
  public static func cached(_ path: String) throws(AssayError) -> DMFITTable {
    try shared.value(ofFile: path) { () throws(AssayError) in try DMFITTable(reading: path) }
  }

  public init(reading path: String) throws(AssayError) {
    var scanner = try NumberScanner(path)
    var values: [Double] = []
    let rows = Self.channels.count * Self.masses.count
    values.reserveCapacity(rows * Self.points)
    while scanner.nextRow() {
      for _ in 0..<Self.points {
        let value = try scanner.required(Self.points)
        guard value >= 0 else {
          throw scanner.bad("E dN/dE = \(value)", accepted: "numbers >= 0")
        }
        values.append(value)
      }
      try scanner.endOfRow(Self.points)
    }
    guard values.count == rows * Self.points else {
      throw .badInput(
        file: path, place: nil, found: "\(values.count / Self.points) rows",
        accepted: "\(rows) rows: \(Self.channels.count) channels of \(Self.masses.count) masses")
    }
    file = path
    self.values = values
  }

  /// E dN/dE at log₁₀x of `logX`, for one channel at one mass.
  func row(channel: Int, mass: Int) -> ArraySlice<Double> {
    let start = (channel * Self.masses.count + mass) * Self.points
    return values[start..<start + Self.points]
  }

  /// Position of a channel, by its pair or particle: "bb", "tau".
  public static func channel(_ name: String) throws(AssayError) -> Int {
    let particle = ChannelName.particle(name)
    guard let index = channels.firstIndex(where: { ChannelName.particle($0) == particle }) else {
      throw .badValue(
        name: "channel of DMFIT", found: name, accepted: channels.joined(separator: ", "))
    }
    return index
  }
}
