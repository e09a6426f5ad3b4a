// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Runge-Kutta steps of order 5 after Cash and Karp, in double precision:
///
///     dx/ds = u,   du/ds = ± u × b(x)/r_L                                        (1)
///
/// The direction is normalised after every step: the method does not conserve |u|. The error of a
/// step is |Δu| between the orders 5 and 4.
///
/// Source: ``ButcherTableau/cashKarp``; use and error measure as in CRPropa's PropagationCK.
/// Locally far more accurate than Boris steps where the field is smooth within a step; the
/// trilinear field has kinks at the faces of its cells and keeps the order of neither.
/// Cost: six field evaluations a step.
public struct CashKarp: Sendable, AdaptivePusher {
  public let field: MagneticField
  /// r_L(B_rms).
  public let larmor: Double
  /// Sign of the charge.
  public let sign: Double
  /// Of the adaptive steps.
  public let control: StepControl
  /// The tableau, changed by a drill only.
  var tableau = ButcherTableau.cashKarp

  /// - Throws: `badValue` for a Larmor radius or sign out of range.
  public init(
    field: MagneticField, larmor: Double, sign: Double = 1, control: StepControl
  ) throws(AssayError) {
    _ = try OrbitPusher(
      field: field,
      settings: OrbitSettings(larmor: larmor, step: control.largest, sign: sign))
    (self.field, self.larmor, self.sign, self.control) = (field, larmor, sign, control)
  }

  /// Advances all particles by a path length >= 0 with adaptive steps. The result does not depend
  /// on `threads`.
  @discardableResult
  public func advance(
    _ particles: inout ParticleBatch, length: Double, threads: Int = 1
  ) -> StepCount {
    push(&particles, length: length, threads: threads)
  }

  /// Advances all particles by fixed steps of length `step`, whatever their error.
  public func advance(
    _ particles: inout ParticleBatch, steps: Int, step: Double, threads: Int = 1
  ) {
    particles.inChunks(of: 16, threads: threads) { chunk in
      for p in 0..<chunk.count {
        for _ in 0..<steps {
          let next = attempt(chunk.positions[p], chunk.directions[p], step)
          (chunk.positions[p], chunk.directions[p]) = (next.x, next.u)
        }
      }
    }
  }

  func attempt(
    _ x: SIMD3<Double>, _ u: SIMD3<Double>, _ h: Double
  ) -> (x: SIMD3<Double>, u: SIMD3<Double>, error: Double) {
    // Slopes of x are directions, those of u come from the field.
    var directions: [SIMD3<Double>] = []
    var turns: [SIMD3<Double>] = []
    directions.reserveCapacity(6)
    turns.reserveCapacity(6)
    for row in tableau.stages {
      var (xi, ui) = (x, u)
      for (j, a) in row.enumerated() {
        xi += h * a * directions[j]
        ui += h * a * turns[j]
      }
      directions.append(ui)
      turns.append(sign / larmor * cross(ui, field(xi)))
    }
    var (position, direction, error) = (x, u, SIMD3<Double>.zero)
    for i in directions.indices {
      position += h * tableau.weights[i] * directions[i]
      direction += h * tableau.weights[i] * turns[i]
      error += h * (tableau.weights[i] - tableau.embedded[i]) * turns[i]
    }
    return (
      position, direction / (direction * direction).sum().squareRoot(),
      (error * error).sum().squareRoot()
    )
  }
}
