// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Boris steps whose length follows the field: a step h is held against two of h/2.
///
///     error = |x(h) − x(h/2, h/2)| / (3h/4),                                     (1)
///
/// the error of the position of the two half steps over the path, by Richardson; the two half steps
/// are what is kept. A change of step breaks the symmetry in time that bounds the error of fixed
/// steps, so that orbits retrace themselves within the tolerance only.
///
/// Source: CRPropa's PropagationBP for (1) and the rule of ``StepControl``; there the long step is
/// kept. Cost: three field evaluations a step.
public struct AdaptiveBoris: Sendable, AdaptivePusher {
  public let field: MagneticField
  /// r_L(B_rms).
  public let larmor: Double
  /// Sign of the charge.
  public let sign: Double
  public let control: StepControl

  /// - Throws: `badValue` for a Larmor radius or sign out of range.
  public init(
    field: MagneticField, larmor: Double, sign: Double = 1, control: StepControl
  ) throws(AssayError) {
    // The same refusals as of fixed steps.
    _ = try OrbitPusher(
      field: field,
      settings: OrbitSettings(larmor: larmor, step: control.largest, sign: sign))
    (self.field, self.larmor, self.sign, self.control) = (field, larmor, sign, control)
  }

  /// Advances all particles by a path length >= 0. The result does not depend on `threads`.
  @discardableResult
  public func advance(
    _ particles: inout ParticleBatch, length: Double, threads: Int = 1
  ) -> StepCount {
    push(&particles, length: length, threads: threads)
  }

  func attempt(
    _ x: SIMD3<Double>, _ u: SIMD3<Double>, _ h: Double
  ) -> (x: SIMD3<Double>, u: SIMD3<Double>, error: Double) {
    let whole = BorisStep(OrbitSettings(larmor: larmor, step: h, sign: sign))
    let half = BorisStep(OrbitSettings(larmor: larmor, step: h / 2, sign: sign))
    var (long, turned) = (x, u)
    whole(&long, &turned) { field($0) }
    var (position, direction) = (x, u)
    for _ in 0..<2 { half(&position, &direction) { field($0) } }
    let apart = position - long
    return (position, direction, (apart * apart).sum().squareRoot() / (0.75 * h))
  }
}
