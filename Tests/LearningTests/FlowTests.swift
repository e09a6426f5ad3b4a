// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

@Suite struct FlowTests {
  private let plain = PlainMatrices<Double>()

  @Test(arguments: SmallFlows.kinds, [1, 2, 3] as [UInt64])
  func gradients(kind: FlowKind, seed: UInt64) throws {
    let flow = try SmallFlows.flow(SmallFlows.recipe(kind), seed: seed, of: Double.self)
    let samples = (0..<5).map {
      Sample<Double>(.dense(SmallFlows.values(3, seed: seed + 10 * UInt64($0))), target: [])
    }
    let worst = try GradientCheck.worst(flow.network, loss: flow.loss, samples: samples)
    #expect(worst < GradientTests.bound, "seed \(seed)")
  }

  /// Tails are reached and their gradients hold.
  @Test(arguments: [1, 2] as [UInt64]) func tailGradients(seed: UInt64) throws {
    let flow = try SmallFlows.flow(
      SmallFlows.recipe(.spline(bins: 4, bound: 0.7)), seed: seed, of: Double.self)
    let samples = (0..<6).map {
      Sample<Double>(.dense(SmallFlows.values(3, seed: seed + 10 * UInt64($0))), target: [])
    }
    let values = samples.flatMap { sample -> [Double] in
      guard case .dense(let values) = sample.input else { return [] }
      return values
    }
    #expect(values.contains { abs($0) > 0.7 } && values.contains { abs($0) < 0.7 })
    let worst = try GradientCheck.worst(flow.network, loss: flow.loss, samples: samples)
    #expect(worst < GradientTests.bound, "seed \(seed)")
  }

  /// ln|det| is that of the Jacobian by central differences.
  @Test(arguments: SmallFlows.kinds, [4, 5] as [UInt64])
  func logDeterminant(kind: FlowKind, seed: UInt64) throws {
    let recipe = SmallFlows.recipe(
      kind, dimension: 4, transforms: 3, order: .shuffled(seed: seed))
    let flow = try SmallFlows.flow(recipe, seed: seed, of: Double.self)
    let x = SmallFlows.values(4, seed: seed)
    let step = 1e-5
    var jacobian: [[Double]] = []
    for i in 0..<4 {
      var (up, down) = (x, x)
      up[i] += step
      down[i] -= step
      let ends = try flow.forward(up + down, matrices: plain).latent
      jacobian.append((0..<4).map { (ends[$0] - ends[4 + $0]) / (2 * step) })
    }
    let found = try flow.forward(x, matrices: plain).logDeterminants[0]
    // The differences are good to h² of third derivatives, about 1e-9 here.
    #expect(abs(found - log(abs(determinant(jacobian)))) < 1e-7, "seed \(seed)")
  }

  @Test(arguments: SmallFlows.kinds, [6, 7] as [UInt64])
  func inverse(kind: FlowKind, seed: UInt64) throws {
    let recipe = SmallFlows.recipe(kind, dimension: 5, transforms: 4, order: .shuffled(seed: 1))
    let flow = try SmallFlows.flow(recipe, seed: seed, of: Double.self)
    let x = SmallFlows.values(5 * 300, seed: seed, scale: 5)
    let z = try flow.forward(x, matrices: plain).latent
    let back = try flow.inverse(z, matrices: plain)
    #expect(deviation(back, x) < 1e-8, "seed \(seed)")
    let single = try SmallFlows.flow(recipe, seed: seed, of: Float.self)
    let near = x.map(Float.init)
    let latent = try single.forward(near, matrices: OpenBLASMatrices()).latent
    #expect(
      deviation(try single.inverse(latent, matrices: OpenBLASMatrices()), near) < 1e-2,
      "seed \(seed)")
  }

  /// A new flow is the standard normal density.
  @Test(arguments: SmallFlows.kinds) func beginsAsIdentity(kind: FlowKind) throws {
    let flow = try Flow<Double>(SmallFlows.recipe(kind), seed: 9)
    let x = SmallFlows.values(30, seed: 9)
    let (z, logDeterminants) = try flow.forward(x, matrices: plain)
    #expect(deviation(z, x) < 1e-14 && logDeterminants.allSatisfy { abs($0) < 1e-14 })
    let wanted = (0..<10).map { row in
      x[3 * row..<3 * row + 3].reduce(-1.5 * log(2 * Double.pi)) { $0 - $1 * $1 / 2 }
    }
    #expect(deviation(try flow.logDensity(x, matrices: plain), wanted) < 1e-14)
  }

  /// A density of two dimensions with any weights integrates to 1.
  @Test(arguments: [FlowKind.affine(bound: 1), .spline(bins: 6, bound: 3)], [1, 2] as [UInt64])
  func integratesToOne(kind: FlowKind, seed: UInt64) throws {
    let recipe = SmallFlows.recipe(kind, dimension: 2, transforms: 2)
    let flow = try SmallFlows.flow(recipe, seed: seed, of: Double.self)
    // An affine flow may shift and stretch far; a spline leaves its tails where they are.
    let half = kind == .affine(bound: 1) ? 30.0 : 8
    #expect(abs(try FlowGrid.integral(flow, half: half, step: 0.05) - 1) < 1e-3, "seed \(seed)")
  }

  /// A number depends on those before it in the order alone, to the bit.
  @Test(arguments: SmallFlows.kinds, [FlowRecipe.Order.alternating, .shuffled(seed: 3)])
  func isAutoregressive(kind: FlowKind, order: FlowRecipe.Order) throws {
    let recipe = SmallFlows.recipe(
      kind, dimension: 6, transforms: 1, hidden: [20, 20], order: order)
    for transform in 0..<3 {
      let degrees = recipe.degrees(transform)
      let layer = try AutoregressiveTransform<Double>(
        degrees: degrees, hidden: recipe.hidden, kind: kind, activation: .tanh, isFirst: true)
      let network = Fixture.randomised(try Network([("only", layer)]), seed: 8)
      let x = SmallFlows.values(6, seed: 8)
      let z = try network.outputs(of: [.dense(x)], matrices: plain)
      for i in 0..<6 {
        var moved = x
        moved[i] += 0.25
        let changed = try network.outputs(of: [.dense(moved)], matrices: plain)
        for d in 0..<6 { #expect((changed[d] != z[d]) == (degrees[d] >= degrees[i])) }
      }
    }
  }

  @Test func draws() throws {
    let recipe = SmallFlows.recipe(.spline(bins: 5, bound: 3), dimension: 3)
    let flow = try SmallFlows.flow(recipe, seed: 2, of: Double.self)
    let many = try flow.draw(300, seed: 5, threads: 2, matrices: plain)
    #expect(many == (try flow.draw(300, seed: 5, matrices: plain)))
    #expect(Array(many.prefix(300)) == (try flow.draw(100, seed: 5, matrices: plain)))
    // Turned to z they are normal: mean 0 and variance 1 within 4 standard errors of 900 numbers.
    let z = try flow.forward(many, matrices: plain).latent
    let mean = z.reduce(0, +) / 900
    let variance = z.reduce(0) { $0 + $1 * $1 } / 900
    #expect(abs(mean) < 4 / 30 && abs(variance - 1) < 4 * (2.0 / 900).squareRoot())
  }

  @Test func files() throws {
    let recipe = SmallFlows.recipe(.spline(bins: 5, bound: 2), order: .shuffled(seed: 7))
    let flow = try SmallFlows.flow(recipe, seed: 3, of: Double.self)
    try withFolder { folder in
      let path = "\(folder)/flow.safetensors"
      try flow.tensors().write(to: path)
      let read = try Flow<Double>(TensorFile.read(path), file: path)
      #expect(read.recipe == recipe && read.network.weights == flow.network.weights)
      try flow.network.tensors().write(to: path)
      #expect(
        refusal { _ = try Flow<Double>(TensorFile.read(path), file: path) }
          .contains("no key \"flow\""))
    }
  }

  @Test func refusals() throws {
    let kind = FlowKind.affine()
    for (recipe, text) in [
      (SmallFlows.recipe(kind, dimension: 0), "dimension of a flow"),
      (SmallFlows.recipe(kind, transforms: 0), "transforms of a flow"),
      (SmallFlows.recipe(kind, hidden: [4, 0]), "hidden units"),
      (SmallFlows.recipe(.affine(bound: 0)), "bound of an affine flow"),
      (SmallFlows.recipe(.spline(bins: 1)), "bins of a spline"),
      (SmallFlows.recipe(.spline(bound: -1)), "bound of a spline"),
      (SmallFlows.recipe(kind, activation: .leaky(slope: 2)), "activation"),
    ] {
      #expect(refusal { _ = try Flow<Double>(recipe, seed: 1) }.contains(text))
    }
    #expect(
      refusal {
        _ = try AutoregressiveTransform<Double>(
          degrees: [1, 1], hidden: [], kind: kind, isFirst: true)
      }.contains("each of 1 … D once"))
    let flow = try Flow<Double>(SmallFlows.recipe(kind), seed: 1)
    for call in [
      { _ = try flow.logDensity([1, 2], matrices: plain) },
      { _ = try flow.inverse([1, 2], matrices: plain) },
      { _ = try flow.forward([1, 2], matrices: plain) },
    ] { #expect(refusal(call).contains("a multiple of its dimension, 3")) }
  }

  /// By expansion along the first row.
  private func determinant(_ rows: [[Double]]) -> Double {
    guard rows.count > 1 else { return rows[0][0] }
    return rows[0].indices.reduce(0) { sum, column in
      let minor = rows.dropFirst().map { row in
        row.enumerated().filter { $0.offset != column }.map(\.element)
      }
      return sum + (column % 2 == 0 ? 1 : -1) * rows[0][column] * determinant(minor)
    }
  }
}

enum FlowGrid {
  /// ∫ p over a square of ±`half` by the sum over points `step` apart.
  static func integral(_ flow: Flow<Double>, half: Double, step: Double) throws -> Double {
    let count = Int((half / step).rounded())
    var sum = 0.0
    for i in -count...count {
      let row = (-count...count).flatMap { [Double(i) * step, Double($0) * step] }
      let logs = try flow.logDensity(row, matrices: OpenBLASMatrices())
      sum += logs.reduce(0) { $0 + exp($1) }
    }
    return sum * step * step
  }
}
