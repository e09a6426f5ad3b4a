// SPDX-License-Identifier: GPL-3.0-or-later

/// Fixed steps of backtracking [kpc].
///
/// Seen against steps of 0.5 pc in the regular field: at 10 pc 0.03° at most on the 40 reference
/// rays (jumps of the field at arms decide it), at 25 pc 0.1°. With the random field rays of low
/// rigidity are chaotic: a difference of rounding grows a thousandfold at 5 EV. 5 pc leave 0.09° in
/// the median at 20 EV, where 10 pc leave 0.4°.
public struct BacktrackSteps: Sendable, Equatable, Codable {
  /// Length where |z| < `height` at the start of the step.
  public var near: Double
  /// Length elsewhere.
  public var far: Double
  public var height: Double
  /// Turbulence of a smaller rms strength [µG] is left out. 1e-3 lets a deflection of about 0.005°
  /// at 2 EV go.
  public var weak: Double
  /// Paths are stopped at this length: such a ray is trapped.
  public var longest: Double

  public init(
    near: Double, far: Double, height: Double = 0, weak: Double = 1e-3, longest: Double = 500
  ) {
    (self.near, self.far, self.height) = (near, far, height)
    (self.weak, self.longest) = (weak, longest)
  }

  /// Production steps for a field with these components.
  public static func production(_ components: FieldComponents) -> BacktrackSteps {
    switch components {
    case .regular: BacktrackSteps(near: 0.010, far: 0.010)
    case .striated: BacktrackSteps(near: 0.010, far: 0.010)
    case .all: BacktrackSteps(near: 0.005, far: 0.010, height: 4)
    }
  }

  var isPossible: Bool {
    [near, far, longest].allSatisfy { $0 > 0 && $0.isFinite } && near >= 1e-5 && far >= 1e-5
      && longest <= 1e6 && height >= 0 && weak >= 0
  }
}
