// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import PointSourceFraction

/// What is left of estimates that know nothing.
@Suite struct ControlTests {
  private func control(
    _ seed: UInt64, _ estimate: (Double, inout Philox) -> Double
  ) -> ShuffledControl {
    var random = Philox(seed: seed, stream: Philox.stream(of: "controls"))
    let truths = (0..<2000).map { _ in random.uniform() }
    return ShuffledControl(truths.map { estimate($0, &random) }, truths: truths, training: 2000)
  }

  /// Noise of any size and any common shift leave 1/√12 and no slope.
  @Test(arguments: 1...5 as ClosedRange<UInt64>) func noise(seed: UInt64) throws {
    for (scatter, shift) in [(0, 0), (0.1, 0), (0.3, 0.2)] {
      let found = control(seed) { 0.5 + shift + scatter * $1.normal() }
      let (slope, error) = (found.slope, found.error)
      #expect(abs(slope.value) < 4 * (try #require(slope.standardError)))
      #expect(abs(error.value - 0.288675) < 4 * (try #require(error.standardError)))
      #expect(abs(found.spread - scatter) < 0.1 * scatter + 1e-12)
    }
  }

  @Test func knowledge() throws {
    let whole = control(1) { truth, _ in truth }
    #expect(abs(whole.slope.value - 1) < 0.1 && whole.error.value < 0)
    // A quarter of the truth is seen.
    let part = control(1) { 0.5 + 0.25 * ($0 - 0.5) + 0.05 * $1.normal() }
    #expect(part.slope.value > 4 * (try #require(part.slope.standardError)))
  }
}
