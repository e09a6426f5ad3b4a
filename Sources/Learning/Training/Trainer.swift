// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Trains a network on samples that are made afresh for every epoch.
///
/// After each epoch the validation samples are evaluated, the same every time, and a checkpoint is
/// written whole or not at all. A run that was stopped and is started again with the same
/// checkpoint goes on where it was and ends with the same bits as one that was not stopped.
/// Networks of `Float` may be trained on a device: ``on(_:cpuMayGoOn:matrices:most:)``.
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
  /// Where batches are worked; nil for the CPU. See `on(_:)`.
  var device: TrainingDevice<Element>?
  var cpuMayGoOn = false

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
  public var place: TrainingPlace

  public init(
    network: Network<Element>, history: TrainingHistory, stoppedEarly: Bool,
    place: TrainingPlace = TrainingPlace()
  ) {
    (self.network, self.history) = (network, history)
    (self.stoppedEarly, self.place) = (stoppedEarly, place)
  }
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
    var state = try start(network, path)
    if !isOver(state.history) {
      do throws(AssayError) {
        try run(network, &state, path, progress)
      } catch {
        // In the first epoch too, there is a checkpoint for the CPU to go on from.
        if case .deviceLost = error, let path { try state.write(to: path) }
        throw error
      }
    }
    var best = network
    best.weights = state.best
    return TrainingResult(
      network: best, history: state.history, stoppedEarly: isPatienceOver(state.history),
      place: state.place)
  }

  private func run(
    _ network: Network<Element>, _ state: inout Checkpoint<Element>, _ path: String?,
    _ progress: (TrainingHistory.Epoch) throws(AssayError) -> Void
  ) throws(AssayError) {
    var engine = try engine(network, &state)
    repeat {
      try epoch(state.history.epochs.count + 1, &engine, &state)
      if let path { try state.write(to: path) }
      try progress(state.history.epochs[state.history.epochs.count - 1])
    } while !isOver(state.history)
  }

  private func isOver(_ history: TrainingHistory) -> Bool {
    history.epochs.count >= options.epochs || isPatienceOver(history)
  }

  private func isPatienceOver(_ history: TrainingHistory) -> Bool {
    options.patience.map { history.waiting >= $0 } ?? false
  }

  /// Leaves the state as it was where it throws.
  private func epoch(
    _ number: Int, _ engine: inout any TrainingEngine<Element>, _ state: inout Checkpoint<Element>
  ) throws(AssayError) {
    let count = options.samplesPerEpoch
    var sum = 0.0
    for batch in Passes.ranges(count, size: options.batch) {
      let loss = try engine.step(
        options.optimiser(at: engine.steps), batch: batch, of: count
      ) { (index) throws(AssayError) in try training(number, index) }
      guard loss.isFinite else {
        throw .failed(
          "training left the numbers in epoch \(number), samples \(batch): the loss is \(loss); "
            + "a lower rate may help")
      }
      sum += loss * Double(batch.count)
    }
    let now = try engine.state()
    let evaluation = try engine.validate(count: options.validationSamples, sample: validation)
    if options.monitor == .accuracy && evaluation.accuracy == nil {
      throw .badValue(
        name: "monitor", found: "accuracy with the loss \"\(loss.name)\"",
        accepted: "a monitor that this loss has")
    }
    let epoch = TrainingHistory.Epoch(
      number: number, trainingLoss: sum / Double(count), validationLoss: evaluation.meanLoss,
      accuracy: evaluation.accuracy,
      measure: try measure.map { (measure) throws(AssayError) in try measure(evaluation) },
      isBest: false)
    (state.weights, state.optimiser) = now
    if let most = engine.samplesPerPass { state.place.samplesPerPass = most }
    state.history.append(epoch, options.monitor)
    if state.history.best == number { state.best = state.weights }
  }
}
