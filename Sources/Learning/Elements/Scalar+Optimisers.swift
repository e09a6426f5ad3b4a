// SPDX-License-Identifier: GPL-3.0-or-later

extension Scalar {
  /// One step of an optimiser on all weights; the formulas stand at `Optimiser`.
  public static func step(
    _ rule: Optimiser, _ state: inout OptimiserState<Self>, gradient: [Self],
    weights: inout [Self]
  ) {
    precondition(gradient.count == weights.count, "one gradient a weight")
    state.steps += 1
    switch rule {
    case .adadelta(let rate, let decay, let epsilon):
      adadelta(Self(rate), Self(decay), Self(epsilon), &state.slots, gradient, &weights)
    case .adam(let rate, let first, let second, let epsilon):
      let corrected = Optimiser.corrected(
        rate: rate, first: first, second: second, epsilon: epsilon, step: state.steps)
      // Taken out, so that two slots can be written at once without a copy.
      var (means, squares): ([Self], [Self]) = ([], [])
      swap(&means, &state.slots[0])
      swap(&squares, &state.slots[1])
      adam(
        Self(corrected.rate), Self(first), Self(second), Self(corrected.epsilon), gradient, &means,
        &squares, &weights)
      swap(&means, &state.slots[0])
      swap(&squares, &state.slots[1])
    case .descent(let rate, let momentum):
      descent(Self(rate), Self(momentum), &state.slots, gradient, &weights)
    }
  }

  @inline(__always)
  private static func adadelta(
    _ rate: Self, _ decay: Self, _ epsilon: Self, _ slots: inout [[Self]], _ gradient: [Self],
    _ weights: inout [Self]
  ) {
    for i in weights.indices {
      let g = gradient[i]
      let a = decay * slots[0][i] + (1 - decay) * g * g
      let d = slots[1][i]
      let change = g * (d + epsilon).squareRoot() / (a + epsilon).squareRoot()
      slots[0][i] = a
      slots[1][i] = decay * d + (1 - decay) * change * change
      weights[i] -= rate * change
    }
  }

  private static func adam(
    _ rate: Self, _ first: Self, _ second: Self, _ epsilon: Self, _ gradient: [Self],
    _ means: inout [Self], _ squares: inout [Self], _ weights: inout [Self]
  ) {
    gradient.withUnsafeBufferPointer { gradient in
      means.withUnsafeMutableBufferPointer { means in
        squares.withUnsafeMutableBufferPointer { squares in
          weights.withUnsafeMutableBufferPointer { weights in
            guard let g = gradient.baseAddress, let m = means.baseAddress,
              let v = squares.baseAddress, let w = weights.baseAddress
            else { return }
            adam(
              rate, first, second, epsilon, count: weights.count, gradient: g, mean: m, square: v,
              weights: w)
          }
        }
      }
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

  @inline(__always)
  private static func descent(
    _ rate: Self, _ momentum: Self, _ slots: inout [[Self]], _ gradient: [Self],
    _ weights: inout [Self]
  ) {
    for i in weights.indices {
      let velocity = momentum * slots[0][i] - rate * gradient[i]
      slots[0][i] = velocity
      weights[i] += velocity
    }
  }
}
