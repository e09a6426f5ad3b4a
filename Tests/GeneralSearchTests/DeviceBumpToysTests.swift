// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Testing
import Timing

@testable import GeneralSearch

/// Toys on accelerators: those of the CPU, bit for bit.
@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceBumpToysTests {
  private static func hunter(
    _ seed: UInt64, sides: RegionTest.Sides = .both, step: Int = 1
  ) throws -> BumpHunter {
    var random = Fixture.draws(seed, "device toys")
    let bins = 5 + Int(60 * random.uniform())
    let scale = pow(10, 4 * random.uniform())
    var reference = (0..<bins).map { scale * exp(-0.15 * Double($0)) }
    reference[bins / 2] = 0
    return try BumpHunter(reference: reference, widths: 1...min(6, bins), step: step, sides: sides)
  }

  @Test(arguments: DeviceInventory.devices, Fixture.seeds)
  func sameBits(device: Device, seed: UInt64) throws {
    let sides = RegionTest.Sides.allCases[Int(seed) % RegionTest.Sides.allCases.count]
    let toys = BumpToys(try Self.hunter(seed, sides: sides, step: seed == 3 ? 2 : 1))
    let wanted = toys.smallestLogP(count: 700, seed: seed, stream: 9)
    let accelerated = try DeviceBumpToys(toys, on: device)
    #expect(try accelerated.smallestLogP(count: 700, seed: seed, stream: 9) == wanted)
    // Fewer toys are the first of many, whatever the groups; room is kept between calls.
    for count in [0, 1, 63, 64, 65] {
      #expect(
        try accelerated.smallestLogP(count: count, seed: seed, stream: 9)
          == Array(wanted.prefix(count)), "seed \(seed), \(count) toys")
    }
  }

  /// One bin, one window; and bins without a partner in the last block of the generator.
  @Test(arguments: DeviceInventory.devices, [1, 2, 3])
  func fewBins(device: Device, bins: Int) throws {
    let toys = BumpToys(
      try BumpHunter(reference: Array(repeating: 4.5, count: bins), widths: 1...bins))
    #expect(
      try DeviceBumpToys(toys, on: device).smallestLogP(count: 200, seed: 5, stream: 1)
        == toys.smallestLogP(count: 200, seed: 5, stream: 1))
  }

  @Test(arguments: DeviceInventory.devices)
  func batchesAndThreadsDoNotMatter(device: Device) throws {
    let toys = BumpToys(try Self.hunter(1))
    let inBatches = try DeviceBumpToys(toys, on: device, text: DeviceBumpToys.text, batch: 37)
    #expect(
      try inBatches.smallestLogP(count: 100, seed: 2, stream: 3)
        == toys.smallestLogP(count: 100, seed: 2, stream: 3))
    // Shares of 1000 toys; two batches, so that what a thread knows is kept.
    let onThreads = try DeviceBumpToys(toys, on: device, text: DeviceBumpToys.text, batch: 2100)
    #expect(
      try onThreads.smallestLogP(count: 3200, seed: 2, stream: 3, threads: 3)
        == toys.smallestLogP(count: 3200, seed: 2, stream: 3))
  }

  /// A text whose generator takes another seed gives other toys, and the workload's check sees it.
  @Test(arguments: DeviceInventory.devices)
  func drill(device: Device) throws {
    let toys = BumpToys(try Self.hunter(2))
    var pieces = DeviceBumpToys.text.pieces
    let turned =
      "#define assay_philox_words(seed, stream, n, first, second) "
      + "assay_philox_words((seed) ^ (uint64_t)1 << 63, stream, n, first, second)"
    pieces.insert(.text(turned), at: 1)
    let faulty = try DeviceBumpToys(toys, on: device, text: KernelText(pieces, usesDouble: false))
    let found = try faulty.smallestLogP(count: 100, seed: 2, stream: 3)
    let wanted = toys.smallestLogP(count: 100, seed: 2, stream: 3)
    #expect(!Validation(found, reference: wanted, bound: 0).isValid)
    #expect(Validation(wanted, reference: wanted, bound: 0).isValid)
  }

  @Test(arguments: DeviceInventory.devices)
  func workload(device: Device) throws {
    let workload = SearchWorkloads.bumps(
      try Self.hunter(4), toys: 150, threads: 1, devices: [device])
    let variant = try #require(workload.variants.last)
    #expect(variant.device == device.info.id && variant.bound == 0)
    let (found, wanted) = (try variant.run(), try workload.variants[0].run())
    #expect(Validation(found, reference: wanted, bound: 0).isValid)
    #expect(try workload.sized?(0.1).variants.last?.device == device.info.id)
  }

  /// The size for accelerators: the CPU's fast way with all threads first, the same bits from the others.
  @Test(arguments: DeviceInventory.devices)
  func largeWorkload(device: Device) throws {
    let hunter = try Self.hunter(5)
    #expect(SearchWorkloads.largeBumps(hunter, threads: 2, devices: []).isEmpty)
    let large = SearchWorkloads.largeBumps(hunter, toys: 150, threads: 2, devices: [device])
    let workload = try #require(large.first)
    let id = device.info.id
    #expect(
      workload.variants.map(\.id) == ["simd threads=2", "\(id) double", "\(id) double threads=2"])
    let wanted = try workload.variants[0].run()
    for variant in workload.variants.dropFirst() {
      #expect(Validation(try variant.run(), reference: wanted, bound: 0).isValid)
    }
  }

  @Test(arguments: DeviceInventory.devices)
  func sidebandsAreRefused(device: Device) throws {
    let hunter = try BumpHunter(reference: [5, 6, 7], widths: 1...1, sidebands: true)
    let sentence = Fixture.refusal { _ = try DeviceBumpToys(BumpToys(hunter), on: device) }
    #expect(sentence.contains("a fixed background"))
  }
}
