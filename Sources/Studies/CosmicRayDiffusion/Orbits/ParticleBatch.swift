// SPDX-License-Identifier: GPL-3.0-or-later

/// Test particles: positions in the study's unit of length, not wrapped, and unit directions.
public struct ParticleBatch: Sendable, Equatable {
  public var positions: [SIMD3<Double>]
  public var directions: [SIMD3<Double>]

  public init(positions: [SIMD3<Double>], directions: [SIMD3<Double>]) {
    precondition(positions.count == directions.count)
    (self.positions, self.directions) = (positions, directions)
  }

  public var count: Int { positions.count }
}

/// How particles are pushed: fixed Boris steps of length `step` (path length, c = 1).
public struct OrbitSettings: Sendable, Equatable {
  /// r_L(B_rms) in the study's unit of length.
  public var larmor: Double
  /// h, in the same unit.
  public var step: Double
  /// Sign of the charge; −1 with reversed directions backtracks.
  public var sign: Double

  public init(larmor: Double, step: Double, sign: Double = 1) {
    (self.larmor, self.step, self.sign) = (larmor, step, sign)
  }
}
