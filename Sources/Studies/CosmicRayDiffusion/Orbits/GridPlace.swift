// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in units of a grid's spacing, in parts that lose nothing however far it is: whole boxes,
/// cells of the box, and the fraction of a cell. The cells of `boxes` and `cell` are whole numbers.
struct GridPlace {
  let boxes: SIMD3<Double>
  /// 0 ..< 1024.
  let cell: SIMD3<Double>
  /// 0 ... 1.
  let fraction: SIMD3<Double>

  init(_ position: SIMD3<Double>, spacing: Double) {
    let scaled = position / spacing
    let whole = scaled.rounded(.down)
    // Grids have at most 1024 nodes: a box more or less changes nothing.
    cell = whole - 1024 * (whole / 1024).rounded(.down)
    (boxes, fraction) = (whole - cell, scaled - whole)
  }
}
