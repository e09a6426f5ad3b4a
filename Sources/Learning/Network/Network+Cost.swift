// SPDX-License-Identifier: GPL-3.0-or-later

extension Network {
  /// Floating-point operations of one forward pass of one sample, see `LayerCost`.
  ///
  /// - Parameter events: non-zero values of a sparse sample; nil for a dense one.
  public func forwardCost(events: Int? = nil) -> Double {
    layers.indices.reduce(0) { sum, index in
      if index == 0, let events, layers[0].acceptsSparse {
        return sum + layers[0].cost.perEvent * Double(events)
      }
      return sum + layers[index].cost.forward
    }
  }

  /// Floating-point operations of one training step for each of its samples: forward, gradients of
  /// all parameters, and of all inputs but those of the first layer. The optimiser is not counted.
  public func stepCost(events: Int? = nil) -> Double {
    layers.indices.reduce(forwardCost(events: events)) { sum, index in
      let cost = layers[index].cost
      guard index == 0 else { return sum + cost.parameterGradient + cost.inputGradient }
      if let events, layers[0].acceptsSparse { return sum + cost.perEvent * Double(events) }
      return sum + cost.parameterGradient
    }
  }
}
