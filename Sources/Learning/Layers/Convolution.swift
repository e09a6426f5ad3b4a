// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A convolution over any arrangement of pixels: a gather and a matrix product.
///
///     y[p, f] = a(b[f] + Σ_k Σ_c x[N(p, k), c] w[k, c, f])                                (1)
///
/// N is the table of neighbours, a missing neighbour reads zero, a the activation, and the bias b
/// may be left out. The kernel is stored tap by tap, the filters of a channel together: element
/// (k, c, f) at (k × channels + c) × filters + f, the layout of Keras's Conv1D.
///
/// The gathered matrix is made in blocks that fit the second-level cache, and made again for the
/// gradient, which costs less than to store it. Sparse samples are scattered instead, event by
/// event. Cost: 2 × outputs × taps × channels × filters flops, three times that with both
/// gradients; 2 × taps × filters an event of a sparse sample.
public struct Convolution<Element: Scalar>: Layer {
  public let input: TensorShape
  public let output: TensorShape
  public let table: NeighbourTable
  public let filters: Int
  public let bias: Bool
  public let activation: Activation
  private let initialiser: Initialiser

  /// Throws `badValue` where the table does not fit the input or a number is not positive.
  public init(
    input: TensorShape, table: NeighbourTable, filters: Int, bias: Bool = false,
    activation: Activation = .identity, initialiser: Initialiser = .glorotUniform
  ) throws(AssayError) {
    try LayerRules.check(input, activation)
    try LayerRules.check(pixels: table.inputs, of: "neighbour table", input: input)
    try LayerRules.check(units: filters, "filters of a convolution")
    self.input = input
    output = TensorShape(pixels: table.outputs, channels: filters)
    (self.table, self.filters, self.bias) = (table, filters, bias)
    (self.activation, self.initialiser) = (activation, initialiser)
  }

  public var parameters: [ParameterShape] {
    let kernel = ParameterShape(
      name: "kernel", shape: [table.taps, input.channels, filters], initialiser: initialiser)
    return bias
      ? [kernel, ParameterShape(name: "bias", shape: [filters], initialiser: .zeros)] : [kernel]
  }

  public var cost: LayerCost {
    let product = 2 * Double(table.outputs) * Double(width) * Double(filters)
    return LayerCost(
      forward: product, parameterGradient: product, inputGradient: product,
      perEvent: 2 * Double(table.taps * filters))
  }

  public var acceptsSparse: Bool { true }

  /// Columns of the gathered matrix.
  var width: Int { table.taps * input.channels }

  /// Rows of the gathered matrix made at once: a quarter of a megabyte of `Float`.
  var blockRows: Int { max(16, (1 << 16) / width / 16 * 16) }

  public func scratchBytes(samples: Int) -> Int {
    min(blockRows, samples * table.outputs) * width * MemoryLayout<Element>.stride
  }

  public func forward(_ pass: ForwardPass<Element>) {
    let rows = pass.samples * table.outputs
    if bias {
      Element.fill(
        rows: rows, with: pass.parameters + width * filters, columns: filters, pass.output)
    }
    switch pass.input {
    case .sparse(let samples):
      if !bias { pass.output.clear(count: rows * filters) }
      scatter(samples, pass)
      Element.activate(activation, pass.output, count: rows * filters)
    case .dense(let dense):
      let gathered = pass.scratch.assumingMemoryBound(to: Element.self)
      for block in blocks(rows) {
        let out = pass.output + block.lowerBound * filters
        Element.gather(
          rows: block, of: dense, channels: input.channels, through: table, into: gathered)
        pass.matrices.multiply(
          MatrixProduct(rows: block.count, columns: filters, inner: width, accumulates: bias),
          gathered, pass.parameters, out)
        Element.activate(activation, out, count: block.count * filters)
      }
    }
  }

  /// The rows in blocks.
  func blocks(_ rows: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: rows, by: blockRows).lazy.map { $0..<Swift.min($0 + blockRows, rows) }
  }

  private func scatter(_ samples: [SparseSample<Element>], _ pass: ForwardPass<Element>) {
    for (number, sample) in samples.enumerated() {
      let out = pass.output + number * output.count
      for event in sample.events {
        for place in table.places(of: Int(event.pixel)) {
          let (pixel, tap) = Int(place).quotientAndRemainder(dividingBy: table.taps)
          let kernel = (tap * input.channels + Int(event.channel)) * filters
          Element.add(
            event.value, times: pass.parameters + kernel, count: filters,
            onto: out + pixel * filters)
        }
      }
    }
  }
}
