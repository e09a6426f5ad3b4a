// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import GeneralSearch

/// ln p that is kept is the one that is computed.
@Suite struct KnownLogPTests {
  /// Few events and many, counts within what is kept and beyond, each asked for twice, in any order.
  @Test(arguments: Fixture.seeds)
  func sameBits(seed: UInt64) throws {
    let hunter = try BumpHunter(reference: [0.2, 3, 70, 40_000, 2e6], widths: 1...3)
    let scan = hunter.scan
    var known = KnownLogP(scan)
    var random = Fixture.draws(seed, "known p-values")
    for _ in 0..<300 {
      let window = Int(Double(scan.windows.count) * random.uniform())
      let b = scan.background[window]
      let observed = max(0, Int(b + 24 * (random.uniform() - 0.5) * (b.squareRoot() + 4)))
      let wanted = scan.logP(window: window, observed: observed)
      #expect(known.logP(window: window, observed: observed) == wanted, "seed \(seed)")
      #expect(known.logP(window: window, observed: observed) == wanted, "seed \(seed)")
    }
  }

  /// The ends of what a window keeps.
  @Test func ends() throws {
    let scan = try BumpHunter(reference: [100, 50, 2e6], widths: 1...1).scan
    var known = KnownLogP(scan)
    for (window, b, reach) in [(0, 100, 110), (1, 50, 83), (2, 2_000_000, KnownLogP.most / 2)] {
      for observed in [b - reach - 1, b - reach, b + reach - 1, b + reach] where observed >= 0 {
        let wanted = scan.logP(window: window, observed: observed)
        for _ in 0..<2 { #expect(known.logP(window: window, observed: observed) == wanted) }
      }
    }
  }
}
