// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// What a network is given of counts: √(k + 3/8), whose variance does not depend on the mean, less its
/// mean and over its standard deviation over maps and pixels.
struct InputScale: Sendable {
  private let mean: Double
  private let deviation: Double

  init(_ sky: PlaneSky) {
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for number in 0..<50 {
      for k in sky.map(Int(UInt32.max) - number).counts {
        let x = (Double(k) + 0.375).squareRoot()
        (sum, squares, count) = (sum + x, squares + x * x, count + 1)
      }
    }
    mean = sum / count
    deviation = (squares / count - mean * mean).squareRoot()
  }

  func input(_ counts: [Int]) -> [Float] {
    counts.map { Float((((Double($0) + 0.375).squareRoot()) - mean) / deviation) }
  }
}
