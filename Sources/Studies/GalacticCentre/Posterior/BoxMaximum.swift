// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// The maximum of a smooth function with a gradient in the unit cube, by projected quasi-Newton steps:
/// coordinates at a wall towards which the function rises are held, the others follow BFGS, and steps
/// are cut until the function rises enough.
///
/// Source: D. P. Bertsekas, SIAM J. Control Optim. 20 (1982) 221; BFGS as in Nocedal & Wright, eq. (6.17).
struct BoxMaximum: Sendable {
  var point: [Double]
  var value: Double
  var slopes: [Double]
  var calls: Int

  /// - Parameters:
  ///   - held: coordinates that stay as they are.
  ///   - accuracy: of the value; ends where a step promises less.
  init(
    from start: [Double], held: Set<Int> = [], accuracy: Double = 1e-9, iterations: Int = 400,
    _ f: ([Double]) -> (Double, [Double])
  ) {
    let d = start.count
    var x = start.map { Swift.min(1, Swift.max(0, $0)) }
    var (value, slope) = f(x)
    calls = 1
    var inverse = Self.identity(d, slope)
    var (idle, failures) = (0, 0)
    for _ in 0..<iterations where value.isFinite {
      let free = (0..<d).filter {
        !held.contains($0) && !(x[$0] <= 0 && slope[$0] <= 0) && !(x[$0] >= 1 && slope[$0] >= 0)
      }
      if free.isEmpty { break }
      var step = [Double](repeating: 0, count: d)
      for i in free { for j in free { step[i] += inverse[i * d + j] * slope[j] } }
      var rise = free.reduce(0.0) { $0 + slope[$1] * step[$1] }
      if !(rise > 0) {
        inverse = Self.identity(d, slope)
        for i in 0..<d { step[i] = 0 }
        for i in free { step[i] = inverse[i * d + i] * slope[i] }
        rise = free.reduce(0.0) { $0 + slope[$1] * step[$1] }
      }
      if rise < accuracy { idle += 1 } else { idle = 0 }
      if idle >= 2 { break }
      var length = 1.0
      var (next, nextValue, nextSlope) = (x, value, slope)
      var isBetter = false
      for _ in 0..<30 {
        next = x
        for i in free { next[i] = Swift.min(1, Swift.max(0, x[i] + length * step[i])) }
        (nextValue, nextSlope) = f(next)
        calls += 1
        let promised = (0..<d).reduce(0.0) { $0 + slope[$1] * (next[$1] - x[$1]) }
        if nextValue.isFinite && nextValue >= value + 1e-4 * promised && promised > 0 {
          isBetter = true
          break
        }
        length /= 3
      }
      guard isBetter else {
        // Once more along the slope itself before it is given up: what a step promises may be above the
        // accuracy and yet below what sums resolve.
        failures += 1
        if idle > 0 || failures >= 2 { break }
        inverse = Self.identity(d, slope)
        continue
      }
      if nextValue > value + accuracy { failures = 0 }
      Self.update(
        &inverse, d, free, zip(next, x).map { $0 - $1 }, zip(slope, nextSlope).map { $0 - $1 })
      (x, value, slope) = (next, nextValue, nextSlope)
    }
    (point, self.value, slopes) = (x, value, slope)
  }

  /// A maximum that is known already.
  init(at point: [Double], _ f: ([Double]) -> (Double, [Double])) {
    self.point = point
    (value, slopes) = f(point)
    calls = 1
  }

  /// A first step of a tenth of the cube.
  private static func identity(_ d: Int, _ slope: [Double]) -> [Double] {
    let size = slope.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var matrix = [Double](repeating: 0, count: d * d)
    for i in 0..<d { matrix[i * d + i] = size > 0 ? 0.1 / size : 1 }
    return matrix
  }

  /// H ← (1 - ρ s yᵗ) H (1 - ρ y sᵗ) + ρ s sᵗ, ρ = 1/(s y), of the function's negative.
  private static func update(
    _ h: inout [Double], _ d: Int, _ free: [Int], _ s: [Double], _ y: [Double]
  ) {
    let sy = free.reduce(0.0) { $0 + s[$1] * y[$1] }
    let size = free.reduce(0.0) { $0 + s[$1] * s[$1] } * free.reduce(0.0) { $0 + y[$1] * y[$1] }
    guard sy > 1e-10 * size.squareRoot() else { return }
    let rho = 1 / sy
    var hy = [Double](repeating: 0, count: d)
    for i in free { for j in free { hy[i] += h[i * d + j] * y[j] } }
    let yhy = free.reduce(0.0) { $0 + y[$1] * hy[$1] }
    for i in free {
      for j in free {
        h[i * d + j] += rho * ((1 + rho * yhy) * s[i] * s[j] - hy[i] * s[j] - s[i] * hy[j])
      }
    }
  }
}
