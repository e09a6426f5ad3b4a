// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness

/// Mollweide's projection onto the ellipse x²/4 + y² ≤ 1, longitude rising to the left:
///
///     x = −(2λ/π) cos θ,   y = sin θ,   2θ + sin 2θ = π sin φ                              (1)
///
/// for longitude λ and latitude φ. Source: Snyder, "Map Projections: A Working Manual", USGS (1987),
/// p. 249.
enum Mollweide {
  /// The place of a longitude in −180...180 and a latitude [deg].
  static func point(_ longitude: Double, _ latitude: Double) -> (x: Double, y: Double) {
    let theta = auxiliary(min(90, max(-90, latitude)) * .pi / 180)
    return (-longitude / 90 * cos(theta), sin(theta))
  }

  /// The place of a longitude of any turn.
  static func wrapped(_ longitude: Double, _ latitude: Double) -> (x: Double, y: Double) {
    point(longitude - 360 * (longitude / 360).rounded(), latitude)
  }

  /// θ of (1), to rounding.
  static func auxiliary(_ latitude: Double) -> Double {
    let target = .pi * sin(latitude)
    // At the poles the derivative vanishes: θ = ±π/2 there, and bisection stands in for Newton where
    // he would leave the interval.
    var (low, high) = (-Double.pi / 2, Double.pi / 2)
    if abs(latitude) >= .pi / 2 { return latitude < 0 ? low : high }
    var theta = latitude
    for _ in 0..<100 {
      let excess = 2 * theta + sin(2 * theta) - target
      if excess == 0 { break }
      if excess > 0 { high = theta } else { low = theta }
      let next = theta - excess / (2 + 2 * cos(2 * theta))
      let before = theta
      theta = next > low && next < high ? next : (low + high) / 2
      if abs(theta - before) < 1e-15 { break }
    }
    return theta
  }

  static func line(_ line: FigureContours.Line) -> FigureContours.Line {
    let points = zip(line.x, line.y).map { point($0, $1) }
    var projected = line
    (projected.x, projected.y) = (points.map(\.x), points.map(\.y))
    return projected
  }

  static func series(_ series: Figure.Series) -> Figure.Series {
    let points = zip(series.x, series.y).map { wrapped($0, $1) }
    var projected = series
    (projected.x, projected.y) = (points.map(\.x), points.map(\.y))
    return projected
  }
}

/// Meridians, parallels and the outline of a map of the sky, with the blocks they stand in.
struct Graticule {
  var block: Int
  var outlineBlock: Int

  static let meridians = [-120.0, -60, 0, 60, 120]
  static let parallels = [-60.0, -30, 0, 30, 60]

  init(from block: inout Int) {
    (self.block, outlineBlock) = (block, block + 1)
    block += 2
  }

  var text: String {
    let meridians = Self.meridians.map { l in
      Self.rows(stride(from: -90.0, through: 90, by: 2).map { Mollweide.point(l, $0) })
    }
    let parallels = Self.parallels.map { b in
      Self.rows([-180, 180].map { Mollweide.point($0, b) })
    }
    return (meridians + parallels).joined(separator: "\n")
  }

  var outline: String {
    Self.rows((0...180).map { (2 * cos(Double($0) * .pi / 90), sin(Double($0) * .pi / 90)) })
  }

  private static func rows(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(FigureData.number($0.x))\t\(FigureData.number($0.y))\n" }.joined()
  }
}
