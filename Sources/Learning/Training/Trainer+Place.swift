// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
internal import Numerics

/// A device as a trainer knows it, whatever the kind of its numbers.
struct TrainingDevice<Element: Scalar>: Sendable {
  let name: String
  /// The network and the optimiser of a trainer, on the device, with at most so many samples a pass.
  let engine:
    @Sendable (Trainer<Element>, Network<Element>, OptimiserState<Element>, _ samplesPerPass: Int?)
      throws(AssayError) -> any TrainingEngine<Element>
}

extension Trainer where Element == Float {
  /// The same training, its batches and validation worked on a device; see ``DeviceNetwork``.
  ///
  /// Weights differ from those of the CPU by the rounding of sums, which grows from epoch to epoch.
  /// The same device gives the same bits, also from a checkpoint, whatever the threads, which draw
  /// samples while the device works: as long as its memory holds the same passes. The first batch
  /// asks for it; where it is refused, batches are worked in parts from then on, which differs by
  /// rounding. A checkpoint remembers these parts, so that the same ones are made with more memory.
  /// With less, passes become smaller yet, and the bits are others from that epoch on.
  ///
  /// A checkpoint remembers its device by backend and name and is
  /// refused elsewhere, unless `cpuMayGoOn`: with a device of nil the CPU then takes one of any
  /// device and goes on from its epoch. A training that has gone over stays with the CPU, also with
  /// its device given again. ``TrainingResult/place`` tells.
  ///
  /// Where the device is lost `train` throws `deviceLost`; the checkpoint holds the epoch before,
  /// or the beginning. It throws what ``DeviceNetwork`` refuses: `badValue` for a layer, an
  /// activation or a loss that has no kernel.
  ///
  /// - Parameters:
  ///   - device: nil for the CPU.
  ///   - cpuMayGoOn: whether the CPU may go on with what a device has begun.
  ///   - matrices: of the same device; nil for the kernel of this package.
  ///   - most: samples of a pass; larger batches are worked in parts, which differs by rounding. A
  ///     checkpoint does not remember this number.
  public func on(
    _ device: Device?, cpuMayGoOn: Bool = false, matrices: (any DeviceMatrices)? = nil,
    most: Int = 1024
  ) -> Trainer {
    var trainer = self
    trainer.cpuMayGoOn = cpuMayGoOn
    trainer.device = device.map { device in
      TrainingDevice(name: "\(device.info.backend.rawValue) \(device.info.name)") {
        (trainer, network, optimiser, samplesPerPass) throws(AssayError) in
        let there = try DeviceNetwork(
          network, on: device, loss: trainer.loss, optimiser: trainer.options.optimiser,
          matrices: matrices, most: min(most, samplesPerPass ?? most))
        return try DeviceEngine(
          network, optimiser, there, batch: trainer.options.batch, threads: trainer.threads)
      }
    }
    return trainer
  }
}

extension Trainer {
  /// What to go on from: the checkpoint, or the beginning where there is none.
  func start(
    _ network: Network<Element>, _ path: String?
  ) throws(AssayError) -> Checkpoint<Element> {
    let own = TrainingPlace(device: device?.name)
    let fresh = Checkpoint(
      network, options.optimiser, digest: try digest(network), place: own)
    guard let path, FilePresence.exists(path) else { return fresh }
    let state = try Checkpoint.read(path, expecting: fresh)
    guard let begun = state.place.device else {
      guard own.device == nil else { throw refusal(of: state.place, path) }
      return state
    }
    let isOwn = begun == own.device && state.place.cpuFrom == nil
    guard isOwn || cpuMayGoOn && (own.device ?? begun) == begun else {
      throw refusal(of: state.place, path)
    }
    return state
  }

  private func refusal(of place: TrainingPlace, _ path: String) -> AssayError {
    let own = TrainingPlace(device: device?.name).text
    let way = place.device == nil ? "" : ", or --if-lost cpu, with which the CPU goes on from it"
    return .badInput(
      file: path, place: "metadata, checkpoint, place", found: "a training on \(place.text)",
      accepted: "one on \(own)\(way); remove the file to train anew")
  }

  /// The engine for the epochs after a checkpoint, which is told where the CPU takes over.
  func engine(
    _ network: Network<Element>, _ state: inout Checkpoint<Element>
  ) throws(AssayError) -> any TrainingEngine<Element> {
    var network = network
    network.weights = state.weights
    if let device, state.place.cpuFrom == nil {
      return try device.engine(self, network, state.optimiser, state.place.samplesPerPass)
    }
    if state.place.device != nil, state.place.cpuFrom == nil {
      state.place.cpuFrom = state.history.epochs.count + 1
    }
    let gradients = BatchGradient(network, loss: loss, matrices: matrices, lanes: options.lanes)
    return HostEngine(network, state.optimiser, gradients, threads: threads)
  }
}
