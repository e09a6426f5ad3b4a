// SPDX-License-Identifier: GPL-3.0-or-later
private import Numerics

/// How the weights of a parameter tensor are drawn.
///
/// The fans follow Keras: the last two lengths of a shape are input and output channels, and what
/// stands before them is the receptive field, so a kernel (taps, channels, filters) has
/// fan_in = taps × channels and fan_out = taps × filters.
public enum Initialiser: Sendable, Equatable {
  case zeros, ones
  /// Uniform within ±√(6 / (fan_in + fan_out)). Glorot & Bengio, AISTATS 2010, eq. (16).
  case glorotUniform
  /// Normal with variance 2 / fan_in. He et al., arXiv:1502.01852, eq. (10).
  case heNormal
  /// Uniform within ±1/√fan_in: a third of the variance 1/fan_in of LeCun et al., Efficient BackProp,
  /// 1998, and what PyTorch begins with. Before a normalisation the size of weights sets how far a
  /// step of Adam turns them: these are turned two and a half times as far as He's.
  case fanInUniform

  /// The drawn values, in order: a function of the seed and of the parameter's full name alone.
  /// Values are drawn in double precision, so that those of `Float` are those of `Double`, rounded.
  func values<Element: Scalar>(
    shape: [Int], name: String, seed: UInt64, of: Element.Type = Element.self
  ) -> [Element] {
    let count = shape.reduce(1, *)
    let (fanIn, fanOut) = Self.fans(shape)
    var random = Philox(seed: seed, stream: Philox.stream(of: name))
    switch self {
    case .zeros:
      return [Element](repeating: 0, count: count)
    case .ones:
      return [Element](repeating: 1, count: count)
    case .glorotUniform:
      let limit = (6 / (fanIn + fanOut)).squareRoot()
      return (0..<count).map { _ in Element(limit * (2 * random.uniform() - 1)) }
    case .fanInUniform:
      let limit = 1 / fanIn.squareRoot()
      return (0..<count).map { _ in Element(limit * (2 * random.uniform() - 1)) }
    case .heNormal:
      let deviation = (2 / fanIn).squareRoot()
      return (0..<count).map { _ in Element(deviation * random.normal()) }
    }
  }

  static func fans(_ shape: [Int]) -> (in: Double, out: Double) {
    guard shape.count > 1 else {
      let count = Double(shape.first ?? 1)
      return (count, count)
    }
    let field = Double(shape.dropLast(2).reduce(1, *))
    return (field * Double(shape[shape.count - 2]), field * Double(shape[shape.count - 1]))
  }
}
