// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

/// The networks whose training is timed; those of the peer program.
enum TimedNetwork: String, Sendable, CaseIterable {
  /// 24 → 64 → 32 → 8 → 32 → 64 → 24, tanh.
  case autoencoder
  /// 24 → 64 → 64 → 32 without biases, tanh; target (2, …, 2).
  case deepSVDD = "deep-svdd"
  /// Five transforms with 64 and 64 hidden units, ReLU.
  case affineFlow = "affine-flow"
  case splineFlow = "spline-flow"

  static let features = 24

  var title: String {
    switch self {
    case .autoencoder: "autoencoder"
    case .deepSVDD: "Deep SVDD network"
    case .affineFlow: "masked autoregressive flow"
    case .splineFlow: "autoregressive spline flow"
    }
  }

  private var kind: FlowKind { self == .affineFlow ? .affine() : .spline(bins: 8, bound: 4) }

  func network<Element: Scalar>(of type: Element.Type) throws(AssayError) -> Network<Element> {
    switch self {
    case .autoencoder:
      return try DetectorTraining.network(
        inputs: Self.features, [64, 32, 8, 32, 64, Self.features], seed: 1, of: type)
    case .deepSVDD:
      return try DetectorTraining.network(
        inputs: Self.features, [64, 64, 32], bias: false, seed: 1, of: type)
    case .affineFlow, .splineFlow:
      let recipe = FlowRecipe(
        dimension: Self.features, transforms: 5, hidden: [64, 64], kind: kind)
      return try Flow<Element>(recipe, seed: 1).network
    }
  }

  func loss<Element: Scalar>(of: Element.Type) -> any Loss<Element> {
    switch self {
    case .autoencoder, .deepSVDD: MeanSquare()
    case .affineFlow, .splineFlow: FlowLikelihood(dimension: Self.features)
    }
  }

  func target<Element: Scalar>(of: Element.Type) -> TableSamples<Element>.Target {
    switch self {
    case .autoencoder: .itself
    case .deepSVDD: .constant([Element](repeating: 2, count: 32))
    case .affineFlow, .splineFlow: .none
    }
  }
}
