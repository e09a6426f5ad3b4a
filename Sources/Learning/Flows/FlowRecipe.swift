// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// All that makes a flow but its weights.
public struct FlowRecipe: Sendable, Equatable, Codable {
  /// In which order the dimensions follow each other in each transform.
  public enum Order: Sendable, Equatable, Codable {
    /// As they stand, reversed, as they stand, …
    case alternating
    /// As they stand in the first, then drawn anew for each.
    case shuffled(seed: UInt64)
  }

  public var dimension: Int
  public var transforms: Int
  /// Units of the hidden layers of each transform.
  public var hidden: [Int]
  public var kind: FlowKind
  public var activation: Activation
  public var order: Order

  public init(
    dimension: Int, transforms: Int = 5, hidden: [Int] = [64, 64], kind: FlowKind,
    activation: Activation = .relu, order: Order = .alternating
  ) {
    (self.dimension, self.transforms, self.hidden) = (dimension, transforms, hidden)
    (self.kind, self.activation, self.order) = (kind, activation, order)
  }

  func check() throws(AssayError) {
    for (name, number) in [("dimension", dimension), ("transforms", transforms)] where number < 1 {
      throw .badValue(name: "\(name) of a flow", found: "\(number)", accepted: "1 or more")
    }
  }

  /// Places of the dimensions in the order of a transform, from 1.
  func degrees(_ transform: Int) -> [Int] {
    let plain = Array(1...dimension)
    switch order {
    case .alternating: return transform % 2 == 0 ? plain : plain.reversed()
    case .shuffled(let seed):
      guard transform > 0 else { return plain }
      var random = Philox(
        seed: seed, stream: Philox.stream(of: "flow order"), counter: UInt64(transform) << 32)
      return random.permutation(dimension).map { Int($0) + 1 }
    }
  }
}
