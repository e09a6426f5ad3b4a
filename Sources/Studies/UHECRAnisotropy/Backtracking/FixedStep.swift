// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// One step through a magnetic field, in double precision: what the kernels do with every lane.
///
///     x ← x + u h/2;   u turned about B(x) by τ h |B|;   x ← x + u h/2,   du/ds = τ u × B    (1)
///
/// |u| is kept to rounding, and a step with −h undoes one. In a uniform field a circle comes out too
/// small by (h/r_L)²/12. Second order where the field is smooth.
struct FixedStep: Sendable {
  /// τ [1/(kpc µG)].
  let turn: Double

  func advance(
    _ ray: inout BacktrackedRay, by h: Double, through field: (SIMD3<Double>) -> SIMD3<Double>
  ) {
    let middle = ray.position + 0.5 * h * ray.direction
    ray.direction = Self.turned(ray.direction, by: turn * h * field(middle))
    ray.position = middle + 0.5 * h * ray.direction
    ray.path += h
  }

  /// `u` after du = u × a: a turn about a by the angle −|a|.
  static func turned(_ u: SIMD3<Double>, by a: SIMD3<Double>) -> SIMD3<Double> {
    let angle = (a * a).sum().squareRoot()
    guard angle > 0 else { return u }
    let (across, along) = (cross(u, a), (u * a).sum())
    // 1 − cos x without cancellation.
    let half = sin(angle / 2) / angle
    return u + sin(angle) / angle * across + 2 * half * half * (along * a - angle * angle * u)
  }

  static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }
}

extension BacktrackSteps {
  /// Length of the next step of a ray: up to just behind the next face of the cells of striation
  /// where there are any, and not beyond the longest path.
  func length(at ray: BacktrackedRay, cell: Double?) -> Double {
    var h = abs(ray.position.z) < height ? near : far
    if let cell {
      let scaled = ray.position * (1 / cell)
      let low = scaled.rounded(.down)
      for d in 0..<3 {
        let u = ray.direction[d]
        let way = (u < 0 ? scaled[d] - low[d] : low[d] + 1 - scaled[d]) * cell + 1e-9
        h = min(h, way / max(abs(u), 1e-6))
      }
    }
    return min(h, longest - ray.path)
  }
}
