// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness

/// Lines of equal value over an image, by marching squares between the cells' centres.
///
/// gnuplot's own contours are interpolated in the plain coordinates, which on a logarithmic axis
/// bends every line between two centres; here both steps are straight in what the reader sees.
struct FigureContours {
  /// One connected line; a closed one ends where it starts.
  struct Line: Equatable {
    var x: [Double]
    var y: [Double]
  }

  private let image: Figure.Image
  private let level: Double
  private let logarithmic: (x: Bool, y: Bool)
  /// For each crossed side of a cell the sides that its line goes on to, two at most.
  private var links: [Int: [Int]] = [:]

  /// The lines on which `image` is equal to `level`; deterministic in order and direction.
  static func lines(
    _ image: Figure.Image, level: Double, logarithmic: (x: Bool, y: Bool)
  ) -> [Line] {
    var contours = FigureContours(image: image, level: level, logarithmic: logarithmic)
    return contours.trace()
  }

  private init(image: Figure.Image, level: Double, logarithmic: (x: Bool, y: Bool)) {
    (self.image, self.level, self.logarithmic) = (image, level, logarithmic)
  }

  private mutating func trace() -> [Line] {
    for j in 0..<max(0, image.y.count - 1) {
      for i in 0..<max(0, image.x.count - 1) { march(i, j) }
    }
    let sides = links.keys.sorted()
    // Open lines first, from one of their ends; what is left is closed.
    let starts = sides.filter { links[$0]!.count == 1 } + sides
    var seen: Set<Int> = []
    var lines: [Line] = []
    for start in starts where seen.insert(start).inserted {
      var path = [start]
      while let next = links[path.last!]!.first(where: { !seen.contains($0) }) {
        seen.insert(next)
        path.append(next)
      }
      if path.count > 2, links[path.last!]!.contains(start) { path.append(start) }
      let points = path.map(point)
      lines.append(Line(x: points.map(\.x), y: points.map(\.y)))
    }
    return lines
  }

  /// Joins the crossed sides of the cell between centres (i, j) and (i + 1, j + 1).
  private mutating func march(_ i: Int, _ j: Int) {
    let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)].map { value($0.0, $0.1) }
    let above = corners.map { $0 >= level }
    let sides = [side(i, j, 0), side(i + 1, j, 1), side(i, j + 1, 0), side(i, j, 1)]
    let crossed = (0..<4).filter { above[$0] != above[($0 + 1) % 4] }
    if crossed.count == 2 { join(sides[crossed[0]], sides[crossed[1]]) }
    guard crossed.count == 4 else { return }
    // A saddle: the mean tells which pair of opposite corners is connected.
    let centre = corners.reduce(0) { $0 + $1 / 4 } >= level
    let around = centre == above[0] ? [(0, 1), (2, 3)] : [(3, 0), (1, 2)]
    for (a, b) in around { join(sides[a], sides[b]) }
  }

  private mutating func join(_ a: Int, _ b: Int) {
    links[a, default: []].append(b)
    links[b, default: []].append(a)
  }

  private func value(_ i: Int, _ j: Int) -> Double { image.values[j * image.x.count + i] }

  /// The number of the side from centre (i, j) to the next in x (0) or in y (1).
  private func side(_ i: Int, _ j: Int, _ direction: Int) -> Int {
    2 * (j * image.x.count + i) + direction
  }

  /// Where the level lies on a side.
  private func point(_ side: Int) -> (x: Double, y: Double) {
    let (i, j) = (side / 2 % image.x.count, side / 2 / image.x.count)
    let (right, up) = side % 2 == 0 ? (i + 1, j) : (i, j + 1)
    let (a, b) = (value(i, j), value(right, up))
    let t = min(1, max(0, (level - a) / (b - a)))
    return (
      Self.between(image.x[i], image.x[right], t, logarithmic.x),
      Self.between(image.y[j], image.y[up], t, logarithmic.y)
    )
  }

  /// The number that lies at share `t` of the way from `a` to `b` on an axis.
  static func between(_ a: Double, _ b: Double, _ t: Double, _ logarithmic: Bool) -> Double {
    if a == b { return a }
    return logarithmic ? exp((1 - t) * log(a) + t * log(b)) : (1 - t) * a + t * b
  }
}
