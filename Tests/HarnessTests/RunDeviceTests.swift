// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Synchronization
import Testing

@testable import Harness

/// The device of a run: what is kept apart by it, and who has it when.
@Suite struct RunDeviceTests {
  let scratch = Scratch()

  private static let name = "cuda Toy GPU"
  private static let devices = DeviceInventory.devices

  /// A run without a device leaves the bytes that it left before there were devices.
  @Test func keysOfADeviceAreAbsentWithoutOne() throws {
    for device in [nil, RunDevice(named: Self.name)] {
      let folder = scratch(device?.name ?? "cpu")
      let record = try Toy.run(RunOptions(output: folder, device: device))
      #expect(record.run.device == device?.name)
      for file in ["record.json", "journal.ndjson"] {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        #expect(text.contains("\"device\"") == (device != nil), "\(file)")
      }
    }
  }

  @Test func resumeOnAnotherDeviceIsRefused() throws {
    try Toy.run(RunOptions(output: scratch("run"), device: RunDevice(named: Self.name)))
    let error = try #require(throws: AssayError.self) {
      try Toy.run(RunOptions(output: scratch("run"), resume: true))
    }
    #expect(
      "\(error)".contains(
        "a run with device \(Self.name); accepted: device cpu, as this run has"), "\(error)")
  }

  /// Shards of one device are merged where it is not; those of two are not.
  @Test func shardsOfOneDevice() throws {
    for (index, device) in [(0, Self.name), (1, Self.name), (1, nil)] as [(Int, String?)] {
      try Toy.run(
        RunOptions(
          shard: try Shard(index: index, count: 2), output: scratch("\(index) \(device ?? "cpu")"),
          device: device.map(RunDevice.init(named:))))
    }
    func merge(_ last: String) throws -> RunRecord {
      let folders = [scratch("0 \(Self.name)"), scratch("1 \(last)")]
      let options = try Runner.mergeOptions(folders: folders, output: scratch("merged"))
      return try Toy.runner(options).merge(folders: folders, environment: Toy.environment)
    }
    #expect(try merge(Self.name).run.device == Self.name)
    let error = try #require(throws: AssayError.self) { try merge("cpu") }
    #expect("\(error)".contains("a run with device cpu; accepted: device \(Self.name)"), "\(error)")
  }

  /// Work that the cancelled run kept from beginning is left for the next one and is no failure.
  @Test(arguments: [0, 1]) func interruptedJobsAreNoFailures(_ stopped: Int) throws {
    let all = try RunnerPool.run(costs: [1, 2], threads: 1, cancellation: nil) {
      (job: Int) throws(AssayError) in
      if job == stopped { throw .interrupted(remedy: "go on") }
    }
    #expect(!all)
  }

  // MARK: Whose turn it is

  @Test(.enabled(if: !devices.isEmpty, "no accelerator here"), arguments: devices)
  func oneTaskAtATime(_ device: Device) throws {
    let there = RunDevice(device, threads: 4)
    let inside = Mutex(0)
    let most = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      let found = try? there.run { (device) throws(AssayError) in
        let now = inside.withLock { count in
          count += 1
          return count
        }
        most.withLock { $0 = max($0, now) }
        Thread.sleep(forTimeInterval: 0.005)
        inside.withLock { $0 -= 1 }
        return device
      }
      #expect(found?.id == device.id)
    }
    #expect(most.withLock { $0 } == 1)
    #expect(there.name.hasSuffix(device.info.name) && there.notes == device.notes)
  }

  /// A device that is lost ends the run, or leaves this work and all after it to the CPU.
  @Test(.enabled(if: !devices.isEmpty, "no accelerator here"), arguments: devices, [false, true])
  func lost(_ device: Device, _ cpuMayGoOn: Bool) throws {
    let there = RunDevice(device, cpuMayGoOn: cpuMayGoOn, threads: 1)
    let asked = Mutex<[Bool]>([])
    func work() throws(AssayError) -> Int {
      try there.run { (device) throws(AssayError) in
        asked.withLock { $0.append(device != nil) }
        if device != nil { throw .deviceLost("gone") }
        return 1
      }
    }
    if cpuMayGoOn {
      #expect(try work() + work() == 2)
      #expect(asked.withLock { $0 } == [true, false, false])
      #expect(there.notes.last == "gone; went on with the CPU")
    } else {
      let error = try #require(throws: AssayError.self) { try work() }
      #expect("\(error)" == "gone; go on with --resume, or with --if-lost cpu as well")
    }
  }

  @Test(.enabled(if: !devices.isEmpty, "no accelerator here"), arguments: devices)
  func doesNotBeginInACancelledRun(_ device: Device) throws {
    let cancellation = Cancellation()
    let there = RunDevice(device, threads: 1, cancellation: cancellation)
    #expect(try there.run { $0?.id } == device.id)
    cancellation.cancel()
    #expect(throws: AssayError.self) { try there.run { $0?.id } }
  }
}
