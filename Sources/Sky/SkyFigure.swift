// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// A map on a rectangle in which every cell lies on the sphere: of equal areas, longitude against
/// the sine of latitude (Lambert's cylindrical projection), or of longitudes and latitudes.
public struct SkyFigure: Sendable, Equatable {
  /// Longitudes of the columns [degrees], rising, from −180 to 180.
  public let x: [Double]
  /// Sines of the latitudes of the rows, from −1 to 1, or latitudes [degrees], from −90 to 90;
  /// rising.
  public let y: [Double]
  /// One value a cell, x fastest: that of the pixel in which the cell's centre lies.
  public let values: [Double]

  /// Throws where a side has no cell or more than 4096.
  public static func image(
    map: SkyMap, columns: Int = 180, rows: Int = 90
  ) throws(AssayError) -> SkyFigure {
    guard (1...4096).contains(columns), (1...4096).contains(rows) else {
      throw .badValue(
        name: "cells of a map figure", found: "\(columns) × \(rows)", accepted: "1 to 4096 a side")
    }
    let x = (0..<columns).map { (Double($0) + 0.5) * 360 / Double(columns) - 180 }
    let y = (0..<rows).map { (2 * Double($0) + 1) / Double(rows) - 1 }
    let circle = x.map { SIMD2(cos($0 * .pi / 180), sin($0 * .pi / 180)) }
    var directions: [SIMD3<Double>] = []
    directions.reserveCapacity(columns * rows)
    for sine in y {
      let cosine = (1 - sine * sine).squareRoot()
      for point in circle {
        directions.append(SIMD3(cosine * point.x, cosine * point.y, sine))
      }
    }
    let pixels = map.sphere.pixels(of: directions)
    return SkyFigure(x: x, y: y, values: pixels.map { map.values[$0] })
  }
  /// A map on a grid of longitudes and latitudes, for projections that draw each cell between its
  /// own corners: x are longitudes [degrees] from −180 to 180, y latitudes [degrees] from −90 to 90.
  ///
  /// Throws where a side has no cell or more than 4096.
  public static func grid(
    map: SkyMap, columns: Int = 180, rows: Int = 90
  ) throws(AssayError) -> SkyFigure {
    guard (1...4096).contains(columns), (1...4096).contains(rows) else {
      throw .badValue(
        name: "cells of a map figure", found: "\(columns) × \(rows)", accepted: "1 to 4096 a side")
    }
    let x = (0..<columns).map { (Double($0) + 0.5) * 360 / Double(columns) - 180 }
    let y = (0..<rows).map { (Double($0) + 0.5) * 180 / Double(rows) - 90 }
    let angles = y.flatMap { b in x.map { SIMD2((90 - b) * .pi / 180, $0 * .pi / 180) } }
    let pixels = try map.sphere.pixels(angles: angles)
    return SkyFigure(x: x, y: y, values: pixels.map { map.values[$0] })
  }
}
