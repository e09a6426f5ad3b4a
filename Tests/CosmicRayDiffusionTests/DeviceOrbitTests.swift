// SPDX-License-Identifier: GPL-3.0-or-later

import Hardware
import Numerics
import Testing
import Timing

@testable import CosmicRayDiffusion

@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceOrbitTests {
  private static func precisions(_ device: Device) -> [(Variant.Precision, OrbitVariant)] {
    device.info.hasDouble
      ? [(.single, .simdSingle), (.double, .simdDouble)] : [(.single, .simdSingle)]
  }

  private static func pusher(
    _ field: MagneticField, _ device: Device, _ precision: Variant.Precision, step: Double = 0.1,
    larmor: Double = 2
  ) throws -> DeviceOrbitPusher {
    try DeviceOrbitPusher(
      field: DeviceField(field, on: device), settings: OrbitSettings(larmor: larmor, step: step),
      precision: precision)
  }

  // MARK: Identities

  /// Grids: the bits of the CPU's lanes, orbit after orbit, in blocks that are not whole groups.
  @Test(arguments: DeviceInventory.devices, ["none", "grid", "nested"])
  func gridsGiveTheSameBits(_ device: Device, _ kind: String) throws {
    for seed in OrbitFixture.seeds {
      let field = OrbitFixture.turbulence(kind, seed)
      let onDevice = try DeviceField(field, on: device)
      for (precision, variant) in Self.precisions(device) {
        let settings = OrbitSettings(larmor: 2, step: 0.1)
        let cpu = try OrbitPusher(field: field, settings: settings, variant: variant)
        let pusher = try DeviceOrbitPusher(
          field: onDevice, settings: settings, precision: precision)
        for (count, steps) in [(1, 1), (1, 70), (63, 2), (64, 33), (130, 70)] {
          let start = OrbitFixture.particles(count, seed, box: 40)
          var (lanes, items) = (start, start)
          cpu.advance(&lanes, steps: steps)
          try pusher.advance(&items, steps: steps)
          let what: Comment = "\(precision), seed \(seed), \(count) particles, \(steps) steps"
          if device.info.hasExactDivision || precision == .double {
            // Not as an expression: it would print every particle.
            let isSame = items == lanes
            #expect(isSame, what)
          } else {
            #expect(OrbitFixture.gap(items, lanes) < 1e-5, what)
          }
        }
      }
    }
  }

  /// Another mean field in its last digits, or one node of the grid: other bits.
  @Test(arguments: DeviceInventory.devices)
  func otherFieldsGiveOtherBits(_ device: Device) throws {
    let field = OrbitFixture.turbulence("grid", 1)
    let start = OrbitFixture.particles(64, 1, box: 40)
    for (precision, variant) in Self.precisions(device) {
      var lanes = start
      try OrbitFixture.pusher(field, variant).advance(&lanes, steps: 70)
      var tilted = field
      tilted.mean.x += precision == .single ? 1e-6 : 1e-14
      var nodes = field.grids[0].nodes
      for node in stride(from: 0, to: nodes.count, by: 16) { nodes[node] = nodes[node].nextUp }
      let grid = field.grids[0]
      let touched = MagneticField(
        .grid(.init(count: grid.count, spacing: grid.spacing, nodes: nodes)), mean: field.mean)
      for other in [tilted, touched] {
        var items = start
        try Self.pusher(other, device, precision).advance(&items, steps: 70)
        let isSame = items == lanes
        #expect(!isSame, "\(precision)")
        #expect(OrbitFixture.gap(items, lanes) < 1e-3, "\(precision)")
      }
    }
  }

  // MARK: Plane waves

  /// Few steps, because turbulence magnifies differences; the specification's orbits.
  @Test(arguments: DeviceInventory.devices.filter(\.info.hasDouble))
  func wavesAgree(_ device: Device) throws {
    for seed in OrbitFixture.seeds {
      for modes in [1, 12, 33, 70] {
        let field = MagneticField(
          .waves(OrbitFixture.waves(seed, count: modes)), mean: SIMD3(0.2, -0.1, 0.3))
        for count in [1, 16, 37] {
          let start = OrbitFixture.particles(count, seed, box: 40)
          var scalar = start
          try OrbitFixture.pusher(field).advance(&scalar, steps: 20)
          for (precision, bound) in [(Variant.Precision.double, 1e-12), (.single, 1e-5)] {
            var items = start
            try Self.pusher(field, device, precision).advance(&items, steps: 20)
            let gap = OrbitFixture.gap(items, scalar)
            #expect(gap < bound, "\(precision), seed \(seed), \(modes) modes, \(count): \(gap)")
            let turns = zip(items.directions, scalar.directions).map { length($0 - $1) }
            #expect(turns.max()! < bound, "\(precision), seed \(seed), \(modes) modes, \(count)")
          }
        }
      }
    }
  }

  /// The last wave left out, or all phases a thousandth of a turn off: the bound catches it.
  @Test(arguments: DeviceInventory.devices.filter(\.info.hasDouble))
  func otherWavesDiffer(_ device: Device) throws {
    let waves = OrbitFixture.waves(1, count: 33)
    let start = OrbitFixture.particles(37, 1, box: 40)
    var scalar = start
    try OrbitFixture.pusher(MagneticField(.waves(waves))).advance(&scalar, steps: 20)
    let fewer = PlaneWaves(
      wavevectors: waves.wavevectors.dropLast(), amplitudes: waves.amplitudes.dropLast(),
      phases: waves.phases.dropLast())
    let later = PlaneWaves(
      wavevectors: waves.wavevectors, amplitudes: waves.amplitudes,
      phases: waves.phases.map { $0 + 2e-3 * .pi })
    for other in [fewer, later] {
      var items = start
      try Self.pusher(MagneticField(.waves(other)), device, .single).advance(&items, steps: 20)
      #expect(OrbitFixture.gap(items, scalar) > 1e-5)
    }
  }

  /// Beyond the reach of phases in fixed point, a million wavelengths away, they are reduced in
  /// doubles; up to there both are right.
  @Test(arguments: DeviceInventory.devices.filter(\.info.hasDouble))
  func farAway(_ device: Device) throws {
    let field = OrbitFixture.turbulence("waves", 2)
    let table = try DeviceWaves(OrbitFixture.waves(2), on: device)
    for (distance, isFixed) in [(3e4, true), (3e5, true), (1e7, false)] {
      #expect(table.isFixed(Float.self, upTo: distance + 2) == isFixed)
      var scalar = OrbitFixture.particles(17, 2)
      scalar.positions = scalar.positions.map { $0 + distance * SIMD3(0.6, 0, -0.8) }
      var items = scalar
      try OrbitFixture.pusher(field).advance(&scalar, steps: 20)
      try Self.pusher(field, device, .single).advance(&items, steps: 20)
      let gap = OrbitFixture.gap(items, scalar)
      #expect(gap < 1e-5, "\(distance): \(gap)")
    }
    #expect(!table.isFixed(Double.self, upTo: 1))
  }

  // MARK: Batches, edges and bad input

  /// Not on how a batch is cut: what a smaller memory makes of it. A particle beyond the reach of
  /// phases in fixed point is in the last batch only, and all others take its kernel nevertheless.
  @Test(arguments: DeviceInventory.devices, ["grid", "waves", "waves, one far away"])
  func batchesDoNotMatter(_ device: Device, _ kind: String) throws {
    guard kind == "grid" || device.info.hasDouble else { return }
    let field = OrbitFixture.turbulence(kind == "grid" ? kind : "waves", 1)
    var pusher = try Self.pusher(field, device, .single)
    var start = OrbitFixture.particles(50, 1)
    if kind == "waves, one far away" {
      start.positions[49].x += 4 * DeviceWaves.reach
      // By themselves the others would take the other kernel, and get other bits.
      var (near, all) = (start[0..<49], start)
      try pusher.advance(&near, steps: 30)
      try pusher.advance(&all, steps: 30)
      let isSame = near == all[0..<49]
      #expect(!isSame)
      #expect(OrbitFixture.gap(near, all[0..<49]) < 1e-4)
    }
    var whole = start
    try pusher.advance(&whole, steps: 30)
    pusher.most = 19
    var cut = start
    try pusher.advance(&cut, steps: 30)
    let (isSame, hasMoved) = (cut == whole, whole != start)
    #expect(isSame && hasMoved)
    guard kind != "waves, one far away" else { return }
    var some = start[7..<8]
    try pusher.advance(&some, steps: 30)
    #expect(some == whole[7..<8])
  }

  @Test(arguments: DeviceInventory.devices)
  func nothingToDo(_ device: Device) throws {
    let pusher = try Self.pusher(OrbitFixture.turbulence("grid", 1), device, .single)
    var none = ParticleBatch(positions: [], directions: [])
    try pusher.advance(&none, steps: 10)
    #expect(none.count == 0)
    var some = OrbitFixture.particles(3, 1)
    let before = some
    try pusher.advance(&some, steps: 0)
    #expect(some == before)
  }

  @Test(arguments: DeviceInventory.devices)
  func refusals(_ device: Device) throws {
    let grid = try DeviceField(OrbitFixture.turbulence("grid", 1), on: device)
    let waves = OrbitFixture.waves(1)
    let cases: [(() throws -> Void, String)] = [
      (
        {
          _ = try DeviceOrbitPusher(field: grid, settings: OrbitSettings(larmor: 0, step: 1))
        }, "accepted: positive lengths"
      ),
      (
        {
          _ = try DeviceOrbitPusher(field: grid, settings: OrbitSettings(larmor: 1, step: 600))
        }, "found 16, 1200.0; accepted: at most 1024"
      ),
      (
        { _ = try DeviceField.grid(of: waves, count: 12, spacing: 1, on: device) },
        "found 12; accepted: a power of two"
      ),
      (
        { _ = try DeviceField.grid(of: waves, count: 8, spacing: 0, on: device) },
        "spacing of the grid: found 0.0"
      ),
      ({ _ = try waves.periodic(in: -1) }, "length of the box: found -1.0"),
    ]
    for (body, expected) in cases {
      let sentence = OrbitFixture.refusal(body)
      #expect(sentence.contains(expected), "\(sentence)")
    }
  }
}
