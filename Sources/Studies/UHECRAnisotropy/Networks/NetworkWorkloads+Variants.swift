// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics
private import Synchronization
internal import Timing

extension NetworkCase {
  /// Largest deviation of single precision from double.
  ///
  /// Of outputs, relative to the largest: sums of up to 684 terms at five levels; 1.4e-5 is seen.
  ///
  /// Of a step, relative to the largest number of each tensor (``StepNumbers``): 1e-5 by rounding
  /// alone, in 12 of 18 batches of both networks. In the others a maximum that two parts of a pixel share
  /// but for rounding, or a number that ReLU finds on the other side of 0, sends its gradient another
  /// way, which moves a tensor's by its share of the batch: 8.3e-3 is seen in a batch of 8 dense
  /// maps, 6.4e-3 in one of 16, 1.6e-2 in one of 32 maps of 50 events; on a CPU behind OpenCL the same
  /// as in the CPU's variants.
  var bound: Double { task == .forward ? 5e-5 : 5e-2 }

  /// The ways to run, each with one thread and with more. oneDNN is among them where it is installed.
  func variants(
    _ direct: Network<Float>, _ samples: [LabelledMap<Float>], _ numbers: StepNumbers
  ) throws(AssayError) -> [Variant] {
    let tower = run(
      "direct", .single, bound, direct, OpenBLASMatrices<Float>(), samples, numbers)
    if isLarge { return [variant(tower, threads: threads)] }
    let plain = try gathered(Double.self, weights: direct.weights)
    let single = try gathered(Float.self, weights: direct.weights)
    var runs: [Run] = [
      run(
        "gather-openblas-double", .double, 0, plain, OpenBLASMatrices<Double>(),
        self.samples(of: Double.self), numbers),
      run("gather-openblas", .single, bound, single, OpenBLASMatrices<Float>(), samples, numbers),
    ]
    do throws(AssayError) {
      let library = try OneDNNMatrices()
      runs.append(run("gather-onednn", .single, bound, single, library, samples, numbers))
    } catch {
      // A library that need not be there.
    }
    runs.append(tower)
    return ([1] + ThreadCounts.beyondOne(upTo: threads)).flatMap { count in
      runs.map { variant($0, threads: count) }
    }
  }

  private func variant(_ run: Run, threads: Int) -> Variant {
    Variant(
      id: threads == 1 ? run.id : "\(run.id) threads=\(threads)", precision: run.precision,
      threads: threads, bound: run.bound
    ) { () throws(AssayError) in try run.work(threads) }
  }

  private struct Run: Sendable {
    var id: String
    var precision: Variant.Precision
    var bound: Double
    /// With so many threads.
    var work: @Sendable (Int) throws(AssayError) -> [Double]
  }

  func gathered<Element: Scalar>(
    _ type: Element.Type, weights: [Float]
  ) throws(AssayError) -> Network<Element> {
    var result = try network.gathered(seed: seed, of: type)
    result.weights = weights.map { Element($0) }
    return result
  }

  private func run<Element: Scalar>(
    _ id: String, _ precision: Variant.Precision, _ bound: Double, _ network: Network<Element>,
    _ matrices: any MatrixBackend<Element>, _ samples: [LabelledMap<Element>],
    _ numbers: StepNumbers
  ) -> Run {
    switch task {
    case .forward:
      let predictor = Predictor(network, matrices: matrices)
      return Run(id: id, precision: precision, bound: bound) { threads throws(AssayError) in
        try predictor.outputs(of: samples.count, threads: threads) { samples[$0].input }
          .map { Double($0) }
      }
    case .step:
      let gradients = BatchGradient(
        network, loss: BinaryCrossEntropy<Element>(), matrices: matrices)
      // The step is taken on weights of its own, so that every run begins with the same ones.
      let stepped = Stepped(network.weights)
      return Run(id: id, precision: precision, bound: bound) { threads throws(AssayError) in
        let result = try gradients.evaluate(network, count: samples.count, threads: threads) {
          samples[$0]
        }
        stepped.take(result.weights)
        return try numbers.numbers(loss: result.loss, gradient: result.weights)
      }
    }
  }

  /// Weights and what Adadelta remembers of them.
  private final class Stepped<Element: Scalar>: Sendable {
    private let state: Mutex<(weights: [Element], optimiser: OptimiserState<Element>)>

    init(_ weights: [Element]) {
      state = Mutex((weights, OptimiserState(.adadelta(), weights: weights.count)))
    }

    func take(_ gradient: [Element]) {
      state.withLock {
        Element.step(.adadelta(), &$0.optimiser, gradient: gradient, weights: &$0.weights)
      }
    }
  }
}
