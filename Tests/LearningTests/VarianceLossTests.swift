// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

/// Losses of a mean with a variance, and the cycle of rates.
@Suite struct VarianceLossTests {
  private func value(
    _ loss: any Loss<Double>, _ output: [Double], _ target: Double
  ) -> (loss: Double, gradient: [Double]) {
    var gradient = [Double](repeating: .nan, count: output.count)
    let loss = output.withUnsafeBufferPointer { output in
      gradient.withUnsafeMutableBufferPointer {
        loss.value(output: output, target: [target], gradient: $0)
      }
    }
    return (loss, gradient)
  }

  @Test(arguments: [-3.0, 0, 1.2], [-0.4, 0.3]) func likelihood(v: Double, mean: Double) {
    let found = value(GaussianVariance<Double>(), [mean, v], 0.5)
    let density =
      exp(-(0.5 - mean) * (0.5 - mean) / (2 * exp(v))) / (2 * .pi * exp(v)).squareRoot()
    #expect(abs(found.loss - (-log(density) - 0.5 * log(2 * .pi))) < 1e-13)
    // Slopes by differences.
    for i in 0..<2 {
      var (up, down) = ([mean, v], [mean, v])
      up[i] += 1e-5
      down[i] -= 1e-5
      let loss = GaussianVariance<Double>()
      let slope = (value(loss, up, 0.5).loss - value(loss, down, 0.5).loss) / 2e-5
      #expect(abs(found.gradient[i] - slope) < 1e-8)
    }
  }

  /// Beyond its range the variance is that of the end, and nothing pulls at it.
  @Test(arguments: [(-20.0, -12.0), (5, 2)]) func clipped(v: Double, end: Double) {
    let loss = GaussianVariance<Double>()
    let (far, near) = (value(loss, [0.4, v], 0.5), value(loss, [0.4, end], 0.5))
    #expect(far.loss == near.loss && far.gradient[0] == near.gradient[0])
    #expect(far.gradient[1] == 0 && loss.clipped(v) == end)
  }

  @Test func meanAlone() {
    let found = value(SquareOfMean<Double>(weight: 10), [0.2, 7], 0.5)
    #expect(abs(found.loss - 0.9) < 1e-15 && abs(found.gradient[0] + 6) < 1e-15)
    #expect(found.gradient[1] == 0)
    #expect(SquareOfMean<Double>(outputs: 3).outputs(forTargets: 1) == 3)
    #expect(SquareOfMean<Double>().outputs(forTargets: 2) == nil)
    #expect(GaussianVariance<Double>().outputs(forTargets: 2) == nil)
  }

  /// As PyTorch's OneCycleLR has it: turning points and, half-way up, the middle.
  @Test func cycle() throws {
    let cycle = try RateCycle(steps: 100, top: 1e-3)
    let numbers = (0..<100).map { step -> (rate: Double, first: Double) in
      guard case .adam(let rate, let first, _, _) = cycle.optimiser(at: step) else { return (0, 0) }
      return (rate, first)
    }
    #expect(abs(numbers[0].rate / 4e-5 - 1) < 1e-12 && numbers[0].first == 0.95)
    #expect(numbers[29].rate == 1e-3 && numbers[29].first == 0.85)
    #expect(abs(numbers[99].rate / 4e-9 - 1) < 1e-6 && abs(numbers[99].first - 0.95) < 1e-12)
    // A quarter of the way up (of 29 steps): start + (top - start) (1 - cos π/4)/2 would be step 7.25.
    let seventh = 4e-5 + (1e-3 - 4e-5) * (1 - cos(.pi * 7 / 29)) / 2
    #expect(abs(numbers[7].rate / seventh - 1) < 1e-12)
    for step in 1..<100 { #expect((numbers[step].rate > numbers[step - 1].rate) == (step <= 29)) }
  }

  @Test func refusals() {
    #expect(throws: AssayError.self) { try RateCycle(steps: 3, top: 1e-3) }
    #expect(throws: AssayError.self) { try RateCycle(steps: 10, top: 0) }
  }
}
