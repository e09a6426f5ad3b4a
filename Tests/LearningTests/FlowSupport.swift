// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

/// Flows of a few dimensions, and a density that is known.
enum SmallFlows {
  static let kinds: [FlowKind] = [
    .affine(), .affine(bound: 1), .spline(bins: 5, bound: 2), .spline(bins: 2, bound: 3),
  ]

  static func recipe(
    _ kind: FlowKind, dimension: Int = 3, transforms: Int = 2, hidden: [Int] = [7, 5],
    activation: Activation = .tanh, order: FlowRecipe.Order = .alternating
  ) -> FlowRecipe {
    FlowRecipe(
      dimension: dimension, transforms: transforms, hidden: hidden, kind: kind,
      activation: activation, order: order)
  }

  /// With all weights drawn, so that no transform is the identity.
  static func flow<Element: Scalar>(
    _ recipe: FlowRecipe, seed: UInt64, of: Element.Type = Element.self
  ) throws -> Flow<Element> {
    var flow = try Flow<Element>(recipe, seed: seed)
    flow.network = Fixture.randomised(flow.network, seed: seed)
    return flow
  }

  /// Values within ±`scale`.
  static func values(_ count: Int, seed: UInt64, scale: Double = 1.5) -> [Double] {
    Fixture.numbers(count, seed: seed).map { scale * $0 }
  }
}

/// Two normal densities of standard deviation σ at ±(a, a/2), equally likely.
struct TwoSpots {
  let deviation = 0.5
  let centre = [1.2, 0.6]

  func draw(_ count: Int, seed: UInt64) -> [Double] {
    var random = Philox(seed: seed, stream: 3)
    return (0..<count).flatMap { _ in
      let sign = random.uniform() < 0.5 ? 1.0 : -1
      return centre.map { sign * $0 + deviation * random.normal() }
    }
  }

  func logDensity(_ x: Double, _ y: Double) -> Double {
    let exponents = [1.0, -1].map { sign in
      let (dx, dy) = (x - sign * centre[0], y - sign * centre[1])
      return -(dx * dx + dy * dy) / (2 * deviation * deviation)
    }
    let largest = max(exponents[0], exponents[1])
    let sum = exponents.reduce(0) { $0 + exp($1 - largest) }
    return largest + log(sum / 2) - log(2 * Double.pi * deviation * deviation)
  }

  /// −∫ p ln p on a grid; the integrand is smooth and vanishes at the border, so the sum over the
  /// grid converges faster than any power of the step.
  var entropy: Double {
    let step = 0.02
    var sum = 0.0
    for i in -250...250 {
      for j in -250...250 {
        let value = logDensity(Double(i) * step, Double(j) * step)
        sum -= exp(value) * value
      }
    }
    return sum * step * step
  }
}
