// SPDX-License-Identifier: GPL-3.0-or-later

/// −2 ln L of one dwarf at one mass as a function of ⟨σv⟩, the nuisances profiled away:
///   T(s) = min_x [M(x + s) + P(x)],  s = log₁₀⟨σv⟩, x = log₁₀ J, P = −2 ln p(x), 10 ≤ x ≤ 22.
///
/// Search: g(x) = M(x + s) + P(x) on nodes every 0.01 dex (M by cubic interpolation, the same
/// weights for all nodes), then Newton's method on every local minimum that may be the lowest.
/// Beyond the nodes, where p falls steeply, a walk brackets the minimum.
/// Cost: about 1 ns a node and 0.3 µs a minimum.
struct DwarfProfile: Sendable {
  let flux: FluxProfile
  let density: JDensity

  /// - Parameter range: of s to prepare tables for; outside, values are computed when asked for.
  init(
    flux data: BinnedCounts, background: FluxProfile.Background, density: JDensity,
    range: ClosedRange<Double>
  ) {
    self.density = density
    let x = density.firstNode
    let width = JDensity.nodeStep * Double(max(density.nodes.count - 1, 0))
    flux = FluxProfile(
      data: data, background: background,
      range: x + range.lowerBound...x + width + range.upperBound)
  }

  /// T without a signal.
  var withoutSignal: Double {
    if case .known = density.shape { return flux.withoutSignal }
    return flux.withoutSignal
      + lowest { _ in
        0
      } derivatives: { _ in
        (0, 0)
      }
  }

  /// T(s).
  func callAsFunction(_ s: Double) -> Double {
    if case .known(let x) = density.shape { return flux.value(x + s) }
    let count = density.nodes.count
    let t = (density.firstNode + s - flux.first) / FluxProfile.step
    // One spare grid point on either side; rounding may put t a hair below zero.
    guard t > -1e-6 && t < Double(flux.values.count - count) - 1e-6 else {
      return lowest {
        flux.value($0 + s)
      } derivatives: {
        flux.derivatives($0 + s)
      }
    }
    let k = max(Int(t), 0)
    return lowest(offset: k, fraction: t - Double(k), s)
  }

  private func lowest(offset: Int, fraction t: Double, _ s: Double) -> Double {
    let a = (1 + 2 * t) * (1 - t) * (1 - t)
    let b = t * (1 - t) * (1 - t)
    let c = t * t * (3 - 2 * t)
    let d = t * t * (t - 1)
    let count = density.nodes.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { g in
      density.nodes.withUnsafeBufferPointer { prior in
        flux.values.withUnsafeBufferPointer { values in
          flux.slopes.withUnsafeBufferPointer { slope in
            for k in 0..<count {
              let i = k &+ offset
              let left = a * values[i] + b * slope[i]
              g[k] = prior[k] + left + (c * values[i &+ 1] + d * slope[i &+ 1])
            }
          }
        }
      }
      return polish(
        UnsafeBufferPointer(rebasing: g[...]), { flux.value($0 + s) },
        { flux.derivatives($0 + s) })
    }
  }

  /// The same from a function of x, without the table of M.
  private func lowest(
    _ likelihood: (Double) -> Double, derivatives: (Double) -> (slope: Double, curvature: Double)
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: density.nodes.count) { g in
      for k in density.nodes.indices {
        g[k] = density.nodes[k] + likelihood(density.firstNode + JDensity.nodeStep * Double(k))
      }
      return polish(UnsafeBufferPointer(rebasing: g[...]), likelihood, derivatives)
    }
  }

  @inline(__always)
  private func polish(
    _ g: UnsafeBufferPointer<Double>, _ likelihood: (Double) -> Double,
    _ derivatives: (Double) -> (slope: Double, curvature: Double)
  ) -> Double {
    var best = Double.infinity
    LocalMinima.visit(g) { k, mayReach in
      guard mayReach < best else { return }
      let (low, high) = bracket(g, k, likelihood)
      let node = density.firstNode + JDensity.nodeStep * Double(k)
      let start = min(max(node, low), high)
      let x = SafeNewton.minimum(from: start, low: low, high: high, tolerance: 1e-9) { x in
        let data = derivatives(x)
        let prior = density.jet(x)
        return (data.slope + prior.slope, data.curvature + prior.curvature)
      }
      best = min(best, likelihood(x) + density.jet(x).value)
    }
    return best
  }

  /// The neighbours of node k; at the ends a walk outwards with growing steps until g rises.
  @inline(__always)
  private func bracket(
    _ g: UnsafeBufferPointer<Double>, _ k: Int, _ likelihood: (Double) -> Double
  ) -> (Double, Double) {
    let x = density.firstNode + JDensity.nodeStep * Double(k)
    let low = k > 0 ? x - JDensity.nodeStep : walk(from: x, value: g[k], -1, likelihood)
    let high = k < g.count - 1 ? x + JDensity.nodeStep : walk(from: x, value: g[k], 1, likelihood)
    return (low, high)
  }

  private func walk(
    from start: Double, value: Double, _ direction: Double, _ likelihood: (Double) -> Double
  ) -> Double {
    var step = JDensity.nodeStep
    var x = start
    var lowest = value
    while true {
      x += direction * step
      let bounded = min(max(x, JDensity.bounds.lowerBound), JDensity.bounds.upperBound)
      if bounded != x { return bounded }
      let next = likelihood(x) + density.jet(x).value
      if next > lowest { return x }
      lowest = next
      step *= 1.5
    }
  }
}
