// SPDX-License-Identifier: GPL-3.0-or-later

import Sky
import Testing

@Suite struct HEALPixTests {
  /// Centres are unit vectors, sum to zero, and have ⟨z²⟩ = 1/3 but for the pixelisation.
  @Test(arguments: [1, 2, 16])
  func centres(_ nside: Int) throws {
    let sphere = try HEALPix(nside: nside)
    let centres = sphere.centres()
    #expect(centres.count == 12 * nside * nside)
    #expect(centres.allSatisfy { abs(($0 * $0).sum() - 1) < 1e-14 })
    let sum = centres.reduce(SIMD3<Double>.zero, +)
    #expect((sum * sum).sum() < 1e-20 * Double(sphere.pixels * sphere.pixels))
  }
}
