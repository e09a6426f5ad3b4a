// SPDX-License-Identifier: GPL-3.0-or-later

/// One bin of a spline: equations (3) to (5) of `Spline` and the gradients of (3) and (4).
struct SplineBin<Element: Scalar> {
  var index: Int
  /// Its lower left corner.
  var x: Element
  var y: Element
  var width: Element
  var height: Element
  /// δ and δ′.
  var left: Element
  var right: Element

  /// z and ln dz/dx.
  @inline(__always)
  func value(_ at: Element) -> (z: Element, logSlope: Element) {
    let s = height / width
    let xi = (at - x) / width
    let t = xi * (1 - xi)
    let below = s + (left + right - 2 * s) * t
    let slope = right * xi * xi + 2 * s * t + left * (1 - xi) * (1 - xi)
    let ratio = s / below
    return (
      y + height * (s * xi * xi + left * t) / below, Element.logarithm(ratio * ratio * slope)
    )
  }

  @inline(__always)
  func inverse(_ z: Element) -> Element {
    let s = height / width
    let step = z - y
    let bend = step * (left + right - 2 * s)
    let (a, b, c) = (height * (s - left) + bend, height * left - bend, -s * step)
    // Rounding may make the discriminant of a double root negative.
    let root = max(0, b * b - 4 * a * c).squareRoot()
    return x + width * (2 * c / (-b - root))
  }

  /// With the gradients g by z and l by ln dz/dx, those by the bin's numbers and by the argument.
  @inline(__always)
  func gradient(_ at: Element, z g: Element, logSlope l: Element) -> SplineBinGradient<Element> {
    let s = height / width
    let xi = (at - x) / width
    let t = xi * (1 - xi)
    let bend = left + right - 2 * s
    let below = s + bend * t
    let above = s * xi * xi + left * t
    let slope = right * xi * xi + 2 * s * t + left * (1 - xi) * (1 - xi)

    let byAbove = g * height / below
    let byBelow = -(byAbove * above + 2 * l) / below
    let bySlope = l / slope
    let aboveByXi = 2 * s * xi + left * (1 - 2 * xi)
    let slopeByXi = 2 * (right * xi + s * (1 - 2 * xi) - left * (1 - xi))
    let byXi = byAbove * aboveByXi + byBelow * bend * (1 - 2 * xi) + bySlope * slopeByXi
    let belowByS = 1 - 2 * t
    let byS = byAbove * xi * xi + byBelow * belowByS + 2 * (bySlope * t + l / s)
    let input = byXi / width
    let byWidth = -(byS * s + byXi * xi) / width
    let byHeight = g * above / below + byS / width
    let byLeft = (byAbove + byBelow) * t + bySlope * (1 - xi) * (1 - xi)
    let byRight = byBelow * t + bySlope * xi * xi
    return SplineBinGradient(
      input: input, x: -input, y: g, width: byWidth, height: byHeight, left: byLeft,
      right: byRight)
  }
}

/// By the argument and by the numbers of its bin.
struct SplineBinGradient<Element: Scalar> {
  var input: Element
  var x: Element
  var y: Element
  var width: Element
  var height: Element
  var left: Element
  var right: Element
}
