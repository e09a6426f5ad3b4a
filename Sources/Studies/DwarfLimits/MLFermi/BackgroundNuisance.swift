// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// The nuisance y = ln b of the first macro bin of one dwarf: its cost Q(y) = −2 ln B(x, y) and
/// what it does to all bins.
///
/// h(y) = D(u, b(y)) + Q(y) can have several minima. They are found on a grid of y, and those that
/// may be the lowest are polished by Newton's method.
struct BackgroundNuisance: Sendable {
  /// The bounds of the published fit on ln b.
  static let bounds = 0.0...7.0
  private static let step = 0.05
  private static let intervals = 140

  let shape: BackgroundShape
  let cost: HermiteTable
  private let gridBackground: [BinnedCounts.Lanes]
  private let gridCost: [Double]

  init(shape: BackgroundShape, cost: HermiteTable) {
    self.shape = shape
    self.cost = cost
    let y = (0...Self.intervals).map { Self.step * Double($0) }
    gridBackground = y.map(shape.background)
    gridCost = y.map { cost.jet($0).value }
  }

  /// h(y) at a flux factor 10ᵘ.
  @inline(__always)
  func value(_ data: BinnedCounts, flux: Double, y: Double) -> Double {
    data.deviance(flux, shape.background(y)) + cost.jet(y).value
  }

  /// h′ and h″.
  @inline(__always)
  private func derivatives(
    _ data: BinnedCounts, _ flux: Double, _ y: Double
  ) -> (slope: Double, curvature: Double) {
    let b = shape.background(y)
    let mean = flux * data.signal + b + data.idle
    let excess = 1 - data.counts / mean
    let push = b * shape.rate
    let first = push * excess
    let second = first * shape.rate + push * push * data.counts / (mean * mean)
    let q = cost.jet(y)
    return (2 * first.sum() + q.slope, 2 * second.sum() + q.curvature)
  }

  /// Derivatives of the profile M(u) at its best y.
  @inline(__always)
  func profileDerivatives(
    _ data: BinnedCounts, flux: Double, y: Double
  ) -> (slope: Double, curvature: Double) {
    let b = shape.background(y)
    let part = flux * data.signal
    let mean = part + b + data.idle
    let ln10 = 2.302_585_092_994_045_7
    let first = part * (1 - data.counts / mean)
    let second = first + part * part * data.counts / (mean * mean)
    let mixed = 2 * ln10 * (part * b * shape.rate * data.counts / (mean * mean)).sum()
    let inner = derivatives(data, flux, y).curvature
    let curvature = 2 * ln10 * ln10 * second.sum()
    return (2 * ln10 * first.sum(), inner > 0 ? curvature - mixed * mixed / inner : curvature)
  }

  /// The local minimum of h that a start leads to.
  @inline(__always)
  func localMinimum(
    _ data: BinnedCounts, flux: Double, near start: Double
  ) -> (y: Double, value: Double) {
    // From close by, plain Newton steps nearly always land; else bracket by the slope's sign.
    var y = start
    for _ in 0..<6 {
      let (slope, curvature) = derivatives(data, flux, y)
      let next = y - slope / curvature
      guard curvature > 0, (next - start).magnitude < 0.1, Self.bounds.contains(next) else { break }
      let move = (next - y).magnitude
      y = next
      if move < 1e-8 { return (y, value(data, flux: flux, y: y)) }
    }
    let low = max(start - 0.2, Self.bounds.lowerBound)
    let high = min(start + 0.2, Self.bounds.upperBound)
    y = SafeNewton.minimum(from: start, low: low, high: high, tolerance: 1e-9) {
      derivatives(data, flux, $0)
    }
    return (y, value(data, flux: flux, y: y))
  }

  /// The lowest minimum of h within the bounds.
  func globalMinimum(_ data: BinnedCounts, flux: Double) -> (y: Double, value: Double) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.intervals + 1) { h in
      for k in 0...Self.intervals {
        h[k] = data.deviance(flux, gridBackground[k]) + gridCost[k]
      }
      let h = UnsafeBufferPointer(rebasing: h[...])
      var best = (y: 0.0, value: Double.infinity)
      LocalMinima.visit(h) { k, mayReach in
        guard mayReach < best.value else { return }
        let y = SafeNewton.minimum(
          from: Self.step * Double(k), low: Self.step * Double(max(k - 1, 0)),
          high: Self.step * Double(min(k + 1, Self.intervals)), tolerance: 1e-9
        ) { derivatives(data, flux, $0) }
        let candidate = value(data, flux: flux, y: y)
        if candidate < best.value { best = (y, candidate) }
      }
      return best
    }
  }

  /// The best y on an equidistant grid of u: global search on every eighth point, and between
  /// them the better of the branches that start from both sides.
  func trace(_ data: BinnedCounts, first: Double, step: Double, count: Int) -> [Double] {
    let stride = 8
    var result = [Double](repeating: 0, count: count)
    func flux(_ k: Int) -> Double { BinnedCounts.power(first + step * Double(k)) }
    var left = 0
    result[0] = globalMinimum(data, flux: flux(0)).y
    while left < count - 1 {
      let right = min(left + stride, count - 1)
      result[right] = globalMinimum(data, flux: flux(right)).y
      var up = result[left]
      var costs = [Double](repeating: 0, count: right - left)
      for k in left + 1..<right {
        let found = localMinimum(data, flux: flux(k), near: up)
        up = found.y
        result[k] = up
        costs[k - left] = found.value
      }
      // One smooth branch: the walk from the left has arrived where the right end starts.
      if (up - result[right]).magnitude > 0.05 {
        var down = result[right]
        for k in (left + 1..<right).reversed() {
          let found = localMinimum(data, flux: flux(k), near: down)
          down = found.y
          if found.value < costs[k - left] { result[k] = down }
        }
      }
      left = right
    }
    return result
  }
}

/// Local minima of a sequence of samples of a smooth function.
enum LocalMinima {
  /// Visits each local minimum (ends included), the lowest first, with a bound on how low the
  /// function may reach between its neighbours: a parabola through three points falls at most an
  /// eighth of the second difference below the middle one; twice that is allowed.
  @inline(__always)
  static func visit(
    _ h: UnsafeBufferPointer<Double>, _ body: (_ index: Int, _ mayReach: Double) -> Void
  ) {
    let n = h.count
    var lowest = 0
    for k in 1..<n where h[k] < h[lowest] { lowest = k }
    body(lowest, -.infinity)
    for k in 0..<n where k != lowest {
      let before = k > 0 ? h[k - 1] : .infinity
      let after = k < n - 1 ? h[k + 1] : .infinity
      guard h[k] <= before && h[k] < after else { continue }
      let bend = k > 0 && k < n - 1 ? before - 2 * h[k] + after : (k > 0 ? before : after) - h[k]
      body(k, h[k] - 0.25 * bend)
    }
  }
}
