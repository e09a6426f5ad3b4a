// SPDX-License-Identifier: GPL-3.0-or-later
import AnomalyDetection
import ArgumentParser
import Foundation
import Numerics

struct SolveAnomalyDetection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anomaly-detection",
    abstract: "Train anomaly detectors on your background and test them on your signals.",
    discussion: """
      Event files: event ID;process ID;weight;MET;METphi;obj,E,pt,eta,phi;… with momenta in MeV and
      objects j, b, e-, e+, m-, m+, g, as the Dark Machines challenge has them. The first part of the \
      background trains, the rest is tested with all events of each signal; every event counts once, \
      whatever its weight.

      Methods: met, ht (no training), density (Mahalanobis), autoencoder, svdd, svdd-ensemble (63 \
      networks), flow (affine), flow-spline, hyperclass (against --theory files). Combinations and, or, \
      prod, avg are of the background ranks of all methods.

      Example: assay solve anomaly-detection --background bkg.csv --signal a.csv --signal b.csv \
      --method density,svdd,flow --combine and,avg
      """)

  @Option(
    name: .long, help: ArgumentHelp("Event file of the background.", valueName: "file"))
  var background: String
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Event file of a signal; may be given again.", valueName: "file"))
  var signal: [String]
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Event file of a theory that hyperclass learns; may be given again.", valueName: "file"))
  var theory: [String] = []
  @Option(
    name: .long, help: ArgumentHelp("Methods, separated by commas.", valueName: "list"))
  var method = "density,autoencoder,svdd,flow"
  @Option(
    name: .long, help: ArgumentHelp("Combinations: and, or, prod, avg.", valueName: "list"))
  var combine: String?
  @Option(name: .customLong("train-share"), help: "Share of the background that trains.")
  var trainShare = 0.5
  @Flag(name: .customLong("channel-1"), help: "Keep events that pass the cuts of channel 1 only.")
  var channelOne = false
  @Option(name: .long, help: "Epochs of a training.") var epochs = DetectorRecipe().epochs
  @Option(name: .long, help: "Events of a step.") var batch = DetectorRecipe().batch
  @Option(name: .long, help: "Seed of weights and draws.") var seed: UInt64 = 1
  @Option(name: .long, help: "Threads; the answer does not depend on them.")
  var threads = ProcessInfo.processInfo.activeProcessorCount
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write a table: .csv, .json or .fits (numbers only).", valueName: "file"))
  var out: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    let request = try request()
    if let out { _ = try ResultTable.FileKind(path: out) }
    try OutputFolder.check([out])
    let bar = ProgressBar(output)
    let interrupt = ImmediateInterrupt(bar)
    let start = Date()
    let report = try AnomalySolver().report(on: request) { done in
      let fraction = Double(done) / Double(request.methods.count)
      let elapsed = Date().timeIntervalSince(start)
      bar.draw(
        fraction: fraction, secondsLeft: elapsed * (1 - fraction) / fraction,
        label: "\(done) of \(request.methods.count) methods")
    }
    bar.clear()
    let table = table(request, report)
    if let out {
      try interrupt.whileWriting { () throws(AssayError) in try table.write(to: out) }
    }
    if output.json {
      print(try table.json(), terminator: "")
    } else if !output.quiet || out == nil {
      print((table.header + [table.text()]).joined(separator: "\n"))
    }
  }

  private func request() throws(AssayError) -> AnomalyRequest {
    guard epochs >= 1, epochs <= 100_000, batch >= 1, threads >= 1 else {
      throw .usage(
        "--epochs \(epochs) --batch \(batch) --threads \(threads); accepted: whole numbers from 1")
    }
    guard trainShare > 0, trainShare < 1 else {
      throw .usage("--train-share: found \(trainShare); accepted: a number between 0 and 1")
    }
    guard !signal.isEmpty else { throw .usage("no --signal; accepted: one event file or more") }
    let methods = try Self.chosen(method, "--method", AnomalyMethod.allCases)
    let combinations =
      try combine.map { (list) throws(AssayError) in
        try Self.chosen(list, "--combine", ScoreCombination.allCases)
      } ?? []
    if methods.contains(.hyperclass) == theory.isEmpty {
      throw .usage(
        theory.isEmpty
          ? "--method hyperclass without --theory; accepted: both"
          : "--theory without --method hyperclass; accepted: both")
    }
    if !combinations.isEmpty, methods.count < 2 {
      throw .usage("--combine with one method; accepted: two or more")
    }
    return AnomalyRequest(
      background: background, signals: signal, theories: theory, methods: methods,
      combinations: combinations, trainingShare: trainShare, cutsToChannelOne: channelOne,
      recipe: DetectorRecipe(epochs: epochs, batch: batch), seed: seed, threads: threads)
  }

  /// The cases named in a list, in its order.
  private static func chosen<Choice: RawRepresentable<String>>(
    _ list: String, _ option: String, _ all: [Choice]
  ) throws(AssayError) -> [Choice] {
    var chosen: [Choice] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.trimmingCharacters(in: .whitespaces)
      guard let one = Choice(rawValue: name) else {
        throw .usage(
          "\(option): found \"\(name)\"; accepted: "
            + all.map(\.rawValue).joined(separator: ", "))
      }
      guard !chosen.contains(where: { $0.rawValue == name }) else {
        throw .usage("\(option): found \"\(name)\" twice; accepted: each once")
      }
      chosen.append(one)
    }
    return chosen
  }

  private func table(
    _ request: AnomalyRequest, _ report: AnomalySolver.Report
  ) -> ResultTable {
    let answers = report.answers
    var settings: [ResultTable.Setting] = [
      .init(
        name: "background",
        value: "\(background): \(report.trained) events train, \(report.tested) are tested")
    ]
    for (k, file) in signal.enumerated() {
      settings.append(
        .init(name: "signal \(k + 1)", value: "\(file): \(report.signals[k]) events"))
    }
    for (k, file) in theory.enumerated() {
      settings.append(.init(name: "theory \(k + 1)", value: file))
    }
    settings += [
      .init(name: "cuts", value: channelOne ? "channel 1" : "none"),
      .init(name: "training", value: "\(epochs) epochs, \(batch) events a step, seed \(seed)"),
    ]
    func column(
      _ key: String, _ heading: String, _ format: String, _ values: [Double?]
    ) -> ResultTable.Column {
      .init(key, heading: heading, format: format, absent: "-", values)
    }
    let levels = SignificanceImprovement.levels
    let place = { (file: String) in Double(signal.firstIndex(of: file)! + 1) }
    return ResultTable(
      name: "ANOMALIES", settings: settings,
      columns: [
        column("signal", "signal", "%6.0f", answers.map { place($0.signal) }),
        .init("method", heading: "method", texts: answers.map(\.method)),
        column("auc", "AUC", "%8.4f", answers.map(\.area)),
        column("auc_error", "error", "%7.4f", answers.map(\.areaError)),
      ]
        + levels.indices.map { k in
          column(
            "efficiency_\(k + 2)", "eff(1e-\(k + 2))", "%9.4f", answers.map { $0.efficiencies[k] })
        }
        + levels.indices.map { k in
          column(
            "improvement_\(k + 2)", "SI(1e-\(k + 2))", "%8.3f", answers.map { $0.improvements[k] })
        })
  }
}
