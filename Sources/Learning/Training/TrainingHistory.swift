// SPDX-License-Identifier: GPL-3.0-or-later

/// The learning curve: one record an epoch.
public struct TrainingHistory: Sendable, Equatable, Codable {
  /// What is known after an epoch.
  public struct Epoch: Sendable, Equatable, Codable {
    /// From 1.
    public var number: Int
    /// Mean over the epoch's samples, each with the weights of its own step.
    public var trainingLoss: Double
    public var validationLoss: Double
    /// Of the validation samples; nil where the loss knows no sides.
    public var accuracy: Double?
    /// The caller's number.
    public var measure: Double?
    /// Whether the monitor was better than ever before.
    public var isBest: Bool

    public init(
      number: Int, trainingLoss: Double, validationLoss: Double, accuracy: Double? = nil,
      measure: Double? = nil, isBest: Bool
    ) {
      (self.number, self.trainingLoss, self.validationLoss) = (number, trainingLoss, validationLoss)
      (self.accuracy, self.measure, self.isBest) = (accuracy, measure, isBest)
    }
  }

  public var epochs: [Epoch] = []

  public init() {}

  /// Number of the best epoch; nil before the first.
  public var best: Int? { epochs.last(where: \.isBest)?.number }

  /// Epochs since the best.
  public var waiting: Int { epochs.count - (best ?? 0) }

  /// A header and one line an epoch; what was not measured is an empty field.
  public var csv: String {
    let lines = epochs.map { epoch in
      let numbers = [
        epoch.trainingLoss, epoch.validationLoss, epoch.accuracy, epoch.measure,
      ]
      let fields = numbers.map { $0.map { "\($0)" } ?? "" }
      return "\(epoch.number),\(fields.joined(separator: ",")),\(epoch.isBest ? 1 : 0)\n"
    }
    return "epoch,training_loss,validation_loss,accuracy,measure,is_best\n" + lines.joined()
  }

  /// The number that a monitor looks at.
  func value(of monitor: TrainingOptions.Monitor, in epoch: Epoch) -> Double? {
    switch monitor {
    case .loss: epoch.validationLoss
    case .accuracy: epoch.accuracy
    case .measureFalling, .measureRising: epoch.measure
    }
  }

  /// Adds an epoch and decides whether it is the best; a number that is not one never is.
  mutating func append(_ epoch: Epoch, _ monitor: TrainingOptions.Monitor) {
    var epoch = epoch
    let now = value(of: monitor, in: epoch) ?? .nan
    if let last = epochs.last(where: \.isBest), let best = value(of: monitor, in: last) {
      epoch.isBest = monitor.isRising ? now > best : now < best
    } else {
      epoch.isBest = !now.isNaN
    }
    epochs.append(epoch)
  }
}
