// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// The negative logarithm of a Gaussian density of the targets, with a full covariance that the
/// network predicts too.
///
/// For d targets t the network has d + d(d + 1)/2 outputs: the means μ, then the lower triangle of
/// L row by row, with ln L_jj in place of L_jj. L is the Cholesky factor of the inverse covariance,
/// Σ⁻¹ = L Lᵀ, so nothing is inverted and every output is allowed. With r = t − μ and w = Lᵀ r,
///
///     loss = |w|²/2 − Σ_j ln L_jj + (d/2) ln 2π                                           (1)
///     ∂/∂μ = −L w,   ∂/∂L_ij = r_i w_j (i > j),   ∂/∂ln L_jj = r_j w_j L_jj − 1           (2)
///
/// Cost: 4 d² flops a sample.
public struct GaussianLikelihood<Element: Scalar>: Loss {
  public init() {}

  public var name: String { "Gaussian likelihood, full covariance" }

  public func outputs(forTargets targets: Int) -> Int? {
    targets > 0 ? targets + targets * (targets + 1) / 2 : nil
  }

  public func value(
    output: UnsafeBufferPointer<Element>, target: [Element],
    gradient: UnsafeMutableBufferPointer<Element>
  ) -> Double {
    let d = target.count
    let factor = Self.factor(output, d)
    let residual = (0..<d).map { target[$0] - output[$0] }
    var whitened = [Element](repeating: 0, count: d)
    for i in 0..<d {
      for j in 0...i { whitened[j] += factor[i * d + j] * residual[i] }
    }
    var loss = Element(d) / 2 * Element(log(2 * Double.pi))
    var at = d
    for i in 0..<d {
      var mean: Element = 0
      for j in 0...i {
        mean -= factor[i * d + j] * whitened[j]
        let slope = residual[i] * whitened[j]
        gradient[at + j] = i == j ? slope * factor[i * d + i] - 1 : slope
      }
      gradient[i] = mean
      loss += whitened[i] * whitened[i] / 2 - output[at + i]
      at += i + 1
    }
    return Double(loss)
  }

  /// The covariance Σ that the outputs of one sample stand for, d × d row by row.
  public static func covariance(output: [Element], targets d: Int) -> [Element] {
    precondition(output.count == d + d * (d + 1) / 2, "d means and a triangle")
    let factor = output.withUnsafeBufferPointer { Self.factor($0, d) }
    // M = L⁻¹ by forward substitution; Σ = Mᵀ M.
    var inverse = [Element](repeating: 0, count: d * d)
    for column in 0..<d {
      for i in column..<d {
        var sum: Element = i == column ? 1 : 0
        for j in column..<i { sum -= factor[i * d + j] * inverse[j * d + column] }
        inverse[i * d + column] = sum / factor[i * d + i]
      }
    }
    var covariance = [Element](repeating: 0, count: d * d)
    for i in 0..<d {
      for j in 0..<d {
        for k in max(i, j)..<d {
          covariance[i * d + j] += inverse[k * d + i] * inverse[k * d + j]
        }
      }
    }
    return covariance
  }

  private static func factor(_ output: UnsafeBufferPointer<Element>, _ d: Int) -> [Element] {
    var factor = [Element](repeating: 0, count: d * d)
    var at = d
    for i in 0..<d {
      for j in 0...i {
        factor[i * d + j] = i == j ? Element.exponential(output[at + j]) : output[at + j]
      }
      at += i + 1
    }
    return factor
  }
}
