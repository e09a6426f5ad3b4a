// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

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

extension OrbitSettings {
  func check() throws(AssayError) {
    guard larmor > 0, step > 0, larmor.isFinite, step.isFinite else {
      throw .badValue(
        name: "Larmor radius, step", found: "\(larmor), \(step)", accepted: "positive lengths")
    }
    guard sign.magnitude == 1 else {
      throw .badValue(name: "sign of the charge", found: "\(sign)", accepted: "1 or -1")
    }
  }

  /// What kernels can index of a grid of `count` nodes along an edge.
  func check(count: Int, spacing: Double) throws(AssayError) {
    guard count <= 1024, step < 1024 * spacing else {
      throw .badValue(
        name: "nodes along an edge, step in cells", found: "\(count), \(step / spacing)",
        accepted: "at most 1024, below 1024")
    }
  }
}
