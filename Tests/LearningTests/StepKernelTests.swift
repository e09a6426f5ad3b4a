// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

/// Single precision's losses and steps, which are the kernels' text, against the formulas written
/// out here, to the bit.
@Suite struct StepKernelTests {
  @Test(arguments: [1, 2, 17, 259]) func adadelta(count: Int) {
    let (decay, epsilon, rate): (Float, Float, Float) = (0.95, 1e-7, 0.5)
    var state = OptimiserState<Float>(.adadelta(), weights: count)
    var weights: [Float] = Fixture.numbers(count, seed: 1)
    var (a, d, x) = (state.slots[0], state.slots[1], weights)
    for number: UInt64 in 1...4 {
      let gradient: [Float] = Fixture.numbers(count, seed: 1 + number)
      Float.step(.adadelta(rate: 0.5), &state, gradient: gradient, weights: &weights)
      for (i, g) in gradient.enumerated() {
        a[i] = decay * a[i] + (1 - decay) * g * g
        let change = g * (d[i] + epsilon).squareRoot() / (a[i] + epsilon).squareRoot()
        d[i] = decay * d[i] + (1 - decay) * change * change
        x[i] -= rate * change
      }
    }
    #expect(weights == x)
    #expect(state.slots == [a, d])
  }

  @Test(arguments: [1, 17, 259]) func descent(count: Int) {
    let rule = Optimiser.descent(rate: 0.1, momentum: 0.9)
    var state = OptimiserState<Float>(rule, weights: count)
    var weights: [Float] = Fixture.numbers(count, seed: 3)
    var (u, x) = (state.slots[0], weights)
    for number: UInt64 in 1...4 {
      let gradient: [Float] = Fixture.numbers(count, seed: 3 + number)
      Float.step(rule, &state, gradient: gradient, weights: &weights)
      for (i, g) in gradient.enumerated() {
        u[i] = 0.9 * u[i] - 0.1 * g
        x[i] += u[i]
      }
    }
    #expect(weights == x)
    #expect(state.slots == [u])
  }

  /// With logits far out and in between, and labels that are no whole numbers.
  @Test(arguments: [1, 3, 40]) func losses(count: Int) {
    var outputs: [Float] = Fixture.numbers(count, seed: 5).map { 20 * $0 }
    outputs[0] = 0
    let drawn: [Float] = Fixture.numbers(count, seed: 6)
    let targets = drawn.map { abs($0) }
    var (gradient, wanted) = (outputs, outputs)
    let share = 1 / Float(count)
    var sum: Float = 0
    for i in 0..<count {
      let z = outputs[i]
      sum += max(z, 0) - z * targets[i]
      sum += Float.logarithm(onePlus: Float.exponential(-abs(z)))
      wanted[i] = share * (Float.sigmoid(z) - targets[i])
    }
    #expect(Float.crossEntropy(count: count, outputs, targets, gradient: &gradient) == share * sum)
    #expect(gradient == wanted)
    sum = 0
    for i in 0..<count {
      let difference = outputs[i] - targets[i]
      sum += difference * difference
      wanted[i] = 2 * share * difference
    }
    #expect(Float.meanSquare(count: count, outputs, targets, gradient: &gradient) == share * sum)
    #expect(gradient == wanted)
  }

  @Test(arguments: [1, 33]) func leaky(count: Int) {
    let x: [Float] = Fixture.numbers(count, seed: 7)
    let g: [Float] = Fixture.numbers(count, seed: 8)
    var (y, h) = (x, g)
    Float.activate(.leaky(slope: 0.2), &y, count: count)
    Float.multiplyBySlope(of: .leaky(slope: 0.2), at: y, &h, count: count)
    #expect(y == x.map { $0 > 0 ? $0 : 0.2 * $0 })
    #expect(h == zip(y, g).map { $0 > 0 ? $1 : 0.2 * $1 })
  }
}
