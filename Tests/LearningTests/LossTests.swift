// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

@Suite struct LossTests {
  private func value<Element: Scalar>(
    _ loss: any Loss<Element>, _ output: [Element], _ target: [Element]
  ) -> (loss: Double, gradient: [Element]) {
    var gradient = [Element](repeating: .nan, count: output.count)
    let loss = output.withUnsafeBufferPointer { output in
      gradient.withUnsafeMutableBufferPointer {
        loss.value(output: output, target: target, gradient: $0)
      }
    }
    return (loss, gradient)
  }

  @Test(arguments: [-3.0, -0.2, 0, 0.7, 5], [0, 0.25, 1])
  func crossEntropyIsItsDefinition(logit: Double, label: Double) {
    let probability = 1 / (1 + exp(-logit))
    let wanted = -label * log(probability) - (1 - label) * log(1 - probability)
    let found = value(BinaryCrossEntropy<Double>(), [logit], [label])
    #expect(abs(found.loss - wanted) < 1e-13)
    #expect(abs(found.gradient[0] - (probability - label)) < 1e-15)
  }

  /// No overflow and no lost digits where the definition has both.
  @Test func crossEntropyFarOut() {
    #expect(value(BinaryCrossEntropy<Float>(), [1000], [1]).loss == 0)
    #expect(value(BinaryCrossEntropy<Float>(), [1000], [0]).loss == 1000)
    #expect(value(BinaryCrossEntropy<Float>(), [-1000], [1]).loss == 1000)
    let small = value(BinaryCrossEntropy<Double>(), [-40], [0])
    #expect(abs(small.loss / exp(-40) - 1) < 1e-14)
  }

  @Test func severalOutputsAreAveraged() {
    let loss = BinaryCrossEntropy<Double>()
    let both = value(loss, [0.3, -2], [1, 0])
    let (one, other) = (value(loss, [0.3], [1]), value(loss, [-2], [0]))
    #expect(abs(both.loss - (one.loss + other.loss) / 2) < 1e-15)
    #expect(abs(both.gradient[1] - other.gradient[0] / 2) < 1e-15)
    #expect(value(MeanSquare<Double>(), [1, 2], [0, 5]).loss == 5)
    #expect(value(MeanSquare<Double>(), [1, 2], [0, 5]).gradient == [1, -3])
  }

  @Test func sides() {
    let loss = BinaryCrossEntropy<Double>()
    let right = { (output: [Double], target: [Double]) in
      output.withUnsafeBufferPointer { loss.isRight(output: $0, target: target) }
    }
    #expect(right([0.1], [1]) == true && right([-0.1], [0]) == true)
    #expect(right([0.1], [0]) == false && right([0.1, -1], [1, 1]) == false)
  }

  /// The likelihood from its covariance, with d = 2 where inverse and determinant are short.
  @Test(arguments: [1, 2, 3] as [UInt64]) func gaussianIsItsDefinition(seed: UInt64) {
    let output: [Double] = Fixture.numbers(5, seed: seed)
    let target: [Double] = Fixture.numbers(2, seed: seed + 50)
    let c = GaussianLikelihood<Double>.covariance(output: output, targets: 2)
    let determinant = c[0] * c[3] - c[1] * c[2]
    let (x, y) = (target[0] - output[0], target[1] - output[1])
    let square = (c[3] * x * x - (c[1] + c[2]) * x * y + c[0] * y * y) / determinant
    let wanted = square / 2 + log(determinant) / 2 + log(2 * Double.pi)
    #expect(abs(value(GaussianLikelihood<Double>(), output, target).loss - wanted) < 1e-12)
    #expect(c[1] == c[2] && c[0] > 0 && determinant > 0)
  }

  /// Σ L Lᵀ = 1 for a larger d.
  @Test func covarianceIsTheInverse() {
    let d = 4
    let output: [Double] = Fixture.numbers(d + d * (d + 1) / 2, seed: 9)
    let c = GaussianLikelihood<Double>.covariance(output: output, targets: d)
    var factor = [Double](repeating: 0, count: d * d)
    var at = d
    for i in 0..<d {
      for j in 0...i {
        factor[i * d + j] = i == j ? exp(output[at]) : output[at]
        at += 1
      }
    }
    for i in 0..<d {
      for j in 0..<d {
        var sum = 0.0
        for k in 0..<d {
          for m in 0..<d { sum += c[i * d + k] * factor[k * d + m] * factor[j * d + m] }
        }
        #expect(abs(sum - (i == j ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test func refusesTargetsThatDoNotFit() throws {
    let network = try Network<Double>([
      ("a", try Dense(input: TensorShape(pixels: 1, channels: 1), units: 4))
    ])
    let text = refusal {
      _ = try BatchGradient(
        network, loss: GaussianLikelihood<Double>(), matrices: PlainMatrices()
      ).evaluate(network, count: 1, threads: 1) { (_) throws(AssayError) in
        Sample(.dense([1]), target: [1, 2])
      }
    }
    #expect(text.contains("2 numbers for 4 outputs"))
  }
}
