// SPDX-License-Identifier: GPL-3.0-or-later

import Hardware
import Numerics
import Testing
import Timing

@testable import CosmicRayDiffusion
@testable import Turbulence

@Suite struct DeviceFieldTests {
  // MARK: Waves of a box

  @Test(arguments: OrbitFixture.seeds)
  func periodicWaves(_ seed: UInt64) throws {
    let (length, waves) = (12.0, OrbitFixture.waves(seed, count: 40))
    let box = try waves.periodic(in: length)
    #expect(box.phases.count == 40)
    for n in box.phases.indices {
      let m = box.wavevectors[n] * (length / (2 * .pi))
      #expect(((m - m.rounded(.toNearestOrEven)).max()).magnitude < 1e-12)
      let (a, before) = (box.amplitudes[n], waves.amplitudes[n])
      #expect((a * box.wavevectors[n]).sum().magnitude < 1e-13)
      #expect(abs((a * a).sum() - (before * before).sum()) < 1e-14)
      let gap = box.wavevectors[n] - waves.wavevectors[n]
      #expect(max(gap.max(), -gap.min()) <= .pi / length * (1 + 1e-12))
    }
    for at in OrbitFixture.particles(20, seed).positions {
      let moved = box.field(at + SIMD3(length, -2 * length, 0)) - box.field(at)
      #expect((moved * moved).sum().squareRoot() < 1e-12, "seed \(seed)")
      // Others do not repeat themselves.
      let other = waves.field(at + SIMD3(length, -2 * length, 0)) - waves.field(at)
      #expect((other * other).sum().squareRoot() > 1e-3, "seed \(seed)")
    }
    // A wave too long for the box, and one whose amplitude would lie along k.
    let none = PlaneWaves(
      wavevectors: [SIMD3(0.1, 0, 0), SIMD3(0.8, 0.2, 0)],
      amplitudes: [SIMD3(0, 1, 0), SIMD3(1, 0, 0)], phases: [0, 0])
    #expect(try none.periodic(in: 2 * .pi).phases.isEmpty)
  }

  // MARK: On devices

  @Test(arguments: DeviceInventory.devices, ["none", "grid", "nested"])
  func uploadedGridsComeBack(_ device: Device, _ kind: String) throws {
    let field = OrbitFixture.turbulence(kind, 1)
    let back = try DeviceField(field, on: device).grids()
    let isSame = back.map(\.nodes) == field.grids.map(\.nodes)
    #expect(isSame)
    #expect(back.map(\.spacing) == field.grids.map(\.spacing))
  }

  /// A grid of waves made on the device against the specification: 1.5e-7 of the sum of |a_n|,
  /// and the rounding of its nodes to single precision.
  @Test(arguments: DeviceInventory.devices.filter(\.info.hasDouble), [1, 2, 16])
  func gridsOfWaves(_ device: Device, _ count: Int) throws {
    for seed in OrbitFixture.seeds {
      let waves = OrbitFixture.waves(seed, count: 33)
      let expected = waves.grid(count: count, spacing: 0.37)
      let sum = waves.amplitudes.reduce(0) { $0 + length($1) }
      for (precision, error) in [(Variant.Precision.double, 0.0), (.single, 1.5e-7)] {
        let field = try DeviceField.grid(
          of: waves, count: count, spacing: 0.37, precision: precision, on: device)
        let grid = try field.grids()[0]
        #expect(grid.count == count && grid.spacing == 0.37)
        let worst = zip(grid.nodes, expected.nodes).map { abs($0 - $1) }.max()!
        // Half a unit in the last place of the largest component, twice.
        #expect(Double(worst) <= sum * (error + 0x1p-24), "\(precision), seed \(seed)")
        // With a phase off by a ten-thousandth of a turn the bound is passed.
        let later = PlaneWaves(
          wavevectors: waves.wavevectors, amplitudes: waves.amplitudes,
          phases: waves.phases.map { $0 + 2e-4 * .pi })
        let other = try DeviceField.grid(
          of: later, count: count, spacing: 0.37, precision: precision, on: device)
        let gap = zip(try other.grids()[0].nodes, expected.nodes).map { abs($0 - $1) }.max()!
        #expect(Double(gap) > sum * (error + 0x1p-24), "\(precision), seed \(seed)")
      }
    }
  }

  /// Particles through a grid that never was on the host.
  @Test(arguments: DeviceInventory.devices.filter(\.info.hasDouble))
  func orbitsInAGridOfWaves(_ device: Device) throws {
    let waves = try OrbitFixture.waves(1).periodic(in: 8)
    let made = try DeviceField.grid(
      of: waves, count: 16, spacing: 0.5, mean: SIMD3(0, 0, 0.3), on: device)
    let settings = OrbitSettings(larmor: 2, step: 0.1)
    var (items, lanes) = (OrbitFixture.particles(20, 1), OrbitFixture.particles(20, 1))
    try DeviceOrbitPusher(field: made, settings: settings, precision: .double)
      .advance(&items, steps: 50)
    let field = MagneticField(.grid(try made.grids()[0]), mean: SIMD3(0, 0, 0.3))
    try OrbitPusher(field: field, settings: settings, variant: .simdDouble)
      .advance(&lanes, steps: 50)
    let isSame = items == lanes
    #expect(isSame)
  }

  // MARK: Workloads

  @Test(
    arguments: DeviceInventory.devices, ["grid", "waves", "slides", "grid large", "waves large"])
  func workloadsAgree(_ device: Device, _ id: String) throws {
    let workload =
      switch id {
      case "grid":
        try DiffusionWorkloads.grid(nodes: 16, particles: 100, threads: 1, devices: [device])
      case "waves":
        try DiffusionWorkloads.waves(modes: 50, particles: 40, threads: 1, devices: [device])
      case "slides":
        try DiffusionWorkloads.slides(nside: 4, nodes: 64, threads: 1, devices: [device])
      case "grid large":
        try DiffusionWorkloads.gridLarge(nodes: 16, particles: 500, threads: 2, devices: [device])
      default:
        try DiffusionWorkloads.wavesLarge(modes: 50, particles: 70, threads: 2, devices: [device])
      }
    let reference = try workload.variants[0].run()
    let own = workload.variants.filter { $0.device == device.id }
    let expected =
      device.info.hasDouble
      ? ["\(device.id) single", "\(device.id) double"]
      : id.hasPrefix("waves") ? [] : ["\(device.id) single"]
    #expect(own.map(\.id) == expected)
    for variant in own {
      let check = Validation(try variant.run(), reference: reference, bound: variant.bound)
      #expect(check.isValid, "\(variant.id): \(check.reason ?? "")")
    }
    if id.hasSuffix("large") {
      // All threads of the CPU, at one size.
      let cpu = workload.variants.filter { $0.device == nil }
      #expect(cpu.map(\.id) == ["simd-double threads=2", "simd-single threads=2"])
      #expect(workload.sized == nil)
    } else {
      let part = try #require(try workload.sized?(0.25))
      #expect(part.variants.map(\.id) == workload.variants.map(\.id))
    }
  }

  /// Turbulence made on a device, within bounds that other waves break.
  @Test(arguments: DeviceInventory.devices.filter(\.info.hasDouble), [1, 2, 3] as [UInt64])
  func turbulenceMadeThereAgrees(_ device: Device, _ seed: UInt64) throws {
    let workload = try DiffusionWorkloads.waveGrid(
      nodes: 16, modes: 50, seed: seed, devices: [device])
    #expect(workload.items == 4096 && workload.flopsPerItem == 1300)
    let reference = try workload.variants[0].run()
    let other = try DiffusionWorkloads.waveGrid(
      nodes: 16, modes: 50, seed: seed + 1, devices: []
    ).variants[0].run()
    let own = workload.variants.dropFirst()
    #expect(own.map(\.id) == ["\(device.id) single", "\(device.id) double"])
    for variant in own {
      let result = try variant.run()
      let check = Validation(result, reference: reference, bound: variant.bound)
      #expect(check.isValid, "\(variant.id): \(check.reason ?? "")")
      #expect(!Validation(result, reference: other, bound: variant.bound).isValid)
    }
  }

  /// A processor is filled by the workloads of thousands of particles.
  @Test(arguments: DeviceInventory.devices) func largeOnesAreForAccelerators(
    _ device: Device
  ) throws {
    let all = try DiffusionWorkloads.all(
      threads: 1, nodes: 8, modes: 3, nside: 1, devices: [device])
    let large = all.filter { $0.id.hasSuffix("-large") }.map(\.id)
    #expect(
      large == (device.info.isProcessor ? [] : ["grid-boris-large", "waves-boris-large"]))
  }

  /// What a program without a device has to compile.
  @Test func everyKernelIsListedOnce() {
    let kernels = DeviceOrbitPusher.kernels
    #expect(Set(kernels).count == kernels.count)
    let names = Set(kernels.map(\.name))
    #expect(
      names == [
        "assay_device_grid_orbits", "assay_device_wave_orbits", "assay_device_wave_grid",
      ])
    for entry in kernels { #expect(entry.text.source.contains(entry.name)) }
  }
}
