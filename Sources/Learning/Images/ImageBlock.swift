// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels
public import Numerics

/// A block of a network on flat images: a convolution of 3 × 3 pixels padded with zeros and without
/// bias, batch normalisation, ReLU, and the largest of 2 × 2 pixels. It is what the layers
///
///     convolve("c", .image(rows:columns:size: 3), filters:), normaliseBatch("n"),
///     activate("a", .relu), poolMaximum("p", .image(rows:columns:size: 2))
///
/// are one after the other, equation by equation, but for rounding: ``Convolution`` without the
/// gather, and one pass over its output each way for the three that follow. A bias before a
/// normalisation has no effect and no gradient.
///
/// Parameters: `kernel` [9, channels, filters], then `scale`, `shift`, `runningMean` and
/// `runningVariance` as ``BatchNormalisation`` has them. Pooling comes before ReLU and normalisation,
/// which leave the order of the four pixels or, where the scale is negative, turn it round; of equal
/// pixels the first is chosen. Single precision; the same bits for any number of threads on CPUs with
/// the same vector unit.
///
/// Cost: 2 × 9 × pixels × channels × filters flops forward, three times that with both gradients.
/// One core of an AMD Zen 5 with AVX-512: 170 to 220 Gflop/s in each of the three from 32 channels on;
/// of a step of the network 1-32-32-64-64-128 on 32 × 32 pixels a fifth goes to the rest.
public struct ImageBlock: BatchLayer {
  public typealias Element = Float

  public let rows: Int
  public let columns: Int
  public let channels: Int
  public let filters: Int
  public let momentum: Double
  public let epsilon: Double
  public let unit: DirectUnit
  private let initialiser: Initialiser

  /// - Parameter unit: at most the widest one of this machine, which is what nil means.
  ///
  /// Throws `badValue` unless the sides are even, at most 1024, channels are 1 or a multiple of 16,
  /// filters a multiple of 16, and both at most 4096; for a momentum outside (0, 1] or an epsilon not
  /// positive; and for a vector unit that this machine lacks.
  public init(
    rows: Int, columns: Int, channels: Int, filters: Int, momentum: Double = 0.1,
    epsilon: Double = 1e-5, initialiser: Initialiser = .heNormal, unit: DirectUnit? = nil
  ) throws(AssayError) {
    guard [rows, columns].allSatisfy({ (2...1024).contains($0) && $0 % 2 == 0 }) else {
      throw .badValue(
        name: "image of a block", found: "\(rows) × \(columns) pixels",
        accepted: "even sides from 2 to 1024")
    }
    guard channels == 1 || Self.isWide(channels), Self.isWide(filters) else {
      throw .badValue(
        name: "block of an image network", found: "\(channels) channels, \(filters) filters",
        accepted: "1 channel or a multiple of 16, and filters a multiple of 16, up to 4096")
    }
    let unit = unit ?? .widest
    guard unit <= .widest else {
      throw .badValue(
        name: "vector unit", found: "\(unit)",
        accepted: "this machine has up to \(DirectUnit.widest)")
    }
    // The rules of the normalisation are its own.
    _ = try BatchNormalisation<Float>(
      input: TensorShape(pixels: rows * columns, channels: filters), momentum: momentum,
      epsilon: epsilon)
    (self.rows, self.columns, self.channels, self.filters) = (rows, columns, channels, filters)
    (self.momentum, self.epsilon) = (momentum, epsilon)
    (self.initialiser, self.unit) = (initialiser, unit)
  }

  private static func isWide(_ channels: Int) -> Bool {
    channels > 0 && channels % 16 == 0 && channels <= 4096
  }

  public var input: TensorShape { TensorShape(pixels: rows * columns, channels: channels) }
  public var output: TensorShape { TensorShape(pixels: rows * columns / 4, channels: filters) }
  public var configuration: String {
    "\(rows) × \(columns), momentum \(momentum), epsilon \(epsilon)"
  }

  public var parameters: [ParameterShape] {
    [
      ParameterShape(
        name: "kernel", shape: [9, channels, filters], initialiser: initialiser),
      ParameterShape(name: "scale", shape: [filters], initialiser: .ones),
      ParameterShape(name: "shift", shape: [filters], initialiser: .zeros),
      ParameterShape(name: "runningMean", shape: [filters], initialiser: .zeros),
      ParameterShape(name: "runningVariance", shape: [filters], initialiser: .ones),
    ]
  }

  public var cost: LayerCost {
    let product = 2 * 9 * Double(rows * columns) * Double(channels) * Double(filters)
    return LayerCost(forward: product, parameterGradient: product, inputGradient: product)
  }

  var kernelCount: Int { 9 * channels * filters }
  /// Pixels of a padded image.
  var paddedPixels: Int { (rows + 2) * (columns + 2) }
}
