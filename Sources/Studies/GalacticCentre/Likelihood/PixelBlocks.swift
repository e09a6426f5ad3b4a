// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels
private import Numerics

/// Pixels in blocks of eight of similar counts, as the kernels take them.
struct PixelBlocks: Sendable {
  static let lanes = Int(ASSAY_PHOTON_LANES)

  struct Block: Sendable {
    /// Exposure region.
    var region: Int
    /// Largest count.
    var most: Int
    /// Lanes that are pixels; the others repeat one.
    var filled: Int
  }

  let blocks: [Block]
  /// The pixel of each lane.
  let pixels: [Int]
  /// Its count.
  let counts: [Int]
  /// Runs of blocks of about the same work: what threads share. Does not depend on their number.
  let chunks: [Range<Int>]

  /// - Parameter regions: of each pixel, from 0 on.
  init(counts: [Int], regions: [Int]) {
    let order = counts.indices.sorted {
      (regions[$0], counts[$0], $0) < (regions[$1], counts[$1], $1)
    }
    var (blocks, pixels) = ([Block](), [Int]())
    var start = 0
    while start < order.count {
      let region = regions[order[start]]
      var end = start
      while end < order.count, end < start + Self.lanes, regions[order[end]] == region { end += 1 }
      blocks.append(
        Block(region: region, most: counts[order[end - 1]], filled: end - start))
      pixels += order[start..<end]
      pixels += Array(repeating: order[end - 1], count: start + Self.lanes - end)
      start = end
    }
    self.blocks = blocks
    self.pixels = pixels
    self.counts = pixels.map { counts[$0] }
    chunks = Self.chunks(blocks)
  }

  private static func chunks(_ blocks: [Block]) -> [Range<Int>] {
    // A recursion, and about as much again for what is done once a count.
    let costs = blocks.map { Double($0.most * $0.most) + 40 * Double($0.most) + 200 }
    let share = costs.reduce(0, +) / 32
    var (chunks, start, sum) = ([Range<Int>](), 0, 0.0)
    for (i, cost) in costs.enumerated() {
      sum += cost
      if sum >= share || i == costs.count - 1 {
        chunks.append(start..<i + 1)
        (start, sum) = (i + 1, 0)
      }
    }
    return chunks
  }

  /// ln L of Poisson counts that are expected as they are: Σ (k ln k - k - ln k!).
  var saturated: Double {
    var sum = 0.0
    for (number, block) in blocks.enumerated() {
      for l in 0..<block.filled {
        let k = counts[number * Self.lanes + l]
        if k > 0 { sum += Special.poissonLogPMF(k, mean: Double(k)) }
      }
    }
    return sum
  }

  /// A value of each pixel, in the order of the lanes.
  func arranged(_ values: [Double]) -> [Double] { pixels.map { values[$0] } }
}
