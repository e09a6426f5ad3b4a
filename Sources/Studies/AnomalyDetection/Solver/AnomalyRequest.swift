// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// What detectors are trained on, and what they are tested on.
public struct AnomalyRequest: Sendable {
  /// Event file of the background: its first part trains, the rest is tested.
  public var background: String
  /// Event files of signals; all events are tested.
  public var signals: [String]
  /// Event files of theories for the classifier.
  public var theories: [String]
  public var methods: [AnomalyMethod]
  /// Of all methods' scores, where there are two or more.
  public var combinations: [ScoreCombination]
  /// Share of the background that trains.
  public var trainingShare: Double
  /// Keep events of channel 1 only.
  public var cutsToChannelOne: Bool
  public var recipe: DetectorRecipe
  public var seed: UInt64
  public var threads: Int

  public init(
    background: String, signals: [String], theories: [String] = [], methods: [AnomalyMethod],
    combinations: [ScoreCombination] = [], trainingShare: Double = 0.5,
    cutsToChannelOne: Bool = false, recipe: DetectorRecipe = DetectorRecipe(), seed: UInt64 = 1,
    threads: Int = 1
  ) {
    (self.background, self.signals, self.theories) = (background, signals, theories)
    (self.methods, self.combinations) = (methods, combinations)
    (self.trainingShare, self.cutsToChannelOne) = (trainingShare, cutsToChannelOne)
    (self.recipe, self.seed, self.threads) = (recipe, seed, threads)
  }

  func check() throws(AssayError) {
    guard trainingShare > 0, trainingShare < 1 else {
      throw .badValue(
        name: "share of the background to train on", found: "\(trainingShare)",
        accepted: "a number between 0 and 1")
    }
    guard !methods.isEmpty, !signals.isEmpty else {
      throw .badValue(
        name: methods.isEmpty ? "methods" : "signals", found: "none", accepted: "one or more")
    }
    if methods.contains(.hyperclass), theories.isEmpty {
      throw .badValue(
        name: "theories", found: "none",
        accepted: "one event file or more to train hyperclass on")
    }
    if !combinations.isEmpty, methods.count < 2 {
      throw .badValue(
        name: "methods to combine", found: "\(methods.count)", accepted: "two or more")
    }
    guard recipe.epochs >= 1, recipe.batch >= 1 else {
      throw .badValue(
        name: "epochs and events of a step", found: "\(recipe.epochs), \(recipe.batch)",
        accepted: "1 or more")
    }
  }
}

/// How well one score finds one signal.
public struct AnomalyAnswer: Sendable, Equatable {
  public var signal: String
  /// A method's name, or that of a combination.
  public var method: String
  public var area: Double
  public var areaError: Double
  /// Signal efficiencies at ``SignificanceImprovement/levels``; nil where the background tested has
  /// less than one event above.
  public var efficiencies: [Double?]
  public var improvements: [Double?]
}
