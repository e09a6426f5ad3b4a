// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Learning
internal import Numerics

/// Exact statements about the network: the tables `network_identities` and `network_shape`.
enum IdentityPart {
  static let comparisons = [
    "network-shape", "identities-loss", "identities-block", "identities-training",
  ]

  static func tasks(
    _ context: RunContext, _ conventions: FractionConventions
  ) -> [StudyTask] {
    let network = conventions.network
    let statement = TableColumn("identities", "Deviation from an identity of the network")
    let number = TableColumn("network.shape", "Parameters and multiply-adds of the network")
    return [
      StudyTask(
        filling: "network_identities", [statement], context, cost: 0.3
      ) { axes throws(AssayError) in
        let known: [(name: String, value: Deviation)] = statements.map { ($0.name, $0.deviation) }
        var rows: [[Double]] = []
        for deviation in try axes.values(0, from: known) { rows.append([try deviation(network)]) }
        return rows
      },
      StudyTask(filling: "network_shape", [number], context) { axes throws(AssayError) in
        let numbers = try shape(network)
        return try axes.values(0, from: numbers).map { [$0] }
      },
    ]
  }

  typealias Deviation = @Sendable (NetworkConventions) throws(AssayError) -> Double

  /// As the table names them.
  private static let statements: [(name: String, deviation: Deviation)] = [
    (
      "gradient of the Gaussian likelihood with a clipped variance: deviation from central "
        + "differences", { (c) throws(AssayError) in try gradient(c.training.likelihood()) }
    ),
    (
      "gradient of the weighted mean square: deviation from central differences",
      { (c) throws(AssayError) in try gradient(c.training.squares()) }
    ),
    (
      "likelihood of an error of two standard deviations less its closed form", likelihood
    ),
    (
      "block of convolution, normalisation, ReLU and pool: outputs less those of separate layers "
        + "in double precision", { (c) throws(AssayError) in try block(c).outputs }
    ),
    (
      "block of convolution, normalisation, ReLU and pool: gradients less those of separate layers "
        + "in double precision", { (c) throws(AssayError) in try block(c).gradients }
    ),
    ("weights after a step of training that differ between one thread and two", threads),
    (
      "rotations and reflections of an image: pixels that four quarter turns or a reflection done "
        + "twice do not bring back, and pairs of the eight that are the same",
      { Double(turns($0).unreturned) }
    ),
    (
      "rotations and reflections of an image: pairs of neighbours that one of the eight parts",
      { Double(turns($0).parted) }
    ),
    (
      "first, largest and last rate of a cycle: sum of relative deviations from their definition",
      rates
    ),
  ]

  private static func shape(
    _ conventions: NetworkConventions
  ) throws(AssayError) -> [(name: String, value: Double)] {
    let network = try conventions.shape.separate(bias: true, of: Float.self)
    let blocks = try conventions.shape.network(seed: 1)
    func count(_ network: Network<Float>, without endings: [String]) -> Double {
      Double(
        network.parameters.filter { parameter in
          !endings.contains { parameter.name.hasSuffix($0) }
        }.reduce(0) { $0 + $1.range.count })
    }
    let running = [".runningMean", ".runningVariance"]
    return [
      ("trained parameters", count(network, without: running)),
      (
        "trained parameters without normalisation",
        count(network, without: running + [".scale", ".shift"])
      ),
      ("multiply-adds of one image", network.forwardCost() / 2),
      ("trained parameters of the blocks, without biases", count(blocks, without: running)),
      ("multiply-adds of one image through the blocks", blocks.forwardCost() / 2),
    ]
  }

  // MARK: Losses

  /// Of a network of a few units; one sample has a variance beyond the range of the likelihood.
  private static func gradient(_ loss: any Loss<Double>) throws(AssayError) -> Double {
    var build = NetworkBuilder<Double>(input: TensorShape(pixels: 1, channels: 3))
    try build.dense("a", units: 5, activation: .tanh)
    try build.dense("b", units: 2)
    let network = try build.network(seed: 1)
    var random = Philox(seed: 1, stream: Philox.stream(of: "identities of losses"))
    let samples = (0..<6).map { number in
      Sample(
        .dense((0..<3).map { _ in (number == 0 ? 20 : 1) * random.normal() }),
        target: [random.uniform()])
    }
    return try GradientCheck.worst(network, loss: loss, samples: samples)
  }

  /// (4 + v)/2 where the error is 2 exp(v/2).
  @Sendable private static func likelihood(
    _ conventions: NetworkConventions
  ) throws(AssayError) -> Double {
    let loss: any Loss<Double> = conventions.training.likelihood()
    var worst = 0.0
    for v in [-5.0, -1, 0, 1.5] {
      let (output, target) = ([0.3, v], [0.3 + 2 * exp(v / 2)])
      var gradient = [0.0, 0.0]
      let value = output.withUnsafeBufferPointer { output in
        gradient.withUnsafeMutableBufferPointer {
          loss.value(output: output, target: target, gradient: $0)
        }
      }
      worst = max(worst, abs(value - (4 + v) / 2))
    }
    return worst
  }

  // MARK: Layers

  private static let small: FractionNetwork = {
    var network = FractionNetwork()
    (network.side, network.filters, network.units) = (16, [16, 32, 48], 8)
    return network
  }()

  /// Relative to the largest output and to the largest gradient.
  private static func block(
    _ conventions: NetworkConventions
  ) throws(AssayError) -> (outputs: Double, gradients: Double) {
    var blocks = small
    blocks.epsilon = conventions.shape.epsilon
    var single = try blocks.network(seed: 1)
    var random = Philox(seed: 1, stream: Philox.stream(of: "identities of blocks"))
    // Running moments other than 0 and 1, and some scales below zero.
    for parameter in single.parameters where !parameter.name.hasSuffix("kernel") {
      for i in parameter.range { single.weights[i] += Float(0.6 * random.uniform() - 0.3) }
      if parameter.name.hasSuffix("scale") { single.weights[parameter.range.lowerBound] *= -1 }
    }
    var double = try small.separate(of: Double.self)
    double.weights = single.weights.map(Double.init)
    let images = (0..<10).map { _ in (0..<256).map { _ in Float(random.normal()) } }
    let targets = images.map { _ in random.uniform() }

    let ours = try single.outputs(
      of: images.map { .dense($0) }, matrices: OpenBLASMatrices<Float>())
    let theirs = try double.outputs(
      of: images.map { .dense($0.map(Double.init)) }, matrices: PlainMatrices<Double>())

    let one = try BatchGradient(
      single, loss: GaussianVariance(), matrices: OpenBLASMatrices<Float>(), lanes: 3
    ).evaluate(single, count: images.count, threads: 1) { number in
      Sample(.dense(images[number]), target: [Float(targets[number])])
    }
    let other = try BatchGradient(
      double, loss: GaussianVariance(), matrices: PlainMatrices<Double>(), lanes: 1
    ).evaluate(double, count: images.count, threads: 1) { number in
      Sample(.dense(images[number].map(Double.init)), target: [Double(Float(targets[number]))])
    }
    return (deviation(ours, theirs), deviation(one.weights, other.weights))
  }

  private static func deviation(_ single: [Float], _ double: [Double]) -> Double {
    let scale = double.map(abs).max() ?? 1
    return (zip(single, double).map { abs(Double($0) - $1) }.max() ?? 0) / scale
  }

  // MARK: Training

  @Sendable private static func threads(
    _ conventions: NetworkConventions
  ) throws(AssayError) -> Double {
    var training = FractionTraining(epochs: 2, warmUp: 1, batch: 16)
    training.network = small
    var field = PhotonField()
    field.side = small.side
    let images = field.images(33, seed: 1, name: "identities", threads: 1)
    var weights: [[Float]] = []
    for threads in [1, 2] {
      weights.append(
        try training.train(
          images, labels: images.fractions, seed: 1, threads: threads,
          conventions.training
        ).network.weights)
    }
    return Double(zip(weights[0], weights[1]).count { $0 != $1 })
  }

  private static func turns(_ conventions: NetworkConventions) -> ImageTurns {
    ImageTurns(side: 6, fault: conventions.training.turns)
  }

  @Sendable private static func rates(
    _ conventions: NetworkConventions
  ) throws(AssayError) -> Double {
    // 0.3 × 1000 - 1 is a step.
    let cycle = try RateCycle(steps: 1000, top: 2e-3)
    let rates = (0..<1000).map { step -> Double in
      guard case .adam(let rate, _, _, _) = conventions.training.optimiser(cycle, at: step) else {
        return .nan
      }
      return rate
    }
    return abs(rates[0] / (2e-3 / 25) - 1) + abs((rates.max() ?? 0) / 2e-3 - 1)
      + abs(rates[999] / (2e-3 / 25 / 1e4) - 1)
  }
}
