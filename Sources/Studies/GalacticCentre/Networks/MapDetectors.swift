// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Learning
internal import Numerics

/// Detectors of maps that are not like those of their training.
enum MapDetectors {
  /// Deep SVDD: a network without biases brings all maps of the training near to one point c; the score
  /// is the squared distance to it.
  ///
  /// c is the mean output before training, components nearer to zero than a tenth set there, so that
  /// the network that gives zero for all maps is not the best one. A bias would make another one that
  /// gives c for all maps; a long training shrinks what features there are, so it is short.
  /// Source: L. Ruff et al., ICML 2018.
  struct DeepSVDD: Sendable {
    let centre: [Double]
    private let predictor: Predictor<Float>

    /// - Parameter biases: a fault.
    init(
      _ maps: [[Int]], epochs: Int, biases: Bool = false, seed: UInt64, threads: Int
    ) throws(AssayError) {
      let side = TiltedMaps.side
      var build = NetworkBuilder<Float>(input: TensorShape(pixels: side * side, channels: 1))
      try build.convolve(
        "convolution1", .image(rows: side, columns: side, size: 3), filters: 16, bias: biases,
        activation: .leaky(slope: 0.1))
      try build.poolMaximum("pool1", .image(rows: side, columns: side, size: 2))
      try build.convolve(
        "convolution2", .image(rows: side / 2, columns: side / 2, size: 3), filters: 16,
        bias: biases, activation: .leaky(slope: 0.1))
      try build.poolAverage("pool2", .image(rows: side / 2, columns: side / 2, size: 4))
      build.flatten("flat")
      try build.dense("end", units: 32, bias: biases)
      let start = try build.network(seed: seed)
      let inputs = maps.flatMap(MapDetectors.input)
      let columns = side * side
      let first = try Predictor(start, matrices: OpenBLASMatrices<Float>()).outputs(
        of: Swift.min(2000, maps.count), threads: threads
      ) { .dense(Array(inputs[$0 * columns..<($0 + 1) * columns])) }
      var mean = [Double](repeating: 0, count: 32)
      for (i, value) in first.enumerated() {
        mean[i % 32] += Double(value) * 32 / Double(first.count)
      }
      centre = mean.map { abs($0) < 0.1 ? ($0 < 0 ? -0.1 : 0.1) : $0 }
      predictor = Predictor(
        try MapDetectors.trained(
          start, inputs, .constant(centre.map { Float($0) }), epochs: epochs, seed: seed,
          threads: threads), matrices: OpenBLASMatrices())
    }

    func scores(_ maps: [[Int]], threads: Int) throws(AssayError) -> [Double] {
      let outputs = try predictor.outputs(of: maps.count, threads: threads) {
        .dense(MapDetectors.input(maps[$0]))
      }
      return SquaredDistance.scores(outputs, from: centre)
    }

    /// |f(0)|²/|c|² of the map whose inputs are all zero: 0 for every network without biases.
    func blank() throws(AssayError) -> Double {
      let output = try predictor.outputs(of: [
        .dense([Float](repeating: 0, count: TiltedMaps.side * TiltedMaps.side))
      ])
      let size = centre.reduce(0) { $0 + $1 * $1 }
      return output.reduce(0) { $0 + Double($1) * Double($1) } / size
    }
  }

  /// An autoencoder of dense layers, 1024 → 64 → 16 → 64 → 1024; the score is |x - x'|².
  struct Autoencoder: Sendable {
    private let predictor: Predictor<Float>

    init(_ maps: [[Int]], epochs: Int, seed: UInt64, threads: Int) throws(AssayError) {
      let pixels = TiltedMaps.side * TiltedMaps.side
      var build = NetworkBuilder<Float>(input: TensorShape(pixels: 1, channels: pixels))
      for (number, units) in [64, 16, 64].enumerated() {
        try build.dense("dense\(number)", units: units, activation: .leaky(slope: 0.1))
      }
      try build.dense("end", units: pixels)
      predictor = Predictor(
        try MapDetectors.trained(
          build.network(seed: seed), maps.flatMap(MapDetectors.input), .itself, epochs: epochs,
          seed: seed, threads: threads), matrices: OpenBLASMatrices())
    }

    func scores(_ maps: [[Int]], threads: Int) throws(AssayError) -> [Double] {
      let outputs = try predictor.outputs(of: maps.count, threads: threads) {
        .dense(MapDetectors.input(maps[$0]))
      }
      let wanted = maps.flatMap { MapDetectors.input($0).map { Double($0) } }
      return SquaredDistance.scores(
        outputs, from: wanted, columns: TiltedMaps.side * TiltedMaps.side)
    }
  }

  /// (k - 4)/2.
  static func input(_ map: [Int]) -> [Float] { map.map { (Float($0) - 4) / 2 } }

  private static func trained(
    _ network: Network<Float>, _ inputs: [Float], _ target: TableSamples<Float>.Target,
    epochs: Int, seed: UInt64, threads: Int
  ) throws(AssayError) -> Network<Float> {
    let columns = TiltedMaps.side * TiltedMaps.side
    let rows = inputs.count / columns
    let cut = rows - Swift.max(1, rows / 10)
    func samples(_ range: Range<Int>) throws(AssayError) -> TableSamples<Float> {
      try TableSamples(
        Array(inputs[range.lowerBound * columns..<range.upperBound * columns]), columns: columns,
        target: target, seed: seed)
    }
    let (training, validation) = (try samples(0..<cut), try samples(cut..<rows))
    return try Trainer<Float>(
      TrainingOptions(
        epochs: epochs, samplesPerEpoch: training.count, batch: 128,
        validationSamples: validation.count, optimiser: .adam(rate: 1e-3)),
      loss: MeanSquare(), on: training, validation: validation, threads: threads,
      matrices: OpenBLASMatrices<Float>()
    ).train(network).network
  }
}
