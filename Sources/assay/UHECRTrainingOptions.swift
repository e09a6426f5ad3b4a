// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Learning
import Numerics
import Synchronization
import UHECRAnisotropy

/// How a network is trained.
struct UHECRTrainingOptions: ParsableArguments {
  @Option(name: .long, help: "Epochs at most.") var epochs = SourceTraining().epochs
  @Option(name: .long, help: "Maps an epoch, drawn afresh.")
  var maps = SourceTraining().samplesPerEpoch
  @Option(name: .long, help: "Maps a step.") var batch = SourceTraining().batch
  @Option(name: .long, help: "Fixed maps that the accuracy is measured on.")
  var validation = SourceTraining().validationSamples
  @Option(name: .long, help: "Epochs without a better accuracy after which training ends.")
  var patience = SourceTraining().patience
  @Option(name: .long, help: "Filters of the convolutions (default: 32 of single, 76 of binned).")
  var filters: Int?

  func options() throws(AssayError) -> SourceTraining {
    let numbers = [
      ("--epochs", epochs), ("--maps", maps), ("--batch", batch), ("--validation", validation),
      ("--patience", patience), ("--filters", filters ?? 1),
    ]
    for (name, number) in numbers where !(1...10_000_000).contains(number) {
      throw .usage("\(name): found \(number); accepted: 1 to 10000000")
    }
    var options = SourceTraining()
    (options.epochs, options.samplesPerEpoch, options.batch) = (epochs, maps, batch)
    (options.validationSamples, options.patience) = (validation, patience)
    options.filters = filters
    return options
  }

  var text: String {
    "at most \(epochs) epochs of \(maps) maps, \(batch) a step; \(validation) to validate, "
      + "patience \(patience)"
  }
}

/// The progress of a training on the terminal, with the time left if patience does not end it.
final class UHECRTrainingClock: Sendable {
  private struct State {
    var finished = 0
    /// Where this process began to train: a checkpoint may have given it the epochs before.
    var first: (epoch: Int, time: Date)?
    /// Samples drawn in the epoch at work.
    var drawn = 0
    var label = "epoch 1"
  }

  private let options: SourceTraining
  private let bar: ProgressBar
  private let cancellation: Cancellation
  private let state = Mutex(State())

  init(_ options: SourceTraining, _ bar: ProgressBar, _ cancellation: Cancellation) {
    (self.options, self.bar, self.cancellation) = (options, bar, cancellation)
  }

  /// A sample of an epoch, from 1, is drawn.
  @Sendable func sample(_ epoch: Int, _ index: Int) {
    state.withLock { state in
      if state.first == nil {
        state.first = (epoch, Date())
        state.finished = epoch - 1
        state.label = "epoch \(epoch)"
      }
      state.drawn += 1
      draw(state)
    }
  }

  func finish(_ epoch: TrainingHistory.Epoch) {
    state.withLock { state in
      (state.finished, state.drawn) = (epoch.number, 0)
      let accuracy = epoch.accuracy.map { String(format: ", accuracy %.4f", $0) } ?? ""
      state.label = "epoch \(epoch.number + 1)\(accuracy)"
      draw(state)
    }
  }

  private func draw(_ state: State) {
    guard let first = state.first else { return }
    let part = min(1, Double(state.drawn) / Double(options.samplesPerEpoch))
    let done = Double(state.finished) + part
    let here = done - Double(first.epoch - 1)
    let elapsed = Date().timeIntervalSince(first.time)
    bar.draw(
      fraction: done / Double(options.epochs),
      secondsLeft: here > 0 ? elapsed / here * (Double(options.epochs) - done) : nil,
      label: cancellation.isCancelled ? "stopping after this epoch" : state.label)
  }
}

/// The learning curve of a training as a figure.
enum UHECRCurve {
  static func figure(
    _ history: TrainingHistory, _ trained: TrainedNetwork, _ source: UHECRSource
  ) -> Figure {
    let epochs = history.epochs
    let x = Figure.Scale("epoch")
    func series(
      _ title: String, _ value: (TrainingHistory.Epoch) -> Double?
    ) -> Figure.Series {
      let kept = epochs.filter { value($0) != nil }
      return Figure.Series(
        title, role: .ours, style: .line, x: kept.map { Double($0.number) },
        y: kept.compactMap(value))
    }
    let best = epochs.filter { $0.number == history.best }
    func mark(_ value: (TrainingHistory.Epoch) -> Double?) -> Figure.Series {
      let kept = best.filter { value($0) != nil }
      return Figure.Series(
        "best epoch", role: .reference, style: .points, x: kept.map { Double($0.number) },
        y: kept.compactMap(value))
    }
    return Figure(
      id: "learning-curve",
      title: "Training of the \(trained.kind.rawValue) network for \(source.name)",
      caption: "Cross-entropy of training and validation maps and accuracy of the validation maps.",
      panels: [
        Figure.Panel(
          title: "Loss", x: x, y: Figure.Scale("cross-entropy"),
          series: [
            series("training", \.trainingLoss), series("validation", \.validationLoss),
            mark(\.validationLoss),
          ]),
        Figure.Panel(
          title: "Accuracy", x: x, y: Figure.Scale("share of maps on the right side"),
          series: [series("validation", \.accuracy), mark(\.accuracy)]),
      ])
  }
}
