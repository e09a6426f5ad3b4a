// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics
internal import Sky

/// Choices behind the checks of networks and their training that a fault can spoil; the defaults are
/// those of production.
struct LearningConventions: Sendable, Equatable {
  /// Tables, orderings and the optimiser's memory.
  var network = NetworkConventions()
  /// Neighbours turned by one place: S, SW, W, ...
  var turnsNeighbours = false
  /// Biases of dense layers are zero.
  var forgetsBiases = false
  /// The gradient of a maximum is shared by all that were compared.
  var sharesPoolGradient = false
  /// Losses of samples are added up, not averaged.
  var sumsLoss = false
  /// The slope of the cross-entropy is that of the logit, without the sigmoid function.
  var forgetsSigmoid = false
  /// Adadelta's ε is added to roots, not under them.
  var addsEpsilonToRoots = false
  /// Gradients are added up in as many lanes as there are threads.
  var lanesFollowThreads = false
  /// Checkpoints without what the optimiser has accumulated.
  var losesAccumulators = false
  /// Weights in single precision keep the first 8 bits of their fractions.
  var truncatesWeights = false
}

extension LearningConventions {
  /// Of a level of a sphere network.
  func neighbours(of level: SphereNeighbours) throws(AssayError) -> NeighbourTable {
    var taps = level.taps
    let width = SphereNeighbours.tapsOfPixel
    if turnsNeighbours {
      for start in stride(from: 0, to: taps.count, by: width) {
        taps.insert(taps.remove(at: start + width - 1), at: start + 1)
      }
    }
    if network.missingIsZero { taps = taps.map { max($0, 0) } }
    let pixels = level.sphere.pixels
    return try NeighbourTable(inputs: pixels, outputs: pixels, taps: width, entries: taps)
  }

  /// The maximum over the parts of each pixel of half the Nside.
  func pool<Element: Scalar>(
    _ level: SphereNeighbours, input: TensorShape, of: Element.Type = Element.self
  ) throws(AssayError) -> any Layer<Element> {
    let parts = try level.parts()
    let table = try PoolTable(
      inputs: parts.count, outputs: parts.count / SphereNeighbours.partsOfPixel,
      children: SphereNeighbours.partsOfPixel,
      entries: network.poolsAlongRings ? parts.indices.map(Int32.init) : parts)
    return try pool(table, input: input)
  }

  func pool<Element: Scalar>(
    _ table: PoolTable, input: TensorShape, of: Element.Type = Element.self
  ) throws(AssayError) -> any Layer<Element> {
    let maximum = try MaximumPool<Element>(input: input, table: table)
    guard sharesPoolGradient else { return maximum }
    return SharingPool(maximum: maximum, average: try AveragePool(input: input, table: table))
  }

  /// - Parameter samples: that it will be averaged over.
  func loss<Element: Scalar>(
    _ sound: any Loss<Element>, samples: Int
  ) -> any Loss<Element> {
    guard sumsLoss || forgetsSigmoid else { return sound }
    return SpoiltLoss(
      sound: sound, factor: sumsLoss ? Double(samples) : 1, forgetsSigmoid: forgetsSigmoid)
  }

  /// Adadelta with the authors' constants. Before anything is accumulated √(ε²) is ε, so ε² stands
  /// for an ε beside the root.
  var optimiser: Optimiser { .adadelta(epsilon: addsEpsilonToRoots ? 1e-14 : 1e-7) }
}

/// A maximum whose gradient goes to all that were compared: a fault.
private struct SharingPool<Element: Scalar>: Layer {
  let maximum: MaximumPool<Element>
  let average: AveragePool<Element>

  var input: TensorShape { maximum.input }
  var output: TensorShape { maximum.output }
  var cacheBytes: Int { maximum.cacheBytes }
  func forward(_ pass: ForwardPass<Element>) { maximum.forward(pass) }
  func backward(_ pass: BackwardPass<Element>) { average.backward(pass) }
}

/// A loss with faults.
private struct SpoiltLoss<Element: Scalar>: Loss {
  let sound: any Loss<Element>
  let factor: Double
  let forgetsSigmoid: Bool

  var name: String { "spoilt \(sound.name)" }
  func outputs(forTargets targets: Int) -> Int? { sound.outputs(forTargets: targets) }

  func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    let value = sound.value(output: output, target: target, gradient: gradient)
    for i in gradient.indices {
      if forgetsSigmoid { gradient[i] = (output[i] - target[i]) / Element(output.count) }
      gradient[i] *= Element(factor)
    }
    return factor * value
  }
}
