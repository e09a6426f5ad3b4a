// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Which input pixels each output pixel of a pooling layer is made of: its children, equally many
/// for each.
public struct PoolTable: Sendable, Equatable {
  public let inputs: Int
  public let outputs: Int
  public let children: Int
  /// Output by output: child i of output p stands at p × children + i.
  public let entries: [Int32]

  /// Throws `badValue` where a size is not positive, the number of entries is not
  /// outputs × children, or an entry is no pixel of the input.
  public init(inputs: Int, outputs: Int, children: Int, entries: [Int32]) throws(AssayError) {
    try TableRules.check(
      "pool table", inputs: inputs, outputs: outputs, width: children, entries, lowest: 0)
    (self.inputs, self.outputs, self.children, self.entries) = (inputs, outputs, children, entries)
  }

  /// Squares of `size` × `size` pixels of a flat image; rows and columns that do not fill a square
  /// are left out.
  public static func image(rows: Int, columns: Int, size: Int) throws(AssayError) -> PoolTable {
    guard size > 0, rows >= size, columns >= size, rows < 1 << 15, columns < 1 << 15 else {
      throw .badValue(
        name: "pool of an image", found: "\(rows) × \(columns) pixels in squares of \(size)",
        accepted: "sides in 1...32767, not smaller than the square")
    }
    var entries: [Int32] = []
    for row in 0..<rows / size {
      for column in 0..<columns / size {
        for i in 0..<size {
          for j in 0..<size {
            entries.append(Int32((row * size + i) * columns + column * size + j))
          }
        }
      }
    }
    return try PoolTable(
      inputs: rows * columns, outputs: (rows / size) * (columns / size), children: size * size,
      entries: entries)
  }

  /// All pixels in one: global pooling.
  public static func all(pixels: Int) throws(AssayError) -> PoolTable {
    guard pixels > 0, pixels <= Int(Int32.max) else {
      throw .badValue(name: "pool of all pixels", found: "\(pixels)", accepted: "1...2^31 − 1")
    }
    return try PoolTable(
      inputs: pixels, outputs: 1, children: pixels, entries: (0..<Int32(pixels)).map { $0 })
  }
}
