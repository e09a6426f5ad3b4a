// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels
public import Numerics

/// Convolutions on a sphere one above the other, worked directly and only where the input is not
/// empty. For level l = 0, 1, ..., with X⁰ the input,
///
///     Z[q][f]      = Σ_k Σ_c W[k][c][f] Xˡ[neighbour k of q][c]                        (1)
///     Xˡ⁺¹[p][f]   = max(0, max_j Z[4p + j][f]),   j = 0 ... 3                         (2)
///
/// no bias; a neighbour that is missing reads 0; the gradient of (2) goes to the first of the
/// largest children, and to none where the maximum is not positive. The features are the last map,
/// pixel by pixel, channels fastest.
///
/// Kernels are flat as Keras has them: level by level, (tap, input channel, filter), taps in the
/// order of the table. Pixels may come in any order in which the children of a parent are four in
/// turn: HEALPix tables must be NESTED.
///
/// ``DirectReference`` is the specification, in double precision. Here: single precision, sums in an
/// order that the sample alone decides, so the same bits from any number of threads; with fused
/// operations, so that vector units differ by rounding. Deviation from the specification seen over
/// the towers of the tests: at most 1.6·10⁻⁶ of the largest feature or gradient.
///
/// Cost on one core of an AMD Zen 5 with AVX-512 [ms of CPU a map, forward | forward and backward],
/// five levels from Nside 32, untrained kernels, events anywhere, other work on the machine:
///
///     channels        dense         500 events    50 events
///     15 → 76         3.3 | 6.2     1.4 | 3.2     0.39 | 0.86
///      1 → 32         0.48 | 0.85   0.33 | 0.74   0.09 | 0.24
///
/// Forward that is 200 Gflop/s of what is worked dense (172 for 1 → 32), 0.85 of the core's peak.
public final class DirectTower: Sendable {
  /// Channels of the input.
  public let inputs: Int
  /// Channels of every map above.
  public let filters: Int
  public let unit: DirectUnit
  let tables: [DirectTable]

  /// - Parameters:
  ///   - neighbours: for each level, the finest first, pixels × 9 pixels of the same level, −1 where
  ///     there is none; a level has a quarter of the pixels of the one before.
  ///   - unit: at most the widest one of this machine, which is what nil means.
  public init(
    neighbours: [[Int32]], inputs: Int, filters: Int, unit: DirectUnit? = nil
  ) throws(AssayError) {
    let unit = unit ?? .widest
    guard unit <= .widest else {
      throw .badValue(
        name: "vector unit", found: "\(unit)",
        accepted: "this machine has up to \(DirectUnit.widest)")
    }
    for (name, found) in [("input channels", inputs), ("filters", filters)]
    where !(1...4096).contains(found) {
      throw .badValue(name: name, found: "\(found)", accepted: "1 ... 4096")
    }
    guard !neighbours.isEmpty else {
      throw .badValue(name: "levels of a tower", found: "none", accepted: "one or more")
    }
    var tables: [DirectTable] = []
    for (level, table) in neighbours.enumerated() {
      let next = try DirectTable(table, name: "neighbours of level \(level)")
      if let below = tables.last, below.pixels != 4 * next.pixels {
        throw .badValue(
          name: "pixels of level \(level)", found: "\(next.pixels)",
          accepted: "\(below.pixels / 4), a quarter of the level before")
      }
      tables.append(next)
    }
    // Offsets of rows, and of rows of kernels, are 32-bit numbers in the kernels.
    let widest = max(inputs, filters) + 15
    guard (tables[0].pixels + 1) * widest < 1 << 31, 9 * widest * (filters + 1) < 1 << 31 else {
      throw .badValue(
        name: "pixels of level 0", found: "\(tables[0].pixels) of \(widest - 15) channels",
        accepted: "fewer than 2^31 numbers a map")
    }
    (self.inputs, self.filters, self.unit, self.tables) = (inputs, filters, unit, tables)
  }

  public var levels: Int { tables.count }
  /// Pixels of the input.
  public var pixels: Int { tables[0].pixels }
  /// Numbers of a dense input.
  public var inputCount: Int { pixels * inputs }
  /// Pixels × filters of the last map.
  public var featureCount: Int { tables[levels - 1].pixels / 4 * filters }
  /// Numbers of all kernels.
  public var weightCount: Int { weightStart(levels) }

  func inputs(_ level: Int) -> Int { level == 0 ? inputs : filters }

  /// Where the kernel of a level begins.
  func weightStart(_ level: Int) -> Int {
    (0..<level).reduce(0) { $0 + DirectTable.taps * inputs($1) * filters }
  }

  func shape(_ level: Int) -> assay_convolution_level {
    tables[level].level(inputs: inputs(level), filters: filters, unit: unit)
  }
}
