// SPDX-License-Identifier: GPL-3.0-or-later

/// The knots of one spline, equations (1) and (2) of `Spline`, in memory of the caller's.
///
/// All is inlined, so that it is compiled for the type of numbers of the loop that calls it.
struct SplineKnots<Element: Scalar> {
  let bins: Int
  /// Softmaxes p and q.
  let widthShares: UnsafeMutablePointer<Element>
  let heightShares: UnsafeMutablePointer<Element>
  /// Of all K + 1 knots.
  let slopes: UnsafeMutablePointer<Element>
  /// By p, q and δ; used by the gradient alone.
  let widthGradients: UnsafeMutablePointer<Element>
  let heightGradients: UnsafeMutablePointer<Element>
  let bound: Element
  let least: Element

  /// Numbers of the memory.
  static func count(_ spline: Spline) -> Int { 5 * spline.bins + 1 }

  @inline(__always)
  init(_ spline: Spline, _ memory: UnsafeMutablePointer<Element>) {
    bins = spline.bins
    (widthShares, heightShares) = (memory, memory + bins)
    (widthGradients, heightGradients) = (memory + 2 * bins, memory + 3 * bins)
    slopes = memory + 4 * bins
    bound = Element(spline.bound)
    least = Element(Spline.leastWidth)
  }

  /// Sets the knots; number i stands at i × stride.
  @inline(__always)
  func set(_ numbers: UnsafePointer<Element>, stride: Int) {
    softmax(numbers, stride, widthShares)
    softmax(numbers + bins * stride, stride, heightShares)
    slopes[0] = 1
    slopes[bins] = 1
    let shift = Element(Spline.slopeShift)
    for k in 1..<max(1, bins) {
      slopes[k] =
        Element(Spline.leastSlope)
        + Element.softplus(numbers[(2 * bins + k - 1) * stride] + shift)
    }
  }

  @inline(__always)
  private func softmax(
    _ numbers: UnsafePointer<Element>, _ stride: Int, _ shares: UnsafeMutablePointer<Element>
  ) {
    var largest = numbers[0]
    for k in 1..<max(1, bins) { largest = max(largest, numbers[k * stride]) }
    var sum: Element = 0
    for k in 0..<bins {
      shares[k] = Element.exponential(numbers[k * stride] - largest)
      sum += shares[k]
    }
    for k in 0..<bins { shares[k] /= sum }
  }

  @inline(__always)
  private func length(_ share: Element) -> Element {
    2 * bound * (least + (1 - Element(bins) * least) * share)
  }

  /// The bin that holds x, or the one that holds z.
  @inline(__always)
  func bin(of number: Element, isOutput: Bool) -> SplineBin<Element> {
    var bin = SplineBin<Element>(
      index: 0, x: -bound, y: -bound, width: length(widthShares[0]),
      height: length(heightShares[0]), left: slopes[0], right: slopes[1])
    for k in 1..<max(1, bins) {
      guard number >= (isOutput ? bin.y + bin.height : bin.x + bin.width) else { break }
      bin.index = k
      bin.x += bin.width
      bin.y += bin.height
      bin.width = length(widthShares[k])
      bin.height = length(heightShares[k])
      (bin.left, bin.right) = (slopes[k], slopes[k + 1])
    }
    return bin
  }

  /// Replaces the numbers by the gradient by them.
  @inline(__always)
  func gradient(
    _ slope: SplineBinGradient<Element>, of bin: SplineBin<Element>,
    numbers: UnsafeMutablePointer<Element>, stride: Int
  ) {
    let scale = 2 * bound * (1 - Element(bins) * least)
    for k in 0..<bins {
      // A knot lies behind all earlier bins.
      widthGradients[k] = k < bin.index ? slope.x : k == bin.index ? slope.width : 0
      heightGradients[k] = k < bin.index ? slope.y : k == bin.index ? slope.height : 0
    }
    unmake(widthShares, widthGradients, scale, numbers, stride)
    unmake(heightShares, heightGradients, scale, numbers + bins * stride, stride)
    let shift = Element(Spline.slopeShift)
    for k in 1..<max(1, bins) {
      let at = (2 * bins + k - 1) * stride
      let own = (k == bin.index ? slope.left : 0) + (k == bin.index + 1 ? slope.right : 0)
      numbers[at] = own == 0 ? 0 : own * Element.sigmoid(numbers[at] + shift)
    }
  }

  /// The gradient through a softmax.
  @inline(__always)
  private func unmake(
    _ shares: UnsafeMutablePointer<Element>, _ gradients: UnsafeMutablePointer<Element>,
    _ scale: Element, _ numbers: UnsafeMutablePointer<Element>, _ stride: Int
  ) {
    var mean: Element = 0
    for k in 0..<bins { mean += shares[k] * gradients[k] }
    for k in 0..<bins { numbers[k * stride] = scale * shares[k] * (gradients[k] - mean) }
  }
}
