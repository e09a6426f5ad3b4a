// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

/// Towers small enough for the scalar reference, with numbers from printed seeds.
struct DirectFixture: Sendable, CustomTestStringConvertible {
  var seed: UInt64
  /// Pixels of the finest level: a power of 4 times a small number.
  var pixels: Int
  var levels: Int
  var inputs: Int
  var filters: Int
  /// Share of neighbours that are missing.
  var missing = 0.05
  /// Whether several taps of a pixel may be the same neighbour, often its own.
  var crowded = false
  var unit = DirectUnit.widest

  var testDescription: String {
    "seed \(seed), \(pixels) pixels, \(levels) levels, \(inputs) → \(filters), \(unit)"
      + (crowded ? ", crowded" : "")
  }

  func random(_ stream: UInt64) -> Philox { Philox(seed: seed, stream: stream) }

  /// A pixel itself and eight others: anywhere, or of a few.
  var neighbours: [[Int32]] {
    var random = random(1)
    return (0..<levels).map { level in
      let count = pixels >> (2 * level)
      return (0..<count).flatMap { q in
        (0..<9).map { k -> Int32 in
          if k == 0 { return Int32(q) }
          if random.uniform() < missing { return -1 }
          let range = crowded ? min(3, count) : count
          return Int32((q / 4 * 4 + Int(random.uniform() * Double(range))) % count)
        }
      }
    }
  }

  func tower() throws -> DirectTower {
    try DirectTower(neighbours: neighbours, inputs: inputs, filters: filters, unit: unit)
  }

  func reference() throws -> DirectReference {
    try DirectReference(neighbours: neighbours, inputs: inputs, filters: filters)
  }

  /// Uniform in ±scale, in single precision so that both sides get the same.
  func numbers(_ count: Int, stream: UInt64, scale: Double = 1) -> [Float] {
    var random = random(stream)
    return (0..<count).map { _ in Float(scale * (2 * random.uniform() - 1)) }
  }

  /// Keras's Glorot uniform kernels.
  func kernels(_ tower: DirectTower) -> [Float] {
    (0..<levels).flatMap { level in
      let channels = level == 0 ? inputs : filters
      return numbers(
        9 * channels * filters, stream: 100 + UInt64(level),
        scale: (6 / Double(9 * channels + 9 * filters)).squareRoot())
    }
  }

  /// Events anywhere, some of them in the same place.
  func events(_ count: Int, stream: UInt64) -> [DirectEvent] {
    var random = random(stream)
    return (0..<count).map { n in
      let pixel = Int32(random.uniform() * Double(pixels)) / (n % 3 == 0 ? 8 : 1)
      return DirectEvent(
        pixel: pixel, channel: Int32(random.uniform() * Double(inputs)),
        value: Float(2 * random.uniform() - 0.5))
    }
  }

  func dense(_ events: [DirectEvent]) -> [Float] {
    var x = [Float](repeating: 0, count: pixels * inputs)
    for event in events { x[Int(event.pixel) * inputs + Int(event.channel)] += event.value }
    return x
  }
}

/// One sample's features and gradient.
struct DirectResult: Equatable {
  var features: [Float]
  var gradient: [Float]
  var forwardFlops: Double
  var backwardFlops: Double
}

/// A tower with kernels set and one thread's memory.
struct DirectRig {
  let tower: DirectTower
  let weights: DirectWeights
  let scratch: DirectScratch
  let gradient: DirectGradient

  init(_ tower: DirectTower, kernels: [Float]) {
    let weights = DirectWeights(tower)
    kernels.withUnsafeBufferPointer(weights.set)
    self.init(tower, weights: weights)
  }

  init(_ tower: DirectTower, weights: DirectWeights) {
    (self.tower, self.weights) = (tower, weights)
    scratch = DirectScratch(tower)
    gradient = DirectGradient(tower)
  }

  func features(_ events: [DirectEvent]) throws -> [Float] {
    var features = [Float](repeating: .nan, count: tower.featureCount)
    try events.withUnsafeBufferPointer { events in
      try features.withUnsafeMutableBufferPointer {
        try tower.forward(events: events, weights: weights, scratch: scratch, features: $0)
      }
    }
    return features
  }

  func features(dense: [Float]) -> [Float] {
    var features = [Float](repeating: .nan, count: tower.featureCount)
    dense.withUnsafeBufferPointer { dense in
      features.withUnsafeMutableBufferPointer {
        tower.forward(dense: dense, weights: weights, scratch: scratch, features: $0)
      }
    }
    return features
  }

  /// Adds the last sample's gradient to the sum.
  func backward(_ slope: [Float]) {
    slope.withUnsafeBufferPointer {
      tower.backward($0, weights: weights, scratch: scratch, gradient: gradient)
    }
  }

  /// The sum, which begins anew.
  func takeGradient() -> [Float] {
    var result = [Float](repeating: 0, count: tower.weightCount)
    result.withUnsafeMutableBufferPointer { gradient.move(to: $0) }
    return result
  }

  func step(_ events: [DirectEvent], slope: [Float]) throws -> DirectResult {
    let features = try features(events)
    backward(slope)
    return DirectResult(
      features: features, gradient: takeGradient(), forwardFlops: scratch.forwardFlops,
      backwardFlops: scratch.backwardFlops)
  }

  func step(dense: [Float], slope: [Float]) -> DirectResult {
    let features = features(dense: dense)
    backward(slope)
    return DirectResult(
      features: features, gradient: takeGradient(), forwardFlops: scratch.forwardFlops,
      backwardFlops: scratch.backwardFlops)
  }
}
