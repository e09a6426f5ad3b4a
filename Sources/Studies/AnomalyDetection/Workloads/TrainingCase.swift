// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics
private import Synchronization
internal import Timing

/// A training step of one network.
struct TrainingCase: Sendable {
  var network: TimedNetwork
  /// Of a batch.
  var events: Int
  /// Most threads of a variant.
  var threads: Int

  /// Parts of a batch, see `BatchGradient`.
  static let lanes = 4

  func workload() throws(AssayError) -> Workload {
    let single = try network.network(of: Float.self)
    return Workload(
      study: AnomalyDetectionStudy.card.id, id: "\(network.rawValue)-step",
      title: "Training step of the \(network.title)", item: "event", items: Double(events),
      flopsPerItem: single.stepCost(), bytesPerItem: bytes(single),
      workingSet: 4 * (128 * numbers(single) + Double(single.weights.count)),
      variants: try variants(single),
      sized: { factor throws(AssayError) in
        var other = self
        other.events = max(1, Int((Double(events) * factor).rounded()))
        return try other.workload()
      },
      // From some tens of events.
      sizes: [0.1, 0.316, 1])
  }

  // MARK: Work

  /// Numbers of an event that a forward pass writes: outputs, and what layers keep.
  private func numbers(_ network: Network<Float>) -> Double {
    network.layers.reduce(Double(network.input.count)) {
      $0 + Double($1.output.count) + Double($1.cacheBytes) / 4
    }
  }

  /// Bytes of an event in single precision: its numbers are written and read, going back read again,
  /// and their gradients are written and read. Of the weights, shared by the batch: they are read twice,
  /// a lane's gradient is cleared, added to and read, and Adam reads four and writes three numbers.
  private func bytes(_ network: Network<Float>) -> Double {
    let weights = Double(2 + 3 * Self.lanes + 7) * Double(network.weights.count)
    return 4 * (5 * numbers(network) + weights / Double(events))
  }

  // MARK: Variants

  /// Largest deviation of single precision from double, relative to the largest number: sums over
  /// events and up to 552 numbers in up to fifteen layers. 1.7e-6 is seen, of the splines.
  private static let bound = 2e-5

  private func variants(_ single: Network<Float>) throws(AssayError) -> [Variant] {
    // The same weights, so that rounding alone is between them. A new flow is the identity, with
    // gradients of its last layers alone; small weights let all of them have some.
    var start = single.weights
    var random = Philox(seed: 1, stream: Philox.stream(of: "anomaly-detection workloads weights"))
    for i in start.indices where start[i] == 0 { start[i] = Float(0.04 * random.uniform() - 0.02) }
    let runs = [
      try run("double", .double, 0, start, of: Double.self),
      try run("single", .single, Self.bound, start, of: Float.self),
    ]
    return ([1] + ThreadCounts.beyondOne(upTo: threads)).flatMap { count in
      runs.map { run in
        Variant(
          id: count == 1 ? run.id : "\(run.id) threads=\(count)", precision: run.precision,
          threads: count, bound: run.bound
        ) { () throws(AssayError) in try run.step(count) }
      }
    }
  }

  private struct Run: Sendable {
    var id: String
    var precision: Variant.Precision
    var bound: Double
    var step: @Sendable (Int) throws(AssayError) -> [Double]
  }

  private func run<Element: Scalar>(
    _ id: String, _ precision: Variant.Precision, _ bound: Double, _ weights: [Float],
    of type: Element.Type
  ) throws(AssayError) -> Run {
    var model = try network.network(of: type)
    model.weights = weights.map { Element($0) }
    let fixed = model
    let table = try TableSamples(
      values(of: type), columns: TimedNetwork.features, target: network.target(of: type))
    let gradients = BatchGradient(
      fixed, loss: network.loss(of: type), matrices: OpenBLASMatrices<Element>(),
      lanes: Self.lanes)
    let stepped = Stepped(gradients, fixed, table)
    return Run(id: id, precision: precision, bound: bound) { threads throws(AssayError) in
      try stepped.step(events, threads: threads)
    }
  }

  private func values<Element: Scalar>(of: Element.Type) -> [Element] {
    var random = Philox(seed: 1, stream: Philox.stream(of: "anomaly-detection workloads"))
    return (0..<events * TimedNetwork.features).map { _ in Element(Float(random.normal())) }
  }

  /// A network that is asked for the gradient again and again. The step is taken on weights of its
  /// own, so that every run begins with the same ones.
  private final class Stepped<Element: Scalar>: Sendable {
    private struct State: Sendable {
      var weights: [Element]
      var optimiser: OptimiserState<Element>
      var gradient = LossGradient<Element>()
    }

    private let gradients: BatchGradient<Element>
    private let network: Network<Element>
    private let table: TableSamples<Element>
    private let state: Mutex<State>

    init(
      _ gradients: BatchGradient<Element>, _ network: Network<Element>,
      _ table: TableSamples<Element>
    ) {
      (self.gradients, self.network, self.table) = (gradients, network, table)
      state = Mutex(
        State(
          weights: network.weights,
          optimiser: OptimiserState(.adam(), weights: network.weights.count)))
    }

    /// The loss and every 31st number of the gradient: turning all of them into doubles takes as long
    /// as tens of events.
    func step(_ events: Int, threads: Int) throws(AssayError) -> [Double] {
      try state.withLock { (state) throws(AssayError) in
        try gradients.evaluate(network, count: events, threads: threads, into: &state.gradient) {
          table.sample($0)
        }
        Element.step(
          .adam(), &state.optimiser, gradient: state.gradient.weights, weights: &state.weights)
        let weights = state.gradient.weights
        return [state.gradient.loss]
          + stride(from: 0, to: weights.count, by: 31).map { Double(weights[$0]) }
      }
    }
  }
}
