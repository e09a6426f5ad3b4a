// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension Network {
  /// The outputs for samples 0 ..< count, one after the other.
  ///
  /// - Parameter sample: called once for each number, on any thread, so it must depend on the
  ///   number alone; then the result is the same for any number of threads.
  ///
  /// Throws what `sample` throws, and `badValue` where a sample has another shape than the network.
  public func outputs(
    of count: Int, threads: Int, matrices: any MatrixBackend<Element>,
    sample: @Sendable (Int) throws(AssayError) -> SampleInput<Element>
  ) throws(AssayError) -> [Element] {
    try Predictor(self, matrices: matrices).outputs(of: count, threads: threads, sample: sample)
  }

  /// The outputs for samples that are at hand.
  public func outputs(
    of inputs: [SampleInput<Element>], threads: Int = 1, matrices: any MatrixBackend<Element>
  ) throws(AssayError) -> [Element] {
    try outputs(of: inputs.count, threads: threads, matrices: matrices) {
      (number) throws(AssayError) in inputs[number]
    }
  }

  /// Samples that a thread takes at once, when it has no gradients to add up.
  var samplesPerPiece: Int { max(16, samplesPerPass) }

  func lastOutputs(
    _ space: Workspace<Element>, samples: Int
  ) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: space.outputs[layers.count - 1], count: samples * output.count)
  }
}

/// How many samples are split.
enum Passes {
  static func ranges(_ count: Int, size: Int) -> [Range<Int>] {
    ranges(0..<count, size: size)
  }

  static func ranges(_ whole: Range<Int>, size: Int) -> [Range<Int>] {
    stride(from: whole.lowerBound, to: whole.upperBound, by: size).map {
      $0..<min($0 + size, whole.upperBound)
    }
  }
}
