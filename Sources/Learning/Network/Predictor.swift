// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A network with fixed weights, ready to be asked many times: what its layers make of their weights
/// and the memory of its passes are kept from call to call. Many threads may ask at once.
public struct Predictor<Element: Scalar>: Sendable {
  public let network: Network<Element>
  public let matrices: any MatrixBackend<Element>
  private let prepared: [(any Sendable)?]
  private let pool: WorkspacePool<Element>

  public init(_ network: Network<Element>, matrices: any MatrixBackend<Element>) {
    (self.network, self.matrices) = (network, matrices)
    prepared = network.prepare()
    pool = WorkspacePool(network, forGradients: false)
  }

  /// The outputs for samples at hand, one after the other, by the calling thread alone.
  ///
  /// Throws `badValue` where a sample has another shape than the network.
  public func outputs(of inputs: [SampleInput<Element>]) throws(AssayError) -> [Element] {
    try outputs(of: 0..<inputs.count) { (number) throws(AssayError) in inputs[number] }
  }

  /// The outputs for samples 0 ..< count, one after the other.
  ///
  /// - Parameter sample: called once for each number, on any thread, so it must depend on the
  ///   number alone; then the result is the same for any number of threads.
  ///
  /// Throws what `sample` throws, and `badValue` where a sample has another shape than the network.
  public func outputs(
    of count: Int, threads: Int,
    sample: @Sendable (Int) throws(AssayError) -> SampleInput<Element>
  ) throws(AssayError) -> [Element] {
    let pieces = Passes.ranges(count, size: network.samplesPerPiece)
    let results = Parallel.map(pieces.count, threads: threads) { piece in
      Result { () throws(AssayError) in try outputs(of: pieces[piece], sample: sample) }
    }
    var all: [Element] = []
    all.reserveCapacity(count * network.output.count)
    for result in results { all += try result.get() }
    return all
  }

  private func outputs(
    of numbers: Range<Int>, sample: (Int) throws(AssayError) -> SampleInput<Element>
  ) throws(AssayError) -> [Element] {
    try pool.with { (space) throws(AssayError) in
      var outputs: [Element] = []
      outputs.reserveCapacity(numbers.count * network.output.count)
      for range in Passes.ranges(numbers, size: space.capacity) {
        var inputs: [SampleInput<Element>] = []
        for number in range { inputs.append(try sample(number)) }
        network.forward(
          try network.load(inputs, into: space), samples: inputs.count, space,
          PassSetting(prepared, matrices))
        outputs += network.lastOutputs(space, samples: inputs.count)
      }
      return outputs
    }
  }
}
