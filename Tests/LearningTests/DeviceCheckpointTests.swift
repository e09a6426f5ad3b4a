// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Numerics
import Testing

@testable import Learning

/// Who may go on from whose checkpoint, and what is left when a device is lost.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DeviceCheckpointTests {
  private typealias Training = DeviceTrainingTests

  private static func refused(_ trainer: Trainer<Float>, _ path: String) -> String {
    refusal { _ = try trainer.train(SpotTask.network(), checkpoint: path) }
  }

  /// That of the CPU on a device and the other way round, and that of another device.
  @Test(arguments: DeviceFixture.devices)
  func staysWhereItWas(device: Device) throws {
    let other = Device(LosableDriver(device, name: "another"))
    try withFolder { folder in
      let (cpu, there) = ("\(folder)/cpu", "\(folder)/there")
      _ = try Training.cpu(epochs: 1).train(SpotTask.network(), checkpoint: cpu)
      _ = try Training.trainer(device, epochs: 1).train(SpotTask.network(), checkpoint: there)
      for mayGoOn in [false, true] {
        let ours = try Training.trainer(device, epochs: 2, cpuMayGoOn: mayGoOn)
        let found = Self.refused(ours, cpu)
        let accepted = "accepted: one on \(device.info.backend.rawValue)"
        #expect(found.contains("found a training on the CPU; \(accepted)"), "\(found)")
        let others = try Training.trainer(other, epochs: 2, cpuMayGoOn: mayGoOn)
        let sentence = Self.refused(others, there)
        #expect(sentence.contains("another, or --if-lost cpu"), "\(sentence)")
      }
      let found = Self.refused(Training.cpu(epochs: 2), there)
      #expect(found.contains(device.info.name) && found.contains("accepted: one on the CPU"))
      #expect(found.contains("remove the file to train anew"))
    }
  }

  /// The file of the CPU is what it was before there were devices.
  @Test func checkpointOfTheCPUHasNoPlace() throws {
    try withFolder { folder in
      let path = "\(folder)/cpu"
      _ = try Training.cpu(epochs: 1).train(SpotTask.network(), checkpoint: path)
      let text = try #require(try TensorFile.read(path).metadata["checkpoint"])
      #expect(text.contains("\"digest\"") && !text.contains("place"))
    }
  }

  /// The device is lost in the second epoch: the first is kept, and the CPU takes over from there
  /// if it may, with the same bits whoever asks.
  @Test(arguments: DeviceFixture.devices)
  func theCPUGoesOn(device: Device) throws {
    let counter = LosableDriver(device)
    let first = try Training.trainer(Device(counter), epochs: 1).train(SpotTask.network())
    let losing = Device(LosableDriver(device, launches: counter.launches + 10))
    try withFolder { folder in
      let (path, copy) = ("\(folder)/checkpoint", "\(folder)/copy")
      let sentence = Self.refused(try Training.trainer(losing, epochs: 3), path)
      #expect(sentence.contains("the device was lost"), "\(sentence)")
      try TensorFile.read(path).write(to: copy)
      #expect(Self.refused(Training.cpu(epochs: 3), path).contains("--if-lost cpu"))

      let cpu = Training.cpu(epochs: 3).on(nil, cpuMayGoOn: true)
      let result = try cpu.train(SpotTask.network(), checkpoint: path)
      #expect(result.history.epochs.count == 3)
      #expect(result.history.epochs[0] == first.history.epochs[0])
      #expect(result.place.text.hasSuffix("\(device.info.name); from epoch 2 on the CPU"))

      // Stopped after the second epoch; the device is back, and the training stays with the CPU.
      _ = try Training.cpu(epochs: 2).on(nil, cpuMayGoOn: true).train(
        SpotTask.network(), checkpoint: copy)
      let back = try Training.trainer(device, epochs: 3)
      #expect(Self.refused(back, copy).contains("from epoch 2 on the CPU; accepted"))
      let again = try back.on(device, cpuMayGoOn: true).train(
        SpotTask.network(), checkpoint: copy)
      #expect(again.network.weights == result.network.weights)
      #expect(again.history == result.history && again.place == result.place)
    }
  }

  /// Lost in the first epoch: the CPU begins, and that the device was to is not forgotten.
  @Test(arguments: DeviceFixture.devices)
  func lostAtOnce(device: Device) throws {
    let losing = Device(LosableDriver(device, launches: 5))
    let cpu = try Training.cpu(epochs: 1).train(SpotTask.network())
    try withFolder { folder in
      let path = "\(folder)/checkpoint"
      let sentence = Self.refused(try Training.trainer(losing, epochs: 1), path)
      #expect(sentence.contains("the device was lost"), "\(sentence)")
      let result = try Training.trainer(device, epochs: 1).on(nil, cpuMayGoOn: true).train(
        SpotTask.network(), checkpoint: path)
      #expect(result.place.text.hasSuffix("; from epoch 1 on the CPU"))
      #expect(result.network.weights == cpu.network.weights && result.history == cpu.history)
    }
  }
}
