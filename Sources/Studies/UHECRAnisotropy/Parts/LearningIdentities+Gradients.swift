// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics
internal import Sky

extension LearningIdentities {
  /// Gradients against central differences (``GradientCheck``), layer by layer and loss by loss.
  static let gradientChecks: [Group] = [
    check("dense layers", TensorShape(pixels: 2, channels: 3)) { (_, build) throws(AssayError) in
      try build.dense("a", units: 4, activation: .softplus)
      build.flatten("b")
      try build.dense("c", units: 2)
    },
    check("a convolution", TensorShape(pixels: 48, channels: 2)) {
      (_, build) throws(AssayError) in
      let level = try SphereNeighbours(HEALPix(nside: 2), .nested)
      try build.convolve(
        "a", LearningConventions().neighbours(of: level), filters: 3, bias: true, activation: .tanh)
    },
    check("a maximum pool", TensorShape(pixels: 48, channels: 2)) {
      (own, build) throws(AssayError) in
      try build.dense("a", units: 3)
      let level = try SphereNeighbours(HEALPix(nside: 2), .nested)
      build.append("b", try own.conventions.pool(level, input: build.shape))
      try build.poolAverage("c", .all(pixels: 12))
    },
    check("a mean pool", TensorShape(pixels: 35, channels: 2)) { (_, build) throws(AssayError) in
      try build.dense("a", units: 3, activation: .tanh)
      try build.poolAverage("b", .image(rows: 5, columns: 7, size: 2))
    },
    check("activations", TensorShape(pixels: 1, channels: 3)) { (_, build) throws(AssayError) in
      let kinds: [Activation] = [
        .identity, .relu, .leaky(slope: 0.1), .tanh, .sigmoid, .softplus,
      ]
      for (number, kind) in kinds.enumerated() {
        try build.dense("dense\(number)", units: 6)
        try build.activate("activation\(number)", kind)
      }
    },
    check("the cross-entropy", loss: BinaryCrossEntropy(), TensorShape(pixels: 1, channels: 3)) {
      (_, build) throws(AssayError) in try build.dense("a", units: 2)
    },
    check(
      "the Gaussian likelihood", loss: GaussianLikelihood(), targets: 2,
      TensorShape(pixels: 1, channels: 3)
    ) { (_, build) throws(AssayError) in
      try build.dense("a", units: 5)
    },
    Group(["gradient of a small sphere network"]) { (own) throws(AssayError) in
      // The samples of the tables have zeros, where a ReLU has its kink.
      let tiny = try LearningTinyNetwork<Double>(own.conventions, matrices: PlainMatrices())
      let samples = (0..<2).map { s in
        Sample(.dense(own.numbers(384, "sphere sample \(s)")), target: [Double(s)])
      }
      return [
        try GradientCheck.worst(
          tiny.network, loss: own.conventions.loss(BinaryCrossEntropy(), samples: 1),
          samples: samples)
      ]
    },
  ]

  /// A network with random weights and five random samples.
  ///
  /// - Parameter targets: where it is not as many as outputs.
  private static func check(
    _ name: String, loss: any Loss<Double> = MeanSquare(), targets: Int? = nil,
    _ input: TensorShape,
    _ layers:
      @escaping @Sendable (LearningIdentities, inout NetworkBuilder<Double>) throws(AssayError) ->
      Void
  ) -> Group {
    Group(["gradient of \(name)"]) { (own) throws(AssayError) in
      var build = NetworkBuilder<Double>(input: input)
      try layers(own, &build)
      var network = try build.network(seed: 0)
      network.weights = own.numbers(network.weights.count, "\(name), weights")
      let samples = (0..<5).map { s in
        Sample(
          .dense(own.numbers(input.count, "\(name), sample \(s)")),
          target: own.numbers(targets ?? network.output.count, "\(name), target \(s)"))
      }
      let isEntropy = loss is BinaryCrossEntropy<Double>
      return [
        try GradientCheck.worst(
          network, loss: isEntropy ? own.conventions.loss(loss, samples: 1) : loss,
          samples: samples)
      ]
    }
  }
}
