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
  @Option(name: .customLong("train-images"), help: "Images that train (default: 4000).")
  var trainImages: Int?
  @Option(name: .long, help: "Epochs of the training (default: 8).") var epochs: Int?
  @Option(
    name: .customLong("warm-up"),
    help: "Epochs that minimise the mean square, fewer than all (default: 2).")
  var warmUp: Int?
  @Option(name: .long, help: "Images of a step (default: 64).") var batch: Int?
  @Option(name: .long, help: "Largest rate of Adam (default: 0.001).") var rate: Double?
  @Option(name: .long, help: "Seed of draws and weights (default: 1).") var seed: UInt64?
  @Option(name: .long, help: "Threads; the answer does not depend on them.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  private var recipe: FractionRecipe {
    let (plain, training) = (FractionRecipe(), FractionTraining())
    return FractionRecipe(
      images: trainImages ?? plain.images,
      training: FractionTraining(
        epochs: epochs ?? training.epochs, warmUp: warmUp ?? training.warmUp,
        batch: batch ?? training.batch, rate: rate ?? training.rate),
      seed: seed ?? plain.seed)
  }

  /// Refuses what cannot be before work is done.
  func check() throws(AssayError) {
    let (recipe, training) = (recipe, recipe.training)
    guard (1...1000).contains(training.epochs), (64...1_000_000).contains(recipe.images),
      threads >= 1, training.warmUp >= 0, training.warmUp < training.epochs,
      (2...recipe.images).contains(training.batch), training.rate > 0, training.rate <= 1
    else {
      throw .usage(
        "--train-images \(recipe.images) --epochs \(training.epochs) --warm-up \(training.warmUp) "
          + "--batch \(training.batch) --rate \(training.rate) --threads \(threads); accepted: 64 to "
          + "1000000 images, 1 to 1000 epochs, fewer of the warm-up (the others learn the errors), 2 "
          + "images a step to all, a rate above 0 up to 1, 1 thread or more")
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
      let solver = try FractionSolver.read(network)
      try agree(with: solver.recipe, network)
      return solver
    }
    let (start, recipe) = (Date(), recipe)
    bar.draw(fraction: 0, secondsLeft: nil, label: "training on \(recipe.images) images")
    let solver = try FractionSolver.train(recipe, threads: threads) { epoch, loss in
      let fraction = Double(epoch) / Double(recipe.training.epochs)
      bar.draw(
        fraction: fraction,
        secondsLeft: Date().timeIntervalSince(start) * (1 - fraction) / fraction,
        label: "epoch \(epoch) of \(recipe.training.epochs), loss " + String(format: "%.3f", loss))
    }
    bar.clear()
    if let network {
      try interrupt.whileWriting { () throws(AssayError) in try solver.write(to: network) }
    }
    return solver
  }

  /// An option that is given and says otherwise than the file would be ignored without a word.
  private func agree(with made: FractionRecipe, _ file: String) throws(AssayError) {
    let options: [(name: String, given: String?, made: String)] = [
      ("--train-images", trainImages.map { "\($0)" }, "\(made.images)"),
      ("--epochs", epochs.map { "\($0)" }, "\(made.training.epochs)"),
      ("--warm-up", warmUp.map { "\($0)" }, "\(made.training.warmUp)"),
      ("--batch", batch.map { "\($0)" }, "\(made.training.batch)"),
      ("--rate", rate.map { "\($0)" }, "\(made.training.rate)"),
      ("--seed", seed.map { "\($0)" }, "\(made.seed)"),
    ]
    for (name, given, made) in options {
      if let given, given != made {
        throw .usage(
          "\(name): found \(given) for a network that is there already and was trained with \(made) "
            + "(\(file)); accepted: \(made), or a --network that is not there yet")
      }
    }
  }

  /// How the answer came about.
  func settings(_ solver: FractionSolver) -> [ResultTable.Setting] {
    [
      .init(name: "network", value: network ?? "trained for this answer"),
      .init(name: "training", value: solver.recipe.text),
      .init(name: "test", value: solver.test.text),
    ]
  }
}
