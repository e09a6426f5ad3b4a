// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Learning
internal import Numerics
internal import Sky

/// The small network of the tables tiny_cnn, of the kind of ``SphereNetwork``: two maps at Nside 4 in
/// ring ordering, two levels of three filters, dense layers of 4, 4 and 1. Flat index i, layer L:
///
///     kernels of convolutions   w = 0.4 sin(1.3 i + L + 0.5)
///     dense kernels, biases     w = 0.5 cos(0.9 i + L),   b = 0.05 (i + 1)
///     sample s, pixel p, map c  x = max(0, sin(0.37 p + 1.1 c + 2 s)),   label s mod 2
struct LearningTinyNetwork<Element: Scalar> {
  var network: Network<Element>
  let conventions: LearningConventions
  let matrices: any MatrixBackend<Element>

  init(
    _ conventions: LearningConventions, matrices: any MatrixBackend<Element>
  ) throws(AssayError) {
    var build = NetworkBuilder<Element>(input: TensorShape(pixels: 192, channels: 2))
    for (number, level) in try SphereNeighbours.levels(from: 4, to: 2, .ring).enumerated() {
      try build.convolve(
        "conv\(number)", conventions.neighbours(of: level), filters: 3, activation: .relu)
      build.append("pool\(number)", try conventions.pool(level, input: build.shape))
    }
    build.flatten("flat")
    try build.dense("dense0", units: 4, activation: .relu)
    try build.dense("dense1", units: 4, activation: .relu)
    try build.dense("dense2", units: 1)
    network = try build.network(seed: 0)
    (self.conventions, self.matrices) = (conventions, matrices)
    for layer in 0..<2 {
      try set("conv\(layer).kernel") { 0.4 * sin(1.3 * $0 + Double(layer) + 0.5) }
    }
    for layer in 0..<3 {
      try set("dense\(layer).kernel") { 0.5 * cos(0.9 * $0 + Double(layer)) }
      try set("dense\(layer).bias") { conventions.forgetsBiases ? 0 : 0.05 * ($0 + 1) }
    }
  }

  private mutating func set(_ name: String, _ formula: (Double) -> Double) throws(AssayError) {
    let count = network.values(of: name)?.count ?? 0
    try network.set(
      name,
      (0..<count).map { i in
        let weight = Element(formula(Double(i)))
        return conventions.truncatesWeights && Element.self == Float.self
          ? weight.truncated : weight
      })
  }

  func sample(_ number: Int) -> Sample<Element> {
    let values = (0..<384).map { i in
      Element(max(0, sin(0.37 * Double(i / 2) + 1.1 * Double(i % 2) + 2 * Double(number))))
    }
    return Sample(.dense(values), target: [Element(number % 2)])
  }

  func logits(_ samples: [Int]) throws(AssayError) -> [Element] {
    try network.outputs(of: samples.map { sample($0).input }, matrices: matrices)
  }

  /// Of the cross-entropy averaged over samples 0 and 1.
  func gradient() throws(AssayError) -> LossGradient<Element> {
    let loss = conventions.loss(BinaryCrossEntropy<Element>(), samples: 2)
    let batch = BatchGradient(network, loss: loss, matrices: matrices, lanes: 2)
    return try batch.evaluate(network, count: 2, threads: 1) { sample($0) }
  }

  /// Losses before each of so many steps of Adadelta and after the last.
  mutating func descend(steps: Int) throws(AssayError) -> [Double] {
    let rule = conventions.optimiser
    let fresh = OptimiserState<Element>(rule, weights: network.weights.count)
    var state = fresh
    var losses: [Double] = []
    for _ in 0..<steps {
      let gradient = try gradient()
      losses.append(gradient.loss)
      if conventions.network.forgetsAccumulation { state = fresh }
      Element.step(rule, &state, gradient: gradient.weights, weights: &network.weights)
    }
    return losses + [try gradient().loss]
  }
}

extension BinaryFloatingPoint {
  /// With 8 bits of the fraction, the others zero.
  fileprivate var truncated: Self {
    let kept = Self(Double(significand * 256).rounded(.towardZero)) / 256
    return Self(sign: sign, exponent: exponent, significand: kept)
  }
}
