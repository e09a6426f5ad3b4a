// SPDX-License-Identifier: GPL-3.0-or-later
public import Events
internal import Learning
public import Numerics

/// Trains detectors on the user's background and finds how well they tell the user's signals from it.
public struct AnomalySolver: Sendable {
  public struct Report: Sendable {
    /// Background events that trained and that were tested; events of each signal.
    public var trained: Int
    public var tested: Int
    public var signals: [Int]
    /// Signal by signal, method by method, combinations last.
    public var answers: [AnomalyAnswer]
  }

  public init() {}

  /// - Parameter progress: called when a method is trained, with how many are.
  ///
  /// Events count once each, whatever their weights. Throws `badInput` with file and line for a bad
  /// event file, `badValue` for a request that cannot be met.
  public func report(
    on request: AnomalyRequest, progress: (Int) -> Void = { _ in }
  ) throws(AssayError) -> Report {
    try request.check()
    let background = try events(request.background, request)
    let trained = Int((request.trainingShare * Double(background.events.count)).rounded())
    guard trained >= 20, background.events.count - trained >= 1 else {
      throw .badInput(
        file: request.background, place: nil,
        found: "\(background.events.count) events, of which \(trained) train",
        accepted: "at least 20 that train and one that is tested")
    }
    var signals: [Rows] = []
    for file in request.signals { signals.append(try events(file, request)) }
    let test = background.rows(trained..<background.events.count)
    let training = background.rows(0..<trained)
    var (own, theirs): ([[Double]], [[[Double]]]) = ([], signals.map { _ in [] })
    for (number, method) in request.methods.enumerated() {
      let score = try scorer(method, training, request)
      own.append(try score(test))
      for k in signals.indices { theirs[k].append(try score(signals[k])) }
      progress(number + 1)
    }
    let answers = try answers(request, own, theirs)
    return Report(
      trained: trained, tested: test.count, signals: signals.map(\.count), answers: answers)
  }

  // MARK: Events

  /// Events with their summaries and features.
  struct Rows: Sendable {
    var events: [CollisionFeatures.Summary]
    var features: FeatureRows
    /// Whole numbers with uniform ones added.
    var smooth: FeatureRows

    var count: Int { events.count }

    func rows(_ range: Range<Int>) -> Rows {
      Rows(
        events: Array(events[range]), features: features.rows(range), smooth: smooth.rows(range))
    }
  }

  private func events(_ file: String, _ request: AnomalyRequest) throws(AssayError) -> Rows {
    let sample = try EventFile.read(file)
    let features = CollisionFeatures()
    let all = (0..<sample.count).map { features.summary(sample, $0) }
    let kept = all.indices.filter { !request.cutsToChannelOne || ChannelOne.passes(all[$0]) }
    guard !kept.isEmpty else {
      throw .badInput(
        file: file, place: nil, found: "no event that passes the cuts of channel 1",
        accepted: "at least one")
    }
    let rows = features.rows(sample)
    let chosen = FeatureRows(names: rows.names, values: kept.flatMap { Array(rows[$0]) })
    return Rows(
      events: kept.map { all[$0] }, features: chosen,
      smooth: CollisionFeatures.smooth(chosen, seed: request.seed, stream: file))
  }

  // MARK: Scores

  private typealias Score = (Rows) throws(AssayError) -> [Double]

  private func scorer(
    _ method: AnomalyMethod, _ training: Rows, _ request: AnomalyRequest
  ) throws(AssayError) -> Score {
    let (seed, threads, recipe) = (request.seed, request.threads, request.recipe)
    let detector: any AnomalyDetector
    switch method {
    case .met: return { $0.events.map(\.missing) }
    case .ht: return { $0.events.map(\.sum) }
    case .density: detector = try MahalanobisDetector(background: training.features)
    case .autoencoder:
      detector = try Autoencoder(
        background: training.features, code: 4, recipe: recipe, seed: seed, threads: threads)
    case .svdd:
      detector = try DeepSVDD(
        background: training.features, target: 10, dimension: 8, recipe: recipe, seed: seed,
        threads: threads)
    case .ensemble:
      detector = try DeepSVDDEnsemble(
        background: training.features, recipe: recipe, seed: seed, threads: threads)
    case .flow, .spline:
      let flow = try FlowDetector(
        background: training.smooth, kind: method == .flow ? .affine() : .spline(),
        recipe: recipe, seed: seed, threads: threads)
      return { rows throws(AssayError) in try flow.scores(rows.smooth, threads: threads) }
    case .hyperclass:
      var mixture = FeatureRows(names: CollisionFeatures.names)
      var theories: [Rows] = []
      for file in request.theories { theories.append(try events(file, request)) }
      // Equal shares of all theories, in turn.
      for i in 0..<(theories.map(\.count).min() ?? 0) {
        for theory in theories { mixture.append(Array(theory.features[i])) }
      }
      detector = try TheoryClassifier(
        background: training.features, mixture: mixture, recipe: recipe, seed: seed,
        threads: threads)
    }
    return { rows throws(AssayError) in try detector.scores(rows.features, threads: threads) }
  }

  // MARK: Figures of merit

  private func answers(
    _ request: AnomalyRequest, _ own: [[Double]], _ theirs: [[[Double]]]
  ) throws(AssayError) -> [AnomalyAnswer] {
    var ranked: [RankedScores] = []
    for scores in own { ranked.append(try RankedScores(scores, of: "the background")) }
    var answers: [AnomalyAnswer] = []
    for (signal, scores) in zip(request.signals, theirs) {
      for (k, method) in request.methods.enumerated() {
        answers.append(
          answer(
            signal, method.rawValue,
            ReceiverCurve(background: ranked[k], signal: try RankedScores(scores[k], of: signal))))
      }
      // Ranks among the background that is tested: they move both samples alike.
      for combination in request.combinations {
        let curve = ReceiverCurve(
          background: try RankedScores(
            combination.scores(own, calibration: ranked, threads: request.threads),
            of: "the background"),
          signal: try RankedScores(
            combination.scores(scores, calibration: ranked, threads: request.threads), of: signal))
        answers.append(answer(signal, combination.label, curve))
      }
    }
    return answers
  }

  private func answer(_ signal: String, _ method: String, _ curve: ReceiverCurve) -> AnomalyAnswer {
    let levels = SignificanceImprovement.levels
    let area = curve.area
    let efficiencies = levels.map { level -> Double? in
      level * Double(curve.background.count) < 1
        ? nil : curve.efficiency(atBackground: level).value
    }
    return AnomalyAnswer(
      signal: signal, method: method, area: area.value, areaError: area.standardError ?? 0,
      efficiencies: efficiencies,
      improvements: zip(efficiencies, levels).map { efficiency, level in
        efficiency.map { SignificanceImprovement.value(signal: $0, background: level) }
      })
  }
}
