// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The search of many histograms: curves that must be binomial, and a set of the size of the
/// published search.
enum SearchPart {
  static func tasks(_ context: RunContext) -> [StudyTask] {
    let conventions = SearchConventions(fault: context.fault)
    return [
      independent(context, conventions), sizes(context, conventions),
      capability(context, conventions),
    ]
  }

  // MARK: Independent classes

  private static func independent(
    _ context: RunContext, _ conventions: SearchConventions
  ) -> StudyTask {
    let provides = (1...3).map { "independent.k\($0)" }
    let count = 10 * UniformPart.repetitions(context.tier)
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
      + ["capability.data", "capability.signal", "capability.signal.p-channel", "capability.work"]
    return StudyTask(
      id: "capability", provides: provides, tier: .standard, cost: 80
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
      let p = ToyShare(toys[target], conventions).atMost(best[target].logP)
      observables.append(
        Observable(
          id: "capability.signal", title: "Smallest p-value of the class with the signal",
          axes: [name], exact: [exp(best[target].logP)]))
      observables.append(
        Observable(
          id: "capability.signal.p-channel", title: "p_channel of the class with the signal",
          axes: [name],
          values: [Estimate(p.share, standardError: p.error)]))
      // Over the seconds of the task in the report's table of times: regions of toys a second.
      observables.append(
        Observable(
          id: "capability.work", title: "Regions times toy experiments that were searched",
          axes: [Axis("quantity", names: ["regions of toys"])],
          exact: [Double(search.regions * toysOfCapability)]))
      return observables
    }
  }
}
