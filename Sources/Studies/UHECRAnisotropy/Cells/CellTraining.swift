// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Harness
internal import Learning
internal import Numerics

/// How the network of a cell is trained: the authors' recipe, or less of it.
///
/// Samples are drawn afresh for every epoch, a bit more than half of them with events from the
/// source (``LogSampledCount``); Adadelta with rate 1 minimises the binary cross-entropy of "some are
/// from the source"; the weights of the epoch with the best accuracy on fixed samples are kept.
///
/// Batches of 100, as in the scripts of the single-map networks, for both; the program's own default
/// is 256.
///
/// Source: okolo/ml_cr_aniso, src/train_healpix.py; Adadelta's constants stand in the authors' files.
struct CellTraining: Sendable, Equatable {
  var epochs = 100
  var samplesPerEpoch = 10_000
  var batch = 100
  var validationSamples = 10_000
  /// Epochs without a better one.
  var patience = 10
  /// Other than the published number, for a smaller network.
  var filters: Int?

  static let published = CellTraining()

  private var options: TrainingOptions {
    TrainingOptions(
      epochs: epochs, samplesPerEpoch: samplesPerEpoch, batch: batch,
      validationSamples: validationSamples, optimiser: .adadelta(), monitor: .accuracy,
      patience: patience)
  }

  /// Trains a network on samples of a cell.
  ///
  /// - Parameters:
  ///   - seed: of weights and samples.
  ///   - threads: does not change the result.
  ///   - samples: what they are; a checkpoint of others is refused. The cell's name without it.
  ///   - device: nil for the CPU; see `Trainer.on`.
  ///   - watch: called before each training sample is drawn, on any thread.
  ///   - progress: called after each epoch.
  func train(
    _ cell: Cell, _ sampler: EventSampler, seed: UInt64, threads: Int,
    _ conventions: NetworkConventions = NetworkConventions(), checkpoint: String? = nil,
    samples: String? = nil, on device: Device? = nil, cpuMayGoOn: Bool = false,
    watch: (@Sendable (_ epoch: Int, _ index: Int) -> Void)? = nil,
    progress: (TrainingHistory.Epoch) throws(AssayError) -> Void = { _ in }
  ) throws(AssayError) -> TrainingResult<Float> {
    let network = try cell.network.direct(seed: seed, filters: filters, conventions)
    let kind = cell.network
    let labels = Philox.stream(of: "uhecr-anisotropy labels by lot")
    let training = Philox.stream(of: "uhecr-anisotropy training")
    let validation = Philox.stream(of: "uhecr-anisotropy validation")
    let perEpoch = samplesPerEpoch
    let sample = { @Sendable (stream: UInt64, index: Int) -> Sample<Float> in
      let events = sampler.sample(seed: seed, stream: stream, index: index)
      return Sample(kind.input(of: events), target: [events.fromSource > 0 ? 1 : 0])
    }
    let trainer = Trainer(
      options: options, loss: BinaryCrossEntropy<Float>(),
      matrices: OpenBLASMatrices<Float>(), threads: threads, samples: samples ?? cell.name,
      training: { epoch, index in
        watch?(epoch, index)
        var drawn = sample(training, epoch * perEpoch + index)
        if conventions.drawsLabels {
          var lot = Philox(seed: seed, stream: labels, counter: UInt64(epoch * perEpoch + index))
          drawn.target = [lot.uniform() < 0.5 ? 1 : 0]
        }
        return drawn
      },
      validation: { index in sample(validation, index) })
    guard !conventions.isUntrained else {
      return TrainingResult(
        network: network,
        history: try untrained(network, threads: threads) { sample(validation, $0) },
        stoppedEarly: false)
    }
    return try trainer.on(device, cpuMayGoOn: cpuMayGoOn).train(
      network, checkpoint: checkpoint, progress: progress)
  }

  /// What a network without any training is worth, as one epoch.
  private func untrained(
    _ network: Network<Float>, threads: Int, _ sample: @Sendable (Int) -> Sample<Float>
  ) throws(AssayError) -> TrainingHistory {
    let found = try network.evaluate(
      count: validationSamples, loss: BinaryCrossEntropy<Float>(), threads: threads,
      matrices: OpenBLASMatrices<Float>()
    ) { sample($0) }
    var history = TrainingHistory()
    history.epochs = [
      TrainingHistory.Epoch(
        number: 1, trainingLoss: found.meanLoss, validationLoss: found.meanLoss,
        accuracy: found.accuracy, measure: nil, isBest: true)
    ]
    return history
  }
}
