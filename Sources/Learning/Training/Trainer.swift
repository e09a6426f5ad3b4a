// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Trains a network on samples that are made afresh for every epoch.
///
/// After each epoch the validation samples are evaluated, the same every time, and a checkpoint is
/// written whole or not at all. A run that was stopped and is started again with the same
/// checkpoint goes on where it was and ends with the same bits as one that was not stopped.
public struct Trainer<Element: Scalar>: Sendable {
  public typealias Measure = @Sendable (Evaluation<Element>) throws(AssayError) -> Double

  public var options: TrainingOptions
  public var loss: any Loss<Element>
  public var matrices: any MatrixBackend<Element>
  /// At most `options.lanes` of them help. The result does not depend on them.
  public var threads: Int
  /// What the samples are, in a few words; a checkpoint of other samples is refused.
  public var samples: String
  /// Sample `index` of epoch `epoch` (from 1): a function of these two numbers alone.
  public var training: @Sendable (_ epoch: Int, _ index: Int) throws(AssayError) -> Sample<Element>
  public var validation: @Sendable (_ index: Int) throws(AssayError) -> Sample<Element>
  /// A number of the caller's from the validation outputs, such as a minimal detectable fraction.
  public var measure: Measure?

  public init(
    options: TrainingOptions, loss: any Loss<Element>, matrices: any MatrixBackend<Element>,
    threads: Int, samples: String, measure: Measure? = nil,
    training:
      @escaping @Sendable (_ epoch: Int, _ index: Int) throws(AssayError) -> Sample<Element>,
    validation: @escaping @Sendable (_ index: Int) throws(AssayError) -> Sample<Element>
  ) {
    (self.options, self.loss, self.matrices) = (options, loss, matrices)
    (self.threads, self.samples) = (threads, samples)
    (self.measure, self.training, self.validation) = (measure, training, validation)
  }
}

/// What training leaves.
public struct TrainingResult<Element: Scalar>: Sendable {
  /// With the weights of the best epoch.
  public var network: Network<Element>
  public var history: TrainingHistory
  /// Whether patience ended it, not the number of epochs.
  public var stoppedEarly: Bool
}

extension Trainer {
  /// Trains until the epochs are done or patience ends.
  ///
  /// - Parameters:
  ///   - network: with the weights to start from.
  ///   - checkpoint: path of the checkpoint, read first where it exists; nil for none.
  ///   - progress: called after each epoch, when its checkpoint is written; may throw to stop.
  ///
  /// More epochs than a finished run had may be asked for with its checkpoint. Throws `badValue`
  /// for options out of range, `badInput` for a checkpoint of another run, `failed` where the loss
  /// is no longer a number, and what the samples and `progress` throw.
  public func train(
    _ network: Network<Element>, checkpoint path: String? = nil,
    progress: (TrainingHistory.Epoch) throws(AssayError) -> Void = { _ in }
  ) throws(AssayError) -> TrainingResult<Element> {
    try options.check()
    if options.monitor != .loss && options.monitor != .accuracy && measure == nil {
      throw .badValue(
        name: "monitor", found: "\(options.monitor.rawValue) without a measure",
        accepted: "loss, accuracy, or a measure of the caller's")
    }
    let digest = try digest(network)
    var state = Checkpoint(network, options.optimiser, digest: digest)
    if let path, FilePresence.exists(path) {
      state = try Checkpoint.read(path, expecting: state)
    }
    var current = network
    let gradients = BatchGradient(
      network, loss: loss, matrices: matrices, lanes: options.lanes)
    while state.history.epochs.count < options.epochs, !isPatienceOver(state.history) {
      current.weights = state.weights
      try epoch(state.history.epochs.count + 1, &current, &state, gradients)
      if let path { try state.write(to: path) }
      try progress(state.history.epochs[state.history.epochs.count - 1])
    }
    current.weights = state.best
    return TrainingResult(
      network: current, history: state.history, stoppedEarly: isPatienceOver(state.history))
  }

  private func isPatienceOver(_ history: TrainingHistory) -> Bool {
    options.patience.map { history.waiting >= $0 } ?? false
  }

  private func epoch(
    _ number: Int, _ network: inout Network<Element>, _ state: inout Checkpoint<Element>,
    _ gradients: BatchGradient<Element>
  ) throws(AssayError) {
    var sum = 0.0
    var result = LossGradient<Element>()
    for batch in Passes.ranges(options.samplesPerEpoch, size: options.batch) {
      let first = batch.lowerBound
      try gradients.evaluate(
        network, count: batch.count, threads: threads, step: state.optimiser.steps, into: &result
      ) { (index) throws(AssayError) in try training(number, first + index) }
      guard result.loss.isFinite else {
        throw .failed(
          "training left the numbers in epoch \(number), samples \(batch): the loss is "
            + "\(result.loss); a lower rate may help")
      }
      sum += result.loss * Double(batch.count)
      Element.step(
        options.optimiser(at: state.optimiser.steps), &state.optimiser, gradient: result.weights,
        weights: &network.weights)
      network.follow(result)
    }
    state.weights = network.weights
    let evaluation = try network.evaluate(
      count: options.validationSamples, loss: loss, threads: threads, matrices: matrices,
      sample: validation)
    if options.monitor == .accuracy && evaluation.accuracy == nil {
      throw .badValue(
        name: "monitor", found: "accuracy with the loss \"\(loss.name)\"",
        accepted: "a monitor that this loss has")
    }
    let epoch = TrainingHistory.Epoch(
      number: number, trainingLoss: sum / Double(options.samplesPerEpoch),
      validationLoss: evaluation.meanLoss, accuracy: evaluation.accuracy,
      measure: try measure.map { (measure) throws(AssayError) in try measure(evaluation) },
      isBest: false)
    state.history.append(epoch, options.monitor)
    if state.history.best == number { state.best = network.weights }
  }
}
