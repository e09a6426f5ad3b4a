// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The search of many histograms: p-values that must be uniform, curves that must be binomial, and
/// a set of the size of the published search.
enum SearchPart {
  static func tasks(_ context: RunContext) -> [StudyTask] {
    let conventions = SearchConventions(fault: context.fault)
    return [
      channel(context, conventions), stepTwo(context, conventions),
      independent(context, conventions), sizes(context, conventions),
      capability(context, conventions),
    ]
  }

  private static func repetitions(_ tier: Tier) -> Int {
    switch tier {
    case .quick: 2000
    case .standard: 20_000
    case .full: 200_000
    }
  }

  // MARK: Uniform p-values

  /// One class of thousands of events a bin, so that p-values have no steps to speak of, with two
  /// sources of shifts.
  static func nullHistogram() -> SearchHistogram {
    let b = (0..<12).map { 8000 * exp(-0.2 * Double($0)) }
    return SearchHistogram(
      eventClass: "null", variable: "m_eff", edges: (0...12).map(Double.init),
      observed: b.map { _ in 0 }, background: b, statistical: b.map { 0.2 * $0.squareRoot() },
      shifts: [b.map { 0.05 * $0 }, b.enumerated().map { 0.01 * Double($0) * $1 }])
  }

  /// Data come from production toys, whatever the fault; p_channel is their rank among toys.
  private static func channel(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let count = repetitions(context.tier)
    return StudyTask(
      id: "uniform.channel", provides: ["uniform.channel", "uniform.channel.curve"],
      cost: 1e-4 * Double(count)
    ) { task throws(AssayError) in
      let histogram = nullHistogram()
      let data = GeneralSearch([histogram]).toys(
        count, seed: task.seed, stream: task.stream, threads: task.threads)[0]
      let toys = GeneralSearch([histogram], conventions).toys(
        count, seed: task.seed, stream: task.stream ^ 0x5bd1_e995, threads: task.threads)[0]
      let shares = stride(from: 0.02, to: 1, by: 0.02).map { $0 }
      let pChannel = data.map { ChannelProbability.share(of: toys, below: $0) }
      return [
        distance("uniform.channel", "p_channel", ChannelProbability.scaledDistance(data, toys)),
        Observable(
          id: "uniform.channel.curve", title: "Share of data without a signal below p_channel",
          axes: [Axis("p_channel", numbers: shares)],
          values: shares.map { share in
            let p = Double(pChannel.count { $0 <= share }) / Double(count)
            return Estimate(p, standardError: (share * (1 - share) / Double(count)).squareRoot())
          }),
      ]
    }
  }

  /// The best region of one toy is tested on another, whose shifts are drawn anew: a deviation of
  /// the background common to both samples would be found again, rightly.
  private static func stepTwo(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let count = repetitions(context.tier)
    return StudyTask(
      id: "uniform.step-two", provides: ["uniform.step-two"], cost: 1e-4 * Double(count)
    ) { task throws(AssayError) in
      let search = GeneralSearch([nullHistogram()])
      let scan = GeneralSearch([nullHistogram()], conventions).scans[0]
      let ladder = CriticalLadder(search.scans[0])
      let pieces = Parallel.map((count + 99) / 100, threads: task.threads) { piece in
        var scratch = LadderScratch(ladder)
        return (piece * 100..<min(count, piece * 100 + 100)).map { toy in
          let first = search.counts(channel: 0, toy: 2 * toy, seed: task.seed, stream: task.stream)
          let second = search.counts(
            channel: 0, toy: 2 * toy + 1, seed: task.seed, stream: task.stream)
          let found = ladder.smallest(first, &scratch).window
          let sample = conventions.sameSampleAgain ? first : second
          return exp(
            scan.logP(window: found, observed: scan.observed(sample)[found]))
        }
      }
      let p = pieces.flatMap { $0 }
      return [
        distance("uniform.step-two", "step two", ChannelProbability.scaledDistanceFromUniform(p))
      ]
    }
  }

  private static func distance(_ id: String, _ name: String, _ value: Double) -> Observable {
    Observable(
      id: id, title: "Scaled Kolmogorov distance, \(name)",
      axes: [Axis("distribution", names: [name])], exact: [value])
  }

  // MARK: Independent classes

  private static func independent(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let provides = (1...3).map { "independent.k\($0)" }
    let count = 10 * repetitions(context.tier)
    return StudyTask(
      id: "independent", provides: provides, cost: 2e-5 * Double(count)
    ) { task throws(AssayError) in
      let axes = try TableAxes("independent-classes", context)
      let one = { (i: Int) in
        SearchHistogram(
          eventClass: "class \(i)", variable: "events", edges: [0, 1], observed: [0],
          background: [30])
      }
      let toys = GeneralSearch((0..<20).map(one), conventions).toys(
        count, seed: task.seed, stream: task.stream, threads: task.threads)
      let curve = GlobalCurve(logP: toys, thresholds: try axes.numbers(0))
      return provides.enumerated().map { k, id in
        Observable(
          id: id, title: "Share of toys with \(k + 1) or more of 20 classes below a threshold",
          axes: axes.all,
          values: curve.thresholds.indices.map {
            Estimate(curve.share[k][$0], standardError: curve.error(k: k + 1, at: $0))
          })
      }
    }
  }

  // MARK: Capability

  static let toysOfCapability = 1000
  private static let claims = "atlas-general-search-claims"

  /// Numbers of classes and regions beside those of the published search.
  private static func sizes(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let rows = [
      ("classes", "event classes analysed (more than)"),
      ("regions", "regions analysed (more than)"),
    ]
    let provides = rows.flatMap { ["capability.\($0.0).stated", "capability.\($0.0)"] }
    return StudyTask(id: "capability.sizes", provides: provides) { task throws(AssayError) in
      let table = try context.reference.table(claims)
      let search = GeneralSearch(
        SyntheticSet.histograms(conventions, seed: task.seed, stream: task.stream), conventions)
      let ours = [Double(search.histograms.count), Double(search.regions)]
      var observables: [Observable] = []
      for ((short, name), value) in zip(rows, ours) {
        guard let row = table.independent.first?.axis.keys.firstIndex(of: .text(name)),
          let stated = table.dependent.first?.cells[row].number
        else {
          throw .badInput(
            file: table.file, place: "independent_variables", found: "no row \(name)",
            accepted: "the statements of the published search")
        }
        let axis = Axis("quantity", names: [short])
        observables.append(
          Observable(
            id: "capability.\(short).stated",
            title: "Number of \(short) of the published search, lower limit",
            axes: [axis], exact: [stated]))
        observables.append(
          Observable(
            id: "capability.\(short)", title: "Number of \(short) of the synthetic set",
            axes: [axis], exact: [value]))
      }
      return observables
    }
  }

  /// The synthetic set searched with 1000 toy experiments: the curves of the figure.
  private static func capability(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let provides =
      (1...3).map { "capability.curve.k\($0)" }
      + ["capability.data", "capability.signal", "capability.signal.p-channel"]
    return StudyTask(
      id: "capability", provides: provides, tier: .standard, cost: 90
    ) { task throws(AssayError) in
      let histograms = SyntheticSet.histograms(conventions, seed: task.seed, stream: task.stream)
      let search = GeneralSearch(histograms, conventions)
      let toys = search.toys(
        toysOfCapability, seed: task.seed, stream: task.stream ^ 0x5bd1_e995, threads: task.threads)
      let thresholds = GlobalCurve.thresholds(from: 0.1, to: 1e-8, count: 57)
      let curve = GlobalCurve(logP: toys, thresholds: thresholds)
      let axis = Axis("p_min", numbers: thresholds)
      var observables = (1...3).map { k in
        Observable(
          id: "capability.curve.k\(k)",
          title: "Share of toy experiments with \(k) or more classes below p_min", axes: [axis],
          values: thresholds.indices.map {
            Estimate(curve.share[k - 1][$0], standardError: curve.error(k: k, at: $0))
          })
      }
      let best = search.best()
      let found = thresholds.map { threshold in
        Double(best.count { $0.logP <= log(threshold) })
      }
      observables.append(
        Observable(
          id: "capability.data", title: "Classes of the synthetic data below p_min", axes: [axis],
          exact: found))
      let target = SyntheticSet.target(of: histograms)
      let name = Axis("class", names: [histograms[target].eventClass])
      let p = ChannelProbability.share(of: toys[target], below: best[target].logP)
      let n = Double(toysOfCapability)
      observables.append(
        Observable(
          id: "capability.signal", title: "Smallest p-value of the class with the signal",
          axes: [name], exact: [exp(best[target].logP)]))
      observables.append(
        Observable(
          id: "capability.signal.p-channel", title: "p_channel of the class with the signal",
          axes: [name],
          values: [Estimate(p, standardError: max((p * (1 - p) / n).squareRoot(), 1 / n))]))
      return observables
    }
  }
}
