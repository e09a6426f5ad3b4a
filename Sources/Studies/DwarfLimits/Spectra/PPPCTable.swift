// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The photon table of PPPC4DMID: dN/dlog₁₀x on a grid of masses and log₁₀x, x = E/m.
///
/// Source: Cirelli et al., JCAP 03 (2011) 051, arXiv:1012.4515; "AtProduction_gammas.dat" with
/// electroweak corrections and "AtProductionNoEW_gammas.dat" without. Columns are found by the
/// names in the first line. Cost: about 20 ms for the larger file of 3.9 MB.
public struct PPPCTable: Sendable {
  public let file: String
  /// Particle names of the channels, in the order of the columns.
  public let channels: [String]
  /// m [GeV], rising.
  public let masses: [Double]
  public let logX: [Double]
  /// dN/dlog₁₀x of one channel after another, each by mass and then by x.
  private let values: [Double]

  /// dN/dlog₁₀x of a channel at one mass of the table.
  func row(channel: Int, mass: Int) -> ArraySlice<Double> {
    let start = (channel * masses.count + mass) * logX.count
    return values[start..<start + logX.count]
  }

  /// Position of a channel, by its particle or pair: "b", "bb", "tautau".
  public func channel(_ name: String) throws(AssayError) -> Int {
    guard let index = channels.firstIndex(of: ChannelName.particle(name)) else {
      throw .badValue(
        name: "channel of \(file)", found: name, accepted: channels.joined(separator: ", "))
    }
    return index
  }
}

extension PPPCTable {
  private static let shared = SharedCache<PPPCTable>()

  /// The table of a file, read once a process.
  public static func cached(_ path: String) throws(AssayError) -> PPPCTable {
    try shared.value(ofFile: path) { () throws(AssayError) in try PPPCTable(reading: path) }
  }

  public init(reading path: String) throws(AssayError) {
    var scanner = try NumberScanner(path)
    let words = scanner.headerWords()
    guard words.count >= 3, words[0] == "mDM", words[1] == "Log[10,x]" else {
      throw .badInput(
        file: path, place: "line 1", found: words.prefix(3).joined(separator: " "),
        accepted: "a first line \"# mDM Log[10,x] ...\" that names the channels")
    }
    let names = words.dropFirst(2).map(ChannelName.particle)
    let rows = try Self.rows(&scanner, columns: words.count)
    let masses = try Self.masses(rows, scanner)
    let points = rows.grid.count
    file = path
    channels = names
    self.masses = masses
    logX = rows.grid
    values = [Double](
      unsafeUninitializedCapacity: names.count * masses.count * points
    ) { buffer, count in
      count = buffer.count
      // Columns of the file become rows here: spectra are read along x.
      for k in 0..<masses.count * points {
        for c in names.indices {
          buffer[c * masses.count * points + k] = rows.values[k * names.count + c]
        }
      }
    }
  }

  private struct Rows {
    /// Mass of each block of rows.
    var blocks: [Double] = []
    /// log₁₀x, the same in every block.
    var grid: [Double] = []
    /// The channels of each row.
    var values: [Double] = []
    /// Rows of the block being read.
    var inBlock = 0
  }

  private static func rows(
    _ scanner: inout NumberScanner, columns: Int
  ) throws(AssayError) -> Rows {
    var rows = Rows()
    rows.values.reserveCapacity(12_000 * columns)
    while scanner.nextRow() {
      let mass = try scanner.required(columns)
      let x = try scanner.required(columns)
      if mass != rows.blocks.last {
        try endBlock(rows, scanner)
        rows.blocks.append(mass)
        rows.inBlock = 0
      }
      if rows.blocks.count == 1 {
        guard rows.grid.last.map({ $0 < x }) ?? true, x <= 0 else {
          throw scanner.bad("log10 x = \(x)", accepted: "rising log10 x up to 0")
        }
        rows.grid.append(x)
      } else if rows.inBlock >= rows.grid.count || rows.grid[rows.inBlock] != x {
        throw scanner.bad("log10 x = \(x)", accepted: "the log10 x of the first mass")
      }
      rows.inBlock += 1
      for _ in 2..<columns {
        let value = try scanner.required(columns)
        guard value >= 0 else {
          throw scanner.bad("dN/dlog10 x = \(value)", accepted: "numbers >= 0")
        }
        rows.values.append(value)
      }
      try scanner.endOfRow(columns)
    }
    try endBlock(rows, scanner)
    return rows
  }

  private static func endBlock(_ rows: Rows, _ scanner: NumberScanner) throws(AssayError) {
    guard let mass = rows.blocks.last, rows.inBlock != rows.grid.count else { return }
    throw scanner.bad(
      "\(rows.inBlock) rows of mass \(mass) GeV before this line",
      accepted: "\(rows.grid.count) rows, as for the first mass")
  }

  private static func masses(
    _ rows: Rows, _ scanner: NumberScanner
  ) throws(AssayError) -> [Double] {
    guard rows.blocks.count >= 1, rows.grid.count >= 2 else {
      throw .badInput(
        file: scanner.file, place: nil, found: "\(rows.values.count) numbers",
        accepted: "at least one mass with two log10 x")
    }
    for (a, b) in zip(rows.blocks, rows.blocks.dropFirst()) where b <= a {
      throw .badInput(
        file: scanner.file, place: "column mDM", found: "mass \(b) GeV after \(a) GeV",
        accepted: "rising masses")
    }
    return rows.blocks
  }
}
