// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Numerics
import Testing

@testable import UHECRAnisotropy

/// Rays on every accelerator of this machine: the bits of the CPU's kernels, in both precisions; in
/// single precision where the device rounds divisions and roots as the CPU does.
@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceRayTests {
  /// The kernels that a device can run.
  private static func variants(_ device: Device) -> [BacktrackVariant] {
    device.info.hasDouble ? [.simdSingle, .simdDouble] : [.simdSingle]
  }

  /// Those of them that give the bits of the CPU.
  private static func exact(_ device: Device) -> [BacktrackVariant] {
    variants(device).filter { $0 == .simdDouble || device.info.hasExactDivision }
  }

  /// Rays that are not the same, bit for bit.
  private static func differ(_ a: [BacktrackedRay], _ b: [BacktrackedRay]) -> Int {
    #expect(a.count == b.count)
    return zip(a, b).count { bits($0) != bits($1) }
  }

  private static func bits(_ ray: BacktrackedRay) -> [UInt64] {
    bits(ray.position) + bits(ray.direction) + [ray.path.bitPattern]
  }

  private static func bits(_ v: SIMD3<Double>) -> [UInt64] {
    [v.x.bitPattern, v.y.bitPattern, v.z.bitPattern]
  }

  /// Trapped rays would be followed for 500 kpc.
  private static func steps(_ components: FieldComponents) -> BacktrackSteps {
    var steps = BacktrackSteps.production(components)
    steps.longest = 40
    return steps
  }

  @Test(arguments: DeviceInventory.devices, FieldComponents.allCases)
  func raysHaveTheBitsOfTheCPU(_ device: Device, _ components: FieldComponents) throws {
    for (seed, rigidity) in [(1, 1.0), (2, 5), (3, 60)] as [(UInt64, Double)] {
      let field = try FieldFixture.field(components, seed: seed)
      let rays = try DeviceRays(field, on: device)
      for variant in Self.exact(device) {
        let tracer = try Backtracker(
          field: field, rigidity: rigidity, steps: Self.steps(components), variant: variant)
        for count in [1, 63] {
          let starts = FieldFixture.directions(count, seed: seed).map(BacktrackedRay.fromSun)
          let differing = Self.differ(try rays.trace(starts, as: tracer), tracer.trace(starts))
          #expect(differing == 0, "seed \(seed), \(rigidity) EV, \(variant), \(count) rays")
        }
      }
    }
  }

  /// Many groups, the last of them not full, and rays that end at different times.
  @Test(arguments: DeviceInventory.devices) func manyRays(_ device: Device) throws {
    let field = try FieldFixture.field(.all, seed: 4)
    let rays = try DeviceRays(field, on: device)
    let tracer = try Backtracker(field: field, rigidity: 20, variant: .simdSingle)
    let ends = try rays.trace(
      FieldFixture.directions(1000, seed: 4).map(BacktrackedRay.fromSun), as: tracer)
    if device.info.hasExactDivision {
      let differing = Self.differ(
        ends, tracer.trace(fromSun: FieldFixture.directions(1000, seed: 4), threads: 2))
      #expect(differing == 0, "seed 4")
    }
    let paths = ends.map(\.path)
    #expect(try #require(paths.max()) > 1.5 * #require(paths.min()))
    #expect(try rays.trace([], as: tracer).isEmpty)
  }

  /// Starts anywhere: beyond the field, on the axis, in the plane, with a path behind them.
  @Test(arguments: DeviceInventory.devices) func startsAnywhere(_ device: Device) throws {
    let field = try FieldFixture.field(.all)
    let rays = try DeviceRays(field, on: device)
    let starts = [
      BacktrackedRay(position: SIMD3(30, 0, 0), direction: SIMD3(1, 0, 0), path: 3),
      BacktrackedRay(position: SIMD3(0, 0, 2), direction: SIMD3(0, 0, 1), path: 1),
      BacktrackedRay(position: SIMD3(-4, 1, 0), direction: SIMD3(0, 1, 0), path: 499),
      BacktrackedRay(position: .zero, direction: SIMD3(0.6, 0, -0.8), path: 500),
    ]
    for variant in Self.exact(device) {
      let tracer = try Backtracker(field: field, rigidity: 100, variant: variant)
      #expect(Self.differ(try rays.trace(starts, as: tracer), tracer.trace(starts)) == 0)
    }
  }

  @Test(arguments: DeviceInventory.devices, [1, 2, 3] as [UInt64])
  func fieldHasTheBitsOfTheCPU(_ device: Device, _ seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 78)
    let points =
      [SIMD3(0, 0, 0), SIMD3(0, 0, 1.5), SIMD3(-20, 0, 0)]
      + (0..<997).map { _ in
        SIMD3(random.uniform(), random.uniform(), random.uniform()) * 42 - 21
      }
    for components in FieldComponents.allCases {
      let field = try FieldFixture.field(components, seed: seed)
      let rays = try DeviceRays(field, on: device)
      for single in Self.exact(device).map({ $0 == .simdSingle }) {
        let (ours, cpu) = (
          try rays.values(at: points, single: single),
          field.kernelValues(at: points, single: single)
        )
        let differing = zip(ours.vectors, cpu.vectors).count { Self.bits($0) != Self.bits($1) }
        #expect(differing == 0, "seed \(seed), \(components), single \(single)")
        #expect(ours.strengths.map(\.bitPattern) == cpu.strengths.map(\.bitPattern))
        #expect(cpu.strengths.contains { $0 > 1 } && cpu.vectors.contains { $0.x != 0 })
      }
    }
  }

  /// A map is the same whoever follows its rays, in and out of the cache. ``InexactDeviceTests`` have
  /// the devices that are refused.
  @Test(arguments: DeviceInventory.devices.filter(\.info.hasExactDivision))
  func mapIsTheSame(_ device: Device) throws {
    let field = try FieldFixture.field(.striated)
    let requests = [20.0, 40].map { DeflectionRequest(field: field, rigidity: $0, nside: 4) }
    var made = 0
    let maps = try DeflectionMapCache(folder: nil).maps(
      requests, on: device,
      field: { () throws(AssayError) in
        made += 1
        return field
      })
    #expect(made == 1)
    for (map, request) in zip(maps, requests) {
      #expect(map == (try DeflectionMap.compute(request, through: field)))
    }
    #expect(maps[0] != maps[1])
  }

  /// What the clock asks before it measures.
  @Test(arguments: DeviceInventory.devices) func variantsOfTheWorkloads(_ device: Device) throws {
    let workloads = try BacktrackingWorkloads.all(
      threads: 1, rays: 24, nodes: 32, devices: [device])
    #expect(workloads.count == (device.info.isProcessor ? 2 : 4))
    for workload in workloads.prefix(2) {
      let own = workload.variants.filter { $0.device == device.id }
      #expect(own.map(\.id) == own.map { "\(device.id) \($0.precision.rawValue)" })
      #expect(own.count == Self.variants(device).count)
      for variant in own {
        let cpu = try #require(
          workload.variants.first { $0.device == nil && $0.id == "simd-\(variant.precision)" })
        #expect(variant.bound == cpu.bound)
        guard device.info.hasExactDivision || variant.precision == .double else { continue }
        #expect(try variant.run() == cpu.run())
      }
      #expect(try workload.sized?(0.5).variants.count == workload.variants.count)
    }
  }

  /// Work for an accelerator that is no processor: the CPU's lanes on all threads, and the device
  /// with their bits.
  @Test(arguments: DeviceInventory.devices, ["regular", "random"])
  func largeWorkloads(_ device: Device, _ kind: String) throws {
    let rays =
      kind == "regular"
      ? BacktrackingWorkloads.regular(threads: 2, [device])
      : BacktrackingWorkloads.random(
        threads: 2, try .jf12(seed: 1, nodes: 32), [device])
    #expect(
      try rays.large(rays: 1).variants.count
        == 2 + (device.info.isProcessor ? 0 : Self.variants(device).count))
    let large = try rays.large(rays: 70) { _ in true }
    #expect(large.id == "backtrack-\(kind)-large" && large.items == 70 && large.sized == nil)
    let own = Self.variants(device).map { $0 == .simdSingle ? "single" : "double" }
    #expect(
      large.variants.map(\.id) == ["simd-double threads=2", "simd-single threads=2"]
        + own.map { "\(device.id) \($0)" })
    let results = try large.variants.map { try $0.run() }
    for (variant, result) in zip(large.variants, results).dropFirst(2) {
      if device.info.hasExactDivision || variant.precision == .double {
        #expect(
          result == (variant.precision == .double ? results[0] : results[1]), "\(variant.id)")
      }
      #expect(variant.bound == (variant.precision == .double ? 0 : RayCase.largeBound))
    }
    #expect(results[0].count == 6 && results[0] != results[1])
  }

  /// Rays that follow each other set out side by side, all over the sphere.
  @Test(arguments: [1, 24, 768, 2048]) func startsAreInOrder(_ count: Int) throws {
    let rays = try Starts(count: count).rays()
    #expect(rays.count == count && rays.allSatisfy { $0.path == 0 })
    guard count >= 768 else { return }
    let mean = rays.reduce(SIMD3<Double>.zero) { $0 + $1.direction } / Double(count)
    #expect((mean * mean).sum() < 1e-4)
    let apart = zip(rays, rays.dropFirst()).map { ($0.direction * $1.direction).sum() }
    #expect(apart.reduce(0, +) / Double(apart.count) > 0.97)
  }
}
