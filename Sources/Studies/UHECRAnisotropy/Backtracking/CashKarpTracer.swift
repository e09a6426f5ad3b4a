// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Adaptive steps of order 5 after Cash and Karp, in double precision:
///
///     dx/ds = u,   du/ds = τ u × B(x)                                                   (1)
///
/// The error of a step is e = |Δu| between the orders 5 and 4, r = e/tolerance. For r > 1 the step is
/// repeated with h max(0.1, 0.95 r^−0.2); else the next is h min(5, 0.95 r^−0.2), within its limits;
/// a step of the smallest length is always taken. At jumps of the field steps shrink to it.
///
/// Source: Cash & Karp, ACM Trans. Math. Softw. 16 (1990) 201, doi:10.1145/79505.79507; rule of steps
/// as in CRPropa's PropagationCK. The direction is normalised after every step.
public struct CashKarpTracer: Sendable {
  /// How the lengths of steps are chosen [kpc].
  public struct Control: Sendable, Equatable, Codable {
    public var tolerance: Double
    public var smallest: Double
    public var largest: Double
    public var longest = 500.0

    public init(tolerance: Double, smallest: Double, largest: Double) {
      (self.tolerance, self.smallest, self.largest) = (tolerance, smallest, largest)
    }

    /// Those of the authors' maps: 1e-4, steps of 0.01 to 25 pc.
    public static let authors = Control(tolerance: 1e-4, smallest: 1e-5, largest: 0.025)
    /// Those of the reference rays: 1e-8, 1e-4 to 25 pc.
    public static let precise = Control(tolerance: 1e-8, smallest: 1e-7, largest: 0.025)
  }

  /// τ [1/(kpc µG)].
  let turn: Double
  public let control: Control

  /// - Throws: `badValue` for a rigidity or a control that cannot be.
  public init(rigidity: Double, control: Control = .precise) throws(AssayError) {
    try self.init(rigidity: rigidity, control: control, GalacticConventions())
  }

  init(
    rigidity: Double, control: Control, _ conventions: GalacticConventions
  ) throws(AssayError) {
    try Backtracker.check(rigidity: rigidity)
    guard control.tolerance > 0, control.smallest > 0, control.largest >= control.smallest,
      control.largest.isFinite
    else {
      throw .badValue(
        name: "tolerance, smallest and largest step",
        found: "\(control.tolerance), \(control.smallest), \(control.largest)",
        accepted: "positive numbers, the largest step not below the smallest")
    }
    (turn, self.control) = (conventions.turn(rigidity: rigidity), control)
  }

  /// Follows a ray until |x| ≥ `outerRadius` or the longest path.
  public func trace(
    _ start: BacktrackedRay, outerRadius: Double = JF12Parameters.jf12.outerRadius,
    through field: (SIMD3<Double>) -> SIMD3<Double>
  ) -> BacktrackedRay {
    var ray = start
    var h = control.smallest
    while !ray.hasLeft(outerRadius), ray.path < control.longest {
      h = min(h, control.longest - ray.path)
      let (next, error) = attempt(ray, h, field)
      let ratio = error / control.tolerance
      let factor = ratio > 0 ? 0.95 * pow(ratio, -0.2) : 5
      if ratio > 1, h > control.smallest {
        h = max(control.smallest, h * max(0.1, factor))
        continue
      }
      ray = next
      h = max(control.smallest, min(control.largest, h * min(5, factor)))
    }
    return ray
  }

  private func attempt(
    _ ray: BacktrackedRay, _ h: Double, _ field: (SIMD3<Double>) -> SIMD3<Double>
  ) -> (BacktrackedRay, Double) {
    let (x, u) = (ray.position, ray.direction)
    func slope(_ dx: SIMD3<Double>, _ du: SIMD3<Double>) -> Slope {
      let v = u + h * du
      return Slope(x: v, u: turn * FixedStep.cross(v, field(x + h * dx)))
    }
    let k1 = slope(.zero, .zero)
    let d2 = k1 * (1.0 / 5)
    let k2 = slope(d2.x, d2.u)
    let d3 = k1 * (3.0 / 40) + k2 * (9.0 / 40)
    let k3 = slope(d3.x, d3.u)
    let d4 = k1 * (3.0 / 10) + k2 * (-9.0 / 10) + k3 * (6.0 / 5)
    let k4 = slope(d4.x, d4.u)
    let d5 = k1 * (-11.0 / 54) + k2 * (5.0 / 2) + k3 * (-70.0 / 27) + k4 * (35.0 / 27)
    let k5 = slope(d5.x, d5.u)
    let d6 =
      k1 * (1631.0 / 55296) + k2 * (175.0 / 512) + k3 * (575.0 / 13824)
      + k4 * (44275.0 / 110592) + k5 * (253.0 / 4096)
    let k6 = slope(d6.x, d6.u)
    let fifth = k1 * (37.0 / 378) + k3 * (250.0 / 621) + k4 * (125.0 / 594) + k6 * (512.0 / 1771)
    let fourth =
      k1 * (2825.0 / 27648) + k3 * (18575.0 / 48384) + k4 * (13525.0 / 55296)
      + k5 * (277.0 / 14336) + k6 * (1.0 / 4)
    let direction = u + h * fifth.u
    let gap = h * (fifth.u - fourth.u)
    return (
      BacktrackedRay(
        position: x + h * fifth.x,
        direction: direction / (direction * direction).sum().squareRoot(), path: ray.path + h),
      (gap * gap).sum().squareRoot()
    )
  }
}

/// Derivatives of position and direction.
private struct Slope {
  var x: SIMD3<Double>
  var u: SIMD3<Double>

  static func * (k: Slope, a: Double) -> Slope { Slope(x: a * k.x, u: a * k.u) }
  static func + (a: Slope, b: Slope) -> Slope { Slope(x: a.x + b.x, u: a.u + b.u) }
}
