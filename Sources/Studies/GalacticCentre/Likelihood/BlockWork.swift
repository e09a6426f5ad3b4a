// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Kernels

/// What is to be done for each block of pixels, with the parameters of one evaluation.
struct BlockWork: Sendable {
  let blocks: PixelBlocks
  /// [template][lane], those of sources behind the smooth ones.
  let maps: [Double]
  let smoothCount: Int
  let sourceCount: Int
  let most: Int
  let normalisations: [Double]
  let populations: [Double]
  /// [region][population].
  let tables: [[PhotonTable]]
  /// By which the breaks of a region are larger than those asked for, and A is.
  let exposures: [Double]
  let strengths: [Double]
  /// How many rows of a table's slopes are by slopes; the others are by breaks.
  let slopeCounts: [Int]
  let withSlopes: Bool

  /// Sums over a chunk of blocks.
  struct Sums: Sendable {
    var logLikelihood = 0.0
    var smooth: [Double]
    /// [population][A, slopes, breaks].
    var populations: [[Double]]
  }

  private static let lanes = PixelBlocks.lanes

  /// Rows of a population whose products with probabilities are needed: x, and its slopes.
  private func rows(_ population: Int) -> Int { 1 + (tables.first?[population].slopes.count ?? 0) }

  func run(_ chunk: Range<Int>) -> Sums {
    var sums = Sums(
      smooth: Array(repeating: 0, count: withSlopes ? smoothCount : 0),
      populations: withSlopes
        ? (0..<sourceCount).map { Array(repeating: 0, count: rows($0)) } : [])
    var scratch = Scratch(most: most, sources: sourceCount)
    var (region, width) = (-1, -1)
    for number in chunk {
      let block = blocks.blocks[number]
      if block.region != region || block.most != width {
        (region, width) = (block.region, block.most)
        scratch.prepare(tables[region], factors(region), most: width, withSlopes)
      }
      add(number, block, &scratch, &sums)
    }
    return sums
  }

  private func add(
    _ number: Int, _ block: PixelBlocks.Block, _ scratch: inout Scratch, _ sums: inout Sums
  ) {
    let (lanes, first) = (Self.lanes, number * Self.lanes)
    for l in 0..<lanes { scratch.count[l] = Int32(blocks.counts[first + l]) }
    maps.withUnsafeBufferPointer { maps in
      assay_photon_means(
        maps.baseAddress! + first, Int64(places), scratch.factors, Int32(smoothCount),
        Int32(sourceCount), scratch.x, Int32(block.most), &scratch.mean, &scratch.strength,
        &scratch.expected)
    }
    assay_photon_counts(
      scratch.mean, scratch.strength, scratch.x, Int32(sourceCount), Int32(block.most),
      scratch.count, &scratch.y, &scratch.p, &scratch.exponent)
    for l in 0..<block.filled {
      let k = blocks.counts[first + l]
      sums.logLikelihood += Self.logProbability(
        scratch.p[k * lanes + l], scratch.exponent[l], scratch.expected[l])
    }
    if withSlopes { addSlopes(block, first, &scratch, &sums) }
  }

  /// ln p_k from what the recursion gives, p_k e^(μ + X) 2^-exponent.
  static func logProbability(_ p: Double, _ exponent: Double, _ expected: Double) -> Double {
    log(p) + exponent * M_LN2 - expected
  }

  /// What a region multiplies the templates with.
  private func factors(_ region: Int) -> [Double] {
    Self.factors(normalisations, populations, strength: strengths[region])
  }

  static func factors(
    _ normalisations: [Double], _ populations: [Double], strength: Double
  ) -> [Double] {
    normalisations + populations.map { $0 * strength }
  }

  private var places: Int { blocks.pixels.count }

  /// ∂ln p_k/∂θ = Σ_j (∂y_j/∂θ) p_{k-j}/p_k - ∂(μ + X)/∂θ.
  private func addSlopes(
    _ block: PixelBlocks.Block, _ first: Int, _ scratch: inout Scratch, _ sums: inout Sums
  ) {
    let lanes = Self.lanes
    for l in 0..<lanes {
      let k = blocks.counts[first + l]
      let inverse = 1 / scratch.p[k * lanes + l]
      for j in 0...block.most {
        scratch.ratio[j * lanes + l] = j <= k ? scratch.p[(k - j) * lanes + l] * inverse : 0
      }
    }
    for l in 0..<block.filled {
      let slope = (block.most > 0 ? scratch.ratio[lanes + l] : 0) - 1
      for i in 0..<smoothCount { sums.smooth[i] += maps[i * places + first + l] * slope }
    }
    for s in 0..<sourceCount {
      let table = tables[block.region][s]
      let count = rows(s)
      assay_photon_slopes(
        scratch.slopes[s], scratch.ratio, Int32(count), Int32(block.most), &scratch.sum)
      for l in 0..<block.filled {
        let template =
          strengths[block.region] * maps[(smoothCount + s) * places + first + l]
        for row in 0..<count {
          let total = row == 0 ? table.values[0] : table.slopes[row - 1][0]
          let scale = row > slopeCounts[s] ? exposures[block.region] : 1
          let factor = row == 0 ? template : populations[s] * template * scale
          sums.populations[s][row] += factor * (scratch.sum[row * lanes + l] - total)
        }
      }
    }
  }

  /// The chunks added in order.
  func answer(_ parts: [Sums]) -> NonPoissonianLikelihood.Answer {
    var answer = NonPoissonianLikelihood.Answer(logLikelihood: 0)
    answer.smooth = parts.first?.smooth ?? []
    answer.populations = parts.first?.populations ?? []
    for (number, part) in parts.enumerated() {
      answer.logLikelihood += part.logLikelihood
      if number == 0 { continue }
      for i in part.smooth.indices { answer.smooth[i] += part.smooth[i] }
      for s in part.populations.indices {
        for i in part.populations[s].indices { answer.populations[s][i] += part.populations[s][i] }
      }
    }
    return answer
  }

  /// Memory of a chunk.
  private struct Scratch {
    var mean = [Double](repeating: 0, count: PixelBlocks.lanes)
    var expected = [Double](repeating: 0, count: PixelBlocks.lanes)
    var count = [Int32](repeating: 0, count: PixelBlocks.lanes)
    var exponent = [Double](repeating: 0, count: PixelBlocks.lanes)
    var strength: [Double]
    var y: [Double]
    var p: [Double]
    var ratio: [Double]
    var sum: [Double] = []
    var factors: [Double] = []
    /// x of the populations, in rows of the block's counts.
    var x: [Double] = []
    /// x and its slopes, of each population.
    var slopes: [[Double]] = []

    init(most: Int, sources: Int) {
      let lanes = PixelBlocks.lanes
      strength = Array(repeating: 0, count: Swift.max(1, sources) * lanes)
      y = Array(repeating: 0, count: (most + 1) * lanes)
      p = y
      ratio = y
    }

    mutating func prepare(
      _ tables: [PhotonTable], _ factors: [Double], most: Int, _ withSlopes: Bool
    ) {
      self.factors = factors
      x = tables.flatMap { $0.values[0...most] }
      guard withSlopes else { return }
      slopes = tables.map { table in
        ([table.values] + table.slopes).flatMap { $0[0...most] }
      }
      let rows = tables.map { 1 + $0.slopes.count }.max() ?? 0
      sum = Array(repeating: 0, count: rows * PixelBlocks.lanes)
    }
  }
}
