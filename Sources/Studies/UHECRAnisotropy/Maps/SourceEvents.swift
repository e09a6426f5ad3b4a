// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics
internal import Sky

/// The rows of a source made ready for drawing events from them, with or without energies.
///
/// With energy bins the events follow p(row, j) ∝ d(j − i(row)), normalised over all rows and bins.
/// The rows of one true bin i share their d, so an event is a pair (i, j) and a row among those of
/// i: tables of 15 × 30 numbers instead of 15 a row.
struct SourceEvents: Sendable {
  let sphere: HEALPix
  /// Pixels of the rows kept, in nested ordering, by rising true bin.
  let pixels: [Int32]
  /// Where the rows of each true bin begin, and the end; all rows are of one without energies.
  let starts: [Int]
  /// Probability of (class of rows, bin), the bin fastest.
  let probabilities: [Double]
  let bins: Int
  private let alias: AliasTable

  /// Rows without energies.
  init(_ rows: SourceRows) throws(AssayError) {
    try Self.check(rows.count)
    (sphere, pixels, starts) = (rows.sphere, rows.nested, [0, rows.count])
    (probabilities, bins) = ([1], 1)
    alias = AliasTable(probabilities)
  }

  /// Rows in energy bins; those whose true bin is too far from the bins are dropped.
  init(_ rows: SourceRows, _ binning: EnergyBinning) throws(AssayError) {
    try binning.check()
    var classes = [[Int32]](repeating: [], count: binning.trueBins.count)
    for (pixel, pair) in zip(rows.nested, rows.pairs) {
      let trueBin = binning.bin(of: Double(pair.energy))
      guard binning.trueBins.contains(trueBin) else { continue }
      classes[trueBin - binning.trueBins.lowerBound].append(pixel)
    }
    var starts = [0]
    var weights: [Double] = []
    for (place, trueBin) in binning.trueBins.enumerated() {
      starts.append(starts[place] + classes[place].count)
      weights += binning.shares(from: trueBin).map { $0 * Double(classes[place].count) }
    }
    try Self.check(starts[classes.count])
    let total = weights.reduce(0, +)
    guard total > 0 else {
      throw .badValue(
        name: "energies of the rows", found: "none that reaches a bin",
        accepted: "energies near the bins")
    }
    sphere = rows.sphere
    pixels = classes.flatMap { $0 }
    bins = binning.count
    probabilities = weights.map { $0 / total }
    alias = AliasTable(probabilities)
    self.starts = starts
  }

  private static func check(_ rows: Int) throws(AssayError) {
    guard (1...Int(Int32.max)).contains(rows) else {
      throw .badValue(
        name: "rows of a source", found: "\(rows) that reach the maps",
        accepted: "at least one: a map in which some event leads to the source")
    }
  }

  /// Probability of each bin.
  var spectrum: [Double] {
    var sums = [Double](repeating: 0, count: bins)
    for (place, probability) in probabilities.enumerated() { sums[place % bins] += probability }
    return sums
  }

  /// The probability of an event in each cell of the sphere, at pixel × bins + bin, pixels in nested
  /// ordering.
  var density: [Double] {
    var density = [Double](repeating: 0, count: sphere.pixels * bins)
    for row in 0..<starts.count - 1 where starts[row + 1] > starts[row] {
      let share = 1 / Double(starts[row + 1] - starts[row])
      for pixel in pixels[starts[row]..<starts[row + 1]] {
        for bin in 0..<bins {
          density[Int(pixel) * bins + bin] += probabilities[row * bins + bin] * share
        }
      }
    }
    return density
  }

  /// An event: nested pixel and bin.
  @inline(__always)
  func draw(_ random: inout Philox) -> (pixel: Int32, bin: Int32) {
    let cell = alias.draw(random.next())
    let (row, bin) = cell.quotientAndRemainder(dividingBy: bins)
    let place = starts[row] + random.index(below: starts[row + 1] - starts[row])
    return (pixels[place], Int32(truncatingIfNeeded: bin))
  }

  /// Different rows, each set of them equally likely, by Floyd's method; calls back with their
  /// pixels. Source: Bentley and Floyd, Comm. ACM 30 (1987) 754.
  ///
  /// - Precondition: `count` is not above the number of rows.
  func drawDifferent(_ count: Int, _ random: inout Philox, _ use: (Int32) -> Void) {
    guard count > 0 else { return }
    var size = 8
    while size < 4 * count { size *= 2 }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { seen in
      seen.initialize(repeating: -1)
      for last in pixels.count - count..<pixels.count {
        var row = random.index(below: last + 1)
        if !Self.insert(row, seen) {
          // Already there: the newest row stands in, which cannot be.
          row = last
          _ = Self.insert(row, seen)
        }
        use(pixels[row])
      }
    }
  }

  /// Whether the row was not yet in the open hash table.
  private static func insert(_ row: Int, _ seen: UnsafeMutableBufferPointer<Int32>) -> Bool {
    let mask = seen.count - 1
    var place = Int(truncatingIfNeeded: (UInt(row) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while seen[place] >= 0 {
      if seen[place] == Int32(row) { return false }
      place = (place + 1) & mask
    }
    seen[place] = Int32(row)
    return true
  }
}
