// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

/// How the network of a ``FractionSolver`` was trained.
public struct FractionRecipe: Sendable, Equatable {
  /// Drawn images.
  public var images: Int
  public var training: FractionTraining
  public var seed: UInt64

  public init(images: Int = 4000, training: FractionTraining = .init(), seed: UInt64 = 1) {
    (self.images, self.training, self.seed) = (images, training, seed)
  }

  public static let simulation = "psfrac-v1"

  /// Throws `badValue` for numbers that cannot be.
  func check() throws(AssayError) {
    guard (2...1_000_000).contains(images) else {
      throw .badValue(name: "training images", found: "\(images)", accepted: "2 to 1000000")
    }
    try training.check(images: images)
    guard training.rate > 0, training.rate <= 1 else {
      throw .badValue(name: "rate", found: "\(training.rate)", accepted: "above 0 up to 1")
    }
  }

  public var text: String {
    "\(images) images of \(Self.simulation), \(training.epochs) epochs (\(training.warmUp) of mean "
      + "squares), \(training.batch) a step, rate \(training.rate), seed \(seed)"
  }
}

/// What a network makes of drawn images that it was not trained on.
public struct FractionTest: Sendable, Equatable {
  public var images: Int
  /// Root of the mean square of the errors.
  public var error: Double
  /// Share of the images whose fraction lies within the central interval of 68.27 %, and of 95 %.
  public var coverage: [Double]

  static let levels = [0.6827, 0.95]

  public var text: String {
    func rounded(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }
    return "rms error \(rounded(error)) on \(images) drawn images, \(rounded(coverage[0])) of them "
      + "within intervals of 68.27 %, \(rounded(coverage[1])) of 95 %"
  }
}

/// The numbers that a network's file keeps beside its weights, as texts.
struct FractionMetadata {
  let texts: [String: String]
  let file: String

  static func texts(
    _ recipe: FractionRecipe, _ trained: TrainedFraction, _ test: FractionTest
  ) -> [String: String] {
    [
      "study": PointSourceFractionStudy.card.id, "simulation": FractionRecipe.simulation,
      "images": "\(recipe.images)", "epochs": "\(recipe.training.epochs)",
      "warm-up": "\(recipe.training.warmUp)", "batch": "\(recipe.training.batch)",
      "rate": "\(recipe.training.rate)", "seed": "\(recipe.seed)", "mean": "\(trained.mean)",
      "deviation": "\(trained.deviation)", "largest": "\(trained.largest)",
      "test-images": "\(test.images)", "test-error": "\(test.error)",
      "test-coverage-68": "\(test.coverage[0])", "test-coverage-95": "\(test.coverage[1])",
    ]
  }

  private func number<Value: LosslessStringConvertible>(
    _ key: String, _ accepted: String, _ isGood: (Value) -> Bool
  ) throws(AssayError) -> Value {
    guard let text = texts[key], let value = Value(text), isGood(value) else {
      throw .badInput(
        file: file, place: "metadata, \(key)", found: texts[key].map { "\"\($0)\"" } ?? "nothing",
        accepted: accepted)
    }
    return value
  }

  /// Throws `badInput` for a file of another study or simulation.
  func checkOrigin() throws(AssayError) {
    for (key, name) in [
      ("study", PointSourceFractionStudy.card.id), ("simulation", FractionRecipe.simulation),
    ] {
      let _: String = try number(key, name) { $0 == name }
    }
  }

  func recipe() throws(AssayError) -> FractionRecipe {
    let recipe = FractionRecipe(
      images: try number("images", "a whole number") { _ in true },
      training: FractionTraining(
        epochs: try number("epochs", "a whole number") { _ in true },
        warmUp: try number("warm-up", "a whole number") { _ in true },
        batch: try number("batch", "a whole number") { _ in true },
        rate: try number("rate", "a number") { _ in true }),
      seed: try number("seed", "a whole number of 0 or more") { _ in true })
    do { try recipe.check() } catch {
      throw .badInput(
        file: file, place: "metadata", found: "a training that cannot be",
        accepted: "one that can (\(error))")
    }
    return recipe
  }

  /// Mean, standard deviation and largest count of the training images, as counts can have them: of
  /// numbers from 0 to k the variance is at most mean (k - mean).
  func moments() throws(AssayError) -> (mean: Double, deviation: Double, largest: Int) {
    let means = FractionDoubt.means
    let mean: Double = try number(
      "mean", "\(means.lowerBound) to \(means.upperBound), as images of psfrac-v1 have"
    ) { means.contains($0) }
    let largest: Int = try number("largest", "a count above the mean") {
      Double($0) > mean && $0 <= Int(UInt16.max)
    }
    let most = (mean * (Double(largest) - mean)).squareRoot()
    let deviation: Double = try number(
      "deviation", "above 0 and at most \(most), as counts up to \(largest) can have"
    ) { $0 > 0 && $0 <= most }
    return (mean, deviation, largest)
  }

  func test() throws(AssayError) -> FractionTest {
    let share = "a number from 0 to 1"
    return FractionTest(
      images: try number("test-images", "1 or more") { $0 >= 1 },
      error: try number("test-error", share) { (0...1).contains($0) },
      coverage: [
        try number("test-coverage-68", share) { (0...1).contains($0) },
        try number("test-coverage-95", share) { (0...1).contains($0) },
      ])
  }
}
