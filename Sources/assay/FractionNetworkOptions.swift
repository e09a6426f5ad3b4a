// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Numerics
import PointSourceFraction

/// Where the network of the fraction of point sources comes from.
struct FractionNetworkOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read the network from a .safetensors; where there is none, train and write it.",
      valueName: "file"))
  var network: String?
  @Option(name: .customLong("train-images"), help: "Images that train.") var trainImages = 4000
  @Option(name: .long, help: "Epochs of the training.") var epochs = 8
  @Option(name: .customLong("warm-up"), help: "Epochs that minimise the mean square.")
  var warmUp = 2
  @Option(name: .long, help: "Images of a step.") var batch = 64
  @Option(name: .long, help: "Largest rate of Adam.") var rate = 1e-3
  @Option(name: .long, help: "Seed of draws and weights.") var seed: UInt64 = 1
  @Option(name: .long, help: "Threads; the answer does not depend on them.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  /// Refuses what cannot be before work is done.
  func check() throws(AssayError) {
    guard (1...1000).contains(epochs), (64...1_000_000).contains(trainImages), threads >= 1,
      (0...epochs).contains(warmUp), (2...trainImages).contains(batch), rate > 0, rate <= 1
    else {
      throw .usage(
        "--train-images \(trainImages) --epochs \(epochs) --warm-up \(warmUp) --batch \(batch) "
          + "--rate \(rate) --threads \(threads); accepted: 64 to 1000000 images, 1 to 1000 epochs, "
          + "as many or fewer of the warm-up, 2 images a step to all, a rate above 0 up to 1, "
          + "1 thread or more")
    }
    guard let network else { return }
    let ending = (network as NSString).pathExtension
    guard ending.lowercased() == "safetensors" else {
      throw .usage("--network \(network): found ending '.\(ending)'; accepted: .safetensors")
    }
    if !FileManager.default.fileExists(atPath: network) { try OutputFolder.check([network]) }
  }

  func solver(_ bar: ProgressBar, _ interrupt: ImmediateInterrupt) throws(AssayError)
    -> FractionSolver
  {
    if let network, FileManager.default.fileExists(atPath: network) {
      return try FractionSolver.read(network)
    }
    let (start, epochs) = (Date(), epochs)
    bar.draw(fraction: 0, secondsLeft: nil, label: "training on \(trainImages) images")
    let solver = try FractionSolver.train(
      images: trainImages,
      FractionTraining(epochs: epochs, warmUp: warmUp, batch: batch, rate: rate), seed: seed,
      threads: threads
    ) { epoch, loss in
      let fraction = Double(epoch) / Double(epochs)
      bar.draw(
        fraction: fraction,
        secondsLeft: Date().timeIntervalSince(start) * (1 - fraction) / fraction,
        label: "epoch \(epoch) of \(epochs), loss " + String(format: "%.3f", loss))
    }
    bar.clear()
    if let network {
      try interrupt.whileWriting { () throws(AssayError) in try solver.write(to: network) }
    }
    return solver
  }

  /// How the answer came about.
  var settings: [ResultTable.Setting] {
    let trained = "trained on \(trainImages) images, \(epochs) epochs, seed \(seed)"
    return [.init(name: "network", value: network ?? trained)]
  }
}
