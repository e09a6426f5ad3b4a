// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

extension LearningIdentities {
  /// A network of Table 1 on the direct tower in single precision, against the same weights in the
  /// chain of gathers and matrix products in double precision.
  static func direct(_ kind: SphereNetwork) -> Group {
    Group(
      ["features", "logit", "gradient"].map { "\($0) of the \(kind.label), direct tower" }
    ) { (own) throws(AssayError) in
      let direct = try kind.direct(seed: own.seed, own.conventions.network)
      var gathered = try kind.gathered(seed: 0, of: Double.self)
      gathered.weights = direct.weights.map(Double.init)
      let (left, right) = (OpenBLASMatrices<Float>(), OpenBLASMatrices<Double>())
      let samples = try [(events: 50, label: 0.0), (events: 500, label: 1.0)].map {
        sample throws(AssayError) in
        (
          try own.sample(kind, sample.events, label: Float(sample.label)),
          try own.sample(kind, sample.events, label: sample.label)
        )
      }
      let single = samples.map(\.0.input)
      let double = samples.map(\.1.input)
      let features = deviation(
        try direct.upToFeatures().outputs(of: single, matrices: left),
        try gathered.upToFeatures().outputs(of: double, matrices: right))
      let logit = deviation(
        try direct.outputs(of: single, matrices: left),
        try gathered.outputs(of: double, matrices: right))
      let gradient = deviation(
        try BatchGradient(direct, loss: BinaryCrossEntropy(), matrices: left, lanes: 1)
          .evaluate(direct, count: 2, threads: 1) { samples[$0].0 }.weights,
        try BatchGradient(gathered, loss: BinaryCrossEntropy(), matrices: right, lanes: 1)
          .evaluate(gathered, count: 2, threads: 1) { samples[$0].1 }.weights)
      return [features, logit, gradient]
    }
  }

  /// Events anywhere, in any map.
  func sample<Element: Scalar>(
    _ kind: SphereNetwork, _ events: Int, label: Element
  ) throws(AssayError) -> Sample<Element> {
    var random = random("\(events) events")
    let list = (0..<events).map { _ in
      SparseSample<Element>.Event(
        pixel: Int32(random.uniform() * Double(kind.input.pixels)),
        channel: Int32(random.uniform() * Double(kind.maps)))
    }
    return Sample(.sparse(try SparseSample(shape: kind.input, events: list)), target: [label])
  }

  /// The small sphere network in single precision by OpenBLAS, against double precision.
  static let precision = Group([
    "logits of a small sphere network, single precision",
    "gradient of a small sphere network, single precision",
  ]) { (own) throws(AssayError) in
    let single = try LearningTinyNetwork<Float>(own.conventions, matrices: OpenBLASMatrices())
    let double = try LearningTinyNetwork<Double>(own.conventions, matrices: PlainMatrices())
    return [
      deviation(try single.logits(Array(0..<8)), try double.logits(Array(0..<8))),
      deviation(try single.gradient().weights, try double.gradient().weights),
    ]
  }
}

extension Network {
  /// The layers below the dense ones.
  fileprivate func upToFeatures() throws(AssayError) -> Network {
    let kept = zip(names, layers).prefix { $0.0 != "flatten_1" }
    var network = try Network(kept.map { (name: $0.0, layer: $0.1) })
    network.weights = Array(weights.prefix(network.weights.count))
    return network
  }
}
