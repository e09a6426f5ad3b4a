// SPDX-License-Identifier: GPL-3.0-or-later

extension Scalar {
  /// One step of an optimiser on all weights; the formulas stand at `Optimiser`.
  public static func step(
    _ rule: Optimiser, _ state: inout OptimiserState<Self>, gradient: [Self],
    weights: inout [Self]
  ) {
    precondition(gradient.count == weights.count, "one gradient a weight")
    precondition(
      state.slots.count == rule.slots && state.slots.allSatisfy { $0.count == weights.count },
      "what was remembered of these weights by this rule")
    state.steps += 1
    let (number, count) = (state.steps, weights.count)
    // Taken out, so that two slots can be written at once without a copy.
    var (first, second): ([Self], [Self]) = ([], [])
    swap(&first, &state.slots[0])
    if rule.slots > 1 { swap(&second, &state.slots[1]) }
    withPointers(gradient, &first, &second, &weights) { gradient, first, second, weights in
      switch rule {
      case .adadelta(let rate, let decay, let epsilon):
        guard let second else { return }
        adadelta(
          Self(rate), Self(decay), Self(epsilon), count: count, gradient: gradient, square: first,
          changes: second, weights: weights)
      case .adam(let rate, let one, let two, let epsilon):
        guard let second else { return }
        let corrected = Optimiser.corrected(
          rate: rate, first: one, second: two, epsilon: epsilon, step: number)
        adam(
          Self(corrected.rate), Self(one), Self(two), Self(corrected.epsilon), count: count,
          gradient: gradient, mean: first, square: second, weights: weights)
      case .descent(let rate, let momentum):
        descent(
          Self(rate), Self(momentum), count: count, gradient: gradient, velocity: first,
          weights: weights)
      }
    }
    swap(&first, &state.slots[0])
    if rule.slots > 1 { swap(&second, &state.slots[1]) }
  }

  /// Does nothing where there are no weights.
  private static func withPointers(
    _ gradient: [Self], _ first: inout [Self], _ second: inout [Self], _ weights: inout [Self],
    _ body: (
      UnsafePointer<Self>, UnsafeMutablePointer<Self>, UnsafeMutablePointer<Self>?,
      UnsafeMutablePointer<Self>
    ) -> Void
  ) {
    gradient.withUnsafeBufferPointer { gradient in
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          weights.withUnsafeMutableBufferPointer { weights in
            guard let g = gradient.baseAddress, let f = first.baseAddress,
              let w = weights.baseAddress
            else { return }
            body(g, f, second.baseAddress, w)
          }
        }
      }
    }
  }

  public static func adadelta(
    _ rate: Self, _ decay: Self, _ epsilon: Self, count: Int, gradient: UnsafePointer<Self>,
    square: UnsafeMutablePointer<Self>, changes: UnsafeMutablePointer<Self>,
    weights: UnsafeMutablePointer<Self>
  ) {
    for i in 0..<count {
      let g = gradient[i]
      let a = decay * square[i] + (1 - decay) * g * g
      let d = changes[i]
      let change = g * (d + epsilon).squareRoot() / (a + epsilon).squareRoot()
      square[i] = a
      changes[i] = decay * d + (1 - decay) * change * change
      weights[i] -= rate * change
    }
  }

  /// m, v and the weights after one step; the rate and ε hold the corrections of the means.
  public static func adam(
    _ rate: Self, _ first: Self, _ second: Self, _ epsilon: Self, count: Int,
    gradient: UnsafePointer<Self>, mean: UnsafeMutablePointer<Self>,
    square: UnsafeMutablePointer<Self>, weights: UnsafeMutablePointer<Self>
  ) {
    for i in 0..<count {
      let g = gradient[i]
      let m = first * mean[i] + (1 - first) * g
      let v = second * square[i] + (1 - second) * g * g
      mean[i] = m
      square[i] = v
      weights[i] -= rate * m / (v.squareRoot() + epsilon)
    }
  }

  public static func descent(
    _ rate: Self, _ momentum: Self, count: Int, gradient: UnsafePointer<Self>,
    velocity: UnsafeMutablePointer<Self>, weights: UnsafeMutablePointer<Self>
  ) {
    for i in 0..<count {
      let u = momentum * velocity[i] - rate * gradient[i]
      velocity[i] = u
      weights[i] += u
    }
  }
}
