// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning

/// ``Learning/GaussianLikelihood`` with a gradient for the means alone, as if the precision were one.
struct MeansFirst: Loss {
  typealias Element = Float
  private let base = GaussianLikelihood<Float>()

  var name: String { "means of a Gaussian" }
  func outputs(forTargets targets: Int) -> Int? { base.outputs(forTargets: targets) }

  func value(
    output: UnsafeBufferPointer<Float>, target: [Float],
    gradient: UnsafeMutableBufferPointer<Float>
  ) -> Double {
    var loss = 0.0
    for i in gradient.indices { gradient[i] = 0 }
    for i in target.indices {
      let gap = output[i] - target[i]
      gradient[i] = gap
      loss += 0.5 * Double(gap * gap)
    }
    return loss
  }
}
