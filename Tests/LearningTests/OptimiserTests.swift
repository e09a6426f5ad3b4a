// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

@Suite struct OptimiserTests {
  private func run(_ rule: Optimiser, gradients: [[Double]], from start: [Double]) -> [Double] {
    var state = OptimiserState<Double>(rule, weights: start.count)
    var weights = start
    for gradient in gradients {
      Double.step(rule, &state, gradient: gradient, weights: &weights)
    }
    #expect(state.steps == gradients.count)
    return weights
  }

  /// With one gradient for ever the moments of Adam, corrected, are g and g², so each step is
  /// rate × g / (|g| + ε).
  @Test func adamWithConstantGradient() {
    let rule = Optimiser.adam(rate: 0.1, first: 0.9, second: 0.99, epsilon: 1e-3)
    let gradient = [0.5, -2, 1e-3]
    let end = run(rule, gradients: Array(repeating: gradient, count: 7), from: [0, 0, 0])
    for (g, x) in zip(gradient, end) {
      #expect(abs(x + 7 * 0.1 * g / (abs(g) + 1e-3)) < 1e-12)
    }
  }

  /// The first two steps of Adadelta by hand.
  @Test func adadelta() {
    let (rho, epsilon, g) = (0.9, 1e-4, 0.3)
    let rule = Optimiser.adadelta(rate: 0.5, decay: rho, epsilon: epsilon)
    let a1 = (1 - rho) * g * g
    let first = g * epsilon.squareRoot() / (a1 + epsilon).squareRoot()
    let d1 = (1 - rho) * first * first
    let a2 = rho * a1 + (1 - rho) * g * g
    let second = g * ((d1 + epsilon) / (a2 + epsilon)).squareRoot()
    let end = run(rule, gradients: [[g], [g]], from: [1])
    #expect(abs(end[0] - (1 - 0.5 * (first + second))) < 1e-15)
  }

  /// u ← μ u − r g with constant g is a geometric sum.
  @Test(arguments: [0, 0.5, 0.9]) func descent(momentum: Double) {
    let rule = Optimiser.descent(rate: 0.1, momentum: momentum)
    let end = run(rule, gradients: Array(repeating: [2], count: 5), from: [1])
    var (x, u) = (1.0, 0.0)
    for _ in 0..<5 {
      u = momentum * u - 0.2
      x += u
    }
    #expect(abs(end[0] - x) < 1e-15)
  }

  @Test(arguments: [
    Optimiser.adadelta(rate: 0), .adadelta(decay: 1), .adam(epsilon: 0), .adam(first: -0.1),
    .descent(rate: .nan), .descent(rate: 1, momentum: 1),
  ]) func refusals(rule: Optimiser) {
    #expect(refusal { try rule.check() }.contains("a positive rate"))
  }
}

@Suite struct InitialiserTests {
  @Test func fans() {
    #expect(Initialiser.fans([9, 15, 76]) == (135, 684))
    #expect(Initialiser.fans([912, 16]) == (912, 16))
    #expect(Initialiser.fans([5]) == (5, 5))
  }

  /// Within the limit, and with its variance: limit²/3 and 2/fan_in, to five standard errors.
  @Test(arguments: [1, 2] as [UInt64]) func variance(seed: UInt64) {
    let shape = [9, 32, 32]
    let count = Double(9 * 32 * 32)
    let uniform: [Double] = Initialiser.glorotUniform.values(shape: shape, name: "a", seed: seed)
    let limit = (6.0 / (9 * 32 + 9 * 32)).squareRoot()
    let square = { (values: [Double]) in values.reduce(0) { $0 + $1 * $1 } / count }
    #expect(uniform.allSatisfy { abs($0) < limit })
    // Relative variance of a mean of squares: 4/5 for uniform numbers, 2 for normal ones.
    let sigma = (0.8 / count).squareRoot()
    #expect(abs(square(uniform) / (limit * limit / 3) - 1) < 5 * sigma, "seed \(seed)")
    let normal: [Double] = Initialiser.heNormal.values(shape: shape, name: "a", seed: seed)
    #expect(abs(square(normal) * 288 / 2 - 1) < 5 * (2 / count).squareRoot(), "seed \(seed)")
  }

  /// Values follow seed and name, and those of Float are those of Double, rounded.
  @Test func streams() {
    let values = { (name: String, seed: UInt64) -> [Double] in
      Initialiser.glorotUniform.values(shape: [3, 4], name: name, seed: seed)
    }
    #expect(values("a", 1) == values("a", 1))
    #expect(values("a", 1) != values("b", 1) && values("a", 1) != values("a", 2))
    let single: [Float] = Initialiser.glorotUniform.values(shape: [3, 4], name: "a", seed: 1)
    #expect(single == values("a", 1).map { Float($0) })
    let zeros: [Float] = Initialiser.zeros.values(shape: [2], name: "a", seed: 1)
    #expect(zeros == [0, 0])
  }
}
