// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A ``DirectTower`` as the first layer of a network: convolutions, ReLU and maximum pools of all
/// levels in one, worked where the sample is not empty.
///
/// Its kernels are the parameters `kernel_1`, `kernel_2`, ... of the levels, drawn as those of
/// separate convolutions are. There is no gradient by its input, so it must be the first layer and
/// that gradient must not be asked for: a programmer's error.
public struct DirectConvolutions: Layer {
  public typealias Element = Float

  public let tower: DirectTower
  public let initialiser: Initialiser

  public init(_ tower: DirectTower, initialiser: Initialiser = .glorotUniform) {
    (self.tower, self.initialiser) = (tower, initialiser)
  }

  public var input: TensorShape { TensorShape(pixels: tower.pixels, channels: tower.inputs) }
  public var output: TensorShape {
    TensorShape(pixels: tower.featureCount / tower.filters, channels: tower.filters)
  }

  public var parameters: [ParameterShape] {
    (0..<tower.levels).map { level in
      ParameterShape(
        name: "kernel_\(level + 1)",
        shape: [DirectTable.taps, tower.inputs(level), tower.filters], initialiser: initialiser)
    }
  }

  /// Of a dense sample, as if nothing were empty.
  public var cost: LayerCost {
    let forward = tower.nominalForwardFlops
    return LayerCost(forward: forward, parameterGradient: tower.nominalStepFlops - forward)
  }

  public var acceptsSparse: Bool { true }

  public func prepare(
    _ parameters: UnsafePointer<Float>, reusing old: (any Sendable)?
  ) -> (any Sendable)? {
    let weights = DirectWeights(tower)
    weights.set(UnsafeBufferPointer(start: parameters, count: tower.weightCount))
    return weights
  }

  /// A scratch for each sample of a pass, and the sum of the gradients of a lane.
  private final class State {
    let scratches: [DirectScratch]
    let gradient: DirectGradient?

    init(_ tower: DirectTower, samples: Int, forGradients: Bool) {
      scratches = (0..<samples).map { _ in DirectScratch(tower) }
      gradient = forGradients ? DirectGradient(tower) : nil
    }
  }

  public func makeState(samples: Int, forGradients: Bool) -> AnyObject? {
    State(tower, samples: samples, forGradients: forGradients)
  }

  public func forward(_ pass: ForwardPass<Float>) {
    let (weights, state) = parts(pass.prepared, pass.state)
    for number in 0..<pass.samples {
      let features = UnsafeMutableBufferPointer(
        start: pass.output + number * tower.featureCount, count: tower.featureCount)
      let scratch = state.scratches[number]
      switch pass.input {
      case .dense(let values):
        tower.forward(
          dense: UnsafeBufferPointer(
            start: values + number * tower.inputCount, count: tower.inputCount),
          weights: weights, scratch: scratch, features: features)
      case .sparse(let samples):
        samples[number].events.withUnsafeBufferPointer { events in
          do throws(AssayError) {
            try tower.forward(
              events: events, weights: weights, scratch: scratch, features: features)
          } catch {
            preconditionFailure("a sample of another shape was let through: \(error)")
          }
        }
      }
    }
  }

  public func backward(_ pass: BackwardPass<Float>) {
    precondition(pass.inputGradient == nil, "a direct tower has no gradient by its input")
    let (weights, state) = parts(pass.prepared, pass.state)
    guard let gradient = state.gradient else {
      preconditionFailure("a workspace without gradients went backward")
    }
    for number in 0..<pass.samples {
      tower.backward(
        UnsafeBufferPointer(
          start: pass.outputGradient + number * tower.featureCount, count: tower.featureCount),
        weights: weights, scratch: state.scratches[number], gradient: gradient)
    }
  }

  public func finish(_ state: AnyObject?, parameterGradient: UnsafeMutablePointer<Float>) {
    (state as? State)?.gradient?.move(
      to: UnsafeMutableBufferPointer(start: parameterGradient, count: tower.weightCount))
  }

  private func parts(
    _ prepared: (any Sendable)?, _ state: AnyObject?
  ) -> (DirectWeights, State) {
    guard let weights = prepared as? DirectWeights, let state = state as? State else {
      preconditionFailure("a pass without what the layer prepared")
    }
    return (weights, state)
  }
}
