// SPDX-License-Identifier: GPL-3.0-or-later
import Learning
import Testing
import Timing

@testable import UHECRAnisotropy

/// How training steps are held against the reference: by each parameter tensor's own largest number.
@Suite struct StepNumbersTests {
  private struct Step {
    var parameters: [Parameter]
    var numbers: StepNumbers
    var result: LossGradient<Double>
    var bound: Double
  }

  private func step(_ kind: SphereNetwork, events: Int?) throws -> Step {
    let one = NetworkCase(kind, .step, events: events, maps: 1, threads: 1)
    let direct = try kind.direct(seed: one.seed)
    let network = try one.gathered(Double.self, weights: direct.weights)
    let samples = one.samples(of: Double.self)
    let gradients = BatchGradient(
      network, loss: BinaryCrossEntropy<Double>(), matrices: OpenBLASMatrices<Double>())
    let result = try gradients.evaluate(network, count: 1, threads: 1) { samples[$0] }
    return Step(
      parameters: direct.parameters, numbers: one.stepNumbers(direct), result: result,
      bound: one.bound)
  }

  /// A gradient that is a tenth of its tensor's largest off is caught, in whatever tensor: also in
  /// biases, and where a tensor's numbers are small beside the loss.
  @Test(arguments: [SphereNetwork.single, .binned])
  func oneGradientOffIsCaught(network: SphereNetwork) throws {
    let step = try step(network, events: 50)
    let (loss, gradient) = (step.result.loss, step.result.weights)
    let right = try step.numbers.numbers(loss: loss, gradient: gradient)
    #expect(right[0] == 1)
    #expect(right.allSatisfy { $0.magnitude <= 1 })
    #expect(Validation(right, reference: right, bound: step.bound).isValid)
    #expect(step.parameters.contains { $0.name.hasSuffix("bias") })
    for parameter in step.parameters {
      let largest = gradient[parameter.range].map(\.magnitude).max() ?? 0
      var wrong = gradient
      wrong[parameter.range.lowerBound] += 0.1 * (largest > 0 ? largest : 1)
      let found = try step.numbers.numbers(loss: loss, gradient: wrong)
      let check = Validation(found, reference: right, bound: step.bound)
      #expect(!check.isValid, "\(parameter.name)")
    }
    let other = try step.numbers.numbers(loss: 1.1 * loss, gradient: gradient)
    #expect(!Validation(other, reference: right, bound: step.bound).isValid)
  }

  /// All of a small tensor, every seventh of a large one.
  @Test func numbersTaken() throws {
    let step = try step(.single, events: 50)
    let wanted = step.parameters.reduce(1) { sum, parameter in
      let count = parameter.range.count
      return sum + (count > 1024 ? (count + 6) / 7 : count)
    }
    let numbers = try step.numbers.numbers(
      loss: step.result.loss, gradient: step.result.weights)
    #expect(numbers.count == wanted)
  }
}
