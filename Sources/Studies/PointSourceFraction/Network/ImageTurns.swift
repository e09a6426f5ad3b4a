// SPDX-License-Identifier: GPL-3.0-or-later

/// The eight turns and reflections of a square image, which leave the fraction as it is.
struct ImageTurns: Sendable {
  /// What could be wrong with them.
  enum Fault: Sendable, Equatable {
    /// A quarter turn that is a reflection.
    case mirrors
    /// Turns about a corner, over the edges: four of them are the image again, but neighbours are
    /// parted.
    case wraps
  }

  let side: Int
  /// For each turn the pixel that comes to each place; turns 4 ... 7 reflect first.
  let pixels: [[Int32]]

  init(side: Int, fault: Fault? = nil) {
    self.side = side
    func back(_ index: Int) -> Int {
      fault == .wraps ? (side - index) % side : side - 1 - index
    }
    pixels = (0..<8).map { turn in
      (0..<side * side).map { place in
        var (row, column) = place.quotientAndRemainder(dividingBy: side)
        // What stands at (row, column) after a quarter turn stood at (column, side - 1 - row).
        for _ in 0..<turn % 4 { (row, column) = (column, fault == .mirrors ? row : back(row)) }
        if turn >= 4 { column = back(column) }
        return Int32(row * side + column)
      }
    }
  }

  /// Pixels that four quarter turns or a reflection done twice do not bring back, and pairs of the
  /// eight that are the same: of a group of eight, none.
  var unreturned: Int {
    func away(_ turn: [Int32], times: Int) -> Int {
      turn.indices.count { place in
        var pixel = place
        for _ in 0..<times { pixel = Int(turn[pixel]) }
        return pixel != place
      }
    }
    return away(pixels[1], times: 4) + (4..<8).reduce(0) { $0 + away(pixels[$1], times: 2) }
      + pixels.count - Set(pixels).count
  }

  /// Pairs of neighbours in a row or a column that a turn takes from pixels that are none.
  var parted: Int {
    func areNeighbours(_ a: Int32, _ b: Int32) -> Bool {
      let (a, b) = (
        Int(a).quotientAndRemainder(dividingBy: side), Int(b).quotientAndRemainder(dividingBy: side)
      )
      return abs(a.quotient - b.quotient) + abs(a.remainder - b.remainder) == 1
    }
    return pixels.reduce(0) { sum, turn in
      sum
        + turn.indices.count { $0 % side < side - 1 && !areNeighbours(turn[$0], turn[$0 + 1]) }
        + turn.indices.dropLast(side).count { !areNeighbours(turn[$0], turn[$0 + side]) }
    }
  }
}
