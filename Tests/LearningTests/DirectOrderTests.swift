// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

/// What the bits depend on, what work is counted, what is refused.
@Suite struct DirectOrderTests {
  private static let fixture = DirectFixture(
    seed: 21, pixels: 768, levels: 3, inputs: 15, filters: 40)

  /// Memory used before leaves no trace.
  @Test func history() throws {
    let fixture = Self.fixture
    let tower = try fixture.tower()
    let kernels = fixture.kernels(tower)
    let slope = fixture.numbers(tower.featureCount, stream: 2)
    let used = DirectRig(tower, kernels: kernels)
    for count in [3000, 3, 0, 60] {
      _ = used.step(dense: fixture.numbers(tower.inputCount, stream: 3), slope: slope)
      let events = fixture.events(count, stream: 30)
      let fresh = try DirectRig(tower, kernels: kernels).step(events, slope: slope)
      let found = try used.step(events, slope: slope)
      #expect(found == fresh, "\(count) events")
    }
  }

  /// Chunks of samples on threads, added in order: the same bits for any number of threads.
  @Test func threads() throws {
    let fixture = Self.fixture
    let tower = try fixture.tower()
    let weights = DirectWeights(tower)
    fixture.kernels(tower).withUnsafeBufferPointer(weights.set)
    let slope = fixture.numbers(tower.featureCount, stream: 2)
    func gradient(threads: Int) -> [Float] {
      let chunks = Parallel.map(6, threads: threads) { chunk in
        let rig = DirectRig(tower, weights: weights)
        for sample in 0..<3 {
          let events = fixture.events(20 * sample + 5, stream: UInt64(40 + 3 * chunk + sample))
          _ = try? rig.features(events)
          rig.backward(slope)
        }
        return rig.takeGradient()
      }
      return chunks.reduce(into: [Float](repeating: 0, count: tower.weightCount)) { sum, chunk in
        for n in sum.indices { sum[n] += chunk[n] }
      }
    }
    let one = gradient(threads: 1)
    #expect(one.contains { $0 != 0 })
    for threads in [2, 3, 5] { #expect(gradient(threads: threads) == one) }
  }

  /// The gradient of several samples is the sum of theirs, and taking it begins a new one.
  @Test func sums() throws {
    let fixture = Self.fixture
    let tower = try fixture.tower()
    let rig = DirectRig(tower, kernels: fixture.kernels(tower))
    let slope = fixture.numbers(tower.featureCount, stream: 2)
    let samples = (0..<4).map { fixture.events(30, stream: 50 + $0) }
    var sum = [Float](repeating: 0, count: tower.weightCount)
    for events in samples {
      for (n, g) in try rig.step(events, slope: slope).gradient.enumerated() { sum[n] += g }
    }
    for events in samples {
      _ = try rig.features(events)
      rig.backward(slope)
    }
    let together = rig.takeGradient()
    let largest = sum.reduce(0) { max($0, abs($1)) }
    // Four numbers in another order of addition.
    #expect(zip(together, sum).allSatisfy { abs($0 - $1) <= 4 * largest.ulp * 4 })
    #expect(rig.takeGradient().allSatisfy { $0 == 0 })
  }

  // MARK: Work

  /// Section 10 of the study's plan: 676.3 and 1776.9 MFLOP (76 filters, 15 maps), 82.3 and 239.8
  /// (32 filters, one map).
  @Test(arguments: [(15, 76, 676.3, 1776.9), (1, 32, 82.3, 239.8)])
  func nominal(inputs: Int, filters: Int, forward: Double, step: Double) throws {
    let tables = (0..<5).map { level in
      (0..<12288 >> (2 * level)).flatMap { q in [Int32](repeating: Int32(q), count: 9) }
    }
    let tower = try DirectTower(neighbours: tables, inputs: inputs, filters: filters)
    #expect(abs(tower.nominalForwardFlops * 1e-6 - forward) < 0.05)
    #expect(abs(tower.nominalStepFlops * 1e-6 - step) < 0.05)
  }

  /// Positive kernels and inputs fill everything, so that the way forward is the nominal work; on the
  /// way back one child of four has each product, and fewer where a pixel is never the largest.
  @Test(arguments: [2, 15], [1, 3]) func workOfFullMaps(inputs: Int, levels: Int) throws {
    let fixture = DirectFixture(
      seed: 22, pixels: 192, levels: levels, inputs: inputs, filters: 24, missing: 0)
    let tower = try fixture.tower()
    let rig = DirectRig(tower, kernels: fixture.kernels(tower).map { abs($0) + 0.01 })
    let found = rig.step(
      dense: fixture.numbers(tower.inputCount, stream: 3).map { abs($0) + 0.01 },
      slope: Array(repeating: 1, count: tower.featureCount))
    #expect(found.forwardFlops == tower.nominalForwardFlops)
    // A narrow input's kernels are worked with all four children.
    let first = 2 * 9 * Double(fixture.pixels * inputs * fixture.filters)
    let most =
      (tower.nominalStepFlops - tower.nominalForwardFlops) / 4 + (inputs == 2 ? first * 3 / 4 : 0)
    if levels == 1 {
      #expect(found.backwardFlops == most)
    } else {
      #expect(found.backwardFlops <= most && found.backwardFlops > most / 2)
    }
  }

  /// One event is worked once for each tap that sees it.
  @Test func workOfAnEvent() throws {
    let fixture = DirectFixture(seed: 23, pixels: 192, levels: 1, inputs: 3, filters: 24)
    let tower = try fixture.tower()
    let rig = DirectRig(tower, kernels: fixture.kernels(tower))
    let seen = fixture.neighbours[0].filter { $0 == 17 }.count
    let found = try rig.step(
      [DirectEvent(pixel: 17, channel: 2)],
      slope: fixture.numbers(tower.featureCount, stream: 2))
    #expect(seen > 0 && found.forwardFlops == Double(2 * seen * 24))
  }

  // MARK: Refusals

  private static let table: [Int32] = (0..<144).map { Int32($0 / 9) }

  /// What is wrong with a tower, and the sentence that says so.
  struct BadTower: Sendable {
    var tables: [[Int32]]
    var inputs = 1
    var filters = 4
    var sentence: String
  }

  private static let badTowers: [BadTower] = [
    BadTower(tables: [table], inputs: 0, sentence: "input channels: found 0; accepted: 1 ... 4096"),
    BadTower(tables: [table], filters: 5000, sentence: "filters: found 5000; accepted: 1 ... 4096"),
    BadTower(tables: [], sentence: "levels of a tower: found none; accepted: one or more"),
    BadTower(
      tables: [table.dropLast()],
      sentence: "neighbours of level 0: found 143 numbers; "
        + "accepted: 9 for each pixel, and a multiple of 4 pixels"),
    BadTower(
      tables: [Array(table.prefix(18))],
      sentence: "neighbours of level 0: found 18 numbers; "
        + "accepted: 9 for each pixel, and a multiple of 4 pixels"),
    BadTower(
      tables: [table, table],
      sentence: "pixels of level 1: found 16; accepted: 4, a quarter of the level before"),
    BadTower(
      tables: [table.map { $0 + 1 }],
      sentence: "neighbours of level 0: found pixel 16; accepted: −1 ... 15"),
    BadTower(
      tables: [table.map { $0 - 2 }],
      sentence: "neighbours of level 0: found pixel -2; accepted: −1 ... 15"),
  ]

  @Test(arguments: badTowers) func badTables(bad: BadTower) {
    let error = #expect(throws: AssayError.self) {
      try DirectTower(neighbours: bad.tables, inputs: bad.inputs, filters: bad.filters)
    }
    #expect(error?.description == bad.sentence)
  }

  /// An event outside is refused, and the memory is good for the next sample.
  @Test(arguments: [
    DirectEvent(pixel: 768), DirectEvent(pixel: -1), DirectEvent(pixel: 3, channel: 15),
    DirectEvent(pixel: 3, channel: -1),
  ])
  func badEvents(event: DirectEvent) throws {
    let fixture = Self.fixture
    let tower = try fixture.tower()
    let rig = DirectRig(tower, kernels: fixture.kernels(tower))
    let good = fixture.events(9, stream: 60)
    let before = try rig.features(good)
    let error = #expect(throws: AssayError.self) { try rig.features(good + [event]) }
    let sentence =
      "event 9: found pixel \(event.pixel), channel \(event.channel); "
      + "accepted: pixels 0 ... 767, channels 0 ... 14"
    #expect(error?.description == sentence)
    let after = try rig.features(good)
    #expect(after == before)
  }
}
