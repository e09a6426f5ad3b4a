// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Hardware
@testable import Learning

/// Batches that a device's memory made smaller, from one process to the next.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DevicePartsTests {
  /// The device as another process has it, with its memory, or one byte short of what a pass of so
  /// many samples takes.
  private static func fresh(_ device: Device, shortFor samples: Int? = nil) throws -> Device {
    let whole = Device(device.driver)
    guard let samples else { return whole }
    let there = try DeviceNetwork(
      SpotTask.network(), on: whole, loss: BinaryCrossEntropy<Float>(),
      matrices: DeviceFixture.matrices(whole))
    _ = try there.evaluate((0..<samples).map { SpotTask.sample(stream: 1, index: $0) })
    return withExtendedLifetime(there) { Device(device.driver, memory: whole.bytesInUse - 1) }
  }

  private static func train(
    _ device: Device, epochs: Int, _ path: String? = nil
  ) throws -> TrainingResult<Float> {
    try DeviceTrainingTests.trainer(device, epochs: epochs).train(
      SpotTask.network(), checkpoint: path)
  }

  /// Halves of batches are other bits than whole ones; a training that began with them goes on with
  /// them where memory is no longer short.
  @Test(arguments: DeviceFixture.devices)
  func partsAreRemembered(device: Device) throws {
    let roomy = try Self.train(Self.fresh(device), epochs: 3)
    let tight = try Self.train(Self.fresh(device, shortFor: 20), epochs: 3)
    #expect(roomy.place.samplesPerPass == nil && tight.place.samplesPerPass == 10)
    #expect(tight.place.text.hasSuffix("\(device.info.name), 10 samples a pass"))
    // Else the rest of this test would show nothing.
    #expect(tight.history != roomy.history && tight.network.weights != roomy.network.weights)
    try withFolder { folder in
      let path = "\(folder)/checkpoint"
      _ = try Self.train(Self.fresh(device, shortFor: 20), epochs: 1, path)
      let resumed = try Self.train(Self.fresh(device), epochs: 3, path)
      #expect(resumed.network.weights == tight.network.weights)
      #expect(resumed.history == tight.history && resumed.place == tight.place)
    }
  }

  /// With still less memory the passes become smaller, and that is what is remembered then.
  @Test(arguments: DeviceFixture.devices)
  func smallerYet(device: Device) throws {
    try withFolder { folder in
      let path = "\(folder)/checkpoint"
      for (epochs, short, most) in [(1, 20, 10), (2, 10, 5), (3, nil, 5)] as [(Int, Int?, Int)] {
        let result = try Self.train(Self.fresh(device, shortFor: short), epochs: epochs, path)
        #expect(result.place.samplesPerPass == most)
      }
      let cpu = DeviceTrainingTests.cpu(epochs: 4).on(nil, cpuMayGoOn: true)
      let text = try cpu.train(SpotTask.network(), checkpoint: path).place.text
      #expect(text.hasSuffix(", 5 samples a pass; from epoch 4 on the CPU"), "\(text)")
    }
  }

  /// A checkpoint of whole batches is what it was before parts were remembered; a number that is
  /// none is told.
  @Test(arguments: DeviceFixture.devices)
  func theFile(device: Device) throws {
    try withFolder { folder in
      let path = "\(folder)/checkpoint"
      _ = try Self.train(Self.fresh(device), epochs: 1, path)
      var file = try TensorFile.read(path)
      let text = try #require(file.metadata["checkpoint"])
      #expect(text.contains("\"place\"") && !text.contains("samplesPerPass"))
      file.metadata["checkpoint"] = text.replacing(
        "\"place\":{", with: "\"place\":{\"samplesPerPass\":0,")
      try file.write(to: path)
      let sentence = refusal { _ = try Self.train(Self.fresh(device), epochs: 2, path) }
      #expect(sentence.contains("found 0 samples a pass; accepted: 1 or more"), "\(sentence)")
    }
  }
}
