// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Pushes particles through a magnetic field by fixed Boris steps, drift-kick-drift:
///
///     x ← x + u h/2;   t = b(x) h/(2 r_L);   u' = u + u × t;
///     u ← u + u' × 2t/(1 + t²);   x ← x + u h/2                                 (1)
///
/// with b = B/B_rms. |u| is conserved to rounding; in a uniform field radius and parallel motion are
/// exact and only the phase lags.
///
/// Source: Boris, Proc. 4th Conf. Num. Sim. Plasmas (1970), in the form of CRPropa's PropagationBP.
public struct OrbitPusher: Sendable {
  public let field: MagneticField
  public let settings: OrbitSettings
  public let variant: OrbitVariant

  public init(
    field: MagneticField, settings: OrbitSettings, variant: OrbitVariant = .scalar
  ) throws(AssayError) {
    guard settings.larmor > 0, settings.step > 0 else {
      throw .badValue(
        name: "Larmor radius, step", found: "\(settings.larmor), \(settings.step)",
        accepted: "positive lengths")
    }
    (self.field, self.settings, self.variant) = (field, settings, variant)
  }

  /// Advances all particles by `steps` steps. The result does not depend on `threads`.
  public func advance(_ particles: inout ParticleBatch, steps: Int, threads: Int = 1) {
    let half = 0.5 * settings.step
    let turn = settings.sign * 0.5 * settings.step / settings.larmor
    for p in 0..<particles.count {
      var x = particles.positions[p]
      var u = particles.directions[p]
      for _ in 0..<steps {
        x += half * u
        let t = turn * field(x)
        let s = 2 / (1 + (t * t).sum()) * t
        u += Self.cross(u + Self.cross(u, t), s)
        x += half * u
      }
      particles.positions[p] = x
      particles.directions[p] = u
    }
  }

  static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }
}
