// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Timing

/// Levels and steps of a series.
@Suite struct StepFitTests {
  static func normal(_ count: Int, _ random: inout Philox) -> [Double] {
    (0..<count).map { _ in random.normal() }
  }

  static func laplace(_ count: Int, _ random: inout Philox) -> [Double] {
    (0..<count).map { _ in
      let size = -log(1 - random.uniform())
      return random.uniform() < 0.5 ? size : -size
    }
  }

  /// One value in ten from a distribution ten times as wide.
  static func contaminated(_ count: Int, _ random: inout Philox) -> [Double] {
    (0..<count).map { _ in random.normal() * (random.uniform() < 0.1 ? 10 : 1) }
  }

  // MARK: Exact cases

  @Test(
    arguments: [
      ([], [], []), ([3], [0], [3]), ([3, 3, 3, 3, 3, 3, 3], [0], [3]),
      ([1, 1, 1, 1, 1, 5, 5, 5, 5, 5], [0, 5], [1, 5]),
      ([1, 1, 1, 1, 5, 5, 5, 5, 2, 2, 2, 2], [0, 4, 8], [1, 5, 2]),
      // Two numbers make no level, nor does one outlier.
      ([1, 1, 1, 1, 1, 1, 1, 1, 5, 5], [0], [1]), ([1, 1, 1, 1, 90, 1, 1, 1, 1, 1], [0], [1]),
    ] as [([Double], [Int], [Double])])
  func levelsOfPlainSeries(_ values: [Double], _ begins: [Int], _ levels: [Double]) {
    let fit = StepFit(values)
    #expect(fit.levels.map(\.range.lowerBound) == begins && fit.levels.map(\.value) == levels)
    #expect(fit.levels.last?.range.upperBound ?? 0 == values.count)
    #expect(fit.steps.map(\.place) == Array(begins.dropFirst()))
  }

  @Test func aLevelOfOneIsFoundWhereAskedFor() {
    let fit = StepFit([2, 2, 2, 2, 2, 2, 2, 3], shortest: 1)
    #expect(fit.levels.map(\.value) == [2, 3] && fit.levels.map(\.range) == [0..<7, 7..<8])
    let back = StepFit([2, 2, 2, 2, 3, 2, 2, 2], shortest: 1)
    #expect(back.levels.map(\.value) == [2, 3, 2])
  }

  @Test func aLevelIsTheWeightedMedian() {
    let fit = StepFit([1, 2, 9, 4], weights: [1, 1, 5, 1])
    #expect(fit.levels.map(\.value) == [9])
    #expect((fit.scatter - (8 + 7 + 0 + 5) / 8).magnitude < 1e-15)
    #expect(StepSearch.median([1, 2, 3, 4], [1, 1, 1, 1]) == 2.5)
    #expect(StepSearch.median([4, 1, 3], [1, 1, 1]) == 3)
  }

  /// Every way to cut short series is tried: none has a smaller criterion.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func theFitIsTheBestOfAll(seed: UInt64) {
    var random = Philox(seed: seed, stream: 1)
    let n = 4 + Int(random.uniform() * 7)
    let values = (0..<n).map { Double($0 < n / 2 ? 0 : 6) + random.normal() }
    let weights = (0..<n).map { _ in 0.2 + random.uniform() }
    let penalty = 2.0
    let fit = StepFit(values, weights: weights, shortest: 2, penalty: penalty)
    let total = weights.reduce(0, +)
    func criterion(_ fit: StepFit) -> Double {
      Double(n) * log(fit.scatter * total) + Double(fit.levels.count - 1) * penalty
    }
    var best = Double.infinity
    for cuts in 0..<(1 << (n - 1)) {
      let edges = [0] + (1..<n).filter { cuts >> ($0 - 1) & 1 == 1 } + [n]
      guard zip(edges, edges.dropFirst()).allSatisfy({ $1 - $0 >= 2 }) else { continue }
      best = min(best, criterion(StepFit(values, weights, edges: edges)))
    }
    #expect((criterion(fit) - best).magnitude < 1e-9, "seed \(seed): \(fit)")
  }

  // MARK: Properties over seeds

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func scaleAndShiftChangeNothing(seed: UInt64) {
    var random = Philox(seed: seed, stream: 2)
    var values = Self.laplace(60, &random)
    for i in 35..<60 { values[i] += 8 }
    let fit = StepFit(values)
    // Powers of two and whole numbers, so that the moved values are exact up to a few last bits.
    for (scale, shift) in [(1024.0, 0.0), (1, 4096), (-0.125, -3)] {
      let moved = StepFit(values.map { $0 * scale + shift })
      #expect(moved.levels.map(\.range) == fit.levels.map(\.range), "seed \(seed)")
      for (a, b) in zip(fit.levels, moved.levels) {
        #expect((a.value * scale + shift - b.value).magnitude < 1e-9 * max(1, scale.magnitude))
      }
    }
  }

  /// Student's t of three degrees of freedom.
  static func heavy(_ count: Int, _ random: inout Philox) -> [Double] {
    (0..<count).map { _ in
      let squares = (0..<3).reduce(0.0) { sum, _ in
        let x = random.normal()
        return sum + x * x
      }
      return random.normal() / (squares / 3).squareRoot()
    }
  }

  /// Each number keeps the share `phi` of the one before.
  static func autoregressive(_ phi: Double, _ count: Int, _ random: inout Philox) -> [Double] {
    var value = random.normal()
    return (0..<count).map { _ in
      defer { value = phi * value + (1 - phi * phi).squareRoot() * random.normal() }
      return value
    }
  }

  /// How many of `series` series of noise are given a step.
  static func alarms(
    _ series: Int, penalty: Double? = nil, _ noise: (inout Philox) -> [Double]
  ) -> Int {
    (1...series).count { seed in
      var random = Philox(seed: UInt64(seed), stream: 3)
      return StepFit(noise(&random), penalty: penalty).levels.count > 1
    }
  }

  /// The rate of false alarms stated at ``StepFit/penalty(_:)``: below 0.2 %; a rate of 0.4 % would
  /// be seen with more than 99 % probability.
  @Test(arguments: [6, 12, 25])
  func noiseHasNoStep(count: Int) {
    let series = 8000
    // Two standard errors above the stated rate.
    let most = Int(0.002 * Double(series) + 2 * (0.002 * Double(series)).squareRoot())
    for (name, noise) in [
      ("normal", Self.normal), ("Laplace", Self.laplace), ("contaminated", Self.contaminated),
      ("t of 3 degrees", Self.heavy),
    ] {
      let alarms = Self.alarms(series) { noise(count, &$0) }
      #expect(alarms <= most, "\(name), \(count) numbers: \(alarms) of \(series)")
    }
    // The check binds: at the usual criterion ln n the same series have many more.
    let usual = Self.alarms(500, penalty: log(Double(count))) { Self.normal(count, &$0) }
    #expect(Double(usual) / 500 > 10 * Double(most) / Double(series), "\(usual) of 500")
  }

  @Test(arguments: [60, 120]) func longNoiseHasNoStep(count: Int) {
    for (name, noise) in [
      ("normal", Self.normal), ("contaminated", Self.contaminated), ("t of 3 degrees", Self.heavy),
    ] {
      let alarms = Self.alarms(1000) { noise(count, &$0) }
      #expect(alarms <= 4, "\(name), \(count) numbers: \(alarms) of 1000")
    }
  }

  /// What the comment at ``StepFit/penalty(_:)`` says of noise that is not independent.
  @Test func correlatedNoiseHasMoreSteps() {
    let independent = Self.alarms(1000) { Self.normal(60, &$0) }
    let correlated = Self.alarms(1000) { Self.autoregressive(0.7, 60, &$0) }
    #expect(independent <= 4 && (50...400).contains(correlated), "\(independent), \(correlated)")
  }

  /// A step of eight standard deviations is found where it is, give or take one run.
  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func aPlantedStepIsFound(seed: UInt64) {
    var random = Philox(seed: seed, stream: 4)
    var values = Self.normal(40, &random)
    let place = 6 + Int(random.uniform() * 28)
    for i in place..<40 { values[i] += 8 }
    let steps = StepFit(values).steps
    #expect(steps.count == 1, "seed \(seed): \(steps)")
    if let step = steps.first {
      #expect((step.place - place).magnitude <= 1, "seed \(seed)")
      #expect((step.size - 8).magnitude < 3, "seed \(seed)")
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func twoPlantedStepsAreFound(seed: UInt64) {
    var random = Philox(seed: seed, stream: 5)
    var values = Self.laplace(90, &random)
    for i in 30..<90 { values[i] -= i < 60 ? 12 : 24 }
    let places = StepFit(values).steps.map(\.place)
    #expect(places.count == 2, "seed \(seed): \(places)")
    for (found, planted) in zip(places, [30, 60]) {
      #expect((found - planted).magnitude <= 1, "seed \(seed)")
    }
  }

  /// Outliers of a hundred standard deviations, never two side by side.
  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func outliersMakeNoStep(seed: UInt64) {
    var random = Philox(seed: seed, stream: 6)
    var values = Self.normal(60, &random)
    for i in stride(from: Int(random.uniform() * 5), to: 60, by: 7) {
      values[i] += random.uniform() < 0.5 ? 100 : -100
    }
    #expect(StepFit(values).steps.isEmpty, "seed \(seed)")
  }

  // MARK: The floor

  @Test func stepsBelowTheFloorAreNotTold() {
    let values = [0.0, 0, 0, 0, 1, 1, 1, 1, 6, 6, 6, 6]
    let fit = StepFit(values)
    #expect(fit.levels.map(\.value) == [0, 1, 6])
    let above = { (floor: Double) in fit.above({ _, _ in floor }, values: values).levels }
    #expect(above(0.5).map(\.value) == [0, 1, 6])
    #expect(above(2).map(\.value) == [0.5, 6] && above(2).map(\.range) == [0..<8, 8..<12])
    #expect(above(10).count == 1 && above(.infinity).count == 1)
    #expect(above(0).count == 3)
  }

  /// Ten small steps up, each below the floor, stay as fewer larger ones.
  @Test func aDriftIsToldInLargerSteps() {
    let values = (0..<60).map { Double($0 / 6) }
    let fit = StepFit(values).above({ _, _ in 2.5 }, values: values)
    #expect(fit.levels.count > 1 && fit.steps.allSatisfy { $0.size >= 2.5 }, "\(fit)")
  }

  /// A step a little larger than the smallest visible one is found, a smaller one is not.
  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func theSmallestVisibleStepIsTrue(seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 7)
    let values = Self.laplace(50, &random)
    let fit = StepFit(values)
    guard fit.levels.count == 1 else { return }
    let least = try #require(fit.smallestVisible(late: 5, values: values))
    // Its tail may by chance lie off the level already.
    func found(_ step: Double) -> Bool {
      StepFit(values.enumerated().map { $1 + ($0 < 45 ? 0 : step) }).levels.count > 1
    }
    #expect(found(1.01 * least), "seed \(seed): \(least)")
    #expect(!found(0.5 * least), "seed \(seed): \(least)")
  }

  @Test func nothingIsVisibleInAFewNumbers() {
    #expect(StepFit([1, 2, 1]).smallestVisible(late: 1, values: [1, 2, 1]) == nil)
    let equal = [Double](repeating: 2, count: 12)
    #expect(StepFit(equal).smallestVisible(late: 5, values: equal) == 0)
  }
}
