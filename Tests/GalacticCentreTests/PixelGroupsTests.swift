// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import GalacticCentre

/// Pixels as an accelerator takes them.
@Suite struct PixelGroupsTests {
  /// Each pixel once, counts fall, and each group has room for its own and not for more.
  @Test(arguments: Fixture.seeds) func groups(seed: UInt64) {
    var random = Fixture.draws(seed, "pixel groups")
    let counts = (0..<203).map { _ in Int(exp(6.5 * random.uniform())) - 1 }
    let blocks = PixelBlocks(counts: counts, regions: counts.indices.map { $0 % 3 })
    let groups = PixelGroups(blocks)
    #expect(groups.lanes.map { blocks.pixels[$0] }.sorted() == Array(counts.indices))
    for (place, lane) in groups.lanes.enumerated() { #expect(groups.rank[lane] == place) }
    let ordered = groups.lanes.map { blocks.counts[$0] }
    #expect(ordered == counts.sorted(by: >), "seed \(seed)")
    #expect(groups.first.first == 0 && groups.first.last == counts.count)
    var numbers = 0
    for g in groups.longest.indices {
      let own = ordered[groups.first[g]..<groups.first[g + 1]]
      #expect(own.max() == groups.longest[g])
      #expect(own.allSatisfy { $0 > 4 && $0 <= 256 ? 2 * $0 > groups.longest[g] : true })
      numbers += own.count * (2 * groups.longest[g] + 5)
    }
    #expect(groups.scratch(sources: 2) == numbers)
  }

  @Test func onePixel() {
    let groups = PixelGroups(PixelBlocks(counts: [0], regions: [0]))
    #expect(groups.first == [0, 1] && groups.longest == [0] && groups.scratch(sources: 1) == 4)
  }
}
