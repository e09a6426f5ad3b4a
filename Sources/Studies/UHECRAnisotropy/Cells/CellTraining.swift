// SPDX-License-Identifier: GPL-3.0-or-later
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

  private func options(_ conventions: NetworkConventions) -> TrainingOptions {
    TrainingOptions(
      epochs: epochs, samplesPerEpoch: samplesPerEpoch, batch: batch,
      validationSamples: validationSamples,
      optimiser: conventions.forgetsAccumulation
        ? .adadelta(decay: 0) : .adadelta(), monitor: .accuracy, patience: patience)
  }

  /// Trains a network on samples of a cell.
  ///
  /// - Parameters:
  ///   - seed: of weights and samples.
  ///   - threads: does not change the result.
  ///   - samples: what they are; a checkpoint of others is refused. The cell's name without it.
  ///   - watch: called before each training sample is drawn, on any thread.
  ///   - progress: called after each epoch.
  func train(
    _ cell: Cell, _ sampler: EventSampler, seed: UInt64, threads: Int,
    _ conventions: NetworkConventions = NetworkConventions(), checkpoint: String? = nil,
    samples: String? = nil, watch: (@Sendable (_ epoch: Int, _ index: Int) -> Void)? = nil,
    progress: (TrainingHistory.Epoch) throws(AssayError) -> Void = { _ in }
  ) throws(AssayError) -> (network: Network<Float>, history: TrainingHistory) {
    let network = try cell.network.direct(seed: seed, filters: filters, conventions)
    guard !conventions.isUntrained else { return (network, TrainingHistory()) }
    let kind = cell.network
    let labels = Philox.stream(of: "uhecr-anisotropy labels by lot")
    let training = Philox.stream(of: "uhecr-anisotropy training")
    let validation = Philox.stream(of: "uhecr-anisotropy validation")
    let perEpoch = samplesPerEpoch
    let sample = { @Sendable (stream: UInt64, index: Int) -> Sample<Float> in
      let events = sampler.sample(seed: seed, stream: stream, index: index)
      var label: Float = events.fromSource > 0 ? 1 : 0
      if conventions.drawsLabels {
        var lot = Philox(seed: seed, stream: labels, counter: UInt64(index))
        label = lot.uniform() < 0.5 ? 1 : 0
      }
      return Sample(kind.input(of: events), target: [label])
    }
    let trainer = Trainer(
      options: options(conventions), loss: BinaryCrossEntropy<Float>(),
      matrices: OpenBLASMatrices<Float>(), threads: threads, samples: samples ?? cell.name,
      training: { epoch, index in
        watch?(epoch, index)
        return sample(training, epoch * perEpoch + index)
      },
      validation: { index in sample(validation, index) })
    let result = try trainer.train(network, checkpoint: checkpoint, progress: progress)
    return (result.network, result.history)
  }
}
