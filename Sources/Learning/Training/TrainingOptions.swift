// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// How long and how to train.
public struct TrainingOptions: Sendable, Equatable, Codable {
  /// What decides which epoch was the best.
  public enum Monitor: String, Sendable, Codable, CaseIterable {
    /// The mean loss of the validation samples; lower is better.
    case loss
    /// The fraction of validation samples on the right side; higher is better.
    case accuracy
    /// The caller's number, see `Trainer.measure`.
    case measureFalling, measureRising

    var isRising: Bool { self == .accuracy || self == .measureRising }
  }

  /// The largest number of epochs.
  public var epochs: Int
  public var samplesPerEpoch: Int
  /// Samples a step; the last step of an epoch takes what is left.
  public var batch: Int
  public var validationSamples: Int
  public var optimiser: Optimiser
  /// Rates of Adam in place of the optimiser's, by the number of the step; nil for its own always.
  public var cycle: RateCycle?
  public var monitor: Monitor
  /// Epochs without a better one after which training ends; nil for never.
  public var patience: Int?
  /// See `BatchGradient`: part of the result's definition, unlike the number of threads.
  public var lanes: Int

  public init(
    epochs: Int, samplesPerEpoch: Int, batch: Int, validationSamples: Int,
    optimiser: Optimiser = .adadelta(), monitor: Monitor = .loss, patience: Int? = nil,
    lanes: Int = 8
  ) {
    (self.epochs, self.samplesPerEpoch, self.batch) = (epochs, samplesPerEpoch, batch)
    (self.validationSamples, self.optimiser) = (validationSamples, optimiser)
    (self.monitor, self.patience, self.lanes) = (monitor, patience, lanes)
  }

  /// As it is at a step, from 0.
  func optimiser(at step: Int) -> Optimiser { cycle?.optimiser(at: step) ?? optimiser }

  func check() throws(AssayError) {
    let numbers = [
      ("epochs", epochs), ("samples an epoch", samplesPerEpoch), ("batch", batch),
      ("validation samples", validationSamples), ("patience", patience ?? 1), ("lanes", lanes),
    ]
    for (name, number) in numbers where number < 1 {
      throw .badValue(name: name, found: "\(number)", accepted: "1 or more")
    }
    try optimiser.check()
    guard let cycle else { return }
    guard case .adam = optimiser else {
      throw .badValue(
        name: "optimiser", found: "another than Adam with a cycle of rates", accepted: "Adam")
    }
    let steps = epochs * ((samplesPerEpoch + batch - 1) / batch)
    guard cycle.steps >= steps else {
      throw .badValue(
        name: "steps of a cycle of rates", found: "\(cycle.steps)",
        accepted: "at least the \(steps) of the training")
    }
  }
}
