// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// What an accelerator needs of a parameter point.
struct PointNumbers: Sendable {
  /// [region][template].
  var factors: [Double]
  /// x of ``PhotonTable``: [region][population][count].
  var x: [Double]
}

extension NonPoissonianLikelihood {
  func numbers(
    _ point: DeviceLikelihood.Point, threads: Int
  ) throws(AssayError) -> PointNumbers {
    let tables = try tables(point.populations, threads: threads, false)
    return PointNumbers(
      factors: strengths.flatMap {
        BlockWork.factors(point.smooth, point.populations.map(\.normalisation), strength: $0)
      },
      x: tables.flatMap { $0.flatMap { $0.values[0...most] } })
  }

  /// Points summed together: a pixel's numbers of eight neighbours are one line of the cache.
  private static let strip = 8

  /// ln L of some points from what the device answers, in the order of the CPU: chunk by chunk, in each
  /// block by block.
  ///
  /// - Parameter answer: p, exponent and expected photons, [number][pixel][point].
  func sums(
    _ answer: [Double], _ groups: PixelGroups, of points: Int, threads: Int
  ) -> [Double] {
    let chunks = blocks.chunks
    let strips = (points + Self.strip - 1) / Self.strip
    let parts = Parallel.map(strips * chunks.count, threads: threads) { piece in
      let (strip, chunk) = piece.quotientAndRemainder(dividingBy: chunks.count)
      let first = strip * Self.strip
      return sums(
        answer, groups, chunks[chunk], first..<min(points, first + Self.strip), of: points)
    }
    return (0..<points).map { point in
      let (strip, place) = point.quotientAndRemainder(dividingBy: Self.strip)
      return chunks.indices.reduce(0.0) { $0 + parts[strip * chunks.count + $1][place] }
    }
  }

  private func sums(
    _ answer: [Double], _ groups: PixelGroups, _ chunk: Range<Int>, _ strip: Range<Int>,
    of points: Int
  ) -> [Double] {
    let items = groups.lanes.count * points
    var sums = [Double](repeating: 0, count: strip.count)
    for lane in chunk.lowerBound * PixelBlocks.lanes..<chunk.upperBound * PixelBlocks.lanes
    where groups.rank[lane] >= 0 {
      let first = groups.rank[lane] * points + strip.lowerBound
      for k in 0..<strip.count {
        sums[k] += BlockWork.logProbability(
          answer[first + k], answer[items + first + k], answer[2 * items + first + k])
      }
    }
    return sums
  }
}
