// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing
import Turbulence

@testable import UHECRAnisotropy

/// Striated signs and packed turbulence.
@Suite struct FieldRandomTests {
  /// 10⁶ signs: the number of each has a standard deviation of 500.
  @Test(arguments: [1, 2, 3] as [UInt64]) func signsAreEven(_ seed: UInt64) {
    let bits = StriatedSigns(seed: seed).bits
    let minus = bits.reduce(0) { $0 + $1.nonzeroBitCount }
    #expect(bits.count == 31_250 && abs(minus - 500_000) < 2500, "seed \(seed): \(minus)")
    // Neighbours along x are independent: as many changes as not.
    let changes = bits.reduce(0) { $0 + (($1 ^ $1 >> 1) & 0x7FFF_FFFF).nonzeroBitCount }
    #expect(abs(changes - 31_250 * 31 / 2) < 2500, "seed \(seed): \(changes)")
    #expect(StriatedSigns(seed: seed).bits == bits && StriatedSigns(seed: seed + 1).bits != bits)
  }

  @Test func signsFollowTheCells() {
    let signs = StriatedSigns(seed: 5)
    for cell in [SIMD3(0, 0, 0), SIMD3(-1, 99, 37), SIMD3(-85, -3, 12), SIMD3(150, -150, 7)] {
      let corner = 0.1 * SIMD3(Double(cell.x), Double(cell.y), Double(cell.z))
      let wrapped = SIMD3(
        (cell.x % 100 + 100) % 100, (cell.y % 100 + 100) % 100, (cell.z % 100 + 100) % 100)
      let n = (wrapped.z * 100 + wrapped.y) * 100 + wrapped.x
      let expected = signs.bits[n >> 5] >> UInt32(n & 31) & 1 == 1 ? -1.0 : 1
      for inside in [SIMD3(repeating: 0.001), SIMD3(0.099, 0.05, 0.02)] {
        #expect(signs.sign(corner + inside, cell: 0.1) == expected)
        #expect(signs.sign(corner + inside + SIMD3(10, -10, 20), cell: 0.1) == expected)
      }
    }
  }

  /// 16 bits: half a unit at a node.
  @Test(arguments: [1, 2] as [UInt64]) func packingRounds(_ seed: UInt64) throws {
    let turbulence = try GridTurbulence.generate(
      count: 16, spacing: 4, spectrum: .powerLaw(index: 5.0 / 3, smallest: 8, largest: 64),
      seed: seed, stream: 1)
    let packed = PackedTurbulence(turbulence.grid, spacing: 0.004)
    #expect(packed.unit < 3e-4 && packed.nodes.count == 4 * 17 * 16 * 16)
    for direction in FieldFixture.directions(500, seed: seed) {
      let place = 3 * direction
      let gap = packed.field(place) - turbulence.grid.field(1000 * place)
      #expect(max(abs(gap.x), abs(gap.y), abs(gap.z)) <= 0.51 * packed.unit, "\(place)")
    }
  }

  /// Two nodes that are halfway between numbers are rounded, the largest is kept.
  @Test func largestComponentIsKept() {
    var nodes = [Float](repeating: 0, count: 4 * 512)
    nodes[4 * 9] = -3.5
    nodes[4 * 9 + 2] = 1.75
    let packed = PackedTurbulence(TurbulenceGrid(count: 8, spacing: 1, nodes: nodes), spacing: 1)
    #expect(packed.nodes.min() == -32767 && packed.nodes.max() == 16384)
    let field = packed.field(SIMD3(1, 1, 0))
    #expect(abs(field.x + 3.5) < 1e-6 && field.y == 0 && abs(field.z - 1.75) < 1e-4)
  }

  @Test func componentsAreWhatIsAskedFor() throws {
    let place = SIMD3(-8.0, 0.33, 0.21)
    let regular = try GalacticField(components: .regular)(place)
    #expect(regular == JF12Field().regular(place))
    let striated = try GalacticField(components: .striated, seed: 4)(place)
    let ratio = striated.x / regular.x
    #expect(min(abs(ratio - 1 - 1.36.squareRoot()), abs(ratio - 1 + 1.36.squareRoot())) < 1e-12)
    let all = try FieldFixture.field(.all, seed: 4)
    let expected =
      striated + all.model.turbulentStrength(place) * (try #require(all.turbulence)).field(place)
    #expect(all(place) == expected)
    // Weak turbulence is left out where it is asked to be.
    #expect(all(place, weak: 1000) == striated)
  }
}
