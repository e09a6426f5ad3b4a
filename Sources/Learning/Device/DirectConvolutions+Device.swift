// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A layer of the CPU that is a chain of others on a device, with the same parameters in the same
/// order.
protocol DeviceChain {
  func chain() throws(AssayError) -> [any Layer<Float>]
}

extension DirectConvolutions: DeviceChain {
  /// A convolution with ReLU and a maximum pool for each level. The gradient of a maximum of 0 goes
  /// nowhere here too: there the slope of the ReLU is 0.
  func chain() throws(AssayError) -> [any Layer<Float>] {
    var layers: [any Layer<Float>] = []
    for (level, table) in tower.tables.enumerated() {
      let (pixels, none) = (table.pixels, Int32(table.pixels))
      let neighbours = UnsafeBufferPointer(
        start: table.neighbours.start, count: pixels * DirectTable.taps)
      let input = TensorShape(pixels: pixels, channels: tower.inputs(level))
      let convolution = try Convolution<Float>(
        input: input,
        table: try NeighbourTable(
          inputs: pixels, outputs: pixels, taps: DirectTable.taps,
          entries: neighbours.map { $0 == none ? -1 : $0 }),
        filters: tower.filters, bias: false, activation: .relu, initialiser: initialiser)
      let pool = try MaximumPool<Float>(
        input: convolution.output,
        table: try PoolTable(
          inputs: pixels, outputs: pixels / 4, children: 4, entries: Array(0..<none)))
      layers += [convolution, pool]
    }
    return layers
  }
}

extension Network where Element == Float {
  /// The same network with its chains written out, as devices work it.
  func unfolded() throws(AssayError) -> Network<Float> {
    guard layers.contains(where: { $0 is any DeviceChain }) else { return self }
    var all: [(name: String, layer: any Layer<Float>)] = []
    for (name, layer) in zip(names, layers) {
      guard let chain = layer as? any DeviceChain else {
        all.append((name, layer))
        continue
      }
      for (number, layer) in try chain.chain().enumerated() {
        all.append(("\(name), \(number + 1)", layer))
      }
    }
    var network = try Network(all)
    network.weights = weights
    return network
  }
}
