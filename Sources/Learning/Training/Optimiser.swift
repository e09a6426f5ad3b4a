// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// How weights x follow the gradient g. All accumulators start at zero.
public enum Optimiser: Sendable, Equatable, Codable {
  /// Zeiler, arXiv:1212.5701, algorithm 1, with the rate of Keras:
  ///
  ///     a ← ρ a + (1 − ρ) g²
  ///     Δ = g √(d + ε) / √(a + ε)
  ///     d ← ρ d + (1 − ρ) Δ²
  ///     x ← x − rate Δ
  case adadelta(rate: Double = 1, decay: Double = 0.95, epsilon: Double = 1e-7)
  /// Kingma & Ba, arXiv:1412.6980, algorithm 1; t counts the steps from 1:
  ///
  ///     m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
  ///     x ← x − rate m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)
  case adam(
    rate: Double = 1e-3, first: Double = 0.9, second: Double = 0.999, epsilon: Double = 1e-8)
  /// Gradient descent with momentum μ: u ← μ u − rate g, x ← x + u.
  case descent(rate: Double, momentum: Double = 0)

  /// Accumulators of the length of the weights.
  var slots: Int {
    switch self {
    case .adadelta, .adam: 2
    case .descent: 1
    }
  }

  /// Whether both remember the same things.
  func isKind(of other: Optimiser) -> Bool {
    switch (self, other) {
    case (.adadelta, .adadelta), (.adam, .adam), (.descent, .descent): true
    default: false
    }
  }

  func check() throws(AssayError) {
    let valid: Bool
    switch self {
    case .adadelta(let rate, let decay, let epsilon):
      valid = rate > 0 && (0..<1).contains(decay) && epsilon > 0
    case .adam(let rate, let first, let second, let epsilon):
      valid = rate > 0 && (0..<1).contains(first) && (0..<1).contains(second) && epsilon > 0
    case .descent(let rate, let momentum):
      valid = rate > 0 && (0..<1).contains(momentum)
    }
    guard valid else {
      throw .badValue(
        name: "optimiser", found: "\(self)",
        accepted: "a positive rate and epsilon, decays in [0, 1)")
    }
  }
}

extension Optimiser {
  /// Adam's rate and epsilon at a step, counted from 1, with the corrections of both means in them:
  /// rate √(1 − β₂ᵗ)/(1 − β₁ᵗ) and epsilon √(1 − β₂ᵗ).
  static func corrected(
    rate: Double, first: Double, second: Double, epsilon: Double, step: Int
  ) -> (rate: Double, epsilon: Double) {
    let root = (1 - power(second, step)).squareRoot()
    return (rate * root / (1 - power(first, step)), epsilon * root)
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

/// What an optimiser remembers.
public struct OptimiserState<Element: Scalar>: Sendable, Equatable {
  public var steps = 0
  public var slots: [[Element]]

  public init(_ rule: Optimiser, weights: Int) {
    slots = Array(repeating: Array(repeating: 0, count: weights), count: rule.slots)
  }
}
