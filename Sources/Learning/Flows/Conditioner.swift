// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The network of one autoregressive transform: from x, for every dimension d in its place of the
/// order, numbers that depend on the x before d alone. Masked layers as in `Connections`.
///
/// All matrices hold one sample a column, so that a loop over samples runs along memory:
///
///     Hₗ = a(Wₗᵀ Hₗ₋₁ + bₗ),   H₀ = x,   numbers = W_Lᵀ H_{L−1} + b_L                      (1)
///
/// Each H but the last has a row of ones below, whose weights are the biases: one product does both.
struct Conditioner<Element: Scalar>: Sendable {
  /// D, the hidden units, and D × the numbers of a dimension; number i of dimension d is unit
  /// d × numbers + i.
  let widths: [Int]
  let activation: Activation
  /// Of all parameters.
  let mask: [Element]

  /// - Parameter degrees: of the dimensions: their places in the order, from 1.
  init(
    degrees: [Int], hidden: [Int], numbers: Int, activation: Activation
  ) throws(AssayError) {
    widths = [degrees.count] + hidden + [degrees.count * numbers]
    self.activation = activation
    var mask: [Element] = []
    var before = degrees
    for (number, units) in widths.dropFirst().enumerated() {
      let last = number == hidden.count
      let own =
        last
        ? degrees.flatMap { Array(repeating: $0, count: numbers) }
        : Connections.hiddenDegrees(units, dimension: degrees.count)
      mask += try Connections(inputs: before, units: own, last: last).mask(of: Element.self)
      mask += [Element](repeating: 1, count: units)
      before = own
    }
    self.mask = mask
  }

  var layers: Int { widths.count - 1 }

  /// Kernel and bias of each layer. The last begins at zero, so that the transform begins with
  /// numbers that are all zero.
  var parameters: [ParameterShape] {
    (0..<layers).flatMap { layer in
      let last = layer == layers - 1
      let name = last ? "numbers" : "hidden\(layer + 1)"
      return [
        ParameterShape(
          name: "\(name).kernel", shape: [widths[layer], widths[layer + 1]],
          initialiser: last ? .zeros : .glorotUniform),
        ParameterShape(name: "\(name).bias", shape: [widths[layer + 1]], initialiser: .zeros),
      ]
    }
  }

  /// Where a layer's parameters begin.
  private func offset(_ layer: Int) -> Int {
    (0..<layer).reduce(0) { $0 + (widths[$1] + 1) * widths[$1 + 1] }
  }

  /// 2 × multiplications of one sample.
  var products: Double {
    (0..<layers).reduce(0) { $0 + 2 * Double(widths[$1] * widths[$1 + 1]) }
  }

  // MARK: Memory, in numbers a sample

  /// All H, those of ones too.
  var kept: Int { widths.reduce(0, +) + layers }
  var scratch: Int { 2 * (widths.dropLast().max() ?? 0) }

  /// Where an H begins in the kept memory.
  func place(_ layer: Int, samples: Int) -> Int {
    (widths[..<layer].reduce(0, +) + layer) * samples
  }

  // MARK: Passes

  /// From x, which stands at the beginning of `kept`, the numbers at its end.
  func forward(
    samples: Int, _ weights: UnsafePointer<Element>, kept: UnsafeMutablePointer<Element>,
    _ matrices: any MatrixBackend<Element>
  ) {
    for layer in 0..<layers {
      let (from, to) = (
        kept + place(layer, samples: samples), kept + place(layer + 1, samples: samples)
      )
      Element.set(from + widths[layer] * samples, to: 1, count: samples)
      matrices.multiply(
        MatrixProduct(
          rows: widths[layer + 1], columns: samples, inner: widths[layer] + 1,
          leftTransposed: true),
        weights + offset(layer), from, to)
      if layer < layers - 1 {
        Element.activate(activation, to, count: widths[layer + 1] * samples)
      }
    }
  }

  /// From the gradient by the numbers, which stands in their place: adds that by the weights and,
  /// where it is wanted, adds that by x.
  func backward(
    samples: Int, _ weights: UnsafePointer<Element>, kept: UnsafeMutablePointer<Element>,
    scratch: UnsafeMutablePointer<Element>, onto gradient: UnsafeMutablePointer<Element>,
    input: UnsafeMutablePointer<Element>?, _ matrices: any MatrixBackend<Element>
  ) {
    var own = kept + place(layers, samples: samples)
    var (next, other) = (scratch, scratch + (self.scratch / 2) * samples)
    for layer in (0..<layers).reversed() {
      let before = kept + place(layer, samples: samples)
      matrices.multiply(
        MatrixProduct(
          rows: widths[layer] + 1, columns: widths[layer + 1], inner: samples,
          rightTransposed: true, accumulates: true),
        before, own, gradient + offset(layer))
      let product = MatrixProduct(
        rows: widths[layer], columns: samples, inner: widths[layer + 1],
        accumulates: layer == 0)
      guard layer > 0 else {
        if let input { matrices.multiply(product, weights, own, input) }
        return
      }
      matrices.multiply(product, weights + offset(layer), own, next)
      Element.multiplyBySlope(of: activation, at: before, next, count: widths[layer] * samples)
      own = next
      swap(&next, &other)
    }
  }
}
