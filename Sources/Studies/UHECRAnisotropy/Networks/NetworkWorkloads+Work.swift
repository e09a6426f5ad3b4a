// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

extension NetworkCase {
  /// Operations of a map, a multiply-add as two, those of matrix products and convolutions alone. Of a
  /// dense map the nominal ones. Of events those that have a number to work on: the direct tower
  /// counts them, the mean over the maps; a chain of gathers does more.
  func flops(
    _ network: Network<Float>, _ samples: [Sample<Float>]
  ) throws(AssayError) -> Double {
    guard events != nil else {
      return task == .step ? network.stepCost() : network.forwardCost()
    }
    let dense = task == .step ? network.stepCost(events: 0) : network.forwardCost(events: 0)
    let counted = try counted(network, samples)
    return dense + counted.forward + (task == .step ? counted.backward : 0)
  }

  /// Bytes of a map in single precision: maps are written and read, going back also their
  /// gradients; kernels are read, going back also their gradients. Of events, maps in the proportion
  /// of the operations.
  func bytes(
    _ network: Network<Float>, _ samples: [Sample<Float>]
  ) throws(AssayError) -> Double {
    var filled = 1.0
    if events != nil, let layer = network.layers[0] as? DirectConvolutions {
      filled = try counted(network, samples).forward / layer.tower.nominalForwardFlops
    }
    let (maps, kernels) = task == .step ? (5.0, 4.0) : (2.0, 1.0)
    return 4 * (maps * filled * Double(mapNumbers) + kernels * Double(network.weights.count))
  }

  /// Numbers of the input and of the pooled map of each level.
  var mapNumbers: Int {
    var (pixels, numbers) = (network.input.pixels / 4, network.input.count)
    while pixels >= 12 {
      numbers += pixels * network.filters
      pixels /= 4
    }
    return numbers
  }

  /// What the direct tower does, where every feature has a gradient.
  private func counted(
    _ network: Network<Float>, _ samples: [Sample<Float>]
  ) throws(AssayError) -> (forward: Double, backward: Double) {
    guard let tower = (network.layers[0] as? DirectConvolutions)?.tower else {
      preconditionFailure("a direct network begins with its tower")
    }
    let (weights, scratch) = (DirectWeights(tower), DirectScratch(tower))
    network.weights.withUnsafeBufferPointer {
      weights.set(UnsafeBufferPointer(rebasing: $0[..<tower.weightCount]))
    }
    let gradient = DirectGradient(tower)
    let features = UnsafeMutableBufferPointer<Float>.allocate(capacity: tower.featureCount)
    defer { features.deallocate() }
    var (forward, backward) = (0.0, 0.0)
    for sample in samples {
      guard case .sparse(let events) = sample.input else { continue }
      let given = UnsafeMutableBufferPointer<DirectEvent>.allocate(capacity: events.events.count)
      defer { given.deallocate() }
      _ = given.initialize(from: events.events)
      try tower.forward(
        events: UnsafeBufferPointer(given), weights: weights, scratch: scratch, features: features)
      features.update(repeating: 1)
      tower.backward(
        UnsafeBufferPointer(features), weights: weights, scratch: scratch, gradient: gradient)
      forward += scratch.forwardFlops / Double(samples.count)
      backward += scratch.backwardFlops / Double(samples.count)
    }
    return (forward, backward)
  }
}
