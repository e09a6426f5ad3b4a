// SPDX-License-Identifier: GPL-3.0-or-later

/// −2 ln L of one dwarf at one mass as a function of u = log₁₀(J⟨σv⟩) alone.
///
/// J and ⟨σv⟩ enter the counts only through their product, so the profile over the background
/// nuisance, M(u) = min_y [D(u, b(y)) + Q(y)], is computed once on a grid of u and serves every
/// ⟨σv⟩; with a fixed background M is D itself. The profile over J is then one-dimensional:
/// see ``DwarfProfile``.
struct FluxProfile: Sendable {
  enum Background: Sendable {
    case fixed(BinnedCounts.Lanes)
    case profiled(BackgroundNuisance)
  }

  let data: BinnedCounts
  let background: Background
  let first: Double
  static let step = JDensity.nodeStep
  /// M and dM/du times the step on the grid.
  private(set) var values: [Double] = []
  private(set) var slopes: [Double] = []
  /// The best y = ln b on the grid; empty for a fixed background.
  private(set) var bestY: [Double] = []

  var last: Double { first + Self.step * Double(values.count - 1) }

  /// - Parameter range: of u to tabulate; outside, values are computed when asked for.
  init(data: BinnedCounts, background: Background, range: ClosedRange<Double>) {
    self.data = data
    self.background = background
    first = range.lowerBound
    let count = Int(((range.upperBound - first) / Self.step).rounded(.up)) + 2
    if case .profiled(let nuisance) = background {
      bestY = nuisance.trace(data, first: first, step: Self.step, count: count)
    }
    fill(count)
  }

  private mutating func fill(_ count: Int) {
    values.reserveCapacity(count)
    slopes.reserveCapacity(count)
    for k in 0..<count {
      let flux = BinnedCounts.power(first + Self.step * Double(k))
      switch background {
      case .fixed(let b):
        values.append(data.deviance(flux, b))
        slopes.append(Self.step * data.derivatives(flux, b).slope)
      case .profiled(let nuisance):
        let y = bestY[k]
        let b = nuisance.shape.background(y)
        values.append(data.deviance(flux, b) + nuisance.cost.jet(y).value)
        slopes.append(Self.step * data.derivatives(flux, b).slope)
      }
    }
  }

  /// M without a signal.
  var withoutSignal: Double {
    switch background {
    case .fixed(let b): data.deviance(0, b)
    case .profiled(let nuisance): nuisance.globalMinimum(data, flux: 0).value
    }
  }

  /// M(u), evaluated rather than interpolated.
  func value(_ u: Double) -> Double {
    let flux = BinnedCounts.power(u)
    switch background {
    case .fixed(let b): return data.deviance(flux, b)
    case .profiled(let nuisance):
      guard let starts = starts(u) else { return nuisance.globalMinimum(data, flux: flux).value }
      let one = nuisance.localMinimum(data, flux: flux, near: starts.0).value
      if (starts.0 - starts.1).magnitude < 0.02 { return one }
      return min(one, nuisance.localMinimum(data, flux: flux, near: starts.1).value)
    }
  }

  /// dM/du and d²M/du². With a profiled background the curvature is that of the profile,
  /// D_uu − D_uy²/(D_yy + Q″).
  @inline(__always)
  func derivatives(_ u: Double) -> (slope: Double, curvature: Double) {
    let flux = BinnedCounts.power(u)
    switch background {
    case .fixed(let b): return data.derivatives(flux, b)
    case .profiled(let nuisance):
      let start = starts(u)?.0 ?? nuisance.globalMinimum(data, flux: flux).y
      let y = nuisance.localMinimum(data, flux: flux, near: start).y
      return nuisance.profileDerivatives(data, flux: flux, y: y)
    }
  }

  /// The best y of the two grid points around u; nil outside the grid.
  private func starts(_ u: Double) -> (Double, Double)? {
    guard u >= first && u < last else { return nil }
    let t = (u - first) / Self.step
    let k = min(Int(t), bestY.count - 2)
    return t - Double(k) < 0.5 ? (bestY[k], bestY[k + 1]) : (bestY[k + 1], bestY[k])
  }
}
