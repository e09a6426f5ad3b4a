// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

extension CellTraining {
  /// Trains a network in a task of a run: on the run's device while no other task works there, with
  /// all cores of the run to draw samples; without a device on the CPU, with the task's own.
  ///
  /// Throws what training does and `RunDevice.run`.
  func train(
    _ cell: Cell, _ sampler: EventSampler, seed: UInt64, _ conventions: NetworkConventions,
    checkpoint: String? = nil, _ task: TaskContext, _ context: RunContext
  ) throws(AssayError) -> TrainingResult<Float> {
    guard let there = context.device else {
      return try train(
        cell, sampler, seed: seed, threads: task.threads, conventions, checkpoint: checkpoint)
    }
    return try there.run { (device) throws(AssayError) in
      try train(
        cell, sampler, seed: seed, threads: device == nil ? task.threads : there.threads,
        conventions, checkpoint: checkpoint, on: device, cpuMayGoOn: there.cpuMayGoOn)
    }
  }

  /// Where networks were trained, for a title: each place once. Empty in a run without a device.
  static func told(_ places: [TrainingPlace], _ context: RunContext) -> String {
    guard context.device != nil else { return "" }
    return ", trained on " + Set(places.map(\.text)).sorted().joined(separator: " and ")
  }
}
