// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Numerics
import Synchronization
import Testing

@testable import Timing

/// Counts how often it was asked.
final class Calls: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}

/// Variants on accelerators, as the clock and the table see them.
@Suite struct DeviceVariantTests {
  static func variant(_ toy: Toy, seconds: Double, result: [Double] = [1, 2]) -> Variant {
    var variant = toy.variant("opencl:0 double", seconds: seconds, result: result)
    variant.device = "opencl:0"
    return variant
  }

  /// Peak 40e6 flop/s and 20e6 bytes/s, whatever the CPU has.
  static let ceilings: Ceilings = {
    var ceilings = Toy.ceilings
    ceilings.accelerators = [
      .init(device: "opencl:0", single: 80e6, double: 40e6, bytesPerSecond: 20e6),
      .init(device: "cuda:0", single: 1e9, double: nil, bytesPerSecond: 1e9),
    ]
    return ceilings
  }()

  @Test func theClockIsTheWall() {
    #expect(TimeKind(threads: 1) == .cpu && TimeKind(threads: 1, device: "cuda:0") == .wall)
  }

  static let bounds: [(flops: Double, bytes: Double, rate: Double, name: String)] = [
    (2, 16, 20e6 / 16, "memory of opencl:0"), (100, 16, 40e6 / 100, "FMA double of opencl:0"),
    (2, 0, 20e6, "FMA double of opencl:0"),
  ]

  @Test(arguments: bounds.indices)
  func theCeilingIsThatOfTheDevice(_ i: Int) {
    let (flops, bytes, rate, name) = Self.bounds[i]
    let toy = Toy()
    let variant = Self.variant(toy, seconds: 1)
    var workload = toy.workload([variant])
    // Small enough for a cache of the CPU: that is no business of the device.
    (workload.flopsPerItem, workload.bytesPerItem, workload.workingSet) = (flops, bytes, 8192)
    let bound = Self.ceilings.bound(of: workload, variant)
    #expect(bound == Ceilings.Bound(itemsPerSecond: rate, name: name))
  }

  @Test func aDeviceWithoutCeilingsOrPrecisionHasNoShare() {
    let toy = Toy()
    var variant = Self.variant(toy, seconds: 1)
    let workload = toy.workload([variant])
    #expect(Toy.ceilings.bound(of: workload, variant) == nil)
    variant.device = "cuda:0"
    #expect(Self.ceilings.bound(of: workload, variant)?.name == "memory of cuda:0")
  }

  /// It stands in the same table, is no family of threads, gives no sizes and has its own control.
  @Test func aDeviceIsARowBesideTheOthers() throws {
    let toy = Toy()
    let record = try toy.record([
      toy.variant("scalar", seconds: 1), toy.variant("simd", seconds: 0.5),
      Self.variant(toy, seconds: 0.01), toy.variant("threads=2", seconds: 0.3, threads: 2),
    ])
    let rows = record.workloads[0].variants
    #expect(rows.map(\.device) == [nil, nil, "opencl:0", nil])
    #expect(rows.allSatisfy { $0.validation.isValid })
    #expect(rows[2].summary?.kind == .wall && rows[1].summary?.kind == .cpu)
    // A bare "threads=2" belongs to the last variant of the CPU.
    #expect(ThreadScaling.all(of: record.workloads[0]).map(\.family) == ["simd"])
    #expect(record.controls.map(\.variant) == ["simd", "threads=2", "opencl:0 double"])
    #expect(record.controls[2].kind == .wall)
    #expect(record.workloads[0].best?.id == "opencl:0 double")
  }

  /// A wrong answer of a device has no time; nor has a device that refuses.
  @Test func aWrongDeviceHasNoTime() throws {
    let toy = Toy()
    var lost = Self.variant(toy, seconds: 0.01)
    lost.id = "opencl:0 single"
    lost.run = { () throws(AssayError) in
      throw AssayError(DeviceError.lost(device: "opencl:0", call: "clFinish", code: "gone"))
    }
    let record = try toy.record([
      toy.variant("scalar", seconds: 1), Self.variant(toy, seconds: 0.01, result: [1, 2.5]), lost,
    ])
    let rows = record.workloads[0].variants
    #expect(rows[1].summary == nil && rows[1].validation.reason?.contains("bits") == true)
    #expect(rows[2].summary == nil && rows[2].validation.reason?.contains("lost") == true)
    #expect(rows[1].validation.isRefused == nil && rows[2].validation.isRefused == true)
    #expect(record.hasWrongAnswer)
  }

  /// What the machine or its driver lacks, and what is a fault of the program.
  static let failures: [(error: AssayError, isRefusal: Bool)] = [
    (AssayError(.outOfMemory(device: "opencl:0", bytes: 12)), true),
    (AssayError(.noCompiler(device: "opencl:0", reason: "not found")), true),
    (AssayError(.noDouble(device: "opencl:0", kernel: "k")), true),
    (AssayError(.unavailable(device: "opencl:0", call: "open", code: "taken")), true),
    (AssayError(.lost(device: "opencl:0", call: "clFinish", code: "gone")), true),
    (AssayError(.build(device: "opencl:0", kernel: "k", log: "line 3")), false),
    (AssayError(.call(device: "opencl:0", call: "clSetKernelArg", code: "-50")), false),
    (.badValue(name: "steps", found: "0", accepted: "above 0"), false),
    (.failed("no convergence"), false),
  ]

  @Test(arguments: failures.indices)
  func onlyWhatTheMachineLacksIsNoWrongAnswer(_ i: Int) throws {
    let (error, isRefusal) = Self.failures[i]
    let toy = Toy()
    var failing = Self.variant(toy, seconds: 0.01)
    failing.run = { () throws(AssayError) in throw error }
    let record = try toy.record([toy.variant("scalar", seconds: 1), failing])
    let row = record.workloads[0].variants[1]
    #expect(row.summary == nil && row.validation.reason == "did not run: \(error)")
    #expect(row.validation.isRefused == (isRefusal ? true : nil))
    #expect(record.hasWrongAnswer == !isRefusal)
    // On the CPU nothing is excused.
    failing.device = nil
    let plain = try toy.record([toy.variant("scalar", seconds: 1), failing])
    #expect(plain.hasWrongAnswer)
  }

  /// A device that goes away in the middle costs its own rows and is no wrong answer; a call that
  /// fails in the middle is one.
  @Test(
    arguments: [1, 2, 3, 7],
    [
      DeviceError.lost(device: "opencl:0", call: "clFinish", code: "gone"),
      .call(device: "opencl:0", call: "clFinish", code: "CL_INVALID_VALUE"),
    ])
  func aDeviceThatFailsLaterCostsItsOwnRows(_ answers: Int, _ error: DeviceError) throws {
    let toy = Toy()
    var failing = Self.variant(toy, seconds: 0.01)
    let (calls, run) = (Calls(), failing.run)
    failing.run = { () throws(AssayError) in
      guard calls.next() <= answers else { throw AssayError(error) }
      return try run()
    }
    let record = try toy.record([
      toy.variant("scalar", seconds: 1), toy.variant("simd", seconds: 0.5), failing,
    ])
    let rows = record.workloads[0].variants
    #expect(rows[1].summary != nil && rows[1].pairs.count == 20)
    #expect(rows[2].summary == nil && rows[2].pairs.isEmpty)
    #expect((rows[2].validation.isRefused == true) == error.isLoss)
    #expect(record.hasWrongAnswer == !error.isLoss)
    #expect(record.controls.map(\.variant) == ["simd"])
  }

  static let energies: [(counter: String?, seconds: Double, joules: [Double?], reason: String?)] = [
    ("cuda:0 has no counter", 10, [nil], "cuda:0 has no counter"),
    ("cuda:0 has no counter", 0.3, [nil], "cuda:0 has no counter"),
    (nil, 0.3, [nil, nil], "a stretch of 3 s is wanted, and a workload has 0.3 s (--seconds)"),
    (nil, 2.9, [], "a stretch of 3 s is wanted, and a workload has 2.9 s (--seconds)"),
    (nil, 3, [2, 5], nil), (nil, 10, [], nil),
    (nil, 3, [2, nil, 5], "the counter or the device failed in 1 of 3 rows"),
  ]

  /// "Not measured" never stands without its reason.
  @Test(arguments: energies.indices)
  func energyThatIsNotMeasuredHasAReason(_ i: Int) throws {
    let (counter, seconds, joules, reason) = Self.energies[i]
    let toy = Toy()
    let record = try toy.record([
      toy.variant("scalar", seconds: 1), Self.variant(toy, seconds: 0.01),
    ])
    let rows = joules.map { joules in
      var row = record.workloads[0].variants[1]
      row.summary?.joulesPerItem = joules
      return row
    }
    var measurement = toy.measurement()
    measurement.limits.seconds = seconds
    #expect(measurement.energyReason(counter: counter, rows: rows) == reason)
  }

  @Test(
    .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"),
    arguments: DeviceInventory.devices)
  func ceilingsOfADeviceAreMeasured(_ device: Device) throws {
    let probe = CeilingProbe(
      cores: 1, caches: [CacheLevel(level: 1, bytes: 1024, sharedBy: 1)], devices: [device],
      quick: true)
    var problems: [String: String] = [:]
    let ceiling = try #require(probe.measure(problems: &problems).accelerators?.first)
    #expect(problems.isEmpty)
    #expect(ceiling.device == device.id && ceiling.single > 0 && ceiling.bytesPerSecond > 0)
    #expect((ceiling.double != nil) == device.info.hasDouble)
  }
}
