// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
public import Numerics

/// Trains detectors on the user's background and finds how well they tell the user's signals from it.
public struct AnomalySolver: Sendable {
  public struct Report: Sendable {
    /// Background events that trained and that were tested; events of each signal.
    public var trained: Int
    public var tested: Int
    public var signals: [Int]
    /// As many tested background events of equal weight know as much: (Σ w)²/Σ w².
    public var effectiveTested: Double
    /// Signal by signal, method by method, combinations last.
    public var answers: [AnomalyAnswer]
  }

  public init() {}

  /// - Parameter progress: called when a method is trained, with how many are.
  ///
  /// The background that trains is drawn from all of its file by the seed, so the order of events says
  /// nothing. Weights count: figures of merit are sums of weights, and detectors, which know none, are
  /// trained on events drawn in proportion to them. Weights of a file may have any common factor.
  ///
  /// Throws `badInput` with file and line for a bad event file, and for weights that are negative or
  /// all 0; `badValue` for a request that cannot be met.
  public func report(
    on request: AnomalyRequest, progress: (Int) -> Void = { _ in }
  ) throws(AssayError) -> Report {
    try request.check()
    let background = try rows(request.background, "background", request)
      .shuffled(seed: request.seed, role: "background")
    let trained = Int((request.trainingShare * Double(background.events.count)).rounded())
    guard trained >= 20, background.events.count - trained >= 1 else {
      throw .badInput(
        file: request.background, place: nil,
        found: "\(background.events.count) events, of which \(trained) train",
        accepted: "at least 20 that train and one that is tested")
    }
    var signals: [EventRows] = []
    for (k, file) in request.signals.enumerated() {
      signals.append(try rows(file, "signal \(k)", request))
    }
    let test = background.rows(Array(trained..<background.count))
    let half = background.rows(Array(0..<trained))
    for (part, name) in [(half, "train"), (test, "are tested")]
    where !part.weights.contains(where: { $0 > 0 }) {
      throw .badInput(
        file: request.background, place: nil,
        found: "\(part.count) events that \(name), all of weight 0",
        accepted: "a sum of weights above 0")
    }
    let training = half.unweighted(seed: request.seed, role: "background")
    var (own, theirs): ([[Double]], [[[Double]]]) = ([], signals.map { _ in [] })
    for (number, method) in request.methods.enumerated() {
      let score = try scorer(method, training, request)
      own.append(try score(test))
      for k in signals.indices { theirs[k].append(try score(signals[k])) }
      progress(number + 1)
    }
    let answers = try answers(
      request, own, theirs, background: test.weights, signals: signals.map(\.weights))
    return Report(
      trained: trained, tested: test.count, signals: signals.map(\.count),
      effectiveTested: try RankedScores(own[0], weights: test.weights, of: "the background")
        .effectiveCount, answers: answers)
  }

  /// Roles name streams of random numbers: nothing depends on how a path is spelt.
  private func rows(
    _ file: String, _ role: String, _ request: AnomalyRequest
  ) throws(AssayError) -> EventRows {
    try EventRows(
      file: file, role: role, cutsToChannelOne: request.cutsToChannelOne, seed: request.seed)
  }

  // MARK: Scores

  private typealias Score = (EventRows) throws(AssayError) -> [Double]

  private func scorer(
    _ method: AnomalyMethod, _ training: EventRows, _ request: AnomalyRequest
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
      var theories: [EventRows] = []
      for (k, file) in request.theories.enumerated() {
        let role = "theory \(k)"
        theories.append(
          try rows(file, role, request).shuffled(seed: seed, role: role)
            .unweighted(seed: seed, role: role))
      }
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
    _ request: AnomalyRequest, _ own: [[Double]], _ theirs: [[[Double]]],
    background: [Double], signals: [[Double]]
  ) throws(AssayError) -> [AnomalyAnswer] {
    var ranked: [RankedScores] = []
    func ofBackground(_ scores: [Double]) throws(AssayError) -> RankedScores {
      try RankedScores(scores, weights: background, of: "the background")
    }
    for scores in own { ranked.append(try ofBackground(scores)) }
    var answers: [AnomalyAnswer] = []
    for (number, scores) in theirs.enumerated() {
      let signal = request.signals[number]
      func ofSignal(_ scores: [Double]) throws(AssayError) -> RankedScores {
        try RankedScores(scores, weights: signals[number], of: signal)
      }
      for (k, method) in request.methods.enumerated() {
        answers.append(
          answer(
            signal, method.rawValue,
            ReceiverCurve(background: ranked[k], signal: try ofSignal(scores[k]))))
      }
      // Ranks among the background that is tested: they move both samples alike.
      for combination in request.combinations {
        let curve = ReceiverCurve(
          background: try ofBackground(
            combination.scores(own, calibration: ranked, threads: request.threads)),
          signal: try ofSignal(
            combination.scores(scores, calibration: ranked, threads: request.threads)))
        answers.append(answer(signal, combination.label, curve))
      }
    }
    return answers
  }

  private func answer(_ signal: String, _ method: String, _ curve: ReceiverCurve) -> AnomalyAnswer {
    let levels = SignificanceImprovement.levels
    let area = curve.area
    let efficiencies = levels.map { level -> Double? in
      level * curve.background.effectiveCount < 1
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
