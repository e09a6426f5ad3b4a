// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Hardware
import Harness
import Learning
import Numerics
import Synchronization
import UHECRAnisotropy

struct SolveUHECRTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network for your own source; then its minimal fraction.",
    discussion: """
      single: maps of counts of events above 56 EeV, 32 filters. binned: 15 energy bins, 76 \
      filters, two hidden layers. Slightly more than half of the maps have events from the source; \
      Adadelta; the weights of the epoch with the best accuracy on fixed maps are kept.

      After each epoch a checkpoint is written (--checkpoint, default: that of --out with the \
      ending .checkpoint). Ctrl-C ends after the epoch at work, a second one at once; the same \
      command goes on from the checkpoint, and so does one with more --epochs. The numbers are \
      those of a training that was never stopped.

      With --device maps of deflections, training and validation are worked there. Sums are \
      rounded otherwise than on the CPU, so the weights are other ones; the same device with the \
      same memory gives the same, also from a checkpoint. A checkpoint knows its device and is \
      refused elsewhere, unless --if-lost cpu lets the CPU go on from it: when the device is lost, \
      and with --device cpu at any time. Such a training stays with the CPU. The weights' file \
      says where they were made.

      Examples:
        assay solve uhecr-anisotropy train --source "Cen A" --events 50 --out cen-a.safetensors
        assay solve uhecr-anisotropy train --source "Cen A" --events 50 --filters 16 --epochs 10 \
      --maps 5000 --out small.safetensors --curves curve.csv --figure curve.svg
        assay solve uhecr-anisotropy train --source "Cen A" --events 50 --device cuda:0 \
      --if-lost cpu --out cen-a.safetensors
      """)

  @OptionGroup(title: "Source And Field") var place: UHECRSourceOptions
  @Option(name: .long, help: "Events of a map, N.") var events: Int
  @Option(name: .long, help: "The network, single or binned.") var network = SphereNetwork.single
  @OptionGroup(title: "Training") var training: UHECRTrainingOptions
  @OptionGroup(title: "Sets Of Maps") var sets: UHECRSearchOptions
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the weights to a .safetensors.", valueName: "file"))
  var out: String
  @Option(name: .long, help: ArgumentHelp("Write and read the checkpoint.", valueName: "file"))
  var checkpoint: String?
  @Option(
    name: .long, help: ArgumentHelp("Write the learning curve to a .csv.", valueName: "file"))
  var curves: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw the learning curve to a .svg or .png (needs gnuplot).", valueName: "file"))
  var figure: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    try check()
    try OutputFolder.check([out, curves, figure, checkpointPath])
    let options = try training.options()
    let search = try sets.search(events: events)
    let solver = try place.solver()
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let interrupt = Interrupt()
    try place.prepare(solver, network, bar)
    let (trained, history) = try place.device.run { (device) throws(AssayError) in
      try train(solver, options, device, interrupt.cancellation, bar)
    }
    bar.clear()
    try trained.write(to: out)
    if let curves { try AtomicFile.write(history.csv, to: curves) }
    if let figure {
      try FigureFile.write(UHECRCurve.figure(history, trained, solver.source), to: figure)
    }
    let found = try solver.fraction(.network(trained), events: events, search) { seen in
      bar.draw(
        fraction: min(0.95, Double(seen) / Double(search.isotropic + 8 * search.mixed)),
        secondsLeft: nil, label: "minimal fraction, \(seen) maps")
    }
    bar.clear()
    let table = UHECRFractionTable.table(settings(solver, trained, history), [found])
    if output.json {
      print(try table.json(), terminator: "")
    } else {
      print(table.text)
    }
  }

  private func check() throws(AssayError) {
    if let figure { _ = try FigureFile.kind(of: figure) }
    for (option, path, ending) in [("--out", out, "safetensors"), ("--curves", curves, "csv")] {
      guard let path else { continue }
      let found = (path as NSString).pathExtension
      guard found.lowercased() == ending else {
        throw .usage("\(option) \(path): found ending '.\(found)'; accepted: .\(ending)")
      }
    }
    guard (1...100_000).contains(events) else {
      throw .usage("--events: found \(events); accepted: 1 to 100000")
    }
  }

  private var checkpointPath: String {
    checkpoint ?? (out as NSString).deletingPathExtension + ".checkpoint"
  }

  private func train(
    _ solver: SourceSolver, _ options: SourceTraining, _ device: Device?,
    _ cancellation: Cancellation, _ bar: ProgressBar
  ) throws(AssayError) -> (network: TrainedNetwork, history: TrainingHistory) {
    defer { bar.clear() }
    let clock = UHECRTrainingClock(options, bar, cancellation)
    let path = checkpointPath
    return try solver.train(
      network, events: events, options, checkpoint: path, on: device,
      cpuMayGoOn: place.device.cpuMayGoOn, watch: clock.sample
    ) { epoch throws(AssayError) in
      clock.finish(epoch)
      if cancellation.isCancelled {
        bar.clear()
        throw .interrupted(
          remedy: "\(path) holds epoch \(epoch.number), give the same command to go on")
      }
    }
  }

  private func settings(
    _ solver: SourceSolver, _ trained: TrainedNetwork, _ history: TrainingHistory
  ) -> [ResultTable.Setting] {
    var settings = place.settings(solver)
    settings += [
      .init(name: "network", value: "\(network.rawValue), \(trained.filters) filters"),
      .init(name: "training", value: training.text),
    ]
    if let device = trained.origin["device"] {
      settings.append(.init(name: "trained on", value: device))
    }
    if let number = history.best, let best = history.epochs.first(where: { $0.number == number }) {
      let accuracy = best.accuracy.map { String(format: ", accuracy %.4f", $0) } ?? ""
      settings.append(
        .init(
          name: "best epoch",
          value: "\(number) of \(history.epochs.count)"
            + String(format: ", validation loss %.4f", best.validationLoss) + accuracy))
    }
    let files = [out, checkpointPath, curves, figure].compactMap { $0 }
    return settings + [
      sets.setting, .init(name: "written", value: files.joined(separator: ", ")),
    ]
  }
}

extension SphereNetwork: ExpressibleByArgument {}
