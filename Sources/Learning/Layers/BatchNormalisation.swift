// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Batch normalisation, channel by channel.
///
///     x̂ = (x − μ) / √(σ² + ε),   y = γ x̂ + β                                            (1)
///
/// In training μ and σ² are the mean and the variance (divided by the number N) over all samples
/// of the batch and all pixels; in inference they are the running ones, which follow each batch:
/// r ← (1 − m) r + m × batch, with the variance divided by N − 1, m the momentum. Source: Ioffe &
/// Szegedy, arXiv:1502.03167, algorithms 1 and 2.
///
/// With the loss ℓ and g = ∂ℓ/∂y, ∂ℓ/∂γ = Σ g x̂, ∂ℓ/∂β = Σ g, and
///
///     ∂ℓ/∂x = γ/√(σ² + ε) [g − Σg/N − x̂ Σ(g x̂)/N]                                       (2)
///
/// Four parameters a channel: scale γ, shift β, and the running mean and variance, which no gradient
/// moves. Means and squares of a lane are summed in double precision and merged in the order of the
/// lanes by Chan, Golub & LeVeque's formula, which does not cancel.
public struct BatchNormalisation<Element: Scalar>: BatchLayer {
  public let input: TensorShape
  public let momentum: Double
  public let epsilon: Double
  public var output: TensorShape { input }

  /// Throws `badValue` for an empty shape, a momentum outside (0, 1] or an epsilon not positive.
  public init(
    input: TensorShape, momentum: Double = 0.1, epsilon: Double = 1e-5
  ) throws(AssayError) {
    try LayerRules.check(input, .identity)
    guard momentum > 0, momentum <= 1 else {
      throw .badValue(
        name: "momentum of a batch normalisation", found: "\(momentum)",
        accepted: "a number above 0, at most 1")
    }
    guard epsilon > 0, epsilon.isFinite else {
      throw .badValue(
        name: "epsilon of a batch normalisation", found: "\(epsilon)",
        accepted: "a positive number")
    }
    (self.input, self.momentum, self.epsilon) = (input, momentum, epsilon)
  }

  private var channels: Int { input.channels }

  public var configuration: String { "momentum \(momentum), epsilon \(epsilon)" }

  public var parameters: [ParameterShape] {
    [
      ParameterShape(name: "scale", shape: [channels], initialiser: .ones),
      ParameterShape(name: "shift", shape: [channels], initialiser: .zeros),
      ParameterShape(name: "runningMean", shape: [channels], initialiser: .zeros),
      ParameterShape(name: "runningVariance", shape: [channels], initialiser: .ones),
    ]
  }

  public func scratchBytes(samples: Int) -> Int { 4 * channels * MemoryLayout<Element>.stride }

  /// The number N of rows, then the means, then the sums of squared differences from them.
  public func statistics(of pass: ForwardPass<Element>) -> [Double] {
    let rows = pass.samples * input.pixels
    var numbers = [Double](repeating: 0, count: 1 + 2 * channels)
    numbers[0] = Double(rows)
    numbers.withUnsafeMutableBufferPointer { numbers in
      guard let means = numbers.baseAddress.map({ $0 + 1 }), rows > 0 else { return }
      Element.columnMoments(
        rows: rows, of: pass.denseInput, columns: channels, means: means,
        squares: means + channels)
    }
    return numbers
  }

  public func merged(_ first: [Double], _ second: [Double]) -> [Double] {
    BatchMoments.merged(first, second)
  }

  public func follow(_ statistics: [Double], parameters: UnsafeMutablePointer<Element>) {
    BatchMoments.follow(
      statistics, momentum: momentum, mean: parameters + 2 * channels,
      variance: parameters + 3 * channels)
  }

  public func forward(_ pass: ForwardPass<Element>) {
    // y = slope × x + offset, with the mean subtracted first so that nothing cancels.
    let (mean, inverse) = centre(pass.statistics, pass.parameters, pass.scratch)
    Element.normalise(
      rows: pass.samples * input.pixels, pass.denseInput, columns: channels, mean: mean,
      inverse: inverse, scale: pass.parameters, shift: pass.parameters + channels,
      into: pass.output)
  }

  /// Σ g, then Σ g x̂.
  public func gradientSums(of pass: BackwardPass<Element>) -> [Double] {
    var sums = [Double](repeating: 0, count: 2 * channels)
    let (mean, inverse) = centre(pass.statistics, pass.parameters, pass.scratch)
    sums.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return }
      Element.normalisedSums(
        rows: pass.samples * input.pixels, pass.denseInput, gradient: pass.outputGradient,
        columns: channels, mean: mean, inverse: inverse, plain: sums,
        weighted: sums + channels)
    }
    return sums
  }

  public func backward(_ pass: BackwardPass<Element>) {
    let own = gradientSums(of: pass)
    for c in 0..<channels {
      pass.parameterGradient[c] += Element(own[channels + c])
      pass.parameterGradient[channels + c] += Element(own[c])
    }
    guard let inputGradient = pass.inputGradient else { return }
    let (mean, inverse) = centre(pass.statistics, pass.parameters, pass.scratch)
    let averages = pass.scratch.assumingMemoryBound(to: Element.self) + 2 * channels
    for c in 0..<2 * channels { averages[c] = Element(pass.gradientSums[c] / pass.statistics[0]) }
    Element.normaliseGradient(
      rows: pass.samples * input.pixels, pass.denseInput, gradient: pass.outputGradient,
      columns: channels, mean: mean, inverse: inverse, scale: pass.parameters, plain: averages,
      weighted: averages + channels, into: inputGradient)
  }

  /// μ and 1/√(σ² + ε), of the batch where there is one, in scratch.
  private func centre(
    _ statistics: [Double], _ parameters: UnsafePointer<Element>, _ scratch: UnsafeMutableRawPointer
  ) -> (UnsafePointer<Element>, UnsafePointer<Element>) {
    let mean = scratch.assumingMemoryBound(to: Element.self)
    let inverse = mean + channels
    for c in 0..<channels {
      let variance: Double
      if statistics.isEmpty {
        mean[c] = parameters[2 * channels + c]
        variance = Double(parameters[3 * channels + c])
      } else {
        mean[c] = Element(statistics[1 + c])
        variance = statistics[1 + channels + c] / statistics[0]
      }
      inverse[c] = Element(1 / (variance + epsilon).squareRoot())
    }
    return (UnsafePointer(mean), UnsafePointer(inverse))
  }
}
