// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Numerics
import Synchronization
import Testing

@testable import Learning

/// Whole trainings on a device.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DeviceTrainingTests {
  static let rules: [Optimiser] = [
    .adadelta(), .adam(rate: 5e-3), .descent(rate: 0.1, momentum: 0.9),
  ]

  static func trainer(
    _ device: Device, epochs: Int, _ rule: Optimiser = .adadelta(), threads: Int = 1,
    cpuMayGoOn: Bool = false, most: Int = 1024
  ) throws -> Trainer<Float> {
    try cpu(epochs: epochs, rule, threads: threads).on(
      device, cpuMayGoOn: cpuMayGoOn, matrices: DeviceFixture.matrices(device), most: most)
  }

  static func cpu(
    epochs: Int, _ rule: Optimiser = .adadelta(), threads: Int = 1
  ) -> Trainer<Float> {
    var options = SpotTask.options(epochs: epochs)
    options.optimiser = rule
    return SpotTask.trainer(options, threads: threads)
  }

  /// Thirteen steps. Gradients deviate by some 1e-6 of the largest (``DeviceNetworkTests/bound``).
  /// Adam and Adadelta make whole steps of gradients that are nothing but rounding, but by such
  /// weights the loss does not change. 2e-8 of the loss is seen; a rate that is 1/200 off makes 2e-4.
  private static let bound = 1e-5

  @Test(arguments: DeviceFixture.devices, rules)
  func firstEpochIsThatOfTheCPU(device: Device, rule: Optimiser) throws {
    let ours = try Self.trainer(device, epochs: 1, rule).train(SpotTask.network()).history.epochs[0]
    let cpu = try Self.cpu(epochs: 1, rule).train(SpotTask.network()).history.epochs[0]
    #expect((ours.trainingLoss / cpu.trainingLoss - 1).magnitude <= Self.bound)
    #expect((ours.validationLoss / cpu.validationLoss - 1).magnitude <= Self.bound)
    // One sample of 101 may lie on the other side by a hair.
    let gap = try #require(ours.accuracy) - #require(cpu.accuracy)
    #expect(gap.magnitude <= 1.5 / 101)
  }

  /// A cycle of rates is followed step by step: with the optimiser's own rate the losses are others.
  @Test(arguments: DeviceFixture.devices)
  func ratesOfACycle(device: Device) throws {
    func loss(_ trainer: Trainer<Float>, top: Double) throws -> Double {
      var trainer = trainer
      trainer.options.cycle = try RateCycle(steps: 13, top: top)
      return try trainer.train(SpotTask.network()).history.epochs[0].trainingLoss
    }
    let rule = Optimiser.adam()
    let ours = try loss(Self.trainer(device, epochs: 1, rule), top: 0.02)
    #expect((ours / (try loss(Self.cpu(epochs: 1, rule), top: 0.02)) - 1).magnitude <= Self.bound)
    let other = try loss(Self.cpu(epochs: 1, rule), top: 0.0201)
    #expect((ours / other - 1).magnitude > Self.bound)
  }

  /// The same bits again, whatever the threads, each sample drawn once.
  @Test(arguments: DeviceFixture.devices, [2, 5])
  func threadsDoNotMatter(device: Device, threads: Int) throws {
    let drawn = Mutex(0)
    func train(_ threads: Int) throws -> TrainingResult<Float> {
      var trainer = try Self.trainer(device, epochs: 2, threads: threads)
      trainer.training = { epoch, index in
        drawn.withLock { $0 += 1 }
        return SpotTask.sample(stream: UInt64(epoch), index: index)
      }
      return try trainer.train(SpotTask.network())
    }
    let (one, many) = (try train(1), try train(threads))
    #expect(one.network.weights == many.network.weights && one.history == many.history)
    #expect(drawn.withLock { $0 } == 2 * 2 * 250)
    #expect(one.place.device?.contains(device.info.name) == true && one.place.cpuFrom == nil)
  }

  /// Batches in parts differ by rounding alone.
  @Test(arguments: DeviceFixture.devices)
  func partsOfBatches(device: Device) throws {
    let whole = try Self.trainer(device, epochs: 1).train(SpotTask.network())
    let parts = try Self.trainer(device, epochs: 1, most: 7).train(SpotTask.network())
    let (a, b) = (whole.history.epochs[0], parts.history.epochs[0])
    #expect((b.trainingLoss / a.trainingLoss - 1).magnitude <= Self.bound)
    #expect((b.validationLoss / a.validationLoss - 1).magnitude <= Self.bound)
  }

  /// Stopped after an epoch and started again: the same bits as without a stop.
  @Test(arguments: DeviceFixture.devices, rules)
  func resumes(device: Device, rule: Optimiser) throws {
    let whole = try Self.trainer(device, epochs: 3, rule).train(SpotTask.network())
    try withFolder { folder in
      let path = "\(folder)/checkpoint"
      for epochs in [1, 3] {
        let result = try Self.trainer(device, epochs: epochs, rule).train(
          SpotTask.network(), checkpoint: path)
        #expect(result.history.epochs == Array(whole.history.epochs.prefix(epochs)))
        if epochs == 3 { #expect(result.network.weights == whole.network.weights) }
      }
    }
  }

  /// What cannot be done there is said in one sentence, before anything is drawn.
  @Test(arguments: DeviceFixture.devices)
  func refusals(device: Device) throws {
    var trainer = try Self.trainer(device, epochs: 1)
    let sphere = try DeviceFixture.network(.softplus, seed: 1)
    #expect(refusal { _ = try trainer.train(sphere) }.contains("the activation softplus"))
    trainer.training = { _, index in
      Sample(.dense([Float](repeating: 1, count: 64)), target: [index == 30 ? .infinity : 1])
    }
    #expect(
      refusal { _ = try trainer.train(SpotTask.network()) }.contains("in epoch 1, samples 20..<40"))
    trainer.options.monitor = .accuracy
    trainer.training = { epoch, index in SpotTask.sample(stream: UInt64(epoch), index: index) }
    trainer.loss = MeanSquare()
    #expect(
      refusal { _ = try trainer.train(SpotTask.network()) }.contains("accuracy with the loss"))
  }
}
