// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

/// The network: five blocks of convolution 3 × 3, batch normalisation, ReLU and maximum pool 2 × 2 with
/// 32, 32, 64, 64 and 128 channels on 32 × 32 pixels, 128 dense units with ReLU, and two outputs: the mean
/// of f and ln of its variance.
///
/// After arXiv:1708.06706, figure 6 (five convolutions with pools, two dense layers), whose
/// numbers of channels are not known to us.
struct FractionNetwork: Sendable, Equatable {
  var side = 32
  var filters = [32, 32, 64, 64, 128]
  var units = 128
  /// Of the normalisation of blocks; separate layers have 1e-5.
  var epsilon = 1e-5

  /// Sides of the images of each block.
  private var sides: [Int] { filters.indices.map { side >> $0 } }

  /// With blocks in one layer each.
  func network(seed: UInt64) throws(AssayError) -> Network<Float> {
    var build = NetworkBuilder<Float>(input: TensorShape(pixels: side * side, channels: 1))
    for (number, filters) in filters.enumerated() {
      build.append(
        "block\(number + 1)",
        try ImageBlock(
          rows: sides[number], columns: sides[number], channels: build.shape.channels,
          filters: filters, epsilon: epsilon, initialiser: .fanInUniform))
    }
    try finish(&build)
    return try build.network(seed: seed)
  }

  /// The same from separate layers: the specification. Without biases its weights stand in the same
  /// order; biases of convolutions, which the normalisation takes out again, are what the
  /// published form of such networks has.
  func separate<Element: Scalar>(
    bias: Bool = false, of: Element.Type = Element.self
  ) throws(AssayError) -> Network<Element> {
    var build = NetworkBuilder<Element>(input: TensorShape(pixels: side * side, channels: 1))
    for (number, filters) in filters.enumerated() {
      let side = sides[number]
      try build.convolve(
        "convolution\(number + 1)", .image(rows: side, columns: side, size: 3),
        filters: filters, bias: bias, initialiser: .fanInUniform)
      try build.normaliseBatch("normalisation\(number + 1)")
      try build.activate("activation\(number + 1)", .relu)
      try build.poolMaximum(
        "pool\(number + 1)", .image(rows: side, columns: side, size: 2))
    }
    try finish(&build)
    return try build.network(seed: 1)
  }

  private func finish<Element: Scalar>(
    _ build: inout NetworkBuilder<Element>
  ) throws(AssayError) {
    build.flatten("flat")
    try build.dense("dense1", units: units, activation: .relu, initialiser: .fanInUniform)
    try build.dense("dense2", units: 2, initialiser: .fanInUniform)
  }
}
