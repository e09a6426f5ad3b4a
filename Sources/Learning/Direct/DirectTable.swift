// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels
internal import Numerics

/// Neighbours of the pixels of one level, forwards and backwards.
struct DirectTable: Sendable {
  static let taps = Int(ASSAY_TAPS)

  let pixels: Int
  /// pixels × 9; `pixels` where there is none.
  let neighbours: DirectMemory<Int32>
  /// 16 q + k of those q whose neighbour k is a pixel, pixel by pixel.
  let seen: DirectMemory<Int32>
  let seenStart: DirectMemory<Int32>

  /// - Parameter table: pixels × 9 pixels, −1 where there is none; the children of one parent are
  ///   four rows in turn.
  init(_ table: [Int32], name: String) throws(AssayError) {
    let pixels = table.count / Self.taps
    guard pixels > 0, table.count == pixels * Self.taps, pixels % 4 == 0 else {
      throw .badValue(
        name: name, found: "\(table.count) numbers",
        accepted: "9 for each pixel, and a multiple of 4 pixels")
    }
    let none = Int32(pixels)
    if let bad = table.first(where: { $0 < -1 || $0 >= none }) {
      throw .badValue(name: name, found: "pixel \(bad)", accepted: "−1 ... \(pixels - 1)")
    }
    var start = [Int32](repeating: 0, count: pixels + 1)
    for pixel in table where pixel >= 0 { start[Int(pixel) + 1] += 1 }
    for pixel in 0..<pixels { start[pixel + 1] += start[pixel] }
    var next = start
    var seen = [Int32](repeating: 0, count: Int(start[pixels]))
    for (n, pixel) in table.enumerated() where pixel >= 0 {
      seen[Int(next[Int(pixel)])] = Int32(n / Self.taps * 16 + n % Self.taps)
      next[Int(pixel)] += 1
    }
    self.pixels = pixels
    self.neighbours = DirectMemory(table.map { $0 < 0 ? none : $0 })
    self.seen = DirectMemory(seen)
    self.seenStart = DirectMemory(start)
  }

  /// The level as the kernels take it; valid while this table is kept.
  func level(inputs: Int, filters: Int, unit: DirectUnit) -> assay_convolution_level {
    assay_convolution_level(
      pixels: Int32(pixels), inputs: Int32(inputs), filters: Int32(filters), unit: unit.rawValue,
      neighbours: neighbours.start, seen: seen.start, seen_start: seenStart.start)
  }
}
