// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// Networks trained here: a short training that must beat chance, and the cells of Table 1.
enum TrainingPart {
  /// The cells that the standard tier trains: one network, once.
  private static let standardCells = ["single.cen-a.50", "single.ngc-253.50"]
  /// Comparisons that hold those between the other tests.
  static let orders =
    ["order-trained-cen-a", "order-trained-ngc-253"]
    + Cell.sizes.dropFirst().map { "order-trained-ngc-253-\($0)" }

  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = FractionConventions(fault: context.fault)
    let sources = try UHECRSource.all(context.reference)
    var tasks = [quick(sources[0], context, conventions)]
    for network in SphereNetwork.allCases {
      for source in sources {
        for events in Cell.sizes {
          let cell = Cell(source: source, network: network, events: events)
          tasks.append(training(cell, context, conventions))
        }
      }
    }
    return tasks
  }

  // MARK: A short training

  /// Accuracy that a training of two short epochs must have above the share of the more frequent
  /// label: more than 20 standard errors of it.
  private static let margin = 0.1
  private static let short = CellTraining(
    epochs: 2, samplesPerEpoch: 4000, validationSamples: 10_000)

  private static func quick(
    _ source: UHECRSource, _ context: RunContext, _ conventions: FractionConventions
  ) -> StudyTask {
    let ids = ["training.floor", "training.accuracy"]
    return StudyTask(id: "training.quick", provides: ids, cost: 6) { task throws(AssayError) in
      let cell = Cell(source: source, network: .single, events: 50)
      let sampler = try cell.sampler(
        conventions.applied(to: .quick), context, threads: task.threads, conventions.network)
      let trained = try short.train(
        cell, sampler, seed: task.seed, conventions.network, task, context)
      let accuracy = trained.history.epochs.last?.accuracy ?? .nan
      let counts = try LogSampledCount(events: 50)
      let chance = max(counts.probability(0), 1 - counts.probability(0))
      let error = (accuracy * (1 - accuracy) / Double(short.validationSamples)).squareRoot()
      return [
        Observable(
          id: ids[0], title: "Share of the more frequent label, and a margin of \(margin)",
          exact: [chance + margin]),
        Observable(
          id: ids[1],
          title: "Accuracy after two epochs of 4000 samples, \(cell.name)"
            + CellTraining.told([trained.place], context),
          values: [Estimate(accuracy, standardError: error)]),
      ]
    }
  }

  // MARK: Cells of Table 1

  /// How often and how long a cell is trained.
  private static func recipe(_ tier: Tier) -> (training: CellTraining, seeds: Int) {
    guard tier == .full else {
      return (CellTraining(epochs: 30, patience: 8), 1)
    }
    return (.published, 3)
  }

  /// Seconds of one core for a sample, forward and backward, and an epoch's validation.
  private static func cost(_ cell: Cell, _ tier: Tier) -> Double {
    let (training, seeds) = recipe(tier)
    let events = Double(cell.events)
    let sample = cell.network == .single ? 3e-4 + 2e-6 * events : 8e-4 + 6e-6 * events
    return Double(seeds * training.epochs * training.samplesPerEpoch) * sample
  }

  private static func training(
    _ cell: Cell, _ context: RunContext, _ conventions: FractionConventions
  ) -> StudyTask {
    let ids = ["fraction", "best", "epochs"].map { "\($0).\(cell.name)" }
    return StudyTask(
      id: "training.\(cell.name)", provides: ids,
      tier: standardCells.contains(cell.name) ? .standard : .full, cost: cost(cell, context.tier)
    ) { task throws(AssayError) in
      let recipe = recipe(context.tier)
      let sampler = try cell.sampler(
        conventions.applied(to: .standard), context, threads: task.threads, conventions.network)
      // A training of hours goes on where it was when its run was stopped.
      let kept = context.tier == .full && conventions == FractionConventions()
      var checkpoints: [String] = []
      var found: [Training] = []
      for number in 0..<recipe.seeds {
        let seed = task.seed &+ UInt64(number)
        let checkpoint =
          kept
          ? try recipe.training.checkpoint(
            cell, sampler, seed: seed, device: context.device?.name) : nil
        if let checkpoint { checkpoints.append(checkpoint) }
        let trained = try recipe.training.train(
          cell, sampler, seed: seed, conventions.network, checkpoint: checkpoint, task, context)
        let detection = try NetworkTest(trained.network, cell.network).detect(
          sampler, conventions.search(cell.events), seed: task.seed, threads: task.threads)
        found.append(
          Training(
            detection: detection, epochs: trained.history.epochs.count,
            accuracy: trained.history.epochs.compactMap(\.accuracy).max() ?? 0,
            place: trained.place))
      }
      checkpoints.forEach(CellTraining.forget)
      return observables(cell, ids, found, CellTraining.told(found.map(\.place), context))
    }
  }

  private struct Training {
    var detection: Detection
    var epochs: Int
    /// The best over the epochs.
    var accuracy: Double
    var place: TrainingPlace
  }

  private static func observables(
    _ cell: Cell, _ ids: [String], _ found: [Training], _ places: String
  ) -> [Observable] {
    let axis = FractionPart.axis([cell.events])
    let name = "\(cell.source.name), \(cell.network.label), N = \(cell.events)" + places
    let best = found.max { $0.accuracy < $1.accuracy }?.detection.share ?? Estimate(100)
    return [
      Observable(
        id: ids[0], title: "Minimal fraction, mean of \(found.count) trainings: \(name)",
        units: "percent", axes: [axis], values: [mean(found.map(\.detection.share))]),
      Observable(
        id: ids[1],
        title: "Minimal fraction of the training with the best accuracy: \(name)",
        units: "percent", axes: [axis], values: [best]),
      Observable(
        id: ids[2], title: "Epochs, mean over trainings: \(name)", axes: [axis],
        exact: [Double(found.reduce(0) { $0 + $1.epochs }) / Double(found.count)]),
    ]
  }

  /// The mean, with the scatter between trainings and the noise of the test samples, which are the
  /// same for all.
  private static func mean(_ values: [Estimate]) -> Estimate {
    let count = Double(values.count)
    let mean = values.reduce(0) { $0 + $1.value } / count
    let noise = values.reduce(0) { $0 + ($1.standardError ?? 0) } / count
    let scatter =
      count > 1
      ? values.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / (count - 1) / count : 0
    return Estimate(mean, standardError: (noise * noise + scatter).squareRoot())
  }
}
