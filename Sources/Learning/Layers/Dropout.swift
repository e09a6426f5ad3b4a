// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Sets numbers to zero at random in training, each with probability p, and multiplies the others by
/// 1/(1 − p), so that the mean stays; in inference it changes nothing.
///
/// Whether a number stays is a function of (seed, stream, step, number of the sample in the batch,
/// place) alone: one 32-bit word of Philox decides. So the bits do not depend on threads or lanes.
/// Source: Srivastava et al., JMLR 15 (2014) 1929, with the factor moved from inference to training.
/// Cost: about 3 ns a number in training.
public struct Dropout<Element: Scalar>: Layer {
  public let input: TensorShape
  public let rate: Double
  public let seed: UInt64
  public let stream: UInt64
  public var output: TensorShape { input }

  /// - Parameter name: two layers of one network need different names, or their draws are the same.
  ///
  /// Throws `badValue` for a rate outside [0, 1) or an empty shape.
  public init(
    input: TensorShape, rate: Double, seed: UInt64, name: String
  ) throws(AssayError) {
    try LayerRules.check(input, .identity)
    guard rate >= 0, rate < 1 else {
      throw .badValue(
        name: "rate of a dropout", found: "\(rate)", accepted: "a number from 0 to below 1")
    }
    (self.input, self.rate, self.seed) = (input, rate, seed)
    stream = Philox.stream(of: "dropout \(name)")
  }

  public var configuration: String { "rate \(rate), seed \(seed), stream \(stream)" }

  /// The factors, zero or 1/(1 − p).
  public var cacheBytes: Int { input.count * MemoryLayout<Element>.stride }

  public func forward(_ pass: ForwardPass<Element>) {
    let count = pass.samples * input.count
    guard case .training(let step, let first) = pass.mode, rate > 0 else {
      pass.output.copy(from: pass.denseInput, count: count)
      return
    }
    let factors = pass.cache.assumingMemoryBound(to: Element.self)
    for sample in 0..<pass.samples {
      draw(step: step, sample: first + sample, into: factors + sample * input.count)
    }
    Element.multiply(pass.denseInput, by: factors, count: count, into: pass.output)
  }

  public func backward(_ pass: BackwardPass<Element>) {
    guard let inputGradient = pass.inputGradient else { return }
    let count = pass.samples * input.count
    guard case .training = pass.mode, rate > 0 else {
      inputGradient.copy(from: pass.outputGradient, count: count)
      return
    }
    let factors = UnsafePointer(pass.cache.assumingMemoryBound(to: Element.self))
    Element.multiply(pass.outputGradient, by: factors, count: count, into: inputGradient)
  }

  /// Four numbers a block; a step has room for 2⁴⁰ blocks.
  func draw(step: Int, sample: Int, into factors: UnsafeMutablePointer<Element>) {
    let blocks = (input.count + 3) / 4
    let counter = UInt64(step) << 40 &+ UInt64(sample * blocks)
    Element.dropFactors(
      count: input.count, rate: rate,
      SIMD4(
        UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)),
      into: factors)
  }
}
