// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

/// The kernels of single precision against the loops in double precision, their specification.
@Suite struct FlowKernelTests {
  private static let kinds: [FlowKind] = [
    .affine(), .affine(bound: 0.5), .spline(bins: 2, bound: 1), .spline(bins: 8, bound: 4),
    .spline(bins: 64, bound: 3),
  ]

  /// What rounding may do, relative to the largest number. A knot is a sum of up to K widths, each
  /// rounded by up to 2⁻²⁴ B, and ξ its distance in units of a width, of which a softmax of numbers
  /// within ±2 leaves e⁻⁴/K at least; slopes of the formulas make some four times of that. The rest is
  /// of functions of order 1, to 1e-7 each.
  private static func bound(_ kind: FlowKind) -> Double {
    guard case .spline(let spline) = kind else { return 1e-5 }
    let bins = Double(spline.bins)
    let width = 2 * (1e-3 + (1 - 1e-3 * bins) * exp(-4) / bins)
    return 1e-5 + 4 * bins * 0x1p-24 / width
  }

  /// One dimension of many samples, tails among them.
  @Test(arguments: kinds, [1, 15, 16, 100]) func transforms(kind: FlowKind, count: Int) {
    let bound = Self.bound(kind)
    let x = Self.singles(count, seed: 3, scale: 5)
    let numbers = Self.singles(count * kind.numbers, seed: 4, scale: 2)
    let output = Self.singles(count, seed: 5, scale: 1)
    let sums = Self.singles(count, seed: 6, scale: 1)
    let wanted = run(kind, x, numbers, output, sums)
    let found = run(
      kind, x.map { Float($0) }, numbers.map { Float($0) }, output.map { Float($0) },
      sums.map { Float($0) })
    for (a, b) in zip(found, wanted) { #expect(deviation(a.map { Double($0) }, b) < bound) }
    if count == 100, case .spline(let spline) = kind {
      let tails = x.indices.filter { abs(x[$0]) >= spline.bound }
      #expect(!tails.isEmpty && tails.allSatisfy { found[0][$0] == Float(x[$0]) })
    }
  }

  /// Numbers of single precision.
  private static func singles(_ count: Int, seed: UInt64, scale: Double) -> [Double] {
    let numbers = Fixture.numbers(count, seed: seed, of: Double.self)
    return numbers.map { number in Double(Float(scale * number)) }
  }

  /// A sample's bits do not depend on how many stand beside it.
  @Test(arguments: kinds) func samplesAreAlone(kind: FlowKind) {
    let x = Self.singles(33, seed: 3, scale: 3).map { Float($0) }
    let output = Self.singles(33, seed: 5, scale: 1).map { Float($0) }
    let numbers = Self.singles(33 * kind.numbers, seed: 4, scale: 2).map { Float($0) }
    let all = run(kind, x, numbers, output, x)
    for s in [0, 7, 31, 32] {
      let own = (0..<kind.numbers).map { numbers[$0 * 33 + s] }
      let one = run(kind, [x[s]], own, [output[s]], [x[s]])
      for part in 0..<3 { #expect(one[part][0] == all[part][s]) }
      for i in 0..<kind.numbers { #expect(one[3][i] == all[3][i * 33 + s]) }
    }
  }

  /// z, the sums, and the gradients by x and by the numbers.
  private func run<Element: Scalar>(
    _ kind: FlowKind, _ x: [Element], _ numbers: [Element], _ output: [Element],
    _ sums: [Element]
  ) -> [[Element]] {
    var (z, logs, input) = (x, sums, x)
    var gradient = numbers
    Element.transform(
      kind, count: x.count, x, numbers: numbers, into: &z, logDeterminant: &logs)
    Element.transformGradient(
      kind, count: x.count, x, numbers: &gradient, output: output, logDeterminant: sums,
      into: &input)
    return [z, logs, input, gradient]
  }

  /// Within 4 units in the last place of the exact value, 2⁻²⁴ each.
  @Test func tanh() {
    let x = (-4000...4000).map { Float($0) / 400 } + [1e-20, -1e-6, 0.625, -0.625, 50, -90]
    var found = x
    Float.activate(.tanh, &found, count: found.count)
    for (y, x) in zip(found, x) {
      let exact = Foundation.tanh(Double(x))
      #expect(abs(Double(y) - exact) <= 4 * 0x1p-24 * abs(exact), "\(x)")
    }
  }

  /// Adam's kernel makes the bits of the loop that is its specification.
  @Test func adam() {
    let gradient: [Float] = Fixture.numbers(101, seed: 3)
    var weights: [Float] = Fixture.numbers(101, seed: 4)
    var state = OptimiserState<Float>(.adam(), weights: 101)
    var (wanted, mean, square) = (weights, state.slots[0], state.slots[1])
    for step in 1...3 {
      Float.step(.adam(), &state, gradient: gradient, weights: &weights)
      // Powers as products in order, as the step makes them.
      let (first, second) = (Self.power(0.9, step), Self.power(0.999, step))
      let root = (1 - second).squareRoot()
      let (rate, epsilon) = (Float(1e-3 * root / (1 - first)), Float(1e-8 * root))
      for i in 0..<101 {
        let g = gradient[i]
        mean[i] = Float(0.9) * mean[i] + (1 - Float(0.9)) * g
        square[i] = Float(0.999) * square[i] + (1 - Float(0.999)) * g * g
        wanted[i] -= rate * mean[i] / (square[i].squareRoot() + epsilon)
      }
      #expect(weights == wanted && state.slots == [mean, square])
    }
  }

  /// By squaring, up to the third.
  private static func power(_ x: Double, _ n: Int) -> Double {
    n == 1 ? x : n == 2 ? x * x : x * (x * x)
  }
}
