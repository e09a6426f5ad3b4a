// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import UHECRAnisotropy

/// The identities for other seeds than that of production.
@Suite struct LearningIdentityTests {
  @Test(arguments: SphereNetwork.allCases, [2, 3, 4] as [UInt64])
  func directTower(_ kind: SphereNetwork, seed: UInt64) throws {
    let found = try LearningIdentities.direct(kind).values(LearningIdentities(seed: seed))
    #expect(found.count == 3)
    for value in found { #expect(value < 1e-5, "seed \(seed), \(found)") }
  }

  @Test(arguments: [2, 3, 4] as [UInt64]) func bits(seed: UInt64) throws {
    let found = try LearningIdentities.bits.values(LearningIdentities(seed: seed))
    #expect(found == [0, 0, 0], "seed \(seed)")
  }

  @Test(arguments: LearningIdentities.gradientChecks.indices, [2, 3, 4] as [UInt64])
  func gradients(_ group: Int, seed: UInt64) throws {
    let group = LearningIdentities.gradientChecks[group]
    let found = try group.values(LearningIdentities(seed: seed))
    #expect(found.allSatisfy { $0 < 1e-7 }, "\(group.names), seed \(seed), \(found)")
  }

  /// The measures that the identities are told by.
  @Test func measures() {
    #expect(LearningIdentities.deviation([1, -4.5], [1, -4]) == 0.125)
    #expect(LearningIdentities.deviation([1], [1, 2]) == .infinity)
    #expect(LearningIdentities.deviation([1], [0]) == .infinity)
    #expect(LearningIdentities.differing([0, 1, 2], [-0.0, 1, Float(2).nextUp]) == 2)
    #expect(LearningIdentities.differing([0], []) == .infinity)
  }
}
