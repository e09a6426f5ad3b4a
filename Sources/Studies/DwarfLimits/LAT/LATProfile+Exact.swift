// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
internal import Numerics

extension LATProfile {
  /// Value, slope and curvature of a function of a decimal logarithm.
  typealias Jet = (value: Double, slope: Double, curvature: Double)

  /// g of one target and its derivatives in y = log₁₀(σv J), from the cubics themselves.
  func jet(_ t: Int, _ y: Double) -> Jet {
    let likelihood = targets[t].likelihood
    let amplitude = pow(10, y)
    let last = likelihood.points - 1
    var value = fluxes.constant[t]
    var slope = 0.0
    var curvature = 0.0
    likelihood.starts.withUnsafeBufferPointer { starts in
      likelihood.cubics.withUnsafeBufferPointer { cubics in
        for k in fluxes.start[t]..<fluxes.start[t + 1] {
          let flux = amplitude * fluxes.phi[k]
          let offset = fluxes.offset[k]
          // A guess that is right where the fluxes are equidistant in the logarithm.
          let guess = (y + fluxes.logPhi[k] - logFirst[t]) * perLog[t]
          var piece = guess > 0 ? min(Int(guess) + 1, last) : 0
          while piece < last && flux >= starts[offset + piece + 1] { piece += 1 }
          while piece > 0 && flux < starts[offset + piece] { piece -= 1 }
          let c = cubics[offset + piece]
          let d = flux - starts[offset + piece]
          value += ((c.w * d + c.z) * d + c.y) * d + c.x
          let first = ((3 * c.w * d + 2 * c.z) * d + c.y) * flux
          slope += first
          curvature += (6 * c.w * d + 2 * c.z) * flux * flux + first
        }
      }
    }
    return (value, slope * ln10, curvature * ln10 * ln10)
  }

  /// ln L and its derivatives in u = log₁₀ σv, exact to rounding.
  ///
  /// At the best y the derivative is that of g (envelope theorem) and the curvature the harmonic
  /// sum of those of g and of the penalty, g″p/(g″ + p) with p = -1/σ².
  func exact(_ u: Double) -> Jet {
    var sum: Jet = (0, 0, 0)
    for t in targets.indices {
      let (value, slope, curvature) = contribution(t, u)
      sum.value += value
      sum.slope += slope
      sum.curvature += curvature
    }
    return sum
  }

  /// One target's max over J.
  private func contribution(_ t: Int, _ u: Double) -> Jet {
    let target = targets[t]
    let centre = u + target.mean
    guard profilesJ && target.sigma > 0 else { return jet(t, centre) }
    let weight = 1 / (target.sigma * target.sigma)
    var highest: Jet = (-.infinity, 0, 0)
    forEachCandidate(t, u) { i in
      // Beyond the ends of the grid the maximum lies between the end and the centre.
      let low = i == 0 ? min(grid(0), centre) - 1 : grid(i - 1)
      let high = i == count - 1 ? max(grid(i), centre) : grid(i + 1)
      let start = i == 0 ? min(grid(0), centre) : grid(i)
      let y = SafeNewton.minimum(from: start, low: low, high: high, tolerance: 1e-8) { y in
        let g = jet(t, y)
        return (weight * (y - centre) - g.slope, weight - g.curvature)
      }
      let g = jet(t, y)
      let value = g.value - 0.5 * weight * (y - centre) * (y - centre)
      if value > highest.value {
        highest = (value, g.slope, -g.curvature * weight / (g.curvature - weight))
      }
    }
    return highest
  }

  func grid(_ i: Int) -> Double { first + Self.step * Double(i) }

  /// Local maxima on the grid that may turn out highest, between the answers for neighbouring σv.
  private func forEachCandidate(_ t: Int, _ u: Double, _ body: (Int) -> Void) {
    let target = targets[t]
    let scale = 0.5 / (target.sigma * target.sigma)
    let place = ((u - firstSV) / Self.step).rounded(.down)
    let j = Int(min(max(place, -1), Double(count)))
    let low = j - Self.neighbours
    let high = j + 1 + Self.neighbours
    let from = low < 0 ? 0 : Int(best[t * count + min(low, count - 1)])
    let to = high >= count ? count - 1 : Int(best[t * count + high])
    let centre = u + target.mean
    tables.withUnsafeBufferPointer { tables in
      let row = t * count
      func value(_ i: Int) -> Double {
        let x = grid(i) - centre
        return tables[row + i] - scale * x * x
      }
      var top = -Double.infinity
      for i in from...to { top = max(top, value(i)) }
      for i in from...to {
        let here = value(i)
        guard here >= top - Self.margin,
          i == 0 || value(i - 1) <= here, i == count - 1 || value(i + 1) < here
        else { continue }
        body(i)
      }
    }
  }
}
