// SPDX-License-Identifier: GPL-3.0-or-later

/// Pixels by falling counts, in groups of like ones, as an accelerator takes them: each group has scratch
/// for its own largest count, not for that of all pixels.
struct PixelGroups: Sendable {
  /// Most photons of a pixel of a group but for the first, which has no bound.
  static let bounds = [256, 128, 64, 32, 16, 8, 4]

  /// The lane of the CPU's blocks that each pixel is.
  let lanes: [Int]
  /// Where a lane stands among them; -1 for lanes that repeat one.
  let rank: [Int]
  /// First pixel of each group that is not empty, and the end.
  let first: [Int]
  /// Largest count of each.
  let longest: [Int]

  init(_ blocks: PixelBlocks) {
    let counts = blocks.counts
    let lanes = blocks.blocks.enumerated().flatMap { number, block in
      (0..<block.filled).map { number * PixelBlocks.lanes + $0 }
    }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    var rank = [Int](repeating: -1, count: counts.count)
    for (place, lane) in lanes.enumerated() { rank[lane] = place }
    (self.lanes, self.rank) = (lanes, rank)
    func group(_ place: Int) -> Int { Self.bounds.count { counts[lanes[place]] <= $0 } }
    let starts = lanes.indices.filter { $0 == 0 || group($0) != group($0 - 1) }
    first = starts + [lanes.count]
    longest = starts.map { counts[lanes[$0]] }
  }

  /// Numbers of scratch of a parameter point (assay_photon_numbers).
  func scratch(sources: Int) -> Int {
    longest.indices.reduce(0) { sum, g in
      sum + (first[g + 1] - first[g]) * (2 * longest[g] + 3 + sources)
    }
  }
}
