// SPDX-License-Identifier: GPL-3.0-or-later

/// The fraction f from the mean and the variance of an image's pixels alone,
///
///     f = (variance/mean - 1) / (⟨S²⟩/⟨S⟩ q²),   kept in [0, 1]                            (1)
///
/// the least that any method ought to beat: it needs no training and no likelihood.
struct VarianceEstimator: Sendable {
  private let slope: Double

  init(_ field: PhotonField) { slope = field.varianceRatio(1) - 1 }

  func fraction(_ image: ArraySlice<UInt16>) -> Double {
    var (sum, squares) = (0, 0)
    for count in image {
      sum += Int(count)
      squares += Int(count) * Int(count)
    }
    guard sum > 0 else { return 0 }
    let (n, mean) = (Double(image.count), Double(sum) / Double(image.count))
    let variance = (Double(squares) - n * mean * mean) / (n - 1)
    return min(max((variance / mean - 1) / slope, 0), 1)
  }
}
