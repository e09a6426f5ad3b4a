// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics
private import Synchronization
internal import Timing

extension NetworkCase {
  /// Largest deviation of single precision from double, relative to the largest number: sums of up to
  /// 684 terms at five levels, and going back a maximum that two parts of a pixel share but for
  /// rounding, which sends its gradient to the other one. 1.4e-5 and 2.5e-4 are seen, of the libraries'
  /// products 2.1e-4.
  var bound: Double { task == .forward ? 5e-5 : 1e-3 }

  /// The ways to run, each with one thread and with more. oneDNN is among them where it is installed.
  func variants(
    _ direct: Network<Float>, _ samples: [LabelledMap<Float>]
  ) throws(AssayError) -> [Variant] {
    let plain = try gathered(Double.self, weights: direct.weights)
    let single = try gathered(Float.self, weights: direct.weights)
    var runs: [Run] = [
      run(
        "gather-openblas-double", .double, 0, plain, OpenBLASMatrices<Double>(),
        self.samples(of: Double.self)),
      run("gather-openblas", .single, bound, single, OpenBLASMatrices<Float>(), samples),
    ]
    do throws(AssayError) {
      let library = try OneDNNMatrices()
      runs.append(run("gather-onednn", .single, bound, single, library, samples))
    } catch {
      // A library that need not be there.
    }
    runs.append(run("direct", .single, bound, direct, OpenBLASMatrices<Float>(), samples))
    return ([1] + ThreadCounts.beyondOne(upTo: threads)).flatMap { count in
      runs.map { run in
        Variant(
          id: count == 1 ? run.id : "\(run.id) threads=\(count)", precision: run.precision,
          threads: count, bound: run.bound
        ) { () throws(AssayError) in try run.work(count) }
      }
    }
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
    _ matrices: any MatrixBackend<Element>, _ samples: [LabelledMap<Element>]
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
        // Every seventh number: turning all of them into doubles takes as long as a few maps.
        return [result.loss]
          + stride(from: 0, to: result.weights.count, by: 7).map { Double(result.weights[$0]) }
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
