// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Testing
import Timing

@testable import DwarfLimits

/// The leave-one-out likelihood on accelerators: that of the CPU, bit for bit.
@Suite(
  "Background: leave-one-out likelihood on accelerators",
  .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceLeaveOneOutTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  private static func function(
    _ seed: UInt64, _ n: Int, _ conventions: MLFermiConventions = MLFermiConventions()
  ) throws -> LeaveOneOut {
    var random = Philox(seed: seed, stream: 7)
    let l = (0..<n).map { _ in 60 * random.uniform() }
    let b = (0..<n).map { _ in 20 + 40 * random.uniform() }
    let y = (0..<n).map { _ in 1 + Double(random.poisson(exp(2 + random.normal()))) }
    return try LeaveOneOut(l: l, b: b, counts: y, conventions)
  }

  @Test("the same bits", arguments: DeviceInventory.devices, seeds)
  func sameBits(device: Device, seed: UInt64) throws {
    for n in [2, 65, 401] {
      let function = try Self.function(seed, n)
      let accelerated = try DeviceLeaveOneOut(function, on: device)
      for sigma in [5.0, 40] {
        let wanted = try function.logLikelihoods(sigma: sigma, varsigmas: [1, 0.5])
        let found = try accelerated.logLikelihoods(sigma: sigma, varsigmas: [1, 0.5])
        // Two voids of distant counts may have no overlap at all: then both are -infinity.
        #expect(
          found.map(\.bitPattern) == wanted.map(\.bitPattern), "seed \(seed), \(n), σ = \(sigma)")
      }
    }
  }

  /// All voids of one class, and each in a class of its own.
  @Test("few and many classes", arguments: DeviceInventory.devices, [true, false])
  func classes(device: Device, one: Bool) throws {
    var random = Philox(seed: 3, stream: 8)
    let x = (0..<150).map { _ in 10 * random.uniform() }
    let y = (0..<150).map { one ? 4 : Double($0 + 1) }
    let function = try LeaveOneOut(l: x, b: x.reversed(), counts: y)
    #expect(function.classes == (one ? 1 : 150))
    #expect(
      try DeviceLeaveOneOut(function, on: device).logLikelihoods(sigma: 2, varsigmas: [0.5])
        == function.logLikelihoods(sigma: 2, varsigmas: [0.5]))
  }

  @Test("batches and threads do not change a bit", arguments: DeviceInventory.devices)
  func batches(device: Device) throws {
    let function = try Self.function(1, 300)
    let inBatches = try DeviceLeaveOneOut(
      function, on: device, text: DeviceLeaveOneOut.text, batch: 64)
    for threads in [1, 3] {
      #expect(
        try inBatches.logLikelihoods(sigma: 5, varsigmas: [0.5], threads: threads)
          == function.logLikelihoods(sigma: 5, varsigmas: [0.5]))
    }
  }

  /// Sums that differ in the 40th bit, or hold the void itself, give another answer.
  @Test("drill", arguments: DeviceInventory.devices)
  func drill(device: Device) throws {
    let function = try Self.function(2, 300)
    let wanted = try function.logLikelihoods(sigma: 5, varsigmas: [0.5])
    var pieces = DeviceLeaveOneOut.text.pieces
    let turned = "#define assay_sum_of_lanes(l) (0x1.0000000001p0 * assay_sum_of_lanes(l))"
    pieces.insert(.text(turned), at: pieces.count - 1)
    let faulty = try DeviceLeaveOneOut(
      function, on: device, text: KernelText(pieces, usesDouble: true))
    let found = try faulty.logLikelihoods(sigma: 5, varsigmas: [0.5])
    #expect(!Validation(found, reference: wanted, bound: 0).isValid)
    // A part in 10^12 of each sum is within what other orders of a sum may differ by; a void that is
    // not left out is not.
    #expect(
      Validation(found, reference: wanted, bound: DwarfLimitsWorkloads.boundOfTuning).isValid)
    var conventions = MLFermiConventions()
    conventions.keepsSelf = true
    let other = try DeviceLeaveOneOut(Self.function(2, 300, conventions), on: device)
      .logLikelihoods(sigma: 5, varsigmas: [0.5])
    #expect(
      !Validation(other, reference: wanted, bound: DwarfLimitsWorkloads.boundOfTuning).isValid)
  }

  @Test("workload", arguments: DeviceInventory.devices)
  func workload(device: Device) throws {
    let workload = try DwarfLimitsWorkloads.tuning(voids: 200, threads: 1, devices: [device])
    let variant = try #require(workload.variants.last)
    #expect(variant.device == device.info.id)
    let (found, wanted) = (try variant.run(), try workload.variants[0].run())
    #expect(Validation(found, reference: wanted, bound: variant.bound).isValid)
    #expect(try workload.sized?(0.1).variants.last?.device == device.info.id)
  }

  /// The size for accelerators: the CPU's kernel with all threads first, the same bits from the others.
  @Test("large workload", arguments: DeviceInventory.devices)
  func largeWorkload(device: Device) throws {
    #expect(try DwarfLimitsWorkloads.largeTuning(threads: 2, devices: []).isEmpty)
    let large = try DwarfLimitsWorkloads.largeTuning(voids: 150, threads: 2, devices: [device])
    let workload = try #require(large.first)
    let id = device.info.id
    #expect(
      workload.variants.map(\.id) == ["simd threads=2", "\(id) double", "\(id) double threads=2"])
    let wanted = try workload.variants[0].run()
    for variant in workload.variants.dropFirst() {
      #expect(Validation(try variant.run(), reference: wanted, bound: 0).isValid)
    }
  }

  @Test("refusals", arguments: DeviceInventory.devices)
  func refusals(device: Device) throws {
    let accelerated = try DeviceLeaveOneOut(Self.function(1, 5), on: device)
    let sentence = try MLFermiFixture.sentence {
      _ = try accelerated.logLikelihoods(sigma: .nan, varsigmas: [1])
    }
    #expect(sentence.contains("sigma"))
  }
}
