// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// What is to be done for each block of pixels where there are no sources:
///
///     ln L = Σ_p (k ln(μ/k) - μ + k) + Σ_p (k ln k - k - ln k!),   ∂_i ln L = Σ_p T_i (k/μ - 1)
///
/// in two sums of which the first has small terms: k ln μ would leave few digits of a difference.
/// -∞ where a pixel has photons and μ is zero.
struct PoissonWork: Sendable {
  let blocks: PixelBlocks
  let smooth: [[Double]]
  let normalisations: [Double]
  let withSlopes: Bool

  struct Sums: Sendable {
    /// The first sum.
    var logLikelihood = 0.0
    var smooth: [Double]
  }

  func run(_ chunk: Range<Int>) -> Sums {
    let lanes = PixelBlocks.lanes
    var sums = Sums(smooth: Array(repeating: 0, count: withSlopes ? smooth.count : 0))
    for number in chunk {
      for place in number * lanes..<number * lanes + blocks.blocks[number].filled {
        var mean = 0.0
        for (i, template) in smooth.enumerated() { mean += normalisations[i] * template[place] }
        let k = Double(blocks.counts[place])
        sums.logLikelihood += k > 0 ? k * log(mean / k) + (k - mean) : -mean
        guard withSlopes else { continue }
        let slope = (k > 0 ? k / mean : 0) - 1
        for (i, template) in smooth.enumerated() { sums.smooth[i] += template[place] * slope }
      }
    }
    return sums
  }

  /// The chunks added in order.
  func answer(_ parts: [Sums], saturated: Double) -> NonPoissonianLikelihood.Answer {
    var answer = NonPoissonianLikelihood.Answer(logLikelihood: 0)
    answer.smooth = parts.first?.smooth.map { _ in 0 } ?? []
    for part in parts {
      answer.logLikelihood += part.logLikelihood
      for i in part.smooth.indices { answer.smooth[i] += part.smooth[i] }
    }
    answer.logLikelihood += saturated
    return answer
  }
}
