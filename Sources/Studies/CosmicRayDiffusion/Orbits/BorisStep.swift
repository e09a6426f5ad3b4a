// SPDX-License-Identifier: GPL-3.0-or-later

/// One Boris step in double precision: the specification of what the kernels compute.
///
///     x ← x + u h/2;   t = b(x) h/(2 r_L);   u' = u + u × t;
///     u ← u + u' × 2t/(1 + t²);   x ← x + u h/2                                 (1)
struct BorisStep: Sendable {
  /// h/2, a length.
  let half: Double
  /// ±h/(2 r_L), the sign that of the charge.
  let turn: Double
  private let conventions: OrbitConventions

  init(_ settings: OrbitSettings, _ conventions: OrbitConventions = .init()) {
    half = 0.5 * settings.step
    turn = settings.sign * 0.5 * settings.step / (settings.larmor * conventions.larmorFactor)
    self.conventions = conventions
  }

  /// Moves a particle by one step through a field in units of B_rms.
  @inline(__always)
  func callAsFunction(
    _ x: inout SIMD3<Double>, _ u: inout SIMD3<Double>,
    _ field: (SIMD3<Double>) -> SIMD3<Double>
  ) {
    if conventions.halfDrifts { x += half * u }
    let t = turn * field(x)
    if conventions.centredTurn {
      let s = 2 / (1 + (t * t).sum()) * t
      u += cross(u + cross(u, t), s)
    } else {
      u += 2 * cross(u, t)
    }
    x += (conventions.halfDrifts ? half : 2 * half) * u
  }
}

/// a × b.
@inline(__always)
func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// √(a·a).
@inline(__always)
func length(_ a: SIMD3<Double>) -> Double { (a * a).sum().squareRoot() }
