// SPDX-License-Identifier: GPL-3.0-or-later

/// How many numbers of a product's result a work-item makes: the tile of a group of 16 × 16 items
/// has 16 times as many rows and columns. It decides the speed alone, not the bits.
public struct ProductTile: Sendable, Hashable {
  /// Items of a group in each direction; that of the kernel text.
  public static let side = 16
  public var rows: Int
  public var columns: Int
  /// Whether an item's columns stand side by side, for the vector units of a CPU behind OpenCL;
  /// otherwise neighbouring items have neighbouring columns.
  public var isAdjacent: Bool

  public init(rows: Int, columns: Int, isAdjacent: Bool = false) {
    (self.rows, self.columns, self.isAdjacent) = (rows, columns, isAdjacent)
  }

  /// The one with the least work for a result of this size: for each term of a number, in or out of
  /// the result, one multiply-add and 1/rows + 1/columns loads of shared numbers.
  ///
  /// - Parameter onProcessor: a CPU behind OpenCL, whose vector units want neighbours in a row. With
  ///   PoCL on two cores of an Intel Xeon (2.8 GHz) a forward pass through dense maps, products of
  ///   76 filters and 684 taps × channels, runs at 12 Gflop/s (Reports/example-bench-devices).
  public static func best(rows: Int, columns: Int, onProcessor: Bool = false) -> ProductTile {
    let heights = onProcessor ? [1, 2, 4, 8] : [1, 2, 4]
    let all = heights.flatMap { height in
      [1, 2, 4, 5].map { ProductTile(rows: height, columns: $0, isAdjacent: onProcessor) }
    }
    func cost(_ tile: ProductTile) -> Double {
      let groups = tile.groups(rows: rows, columns: columns)
      let numbers = groups.rows * groups.columns * tile.rows * tile.columns
      return Double(numbers) * (1 + 1 / Double(tile.rows) + 1 / Double(tile.columns))
    }
    return all.dropFirst().reduce(all[0]) { cost($1) < cost($0) ? $1 : $0 }
  }

  /// Groups that a result of this size takes.
  func groups(rows: Int, columns: Int) -> (rows: Int, columns: Int) {
    let (down, across) = (Self.side * self.rows, Self.side * self.columns)
    return ((rows + down - 1) / down, (columns + across - 1) / across)
  }
}
