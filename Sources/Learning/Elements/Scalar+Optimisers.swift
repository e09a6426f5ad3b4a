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
      let correction = power(second, state.steps)
      let mean = power(first, state.steps)
      let corrected = rate * (1 - correction).squareRoot() / (1 - mean)
      adam(
        Self(corrected), Self(first), Self(second),
        Self(epsilon * (1 - correction).squareRoot()), &state.slots, gradient, &weights)
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

  @inline(__always)
  private static func adam(
    _ rate: Self, _ first: Self, _ second: Self, _ epsilon: Self, _ slots: inout [[Self]],
    _ gradient: [Self], _ weights: inout [Self]
  ) {
    for i in weights.indices {
      let g = gradient[i]
      let m = first * slots[0][i] + (1 - first) * g
      let v = second * slots[1][i] + (1 - second) * g * g
      slots[0][i] = m
      slots[1][i] = v
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

  /// x^n by repeated multiplication: the same bits whatever the mathematics library.
  private static func power(_ x: Double, _ n: Int) -> Double {
    var (result, base, left) = (1.0, x, n)
    while left > 0 {
      if left & 1 == 1 { result *= base }
      base *= base
      left >>= 1
    }
    return result
  }
}
