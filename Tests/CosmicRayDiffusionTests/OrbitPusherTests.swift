// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import CosmicRayDiffusion

@Suite struct OrbitPusherTests {
  /// Rounding of a direction: 2⁻⁵³ and 2⁻²⁴, walking at random over the steps.
  private static func rounding(_ variant: OrbitVariant) -> Double {
    variant == .simdSingle ? 6e-8 : 1.1e-16
  }

  // MARK: Identities

  @Test(arguments: OrbitVariant.allCases, OrbitFixture.kinds)
  func speedConserved(_ variant: OrbitVariant, _ kind: String) throws {
    var particles = OrbitFixture.particles(20, 1)
    let steps = 2000
    try OrbitFixture.pusher(OrbitFixture.turbulence(kind, 1), variant)
      .advance(&particles, steps: steps)
    // A few roundings a step, each at most as above.
    let bound = Self.rounding(variant) * 4 * Double(steps).squareRoot() * 3
    #expect(OrbitFixture.speedError(particles) < bound)
  }

  /// Steps are symmetric in time.
  @Test(arguments: OrbitFixture.kinds, OrbitFixture.seeds)
  func reversible(_ kind: String, _ seed: UInt64) throws {
    for variant in OrbitVariant.allCases {
      let pusher = try OrbitFixture.pusher(OrbitFixture.turbulence(kind, seed), variant)
      var particles = OrbitFixture.particles(20, seed)
      let start = particles
      pusher.advance(&particles, steps: 100)
      #expect(OrbitFixture.gap(particles, start) > 1)
      pusher.backtrack(&particles, steps: 100)
      let bound = variant == .simdSingle ? 1e-3 : 1e-11
      #expect(OrbitFixture.gap(particles, start) < bound, "\(variant), seed \(seed)")
    }
  }

  /// In a uniform field every step turns by 2 atan(h/2r_L) about it, so the place after any number
  /// of steps is known.
  @Test(arguments: OrbitVariant.allCases)
  func uniformField(_ variant: OrbitVariant) throws {
    let field = MagneticField(.none, mean: SIMD3(0, 0, 1))
    let (larmor, steps) = (1.5, 1000)
    let h = 2 * .pi * larmor / 40
    var particles = ParticleBatch(
      positions: [SIMD3(3, 4, 5), SIMD3(-1e4, 2e3, 7)],
      directions: [SIMD3(0.6, 0, 0.8), SIMD3(0, -1, 0)])
    let start = particles
    try OrbitFixture.pusher(field, step: h, larmor: larmor, variant)
      .advance(&particles, steps: steps)
    let angle = -2 * atan(h / (2 * larmor)) * Double(steps)
    for p in 0..<2 {
      let (x, u) = (start.positions[p], start.directions[p])
      let turned = SIMD3(
        u.x * cos(angle) - u.y * sin(angle), u.x * sin(angle) + u.y * cos(angle), u.z)
      // x + r_L (u × z) is the guiding centre; it only moves along z.
      let centre = x + larmor * SIMD3(u.y, -u.x, 0)
      let expected =
        centre - larmor * SIMD3(turned.y, -turned.x, 0) + SIMD3(0, 0, Double(steps) * h * u.z)
      let bound = Self.rounding(variant) * Double(steps) * 4 * larmor + 1e-11
      #expect(length(particles.directions[p] - turned) < bound)
      #expect(length(particles.positions[p] - expected) < bound)
    }
  }

  /// No force along B and none at rest with it: a particle along a uniform field goes straight.
  @Test(arguments: OrbitVariant.allCases)
  func alongTheField(_ variant: OrbitVariant) throws {
    let field = MagneticField(.none, mean: SIMD3(0, 0, 3))
    var particle = ParticleBatch(positions: [.zero], directions: [SIMD3(0, 0, 1)])
    try OrbitFixture.pusher(field, step: 0.125, larmor: 1, variant)
      .advance(&particle, steps: 4096)
    // Lengths are whole numbers of eighths, and the Larmor radius is 1: exact in both precisions.
    #expect(particle.positions[0] == SIMD3(0, 0, 512))
    #expect(particle.directions[0] == SIMD3(0, 0, 1))
  }

  // MARK: Kernels against the specification

  /// Few steps, because turbulence magnifies differences.
  @Test(arguments: OrbitFixture.kinds, OrbitFixture.seeds)
  func lanesAgree(_ kind: String, _ seed: UInt64) throws {
    let field = OrbitFixture.turbulence(kind, seed)
    for count in [1, 15, 16, 17, 64, 65, 130] {
      let start = OrbitFixture.particles(count, seed, box: 40)
      var scalar = start
      try OrbitFixture.pusher(field).advance(&scalar, steps: 20)
      for (variant, bound) in [(OrbitVariant.simdDouble, 1e-12), (.simdSingle, 1e-5)] {
        var lanes = start
        try OrbitFixture.pusher(field, variant).advance(&lanes, steps: 20)
        #expect(OrbitFixture.gap(lanes, scalar) < bound, "\(variant), seed \(seed), \(count)")
        let turns = zip(lanes.directions, scalar.directions).map { length($0 - $1) }
        #expect(turns.max()! < bound, "\(variant), seed \(seed), \(count)")
      }
    }
  }

  /// Through the box dozens of times, deflected by several lengths: the same place as without
  /// wrapping. Stiff particles, so that turbulence does not magnify rounding.
  @Test(arguments: ["grid", "nested", "waves"])
  func farAway(_ kind: String) throws {
    let field = OrbitFixture.turbulence(kind, 2)
    var scalar = OrbitFixture.particles(16, 2)
    let start = scalar
    try OrbitFixture.pusher(field, step: 0.25, larmor: 1e4).advance(&scalar, steps: 2000)
    var straight = start
    straight.positions = zip(start.positions, start.directions).map { $0 + 500 * $1 }
    #expect(OrbitFixture.gap(scalar, straight) > 3)
    for (variant, bound) in [(OrbitVariant.simdDouble, 1e-10), (.simdSingle, 5e-3)] {
      var lanes = start
      try OrbitFixture.pusher(field, step: 0.25, larmor: 1e4, variant)
        .advance(&lanes, steps: 2000)
      #expect(OrbitFixture.gap(lanes, scalar) < bound, "\(variant)")
    }
  }

  /// Far from the origin a fraction of a cell is worth what it is worth near it.
  @Test func translated() throws {
    let field = OrbitFixture.turbulence("grid", 3)
    let box = field.grids[0].length
    let near = OrbitFixture.particles(16, 3)
    var far = near
    far.positions = far.positions.map { $0 + 4096 * box * SIMD3(1, -3, 7) }
    var (one, two) = (near, far)
    let pusher = try OrbitFixture.pusher(field, .simdSingle)
    pusher.advance(&one, steps: 50)
    pusher.advance(&two, steps: 50)
    two.positions = two.positions.map { $0 - 4096 * box * SIMD3(1, -3, 7) }
    #expect(OrbitFixture.gap(one, two) < 1e-4)
  }

  @Test(arguments: OrbitFixture.kinds)
  func sameBitsForThreads(_ kind: String) throws {
    for variant in OrbitVariant.allCases {
      let pusher = try OrbitFixture.pusher(OrbitFixture.turbulence(kind, 1), variant)
      let start = OrbitFixture.particles(150, 1)
      var one = start
      pusher.advance(&one, steps: 70)
      for threads in [2, 3, 7] {
        var many = start
        pusher.advance(&many, steps: 70, threads: threads)
        #expect(many == one, "\(variant), \(threads) threads")
      }
      // Nor on the company a particle is in.
      var some = start[37..<38]
      pusher.advance(&some, steps: 70)
      #expect(some == one[37..<38], "\(variant)")
    }
  }

  // MARK: Edges and bad input

  @Test func nothingToDo() throws {
    for variant in OrbitVariant.allCases {
      let pusher = try OrbitFixture.pusher(OrbitFixture.turbulence("grid", 1), variant)
      var none = ParticleBatch(positions: [], directions: [])
      pusher.advance(&none, steps: 10)
      #expect(none.count == 0)
      var some = OrbitFixture.particles(3, 1)
      let before = some
      pusher.advance(&some, steps: 0)
      #expect(some == before)
    }
  }

  @Test func badSettings() {
    let field = OrbitFixture.turbulence("grid", 1)
    let cases: [(OrbitSettings, String)] = [
      (OrbitSettings(larmor: 0, step: 1), "Larmor radius, step: found 0.0, 1.0"),
      (OrbitSettings(larmor: 1, step: -1), "accepted: positive lengths"),
      (OrbitSettings(larmor: .infinity, step: 1), "accepted: positive lengths"),
      (OrbitSettings(larmor: 1, step: .nan), "accepted: positive lengths"),
      (OrbitSettings(larmor: 1, step: 1, sign: 0), "sign of the charge: found 0.0"),
      (OrbitSettings(larmor: 1, step: 600), "found 16, 1200.0; accepted: at most 1024"),
    ]
    for (settings, expected) in cases {
      let sentence = OrbitFixture.refusal {
        _ = try OrbitPusher(field: field, settings: settings, variant: .simdSingle)
      }
      #expect(sentence.contains(expected), "\(sentence)")
    }
  }
}
