// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A density in D dimensions: a chain of autoregressive transforms f from x to z, and a standard
/// normal density of z.
///
///     ln p(x) = ln N(f(x); 0, 1) + ln|det ∂f/∂x|                                           (1)
///
/// The chain is a `Network` with the outputs (z_1 … z_D, ln|det|), so that `Trainer`, checkpoints
/// and files are those of every network. Affine transforms make the masked autoregressive flow of
/// Papamakarios, Pavlakou & Murray, arXiv:1705.07057, splines the autoregressive spline flow of
/// Durkan et al., arXiv:1906.04032. A new flow is the standard normal density itself.
///
/// Cost: of a density, one pass of each conditioner; of a drawn sample, D passes of each.
public struct Flow<Element: Scalar>: Sendable {
  public let recipe: FlowRecipe
  /// Layers "transform1", "transform2", …
  public var network: Network<Element>
  let transforms: [AutoregressiveTransform<Element>]

  /// - Parameter seed: of the weights.
  ///
  /// Throws `badValue` for a recipe with numbers out of range.
  public init(_ recipe: FlowRecipe, seed: UInt64) throws(AssayError) {
    try recipe.check()
    var transforms: [AutoregressiveTransform<Element>] = []
    for number in 0..<recipe.transforms {
      transforms.append(
        try AutoregressiveTransform(
          degrees: recipe.degrees(number), hidden: recipe.hidden, kind: recipe.kind,
          activation: recipe.activation, isFirst: number == 0))
    }
    (self.recipe, self.transforms) = (recipe, transforms)
    network = try Network(
      transforms.enumerated().map { (name: "transform\($0.offset + 1)", layer: $0.element) })
    network.initialise(seed: seed)
  }

  public var dimension: Int { recipe.dimension }

  /// What training minimises: −ln p.
  public var loss: FlowLikelihood<Element> { FlowLikelihood(dimension: dimension) }
}

extension Flow {
  /// z and ln|det ∂z/∂x| of samples that stand one after the other.
  ///
  /// Throws `badValue` where the number of values is no multiple of D.
  public func forward(
    _ values: [Element], threads: Int = 1, matrices: any MatrixBackend<Element>
  ) throws(AssayError) -> (latent: [Element], logDeterminants: [Element]) {
    let outputs = try outputs(values, threads, matrices)
    let width = dimension + 1
    var (latent, logDeterminants): ([Element], [Element]) = ([], [])
    for sample in 0..<outputs.count / width {
      latent += outputs[sample * width..<sample * width + dimension]
      logDeterminants.append(outputs[sample * width + dimension])
    }
    return (latent, logDeterminants)
  }

  /// ln p of samples that stand one after the other, equation (1).
  ///
  /// Throws `badValue` where the number of values is no multiple of D.
  public func logDensity(
    _ values: [Element], threads: Int = 1, matrices: any MatrixBackend<Element>
  ) throws(AssayError) -> [Double] {
    let outputs = try outputs(values, threads, matrices)
    let width = dimension + 1
    return outputs.withUnsafeBufferPointer { outputs in
      (0..<outputs.count / width).map {
        FlowLikelihood<Element>.logDensity(
          UnsafeBufferPointer(rebasing: outputs[$0 * width..<($0 + 1) * width]))
      }
    }
  }

  private func outputs(
    _ values: [Element], _ threads: Int, _ matrices: any MatrixBackend<Element>
  ) throws(AssayError) -> [Element] {
    let samples = try samples(in: values)
    return try network.outputs(of: samples, threads: threads, matrices: matrices) { number in
      .dense(Array(values[number * dimension..<(number + 1) * dimension]))
    }
  }

  func samples(in values: [Element]) throws(AssayError) -> Int {
    guard values.count % dimension == 0 else {
      throw .badValue(
        name: "samples of a flow", found: "\(values.count) numbers",
        accepted: "a multiple of its dimension, \(dimension)")
    }
    return values.count / dimension
  }
}
