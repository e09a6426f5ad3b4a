// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

/// A rough field on a small grid, good enough for identities.
func roughField(seed: UInt64 = 5) -> MagneticField {
  var random = Philox(seed: seed, stream: 9)
  let nodes = (0..<4 * 16 * 16 * 16).map { $0 % 4 == 3 ? 0 : Float(random.normal()) }
  return MagneticField(.grid(TurbulenceGrid(count: 16, spacing: 0.5, nodes: nodes)))
}

@Suite struct ArrivalMapTests {
  /// In a uniform field along z a particle that arrives from n came along the helix of its own
  /// charge; Boris' steps turn it by 2 atan(h/2r) instead of h/r and shorten its chords alike.
  @Test(arguments: [1.0, -1.0]) func helix(_ charge: Double) throws {
    let (radius, step, tau) = (1.7, 0.05, 4.0)
    let map = try ArrivalMap.compute(
      field: MagneticField(.none, mean: SIMD3(0, 0, 1)),
      settings: OrbitSettings(larmor: radius, step: step, sign: charge),
      observer: SIMD3(1, 2, 3), nside: 4, tau: tau, variant: .scalar)
    let steps = 80
    let angle = charge * 2 * atan(step / (2 * radius))
    for (n, s) in zip(map.sphere.centres(), map.displacements) {
      // Drift, turn, drift: h/2 along the first and the last direction, h along those between.
      // The particle turns by −angle a step forwards in time, so its direction −n by +angle
      // backwards; displacements backwards are against it.
      var sum = SIMD3<Double>.zero
      for k in 0...steps {
        let turned = Double(k) * angle
        let back = SIMD3(
          n.x * cos(turned) - n.y * sin(turned), n.x * sin(turned) + n.y * cos(turned), n.z)
        sum += (k == 0 || k == steps ? 0.5 : 1) * step * back
      }
      #expect(((s - sum) * (s - sum)).sum().squareRoot() < 1e-12)
    }
  }

  /// Sent back along their own way with their own charge, the particles arrive at the observer from
  /// their pixels.
  @Test func particlesArrive() throws {
    let field = roughField()
    let settings = OrbitSettings(larmor: 0.8, step: 0.05)
    let observer = SIMD3(0.3, 5.1, 2.2)
    let sphere = try HEALPix(nside: 2)
    let map = try ArrivalMap.compute(
      field: field, settings: settings, observer: observer, nside: 2, tau: 10, variant: .scalar)
    var batch = ParticleBatch(
      positions: [SIMD3<Double>](repeating: observer, count: sphere.pixels),
      directions: sphere.centres())
    var anti = settings
    anti.sign = -1
    try OrbitPusher(field: field, settings: anti).advance(&batch, steps: 200)
    for (s, end) in zip(map.displacements, batch.positions) {
      let difference = s - (end - observer)
      #expect((difference * difference).sum() < 1e-20)
    }
    batch.directions = batch.directions.map { -$0 }
    try OrbitPusher(field: field, settings: settings).advance(&batch, steps: 200)
    for (n, (x, u)) in zip(sphere.centres(), zip(batch.positions, batch.directions)) {
      #expect(((x - observer) * (x - observer)).sum() < 1e-20)
      #expect(((u + n) * (u + n)).sum() < 1e-20)
    }
  }

  /// Threads, other observers and earlier times change nothing.
  @Test(arguments: [OrbitVariant.scalar, .simdSingle]) func sameBits(_ variant: OrbitVariant) throws
  {
    let backtracking = Backtracking(
      field: roughField(), settings: OrbitSettings(larmor: 0.8, step: 0.05), variant: variant)
    let observers = [SIMD3(0.3, 5.1, 2.2), SIMD3(-4, 0, 1), SIMD3(7.7, 7.9, 0.01)]
    let sphere = try HEALPix(nside: 2)
    let one = try backtracking.maps(
      observers: observers, sphere: sphere, times: [1, 4], threads: 1)
    for threads in [2, 5] {
      #expect(
        try backtracking.maps(
          observers: observers, sphere: sphere, times: [1, 4], threads: threads) == one)
    }
    let alone = try backtracking.maps(
      observers: [observers[1]], sphere: sphere, times: [1, 4], threads: 1)
    #expect(alone[0] == one[1])
  }

  /// A time that is no multiple of the step is met exactly, by shorter steps; progress rises to 1.
  @Test func oddTimesAndProgress() throws {
    var seen: [Double] = []
    let map = try ArrivalMap.compute(
      field: MagneticField(.none), settings: OrbitSettings(larmor: 1, step: 0.3),
      observer: .zero, nside: 1, tau: 1.0, variant: .scalar
    ) { seen.append($0) }
    for (n, s) in zip(map.sphere.centres(), map.displacements) {
      #expect(((s - n) * (s - n)).sum() < 1e-28)
    }
    #expect(seen == seen.sorted() && seen.last == 1)
  }

  @Test(arguments: [(0.0, 0.1, 2), (-1, 0.1, 2), (.infinity, 0.1, 2), (1, 0, 2), (1, 0.1, 0)])
  func refusals(_ tau: Double, _ step: Double, _ nside: Int) {
    #expect(throws: AssayError.self) {
      try ArrivalMap.compute(
        field: MagneticField(.none), settings: OrbitSettings(larmor: 1, step: step),
        observer: .zero, nside: nside, tau: tau)
    }
  }

  /// The file has the relative intensity and the components, and reads back.
  @Test func file() throws {
    let map = try ArrivalMap.compute(
      field: roughField(), settings: OrbitSettings(larmor: 1, step: 0.1), observer: .zero,
      nside: 4, tau: 2, variant: .scalar)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-arrival-\(UUID().uuidString).fits").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let gradient = SIMD3(0.01, 0, -0.02)
    try map.write(to: path, gradient: gradient, cards: [.init("RLARMOR", 1)])
    let back = try SkyMapFile.read(path)
    #expect(back.maps == [map.relativeIntensity(gradient: gradient)] + map.components())
    let table = try FITSTable.read(path, keywords: ["TAU", "GRADZ", "RLARMOR"])
    #expect(table.cards.map(\.value) == [.number(2), .number(-0.02), .number(1)])
  }
}
