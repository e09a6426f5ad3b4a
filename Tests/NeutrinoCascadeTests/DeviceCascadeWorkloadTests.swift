// SPDX-License-Identifier: GPL-3.0-or-later

import Hardware
import Numerics
import Testing
import Timing

@testable import NeutrinoCascade

/// What is timed of cascades on accelerators, at small sizes.
@Suite(.enabled(if: Accelerated.isPossible, "no accelerator with double precision here"))
struct DeviceCascadeWorkloadTests {
  /// Every variant within its bound of the reference, which is no row of zeros.
  static func check(_ workload: Workload) throws {
    let expected = try workload.variants[0].run()
    let largest = expected.map { abs($0) }.max()!
    #expect(largest > 0.1, "\(workload.name)")
    for variant in workload.variants.dropFirst() {
      let values = try variant.run()
      #expect(values.count == expected.count)
      let off = zip(values, expected).map { abs($0 - $1) }.max()!
      #expect(off <= variant.bound * largest, "\(workload.name) \(variant.id): \(off)")
    }
  }

  @Test(arguments: Accelerated.devices)
  func registered(_ device: Device) throws {
    let all = try CascadeWorkloads.all(threads: 1, devices: [device])
    let small = ["solve", "spectra", "scan"]
    let large = device.info.isProcessor ? [] : ["plane", "points", "dense"]
    #expect(all.map(\.id) == small + large)
    for workload in all {
      #expect(workload.variants.contains { $0.device == device.info.id })
    }
    let sized = try #require(try all[2].sized?(4))
    #expect(sized.items == 64 && sized.variants[0].id == "simd" && sized.variants[0].bound == 0)
  }

  @Test(arguments: Accelerated.devices)
  func scan(_ device: Device) throws {
    let one = try CascadeWorkloads.scan(side: 1, threads: 1, devices: [device])
    #expect(one.variants[0].id == "scalar")
    try Self.check(one)
  }

  /// The workloads that fill an accelerator: all that is asked of them but their size.
  @Test(arguments: Accelerated.devices)
  func large(_ device: Device) throws {
    let all = try CascadeWorkloads.large(
      plane: 6, points: 2, dense: 1, zmax: 0.3, threads: 2, devices: [device])
    #expect(all.map(\.id) == ["plane", "points", "dense"])
    #expect(all.map(\.items) == [11, 4, 1])
    for workload in all {
      #expect(workload.variants.map(\.threads) == [2, 1])
      #expect(workload.variants[0].id == "simd threads=2")
      #expect(workload.flopsPerItem > 1e6 && workload.bytesPerItem > 1e6)
      try Self.check(workload)
    }
    #expect(all[0].variants[1].bound == 0)
    #expect(try all[0].variants[1].run().count == 36)
  }
}
