// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Harness
import Learning
import Numerics
import Testing

@testable import UHECRAnisotropy

@Suite struct CellTrainingTests {
  private static let training = CellTraining(
    epochs: 3, samplesPerEpoch: 300, batch: 100, validationSamples: 200, patience: 3)

  private static func cell(_ network: SphereNetwork) -> Cell {
    Cell(source: Mock.source, network: network, events: 30)
  }

  private static func sampler(_ cell: Cell) throws -> EventSampler {
    cell.network == .single
      ? try EventSampler(counting: cell.events, of: [Mock.rows()])
      : try EventSampler(binning: .published, events: cell.events, of: [Mock.rows()])
  }

  /// A training stopped after its first epoch ends, from its checkpoint and with other threads, with
  /// the bits of one that was never stopped.
  @Test(arguments: SphereNetwork.allCases)
  func stoppedAndResumed(_ network: SphereNetwork) throws {
    let cell = Self.cell(network)
    let sampler = try Self.sampler(cell)
    let whole = try Self.training.train(cell, sampler, seed: 9, threads: 1)
    #expect(whole.history.epochs.count == 3)

    let folder = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let checkpoint = folder + "/cell.checkpoint"
    #expect(throws: AssayError.self) {
      try Self.training.train(
        cell, sampler, seed: 9, threads: 1, checkpoint: checkpoint,
        progress: { epoch throws(AssayError) in
          if epoch.number == 2 { throw AssayError.interrupted(remedy: "go on") }
        })
    }
    #expect(FileManager.default.fileExists(atPath: checkpoint))
    var epochs: [Int] = []
    let resumed = try Self.training.train(
      cell, sampler, seed: 9, threads: 2, checkpoint: checkpoint,
      progress: { epochs.append($0.number) })
    #expect(epochs.first != 1 && epochs.last == 3)
    #expect(resumed.history == whole.history)
    #expect(resumed.network.weights == whole.network.weights)
    CellTraining.forget(checkpoint)
    #expect(!FileManager.default.fileExists(atPath: checkpoint))
  }

  /// The direct towers of both networks are trained on a device, with the losses of the CPU, and by
  /// the same bits whatever the threads.
  @Test(
    .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"),
    arguments: DeviceInventory.devices, SphereNetwork.allCases)
  func onADevice(_ device: Device, _ network: SphereNetwork) throws {
    let training = CellTraining(
      epochs: 1, samplesPerEpoch: 10, batch: 4, validationSamples: 5, patience: 3, filters: 4)
    let cell = Self.cell(network)
    let sampler = try Self.sampler(cell)
    let cpu = try training.train(cell, sampler, seed: 9, threads: 1)
    let one = try training.train(cell, sampler, seed: 9, threads: 1, on: device)
    let two = try training.train(cell, sampler, seed: 9, threads: 2, on: device)
    #expect(one.network.weights == two.network.weights && one.history == two.history)
    #expect(one.place.device?.hasSuffix(device.info.name) == true && cpu.place.device == nil)
    // Three steps of sums that are rounded otherwise, see the tests of the module Learning.
    let (ours, theirs) = (one.history.epochs[0], cpu.history.epochs[0])
    #expect((ours.trainingLoss / theirs.trainingLoss - 1).magnitude <= 1e-5)
    #expect((ours.validationLoss / theirs.validationLoss - 1).magnitude <= 1e-5)
  }

  /// A task of a run trains on the device of the run, with its bits, and says so; else on the CPU.
  @Test(
    .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"),
    arguments: DeviceInventory.devices)
  func inARun(_ device: Device) throws {
    let training = CellTraining(
      epochs: 1, samplesPerEpoch: 10, batch: 4, validationSamples: 5, patience: 3, filters: 4)
    let cell = Self.cell(.single)
    let sampler = try Self.sampler(cell)
    let task = TaskContext(seed: 9, stream: 1, threads: 1)
    func train(_ context: RunContext) throws -> (TrainingResult<Float>, String) {
      let result = try training.train(
        cell, sampler, seed: 9, NetworkConventions(), task, context)
      return (result, CellTraining.told([result.place, result.place], context))
    }
    var context = RunContext(reference: try Fixture.library())
    let (cpu, nothing) = try train(context)
    context.device = RunDevice(device, threads: 2)
    let (there, told) = try train(context)
    let wanted = try training.train(cell, sampler, seed: 9, threads: 1, on: device)
    #expect(there.network.weights == wanted.network.weights && there.history == wanted.history)
    #expect(cpu.place.device == nil && nothing.isEmpty)
    #expect(told == ", trained on \(try #require(context.device).name)")
  }

  /// Checkpoints are told apart by all that decides a training.
  @Test(.enabled(if: DeflectionMapCache.standard != nil, "no folder for caches can be written"))
  func checkpointsByContent() throws {
    let cell = Self.cell(.single)
    let sampler = try Self.sampler(cell)
    let path = { (training: CellTraining, cell: Cell, sampler: EventSampler, seed: UInt64) in
      try training.checkpoint(cell, sampler, seed: seed)
    }
    let first = try #require(try path(Self.training, cell, sampler, 1))
    #expect(try path(Self.training, cell, sampler, 1) == first)
    var longer = Self.training
    longer.epochs += 1
    let other = try EventSampler(counting: 30, of: [Mock.rows(radius: 0.3)])
    let binned = Self.cell(.binned)
    let names = [
      first, try path(longer, cell, sampler, 1), try path(Self.training, cell, sampler, 2),
      try path(Self.training, cell, other, 1),
      try path(Self.training, binned, try Self.sampler(binned), 1),
      try Self.training.checkpoint(cell, sampler, seed: 1, device: "cuda NVIDIA H200"),
    ]
    #expect(Set(names).count == 6)
  }
}
