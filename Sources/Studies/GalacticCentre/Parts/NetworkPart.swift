// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Ensembles of networks on simulated skies: coverage, the reality gap, and the optimum.
enum NetworkPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    DiffuseFamily.allCases.map { sources($0, context, conventions) }
      + [OptimumPart.task(context, conventions)]
  }

  /// At the standard tier the plane has 32 × 32 pixels of a degree, at the full one twice as many on a
  /// side of half a degree, and more of everything. Under a fault less: it must be seen, not measured.
  struct Setting {
    var side = 32
    var pixel = 1.0
    var recipe = SkyNetworkRecipe()
    var tests = 4000

    init(_ context: RunContext) {
      if context.tier == .full {
        (side, pixel) = (64, 0.5)
        (recipe.filters, recipe.dense) = ([32, 64, 128, 128, 128], 256)
        (recipe.members, recipe.maps, recipe.epochs) = (5, 60_000, 10)
      } else if context.fault != nil {
        (recipe.members, recipe.maps, recipe.epochs) = (1, 3000, 4)
      }
    }
  }

  // MARK: Sources

  private static func ids(_ family: DiffuseFamily) -> [String] {
    ["coverage", "parts", "rmse", "gap", "factors", "predicted", "raw"].map {
      "network.\(family.rawValue).\($0)"
    }
      + (family == .thin ? ["gap.bound", "gap.other"] : [])
  }

  private static let levels = [0.5, 0.682_689_492_137_086, 0.8, 0.9, 0.95]

  private static func sources(
    _ family: DiffuseFamily, _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    let ids = ids(family)
    return StudyTask(
      id: "network.\(family.rawValue)", provides: ids, tier: .standard, cost: 90
    ) { task throws(AssayError) in
      let setting = Setting(context)
      let components = try SkyComponents(side: setting.side, pixel: setting.pixel)
      var sky = try PlaneSky(components, family: family, seed: task.seed)
      sky.forgetsSpread = conventions.trainsWithoutSpread
      let ensemble = try SkyEnsemble(
        .sources, sky: sky, recipe: setting.recipe, seed: task.seed, threads: task.threads)
      var (tested, coverages) = ([String](), [Coverage]())
      for other in DiffuseFamily.allCases {
        let own = conventions.testsOnOwn ? family : other
        var test = try PlaneSky(components, family: own, seed: task.seed)
        // Maps that no training has seen.
        test.seed = task.seed &+ 0xC0FE
        let coverage = try Coverage(
          ensemble, test, setting.tests, conventions, threads: task.threads)
        tested.append(other.rawValue)
        coverages.append(coverage)
      }
      guard let place = DiffuseFamily.allCases.firstIndex(of: family) else { return [] }
      let own = coverages[place]
      let names = SkyEnsemble.Question.sources.names + ["both"]
      let keys = names.flatMap { name in levels.map { _ in name } }
      let levelKeys = names.flatMap { _ in levels }
      let axes = [Axis("quantity", names: keys), Axis("level", numbers: levelKeys)]
      let joint = { (coverage: Coverage) in coverage.share(names.count - 1, 0.682_689_492_137_086) }
      var observables = [
        Observable(
          id: ids[0], title: "Share of maps within the interval", axes: axes,
          values: zip(keys, levelKeys).map { own.share(names.firstIndex(of: $0) ?? 0, $1) }),
        Observable(
          id: ids[1], title: "Mean standard deviation",
          axes: [
            Axis("quantity", names: names.dropLast().flatMap { [$0, $0] }),
            Axis("part", names: names.dropLast().flatMap { _ in ["aleatoric", "epistemic"] }),
          ],
          exact: names.indices.dropLast().flatMap { [own.aleatoric[$0], own.epistemic[$0]] }),
        Observable(
          id: ids[2], title: "Root of the mean squared error",
          axes: [Axis("quantity", names: Array(names.dropLast()))],
          values: names.indices.dropLast().map { own.error($0) }),
        Observable(
          id: ids[3], title: "Share of maps within the joint 68.3 % region",
          axes: [Axis("tested on", names: tested)], values: coverages.map(joint)),
        Observable(
          id: ids[4], title: "Factors of the standard deviations",
          axes: [Axis("quantity", names: Array(names.dropLast()))], exact: ensemble.factors),
        Observable(
          id: ids[6], title: "Share of maps within the interval, without the factors",
          axes: [
            Axis("quantity", names: names.dropLast().flatMap { name in levels.map { _ in name } }),
            Axis("level", numbers: names.dropLast().flatMap { _ in levels }),
          ],
          values: names.indices.dropLast().flatMap { i in
            levels.map { own.share(i, $0, factor: 1 / ensemble.factors[i]) }
          }),
        Observable(
          id: ids[5], title: "Share of sources that the ensemble finds",
          axes: [Axis("true share", numbers: own.last.prefix(100).map(\.truth))],
          values: own.last.prefix(100).map(\.estimate)),
      ]
      if family == .thin {
        let rows = DiffuseFamily.allCases.indices.filter { $0 != place }
        let axis = Axis("tested on", names: rows.map { tested[$0] })
        observables += [
          Observable(
            id: "gap.bound", title: "68.3 % less three standard errors of so many maps",
            axes: [axis],
            exact: rows.map { _ in
              let level = 0.682_689_492_137_086
              return level - 3 * (level * (1 - level) / Double(setting.tests)).squareRoot()
            }),
          Observable(
            id: "gap.other", title: "Coverage on another family", axes: [axis],
            values: rows.map { joint(coverages[$0]) }),
        ]
      }
      return observables
    }
  }
}
