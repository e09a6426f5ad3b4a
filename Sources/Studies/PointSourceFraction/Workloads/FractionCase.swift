// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics
internal import Timing

/// A training step, or the answers of the network, for a batch of images.
struct FractionCase: Sendable {
  /// Of training; else answers alone.
  var step: Bool
  var images: Int
  /// Most threads of a variant.
  var threads: Int

  /// Parts of a batch, see `BatchGradient`.
  static let lanes = FractionTraining().lanes

  func workload() throws(AssayError) -> Workload {
    let network = try FractionNetwork().network(seed: 1)
    return Workload(
      study: PointSourceFractionStudy.card.id, id: step ? "training-step" : "answers",
      title: step ? "Training step of the network" : "Answers of the network", item: "image",
      items: Double(images), flopsPerItem: step ? network.stepCost() : network.forwardCost(),
      bytesPerItem: bytes(network),
      workingSet: Double(images) * numbers(network) * 4 + 4 * Double(network.weights.count),
      variants: try variants(network),
      sized: { factor throws(AssayError) in
        var other = self
        other.images = max(2, Int((Double(images) * factor).rounded()))
        return try other.workload()
      },
      // From a few images.
      sizes: [0.125, 0.5, 1])
  }

  // MARK: Work

  /// Numbers of an image that a forward pass writes: outputs, and what blocks keep.
  private func numbers(_ network: Network<Float>) -> Double {
    network.layers.reduce(Double(network.input.count)) {
      $0 + Double($1.output.count) + Double($1.cacheBytes) / 4
    }
  }

  /// Bytes of an image in single precision. Answers write their numbers and read them once. A step
  /// reads them twice more, and writes and reads as many gradients. Of the weights, shared by the
  /// batch: they are read twice, a lane's gradient is cleared, added to and read, and Adam reads
  /// four and writes three numbers.
  private func bytes(_ network: Network<Float>) -> Double {
    let own = numbers(network)
    guard step else { return 4 * (2 * own + Double(network.weights.count) / Double(images)) }
    let weights = Double(2 + 3 * Self.lanes + 7) * Double(network.weights.count)
    return 4 * (6 * own + weights / Double(images))
  }

  // MARK: Variants

  /// Largest deviation of single precision from double, relative to the largest number. Answers: five
  /// layers of sums of up to 576 products. Steps: of 640,000 choices of a pool a few are between pixels
  /// that differ by less than rounding, and each that falls the other way moves a part of a gradient;
  /// 5e-4 is seen, of separate layers and of blocks alike.
  private var bound: Double { step ? 2e-3 : 2e-5 }

  private func variants(_ blocks: Network<Float>) throws(AssayError) -> [Variant] {
    let (double, layers) = (
      try FractionNetwork().separate(of: Double.self),
      try FractionNetwork().separate(of: Float.self)
    )
    let runs = [
      run("double", .double, 0, with(blocks.weights, double)),
      run("layers", .single, bound, with(blocks.weights, layers)),
      run("single", .single, bound, blocks),
    ]
    return ([1] + ThreadCounts.beyondOne(upTo: threads)).flatMap { count in
      runs.map { run in
        Variant(
          id: count == 1 ? run.id : "\(run.id) threads=\(count)", precision: run.precision,
          threads: count, bound: run.bound
        ) { () throws(AssayError) in try run.work(count) }
      }
    }
  }

  private func with<Element: Scalar>(
    _ weights: [Float], _ network: Network<Element>
  ) -> Network<Element> {
    var network = network
    network.weights = weights.map { Element($0) }
    return network
  }

  private struct Run: Sendable {
    var id: String
    var precision: Variant.Precision
    var bound: Double
    var work: @Sendable (Int) throws(AssayError) -> [Double]
  }

  private func run<Element: Scalar>(
    _ id: String, _ precision: Variant.Precision, _ bound: Double, _ network: Network<Element>
  ) -> Run {
    let drawn = PhotonField().images(images, seed: 1, name: "workloads", threads: 1)
    let reader = ImageReader(drawn, mean: 4, deviation: 2.5)
    let samples = (0..<images).map { number in
      Sample(
        .dense(reader.values(number).map { Element($0) }),
        target: [Element(Float(drawn.fractions[number]))])
    }
    guard step else {
      let predictor = Predictor(network, matrices: OpenBLASMatrices<Element>())
      return Run(id: id, precision: precision, bound: bound) { threads throws(AssayError) in
        try predictor.outputs(of: samples.count, threads: threads) { samples[$0].input }
          .map { Double($0) }
      }
    }
    let stepped = FractionStep(network, samples, lanes: Self.lanes)
    return Run(id: id, precision: precision, bound: bound) { threads throws(AssayError) in
      try stepped.step(threads: threads)
    }
  }
}
