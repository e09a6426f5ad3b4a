// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

/// The vectorised tower against its specification.
@Suite struct DirectTowerTests {
  /// Rounding of single precision, of the largest number: sums of up to 900 terms, level on level,
  /// seen up to 1.6e-6.
  private static let rounding = 3e-6

  static let units = DirectUnit.allCases.filter { $0 <= .widest }

  /// Few and many channels; filters that do and do not fill registers and blocks of them.
  static let fixtures: [DirectFixture] = units.flatMap { unit in
    [
      DirectFixture(seed: 1, pixels: 192, levels: 3, inputs: 1, filters: 32, unit: unit),
      DirectFixture(seed: 2, pixels: 192, levels: 3, inputs: 15, filters: 76, unit: unit),
      DirectFixture(
        seed: 3, pixels: 192, levels: 2, inputs: 15, filters: 76, crowded: true, unit: unit),
      DirectFixture(
        seed: 4, pixels: 48, levels: 2, inputs: 2, filters: 5, crowded: true, unit: unit),
      DirectFixture(seed: 5, pixels: 80, levels: 2, inputs: 3, filters: 33, unit: unit),
      DirectFixture(seed: 6, pixels: 64, levels: 1, inputs: 4, filters: 1, unit: unit),
      DirectFixture(seed: 7, pixels: 48, levels: 2, inputs: 17, filters: 49, unit: unit),
      DirectFixture(seed: 8, pixels: 48, levels: 2, inputs: 20, filters: 100, unit: unit),
      DirectFixture(seed: 9, pixels: 48, levels: 2, inputs: 1, filters: 160, unit: unit),
      DirectFixture(seed: 10, pixels: 4, levels: 1, inputs: 5, filters: 3, unit: unit),
    ]
  }

  /// Largest |a − b| over the largest |b|.
  private static func deviation(_ a: [Float], _ b: [Double]) -> Double {
    let largest = b.reduce(0) { max($0, abs($1)) }
    let worst = zip(a, b).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    return worst / max(largest, .leastNormalMagnitude)
  }

  /// Features and gradient of an input by the specification.
  private static func expected(
    _ fixture: DirectFixture, input: [Float], kernels: [Float], slope: [Float]
  ) throws -> (features: [Double], gradient: [Double]) {
    let reference = try fixture.reference()
    let doubles = kernels.map(Double.init)
    let pass = reference.forward(input: input.map(Double.init), kernels: doubles)
    return (
      pass.features, reference.backward(pass, features: slope.map(Double.init), kernels: doubles)
    )
  }

  // MARK: Against the specification

  @Test(arguments: fixtures) func events(fixture: DirectFixture) throws {
    let tower = try fixture.tower()
    let kernels = fixture.kernels(tower)
    let rig = DirectRig(tower, kernels: kernels)
    let slope = fixture.numbers(tower.featureCount, stream: 2)
    for (stream, count) in [(10, 1), (11, 7), (12, fixture.pixels)] {
      let events = fixture.events(count, stream: UInt64(stream))
      let found = try rig.step(events, slope: slope)
      let wanted = try Self.expected(
        fixture, input: fixture.dense(events), kernels: kernels, slope: slope)
      #expect(Self.deviation(found.features, wanted.features) < Self.rounding)
      #expect(Self.deviation(found.gradient, wanted.gradient) < Self.rounding)
    }
  }

  @Test(arguments: fixtures) func dense(fixture: DirectFixture) throws {
    let tower = try fixture.tower()
    let kernels = fixture.kernels(tower)
    let rig = DirectRig(tower, kernels: kernels)
    let slope = fixture.numbers(tower.featureCount, stream: 2)
    let input = fixture.numbers(tower.inputCount, stream: 3)
    let found = rig.step(dense: input, slope: slope)
    let wanted = try Self.expected(fixture, input: input, kernels: kernels, slope: slope)
    try #require(wanted.gradient.contains { $0 != 0 }, "the tower lets nothing through")
    #expect(Self.deviation(found.features, wanted.features) < Self.rounding)
    #expect(Self.deviation(found.gradient, wanted.gradient) < Self.rounding)
  }

  /// Small whole numbers are exact in both precisions, and tie often: the first child gets the
  /// gradient. So everything is equal.
  @Test(arguments: fixtures) func wholeNumbers(fixture: DirectFixture) throws {
    let tower = try fixture.tower()
    let kernels = fixture.numbers(tower.weightCount, stream: 4, scale: 1.2).map { $0.rounded() }
    let rig = DirectRig(tower, kernels: kernels)
    let slope = fixture.numbers(tower.featureCount, stream: 2, scale: 2).map { $0.rounded() }
    let events = fixture.events(12, stream: 13).map {
      DirectEvent(pixel: $0.pixel, channel: $0.channel)
    }
    let wanted = try Self.expected(
      fixture, input: fixture.dense(events), kernels: kernels, slope: slope)
    try #require((wanted.features + wanted.gradient).allSatisfy { abs($0) < 0x1p24 })
    for found in [
      try rig.step(events, slope: slope), rig.step(dense: fixture.dense(events), slope: slope),
    ] {
      #expect(found.features.map(Double.init) == wanted.features)
      #expect(found.gradient.map(Double.init) == wanted.gradient)
    }
  }

  /// The specification's gradient against central differences of itself, at kernels drawn.
  @Test(arguments: [fixtures[3], fixtures[4], fixtures[5]])
  func referenceGradient(fixture: DirectFixture) throws {
    let reference = try fixture.reference()
    let tower = try fixture.tower()
    let input = fixture.numbers(tower.inputCount, stream: 3).map(Double.init)
    let kernels = fixture.kernels(tower).map(Double.init)
    let slope = fixture.numbers(tower.featureCount, stream: 2).map(Double.init)
    func loss(_ kernels: [Double]) -> Double {
      zip(reference.forward(input: input, kernels: kernels).features, slope).reduce(0) {
        $0 + $1.0 * $1.1
      }
    }
    let pass = reference.forward(input: input, kernels: kernels)
    let gradient = reference.backward(pass, features: slope, kernels: kernels)
    let largest = gradient.reduce(0) { max($0, abs($1)) }
    var random = fixture.random(5)
    // Between kinks the loss is a polynomial of a degree at most the number of levels in one kernel;
    // a step of 1e-6 leaves 1e-9 by rounding and seldom crosses a kink.
    for _ in 0..<40 {
      let n = Int(random.uniform() * Double(kernels.count))
      var (above, below) = (kernels, kernels)
      above[n] += 1e-6
      below[n] -= 1e-6
      let slope = (loss(above) - loss(below)) / 2e-6
      #expect(abs(slope - gradient[n]) < 1e-7 * largest, "kernel \(n), seed \(fixture.seed)")
    }
  }

  // MARK: Sparse and dense

  /// The first level sums in one order in both, and all others are the same code.
  @Test(arguments: fixtures) func sparseIsDense(fixture: DirectFixture) throws {
    let tower = try fixture.tower()
    let rig = DirectRig(tower, kernels: fixture.kernels(tower))
    let slope = fixture.numbers(tower.featureCount, stream: 2)
    for count in [0, 1, 5, 40] {
      let events = fixture.events(count, stream: 20 + UInt64(count))
      let sparse = try rig.step(events, slope: slope)
      let dense = rig.step(dense: fixture.dense(events), slope: slope)
      #expect(sparse.features == dense.features)
      // Only the first level's kernels are summed in another order.
      let first = tower.weightStart(1)
      #expect(sparse.gradient[first...] == dense.gradient[first...])
      #expect(
        Self.deviation(sparse.gradient, dense.gradient.map(Double.init)) < Self.rounding)
    }
  }

  @Test func noEvents() throws {
    let fixture = Self.fixtures[0]
    let tower = try fixture.tower()
    let rig = DirectRig(tower, kernels: fixture.kernels(tower))
    let found = try rig.step([], slope: fixture.numbers(tower.featureCount, stream: 2))
    #expect(found.features.allSatisfy { $0 == 0 } && found.gradient.allSatisfy { $0 == 0 })
    #expect(found.forwardFlops == 0 && found.backwardFlops == 0)
  }

  /// Kernels that are not numbers do not pass for empty pixels.
  @Test(arguments: units) func notANumber(unit: DirectUnit) throws {
    let fixture = DirectFixture(
      seed: 11, pixels: 64, levels: 2, inputs: 2, filters: 20, missing: 0, unit: unit)
    let tower = try fixture.tower()
    let rig = DirectRig(tower, kernels: Array(repeating: .nan, count: tower.weightCount))
    let features = rig.features(dense: fixture.numbers(tower.inputCount, stream: 3))
    #expect(features.allSatisfy { $0.isNaN })
  }
}
