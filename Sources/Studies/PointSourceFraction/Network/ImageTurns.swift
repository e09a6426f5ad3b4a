// SPDX-License-Identifier: GPL-3.0-or-later

/// The eight turns and reflections of a square image, which leave the fraction as it is.
struct ImageTurns: Sendable {
  /// For each turn the pixel that comes to each place; turns 4 ... 7 reflect first.
  let pixels: [[Int32]]

  /// - Parameter mirrors: a fault: a quarter turn that is a reflection.
  init(side: Int, mirrors: Bool = false) {
    pixels = (0..<8).map { turn in
      (0..<side * side).map { place in
        var (row, column) = place.quotientAndRemainder(dividingBy: side)
        // What stands at (row, column) after a quarter turn stood at (column, side - 1 - row).
        for _ in 0..<turn % 4 { (row, column) = (column, mirrors ? row : side - 1 - row) }
        if turn >= 4 { column = side - 1 - column }
        return Int32(row * side + column)
      }
    }
  }
}
