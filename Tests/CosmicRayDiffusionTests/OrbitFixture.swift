// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics

@testable import CosmicRayDiffusion
@testable import Turbulence

/// Fields, particles and small things that the tests of the orbits share.
enum OrbitFixture {
  static let seeds: [UInt64] = [1, 2, 3]

  static func random(_ seed: UInt64, _ name: String) -> Philox {
    Philox(seed: seed, stream: Philox.stream(of: "orbit-tests \(name)"))
  }

  static func particles(_ count: Int, _ seed: UInt64, box: Double = 5) -> ParticleBatch {
    var random = random(seed, "particles")
    var batch = OrbitIdentities.particles(count, &random)
    batch.positions = batch.positions.map { box / 5 * ($0 - 2.5) }
    return batch
  }

  static func grid(_ seed: UInt64, count: Int = 16, spacing: Double = 0.5) -> TurbulenceGrid {
    var random = random(seed, "grid \(count)")
    let nodes = (0..<4 * count * count * count).map {
      $0 % 4 == 3 ? 0 : Float(2 * random.uniform() - 1)
    }
    return TurbulenceGrid(count: count, spacing: spacing, nodes: nodes)
  }

  static func waves(_ seed: UInt64, count: Int = 12) -> PlaneWaves {
    var random = random(seed, "waves")
    var (vectors, amplitudes, phases) = ([SIMD3<Double>](), [SIMD3<Double>](), [Double]())
    for _ in 0..<count {
      let k = OrbitIdentities.direction(&random)
      vectors.append(2 * .pi / (0.5 + 4 * random.uniform()) * k)
      amplitudes.append(0.5 * cross(k, OrbitIdentities.direction(&random)))
      phases.append(2 * .pi * random.uniform())
    }
    return PlaneWaves(wavevectors: vectors, amplitudes: amplitudes, phases: phases)
  }

  /// Every kind of turbulence, by name.
  static func turbulence(_ name: String, _ seed: UInt64) -> MagneticField {
    let mean = SIMD3(0.2, -0.1, 0.3)
    return switch name {
    case "grid": MagneticField(.grid(grid(seed)), mean: mean)
    case "nested":
      MagneticField(
        .nested([grid(seed, count: 8, spacing: 1.7), grid(seed, spacing: 0.31)]), mean: mean)
    case "waves": MagneticField(.waves(waves(seed)), mean: mean)
    default: MagneticField(.none, mean: mean)
    }
  }

  static let kinds = ["none", "grid", "nested", "waves"]

  static func pusher(
    _ field: MagneticField, step: Double = 0.1, larmor: Double = 2, sign: Double = 1,
    _ variant: OrbitVariant = .scalar
  ) throws -> OrbitPusher {
    try OrbitPusher(
      field: field, settings: OrbitSettings(larmor: larmor, step: step, sign: sign),
      variant: variant)
  }

  static func gap(_ a: ParticleBatch, _ b: ParticleBatch) -> Double { OrbitIdentities.gap(a, b) }

  static func speedError(_ batch: ParticleBatch) -> Double {
    batch.directions.map { (length($0) - 1).magnitude }.max() ?? 0
  }

  /// The sentence of a refusal.
  static func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "not refused"
    } catch {
      return "\(error)"
    }
  }
}
