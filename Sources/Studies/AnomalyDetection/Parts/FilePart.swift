// SPDX-License-Identifier: GPL-3.0-or-later
internal import Events
internal import Harness
internal import Learning
internal import Numerics

/// Public events of the challenge: what is read, and baselines that need no training.
enum FilePart {
  static let comparisons = [
    "file-means", "file-weights", "baseline-areas", "baseline-ranks", "published-order",
  ]
  static let dataset = "dark-machines"
  private static let means = "darkmachines-chan1-first1000"
  private static let whole = "darkmachines-chan1-loader-check"
  static let baselines = "darkmachines-chan1-baselines"
  /// Models whose published AUCs stand in the last columns of that table.
  static let models = ["Flow-Efficient_Likelihood", "Combined-AVG-DeepSVDD-Flow", "SimpleAE"]
  private static let ranks = "darkmachines-chan1-rank-correlation"
  /// The least rank correlation asked for, by published model.
  private static let bar = "rank-correlation-bar"
  /// Half of the background makes the density, the other half is tested.
  static let trained = 500

  static func tasks(_ context: RunContext, _ conventions: AnomalyConventions) -> [StudyTask] {
    [
      files(context, conventions), weights(context, conventions), areas(context, conventions),
      TrainedFilePart.task(context, conventions),
    ]
  }

  static func path(_ file: String) -> String { "anomaly-detection/\(file)" }

  static func events(_ file: String, _ context: RunContext) throws(AssayError) -> EventSample {
    guard let data = context.data else {
      throw .missing(
        "the data set \(dataset)", remedy: "`assay fetch` gets it, or name its folder by --data")
    }
    return try EventFile.read(data.path(path(file)))
  }

  // MARK: What is read

  private static func files(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("files.events", "Events of a file that pass the cuts of channel 1"),
      TableColumn("files.met", "Mean MET", "GeV"), TableColumn("files.ht", "Mean HT", "GeV"),
      TableColumn("files.jets", "Mean number of jets"),
      TableColumn("files.b-jets", "Mean number of b-jets"),
      TableColumn("files.leptons", "Mean number of leptons"),
      TableColumn("files.photons", "Mean number of photons"),
    ]
    var task = StudyTask(filling: means, columns, context, cost: 0.2) { axes throws(AssayError) in
      let features = CollisionFeatures(conventions.collisions)
      var rows: [[Double]] = []
      for file in try axes.texts(0) {
        let events = try events(file, context)
        let found = (0..<events.count).map { features.summary(events, $0) }
        let count = Double(found.count)
        func mean(_ value: (CollisionFeatures.Summary) -> Double) -> Double {
          found.reduce(0) { $0 + value($1) } / count
        }
        rows.append([
          Double(found.count { ChannelOne.passes($0, conventions.collisions) }),
          mean(\.missing), mean(\.sum), mean { Double($0.jets) }, mean { Double($0.bJets) },
          mean { Double($0.leptons) }, mean { Double($0.photons) },
        ])
      }
      return rows
    }
    task.needs = [dataset]
    return task
  }

  private static func weights(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let columns = [TableColumn("files.weight", "Weight of the first event")]
    var task = StudyTask(filling: whole, columns, context, cost: 0.2) { axes throws(AssayError) in
      var rows: [[Double]] = []
      for file in try axes.texts(0) {
        // The table has the background under the name of the file that ours was cut from.
        let events = try events(file.replacing("_reduced", with: ""), context)
        rows.append([conventions.collisions.forgetsWeights ? 1 : events.weights[0]])
      }
      return rows
    }
    task.needs = [dataset]
    return task
  }

  // MARK: Baselines

  private static func areas(
    _ context: RunContext, _ conventions: AnomalyConventions
  ) -> StudyTask {
    let scores = [("met", "MET"), ("ht", "HT"), ("density", "density score")]
    let provides =
      scores.map { "baseline.\($0.0)" } + models.indices.map { "correlation.\($0)" }
      + ["correlation.bar", "correlation.density"]
    return StudyTask(id: "files.baselines", provides: provides, needs: [dataset], cost: 0.3) {
      task throws(AssayError) in
      let axes = try TableAxes(baselines, context)
      let areas = try areas(try axes.texts(0), context, conventions, threads: task.threads)
      let published = axes.table.dependent.suffix(models.count).map { column in
        column.cells.map { $0.number ?? .nan }
      }
      let baselineAxis = Axis("baseline", names: try TableAxes(ranks, context).texts(0))
      let correlations = published.map { column in
        areas.map { RankCorrelation.spearman($0.map(\.value), column, conventions.merit) }
      }
      let modelAxis = Axis("published model", names: models)
      let bars = try TableAxes(bar, context)
      return scores.indices.map { k in
        Observable(
          id: provides[k], title: "AUC of \(scores[k].1)", axes: axes.all, values: areas[k])
      }
        + models.indices.map { k in
          Observable(
            id: "correlation.\(k)",
            title: "Rank correlation over signals of AUCs with \(models[k])",
            axes: [baselineAxis], exact: correlations[k])
        }
        + [
          Observable(
            id: "correlation.bar", title: "Least rank correlation asked for", axes: bars.all,
            exact: bars.table.dependent[0].cells.map { $0.number ?? .nan }),
          Observable(
            id: "correlation.density",
            title: "Rank correlation over signals of the density score's AUCs with published ones",
            axes: [modelAxis], exact: correlations.map { $0[2] }),
        ]
    }
  }

  /// AUCs of MET, HT and density, signal by signal.
  private static func areas(
    _ signals: [String], _ context: RunContext, _ conventions: AnomalyConventions, threads: Int
  ) throws(AssayError) -> [[Estimate]] {
    let features = CollisionFeatures(conventions.collisions)
    let background = features.rows(try events(backgroundFile, context))
    guard background.count > trained else {
      throw .badInput(
        file: path(backgroundFile), place: nil, found: "\(background.count) events",
        accepted: "more than \(trained)")
    }
    let all = conventions.collisions.trainsOnTest
    let density = try MahalanobisDetector(
      background: background.rows(0..<(all ? background.count : trained)))
    let test = background.rows(trained..<background.count)
    func scores(_ rows: FeatureRows) throws(AssayError) -> [[Double]] {
      // ln MET and ln HT rank as MET and HT do.
      [0, 1].map { column in (0..<rows.count).map { rows.values[$0 * rows.columns + column] } }
        + [try density.scores(rows, threads: threads)]
    }
    let own = try scores(test)
    var areas: [[Estimate]] = own.map { _ in [] }
    for signal in signals {
      let theirs = try scores(features.rows(try events("\(signal)_chan1.csv", context)))
      for k in own.indices {
        let curve = ReceiverCurve(
          background: try RankedScores(own[k], of: "background"),
          signal: try RankedScores(theirs[k], of: signal), conventions.merit)
        areas[k].append(curve.area)
      }
    }
    return areas
  }

  static let backgroundFile = "background_chan1_7.79.csv"
}
