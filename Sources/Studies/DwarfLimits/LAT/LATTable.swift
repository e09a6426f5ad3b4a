// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Log-likelihood against energy flux, bin by bin, for one target of the Fermi-LAT.
///
/// File "like_NAME.txt" of the release of arXiv:1611.03184 (ApJ 834 (2017) 110), in rows of bin
/// edges [MeV], energy flux [MeV cm⁻² s⁻¹] and Δ ln L; 24 bins of 0.5-500 GeV with 25 fluxes each.
public struct LATTable: Sendable, Equatable {
  public let file: String
  /// Bin edges [GeV].
  public let bins: [ClosedRange<Double>]
  /// Fluxes of each bin.
  public let points: Int
  /// Energy fluxes [GeV cm⁻² s⁻¹], bin after bin, each strictly rising from 0.
  public let fluxes: [Double]
  /// Δ ln L at the fluxes.
  public let values: [Double]

  /// - Parameters:
  ///   - bins: number of bins that the file must have; nil accepts any.
  ///   - points: number of fluxes a bin; nil accepts any above 3, the same in each bin.
  public init(
    reading path: String, bins: Int? = 24, points: Int? = 25
  ) throws(AssayError) {
    try self.init(reading: path, bins: bins, points: points, fluxUnit: 1e-3)
  }

  /// - Parameter fluxUnit: GeV in the unit of the fluxes.
  init(
    reading path: String, bins: Int? = 24, points: Int? = 25, fluxUnit: Double
  ) throws(AssayError) {
    var reader = LATTableReader(try NumberScanner(path), points: points)
    try reader.read()
    guard bins.map({ $0 == reader.bins.count }) ?? !reader.bins.isEmpty else {
      throw .badInput(
        file: path, place: nil, found: "\(reader.bins.count) energy bins",
        accepted: bins.map { "\($0) energy bins" } ?? "at least one energy bin")
    }
    file = path
    self.bins = reader.bins.map { $0.lowerBound * 1e-3...$0.upperBound * 1e-3 }
    self.points = reader.points ?? 0
    fluxes = reader.fluxes.map { $0 * fluxUnit }
    values = reader.values
  }

  /// A table from numbers already in GeV, for tests and other programs.
  public init(
    file: String, bins: [ClosedRange<Double>], points: Int, fluxes: [Double], values: [Double]
  ) {
    precondition(points >= 4 && fluxes.count == bins.count * points)
    precondition(values.count == fluxes.count)
    self.file = file
    self.bins = bins
    self.points = points
    self.fluxes = fluxes
    self.values = values
  }
}

/// Reads the rows of a likelihood table and refuses what does not fit.
private struct LATTableReader {
  var scanner: NumberScanner
  /// Fluxes a bin; found from the first bin where not prescribed.
  var points: Int?
  var bins: [ClosedRange<Double>] = []
  var fluxes: [Double] = []
  var values: [Double] = []
  private var inBin = 0

  init(_ scanner: NumberScanner, points: Int?) {
    self.scanner = scanner
    self.points = points
  }

  mutating func read() throws(AssayError) {
    while scanner.nextRow() {
      let low = try scanner.required(4)
      let high = try scanner.required(4)
      let flux = try scanner.required(4)
      let value = try scanner.required(4)
      try scanner.endOfRow(4)
      try enter(low, high)
      guard inBin > 0 || flux == 0 else {
        throw scanner.bad("first flux \(flux) of a bin", accepted: "0, for ln L without signal")
      }
      guard inBin == 0 || flux > fluxes[fluxes.count - 1] else {
        throw scanner.bad(
          "flux \(flux) after \(fluxes[fluxes.count - 1])", accepted: "strictly rising fluxes")
      }
      inBin += 1
      fluxes.append(flux)
      values.append(value)
    }
    try leave()
  }

  /// Goes to the bin of a row; a new one must follow on the last without a gap.
  private mutating func enter(_ low: Double, _ high: Double) throws(AssayError) {
    if let bin = bins.last, bin.lowerBound == low, bin.upperBound == high { return }
    guard low > 0 && high > low else {
      throw scanner.bad("bin edges \(low) and \(high) MeV", accepted: "0 < lower < upper")
    }
    try leave()
    if let bin = bins.last, (bin.upperBound - low).magnitude > 1e-6 * low {
      throw scanner.bad(
        "a bin from \(low) MeV after one to \(bin.upperBound) MeV",
        accepted: "bins that follow each other without a gap")
    }
    bins.append(low...high)
    inBin = 0
  }

  private mutating func leave() throws(AssayError) {
    guard let bin = bins.last else { return }
    let needed = points ?? max(inBin, 4)
    guard inBin == needed else {
      throw scanner.bad(
        "\(inBin) fluxes in the bin from \(bin.lowerBound) MeV that ends before this line",
        accepted: "\(needed) fluxes")
    }
    points = needed
  }
}
