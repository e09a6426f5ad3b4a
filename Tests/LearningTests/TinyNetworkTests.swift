// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

/// The reference tables tiny_cnn, computed by torch in double precision.
@Suite struct TinyNetworkTests {
  /// As SOURCES.md proposes: relative.
  static let doubleBound = 1e-10
  static let floatBound = 1e-4

  @Test(arguments: [MatrixLibrary.plain, .openBLAS])
  func inDouble(library: MatrixLibrary) throws {
    try check(Double.self, library, within: Self.doubleBound)
  }

  @Test(arguments: [MatrixLibrary.plain, .openBLAS])
  func inFloat(library: MatrixLibrary) throws {
    try check(Float.self, library, within: Self.floatBound)
  }

  private func check<Element: Scalar>(
    _: Element.Type, _ library: MatrixLibrary, within bound: Double
  ) throws {
    var network = try TinyNetwork.network(of: Element.self)
    let samples = TinyNetwork.samples(of: Element.self)
    let matrices = try library.backend(for: Element.self)
    let logits = try network.outputs(of: samples.map(\.input), matrices: matrices)
    expect(
      logits.map(Double.init), try Fixture.column("logit", of: "tiny_cnn_forward_pass"), bound)
    expect(
      logits.map { Double(Element.sigmoid($0)) },
      try Fixture.column("sigmoid output", of: "tiny_cnn_forward_pass"), bound)

    let evaluator = BatchGradient(network, loss: BinaryCrossEntropy(), matrices: matrices)
    let gradient = { (network: Network<Element>) in
      try evaluator.evaluate(network, count: 2, threads: 1) { (i) throws(AssayError) in samples[i] }
    }
    let first = try gradient(network)
    try checkNorms(first, network, bound)
    let losses = try Fixture.column("mean BCE", of: "tiny_cnn_adadelta_loss")
    let rule = Optimiser.adadelta()
    var state = OptimiserState<Element>(rule, weights: network.weights.count)
    var found: [Double] = []
    for step in losses.indices {
      let now = try gradient(network)
      found.append(now.loss)
      Element.step(rule, &state, gradient: now.weights, weights: &network.weights)
      if step == 0 { try checkEntries(first, network, bound) }
    }
    expect(found, losses, bound)
  }

  private func checkNorms<Element: Scalar>(
    _ gradient: LossGradient<Element>, _ network: Network<Element>, _ bound: Double
  ) throws {
    let names = try Fixture.texts("parameter", of: "tiny_cnn_gradient_norms")
    let found = try names.map { name in
      let range = try #require(Self.range(name, network))
      return gradient.weights[range].reduce(0) { $0 + Double($1 * $1) }.squareRoot()
    }
    expect(found, try Fixture.column("norm", of: "tiny_cnn_gradient_norms"), bound)
  }

  private func checkEntries<Element: Scalar>(
    _ gradient: LossGradient<Element>, _ stepped: Network<Element>, _ bound: Double
  ) throws {
    let table = "tiny_cnn_gradient_and_weights"
    let names = try Fixture.texts("parameter", of: table)
    let places = try Fixture.column("flat index i", of: table)
    #expect(names.count == 33)
    let at = try zip(names, places).map { name, place in
      try #require(Self.range(name, stepped)).lowerBound + Int(place)
    }
    expect(
      at.map { Double(gradient.weights[$0]) }, try Fixture.column("dLoss/dw", of: table), bound)
    expect(
      at.map { Double(stepped.weights[$0]) }, try Fixture.column("w after step 1", of: table),
      bound)
  }

  /// The tables call the kernel of a convolution by the layer's name alone.
  private static func range<Element>(_ name: String, _ network: Network<Element>) -> Range<Int>? {
    network.parameters.first { $0.name == name || $0.name == "\(name).kernel" }?.range
  }

  /// Each number relative to itself.
  private func expect(_ found: [Double], _ wanted: [Double], _ bound: Double) {
    #expect(found.count == wanted.count && !wanted.isEmpty)
    for (a, b) in zip(found, wanted) { #expect(abs(a - b) <= bound * abs(b), "\(a), \(b)") }
  }
}

@Suite struct SphereTableTests {
  /// The literal tables of these tests are those of the reference table, where it has rows.
  @Test(arguments: [2, 4]) func neighbours(nside: Int) throws {
    let table = "healpix_neighbours"
    let found = try SphereTables.neighbours(nside: nside)
    let nsides = try Fixture.column("Nside", of: table)
    let pixels = try Fixture.column("pixel (RING)", of: table)
    let rows = nsides.indices.filter { nsides[$0] == Double(nside) }
    #expect(rows.count > 20)
    for (k, name) in ["SW", "W", "NW", "N", "NE", "E", "SE", "S"].enumerated() {
      let column = try Fixture.column("neighbour \(name)", of: table)
      for row in rows {
        #expect(found.entries[Int(pixels[row]) * 9 + k + 1] == Int32(column[row]))
      }
    }
    #expect(found.entries.count { $0 < 0 } == 24)
  }

  @Test(arguments: [2, 4]) func childrenAreNeighbours(nside: Int) throws {
    let pool = try SphereTables.pool(nside: nside)
    let neighbours = try SphereTables.neighbours(nside: nside)
    #expect(Set(pool.entries).count == 12 * nside * nside)
    for parent in 0..<pool.outputs {
      let family = Set(pool.entries[parent * 4..<parent * 4 + 4])
      for child in family {
        let around = neighbours.entries[Int(child) * 9..<Int(child) * 9 + 9]
        #expect(family.isSubset(of: around))
      }
    }
  }
}
