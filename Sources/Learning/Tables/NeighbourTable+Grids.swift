// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension NeighbourTable {
  /// A flat image under a square kernel of odd `size`, stride 1, padded with zeros.
  ///
  /// Pixel (row, column) is number row × columns + column; tap (i, j) is i × size + j and looks at
  /// (row + i − size/2, column + j − size/2): a correlation, as in the usual libraries.
  public static func image(
    rows: Int, columns: Int, size: Int
  ) throws(AssayError) -> NeighbourTable {
    guard rows > 0, columns > 0, rows < 1 << 15, columns < 1 << 15 else {
      throw .badValue(
        name: "image", found: "\(rows) × \(columns) pixels", accepted: "sides in 1...32767")
    }
    guard size > 0, size % 2 == 1, size < 1 << 15 else {
      throw .badValue(name: "kernel size", found: "\(size)", accepted: "an odd positive number")
    }
    let reach = size / 2
    var entries: [Int32] = []
    entries.reserveCapacity(rows * columns * size * size)
    for row in 0..<rows {
      for column in 0..<columns {
        for i in row - reach...row + reach {
          for j in column - reach...column + reach {
            let inside = (0..<rows).contains(i) && (0..<columns).contains(j)
            entries.append(inside ? Int32(i * columns + j) : -1)
          }
        }
      }
    }
    return try NeighbourTable(
      inputs: rows * columns, outputs: rows * columns, taps: size * size, entries: entries)
  }

  /// Hexagonal pixels given by axial coordinates (q, r): 7 taps, self and then the six neighbours
  /// (+1, 0), (0, +1), (−1, +1), (−1, 0), (0, −1), (+1, −1), which is once around.
  ///
  /// The array may have any outline. Throws `badValue` where two pixels share a place.
  public static func hexagonal(axial: [SIMD2<Int32>]) throws(AssayError) -> NeighbourTable {
    var numbers: [SIMD2<Int32>: Int32] = [:]
    for (number, place) in axial.enumerated() {
      if let other = numbers.updateValue(Int32(number), forKey: place) {
        throw .badValue(
          name: "hexagonal array", found: "pixels \(other) and \(number) at the same place",
          accepted: "one pixel a place")
      }
    }
    let steps: [SIMD2<Int32>] = [
      [0, 0], [1, 0], [0, 1], [-1, 1], [-1, 0], [0, -1], [1, -1],
    ]
    let entries = axial.flatMap { place in steps.map { numbers[place &+ $0] ?? -1 } }
    return try NeighbourTable(
      inputs: axial.count, outputs: axial.count, taps: steps.count, entries: entries)
  }

  /// A rectangle of hexagonal pixels whose odd rows are shifted by half a pixel to higher columns;
  /// pixel (row, column) is number row × columns + column.
  public static func hexagonal(rows: Int, columns: Int) throws(AssayError) -> NeighbourTable {
    guard rows > 0, columns > 0, rows < 1 << 15, columns < 1 << 15 else {
      throw .badValue(
        name: "hexagonal array", found: "\(rows) × \(columns) pixels",
        accepted: "sides in 1...32767")
    }
    return try hexagonal(
      axial: (0..<rows).flatMap { row in
        (0..<columns).map { SIMD2(Int32($0 - row / 2), Int32(row)) }
      })
  }
}
