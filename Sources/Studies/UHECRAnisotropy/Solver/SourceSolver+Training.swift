// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Learning
public import Numerics

/// How long and with how many filters a network is trained; the defaults are the paper's.
public struct SourceTraining: Sendable, Equatable {
  public var epochs = 100
  public var samplesPerEpoch = 10_000
  public var batch = 100
  public var validationSamples = 10_000
  /// Epochs without a better accuracy after which training ends.
  public var patience = 10
  /// Other than the published number, for a smaller network.
  public var filters: Int?

  public init() {}
}

extension SourceSolver {
  /// Trains a network to tell maps with events from the source from isotropic ones.
  ///
  /// - Parameters:
  ///   - checkpoint: written after each epoch; where it exists, training goes on from it.
  ///   - device: nil for the CPU. Weights differ by the rounding of sums, which grows.
  ///   - cpuMayGoOn: whether the CPU may go on from a checkpoint of a device, which is refused
  ///     otherwise; the network's origin says so.
  ///   - watch: called before a training sample is drawn, on any thread.
  ///   - progress: called after each epoch; what it throws ends the training.
  /// - Throws: `badValue` for numbers outside their range, `badInput` for a checkpoint of another
  ///   training; `deviceLost`, with a checkpoint of the last whole epoch.
  /// - Complexity: 4 s (N = 50, one map) to 40 s (N = 500, energy bins) of one core an epoch of the
  ///   published size, see `assay bench`.
  public func train(
    _ kind: SphereNetwork, events: Int, _ options: SourceTraining, checkpoint: String?,
    on device: Device? = nil, cpuMayGoOn: Bool = false,
    watch: (@Sendable (_ epoch: Int, _ index: Int) -> Void)? = nil,
    progress: (TrainingHistory.Epoch) throws(AssayError) -> Void = { _ in }
  ) throws(AssayError) -> (network: TrainedNetwork, history: TrainingHistory) {
    let filters = options.filters ?? kind.filters
    guard (1...1024).contains(filters) else {
      throw .badValue(name: "filters", found: "\(filters)", accepted: "1 to 1024")
    }
    let training = CellTraining(
      epochs: options.epochs, samplesPerEpoch: options.samplesPerEpoch, batch: options.batch,
      validationSamples: options.validationSamples, patience: options.patience,
      filters: filters)
    let sampler = try sampler(kind, events: events, .nested)
    let origin = try origin(kind, events: events, filters: filters)
    // All that decides the samples; the rest of the recipe is in the checkpoint's digest anyway.
    let samples = String(decoding: try CanonicalJSON.encode(origin), as: UTF8.self)
    let result = try training.train(
      cell(kind, events: events), sampler, seed: context.seed, threads: threads,
      checkpoint: checkpoint, samples: samples, on: device, cpuMayGoOn: cpuMayGoOn, watch: watch,
      progress: progress)
    let history = result.history
    var described = origin
    if result.place.device != nil { described["device"] = result.place.text }
    described["epochs"] = "\(history.epochs.count)"
    if let best = history.best { described["best epoch"] = "\(best)" }
    return (TrainedNetwork(result.network, kind, filters: filters, origin: described), history)
  }

  private func origin(
    _ kind: SphereNetwork, events: Int, filters: Int
  ) throws(AssayError) -> [String: String] {
    [
      "network": kind.rawValue, "filters": "\(filters)", "events": "\(events)",
      "source": source.name, "longitude": "\(source.longitude)",
      "latitude": "\(source.latitude)", "distance": "\(source.distance)",
      "seed": "\(context.seed)", "field": model.components.rawValue,
      "field parameters": SHA256.hex(try CanonicalJSON.encode(model.parameters)),
      "field seed": model.components == .regular ? "none" : "\(model.fieldSeed)",
      "deflection maps": "Nside \(model.nside), \(model.recipe.summary)",
    ]
  }
}
