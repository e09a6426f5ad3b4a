// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics
internal import Sky

/// Minimal fractions by tests that need no training here: the likelihood bound, the power spectrum,
/// and the authors' own networks.
enum FractionPart {
  /// Sample sizes of the tests without a network.
  private static func sizes(_ tier: Tier) -> [Int] { tier == .full ? Cell.sizes : [50, 100] }
  /// Samples of the cumulative definition, with any number of events from the source.
  private static let mixedSamples = 20_000

  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = FractionConventions(fault: context.fault)
    let sources = try UHECRSource.all(context.reference)
    return [quick(sources, context, conventions)]
      + sources.map { standard($0, conventions.likely($0, among: sources), context, conventions) }
      + sources.map { authors($0, context, conventions) }
  }

  // MARK: Tests without a network

  /// All sources, N = 50, on the coarse maps of the quick tier.
  private static func quick(
    _ sources: [UHECRSource], _ context: RunContext, _ conventions: FractionConventions
  ) -> StudyTask {
    let ids = ["quick.llr", "quick.aps", "quick.lost"]
    return StudyTask(id: "fraction.quick", provides: ids, cost: 25) { task throws(AssayError) in
      var columns = [[Estimate]](repeating: [], count: 3)
      for source in sources {
        let model = conventions.applied(to: .quick)
        let likely = conventions.likely(source, among: sources)
        let rows = try [source, likely].map { (source) throws(AssayError) in
          try model.rows(of: source, above: 56, context, threads: task.threads)
        }
        let found = try search(rows[0], likely: rows[1], 50, task, conventions)
        columns[0].append(found.llr.count)
        columns[1].append(found.aps.count)
        columns[2].append(Estimate(100 * rows[0].lostFraction))
      }
      let axis = Axis("source", names: sources.map(\.name))
      let titles = [
        "Smallest number of events from the source, likelihood ratio, N = 50, coarse maps",
        "The same by the power spectrum", "Events that no pixel leads to the source",
      ]
      return zip(ids, titles).enumerated().map { i, names in
        Observable(
          id: names.0, title: names.1, units: i == 2 ? "percent" : "events", axes: [axis],
          values: columns[i])
      }
    }
  }

  private static func standard(
    _ source: UHECRSource, _ likely: UHECRSource, _ context: RunContext,
    _ conventions: FractionConventions
  ) -> StudyTask {
    let ids = ["llr", "aps"].map { "fraction.\($0).\(source.slug)" }
    return StudyTask(
      id: "fraction.\(source.slug)", provides: ids, tier: .standard, cost: 60
    ) { task throws(AssayError) in
      let model = conventions.applied(to: .standard)
      let rows = try [source, likely].map { (source) throws(AssayError) in
        try model.rows(of: source, above: 56, context, threads: task.threads)
      }
      var columns = [[Estimate]](repeating: [], count: 2)
      let sizes = sizes(context.tier)
      for events in sizes {
        let found = try search(rows[0], likely: rows[1], events, task, conventions)
        columns[0].append(found.llr.share)
        columns[1].append(found.aps.share)
      }
      return zip(ids, ["likelihood ratio", "power spectrum"]).enumerated().map { i, names in
        Observable(
          id: names.0, title: "Minimal fraction of \(source.name), \(names.1)", units: "percent",
          axes: [axis(sizes)], values: columns[i])
      }
    }
  }

  private static func search(
    _ rows: SourceRows, likely: SourceRows, _ events: Int, _ task: TaskContext,
    _ conventions: FractionConventions
  ) throws(AssayError) -> (llr: Detection, aps: Detection) {
    let detection = SourceDetection(
      try EventSampler(counting: events, of: [rows], .ring), conventions.search(events))
    let density = try SourceDensity(EventSampler(counting: events, of: [likely], .ring))
    return (
      try detection.likelihoodBound(of: density, seed: task.seed, threads: task.threads),
      try detection.powerSpectrum(.squared, seed: task.seed, threads: task.threads)
    )
  }

  // MARK: The authors' networks

  private static func authors(
    _ source: UHECRSource, _ context: RunContext, _ conventions: FractionConventions
  ) -> StudyTask {
    let ids = ["fraction.authors.\(source.slug)", "cumulative.authors.\(source.slug)"]
    var task = StudyTask(
      id: "authors.\(source.slug)", provides: ids, tier: .standard, cost: 60
    ) { task throws(AssayError) in
      guard let data = context.data else {
        throw .missing(
          "the data set \(PublishedNetworks.dataset)", remedy: "`assay fetch` gets it")
      }
      let model = conventions.applied(to: .standard)
      var columns = [[Estimate]](repeating: [], count: 2)
      for events in PublishedNetworks.sizes {
        let cell = Cell(source: source, network: .single, events: events)
        let sampler = try cell.sampler(
          model, context, threads: task.threads, conventions.network)
        let file = try PublishedNetworks.file(
          source: source.name, events: events, context.reference)
        let network = try PublishedNetworks.read(data.path(file), conventions.network)
        let test = NetworkTest(network, .single)
        let found = try test.detect(
          sampler, conventions.search(events), seed: task.seed,
          threads: task.threads)
        let old = try test.minimalFraction(
          conventions.swapsDefinitions ? .atEqualFraction : .cumulative, sampler,
          samples: mixedSamples, seed: task.seed, threads: task.threads)
        columns[0].append(found.share)
        columns[1].append(
          Estimate(100 * old.fraction, standardError: 100 * old.standardError))
      }
      return zip(ids, ["at equal fraction", "cumulative"]).enumerated().map { i, names in
        Observable(
          id: names.0,
          title: "Minimal fraction of \(source.name), the authors' networks, \(names.1)",
          units: "percent", axes: [axis(PublishedNetworks.sizes)], values: columns[i])
      }
    }
    task.needs = [PublishedNetworks.dataset]
    return task
  }

  static func axis(_ sizes: [Int]) -> Axis {
    Axis("sample size N", units: "events", numbers: sizes.map(Double.init))
  }
}

extension Detection {
  /// Half the 68 % interval, at least half an event.
  private var spread: Double {
    max(0.5, interval.map { ($0.upperBound - $0.lowerBound) / 2 } ?? 0.5)
  }

  /// n*; N where no number of events does.
  var count: Estimate { Estimate(Double(smallest ?? events), standardError: spread) }
  /// n*/N in percent.
  var share: Estimate {
    Estimate(percent, standardError: 100 * spread / Double(events))
  }
}
