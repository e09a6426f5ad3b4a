// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

/// Sizes and costs of the two networks of the sphere study (numbers of its published code and
/// papers, as counted in the study's notes).
@Suite struct CostTests {
  /// Tables of the right sizes; who is whose neighbour does not matter here.
  private static func network(
    maps: Int, filters: Int, dense: [Int]
  ) throws -> Network<Float> {
    var build = NetworkBuilder<Float>(input: TensorShape(pixels: 12288, channels: maps))
    for (number, nside) in [32, 16, 8, 4, 2].enumerated() {
      let pixels = 12 * nside * nside
      let table = try NeighbourTable(
        inputs: pixels, outputs: pixels, taps: 9,
        entries: (0..<pixels).flatMap { Array(repeating: Int32($0), count: 9) })
      try build.convolve("conv\(number + 1)", table, filters: filters, activation: .relu)
      try build.poolMaximum(
        "pool\(number + 1)",
        PoolTable(
          inputs: pixels, outputs: pixels / 4, children: 4, entries: (0..<Int32(pixels)).map { $0 })
      )
    }
    build.flatten("flat")
    for (number, units) in dense.enumerated() {
      try build.dense("hidden\(number + 1)", units: units, activation: .relu)
    }
    try build.dense("out", units: 1)
    return try build.network(seed: 1)
  }

  /// Half of the last printed digit, 0.1 M.
  private func agrees(_ cost: Double, _ millions: Double) -> Bool {
    abs(cost / 1e6 - millions) <= 0.05 + 1e-9
  }

  /// The printed numbers are of the convolutions alone.
  private func dense(_ network: Network<Float>) -> Double {
    network.layers.filter { $0 is Dense<Float> }.reduce(0) { $0 + $1.cost.forward }
  }

  @Test func binnedNetwork() throws {
    let network = try Self.network(maps: 15, filters: 76, dense: [16, 16])
    #expect(network.weights.count == 233_093)
    #expect(dense(network) == 2 * (912 * 16 + 16 * 16 + 16))
    let printed = [252.1, 319.4, 79.8, 20.0, 5.0]
    for (cost, layer) in zip(printed, network.layers.filter { $0 is Convolution<Float> }) {
      #expect(agrees(layer.cost.forward, cost))
    }
    #expect(agrees(network.forwardCost() - dense(network), 676.3))
    #expect(agrees(network.stepCost() - 3 * dense(network), 1776.9))
    // Printed as 425 and 1273 M: the part that is left without the first layer, rounded.
    #expect(agrees(network.forwardCost(events: 500), 424.2 + 9 * 76 * 2 * 500 / 1e6))
    #expect(agrees(network.stepCost(events: 500), 1272.7 + 2 * 9 * 76 * 2 * 500 / 1e6))
  }

  @Test func singleMapNetwork() throws {
    let network = try Self.network(maps: 1, filters: 32, dense: [])
    #expect(network.weights.count == 37_537)
    #expect(agrees(network.forwardCost(), 82.3))
    #expect(agrees(network.stepCost(), 239.8))
  }
}
