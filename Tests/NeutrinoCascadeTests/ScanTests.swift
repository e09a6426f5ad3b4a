// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Synchronization
import Testing

@testable import NeutrinoCascade

@Suite struct ScanTests {
  static let window = 16e12...2.6e15

  static func scan(_ masses: [Double], _ couplings: [Double]) throws -> CouplingScan {
    try CouplingScan(
      masses: masses, couplings: couplings,
      neutrinos: NeutrinoMasses(sum: 0.1, ordering: .normal), source: CascadeFixture.source(),
      window: window, spacing: 4e-3)
  }

  static func logarithmic(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    FigurePart.logarithmic(low, high, count)
  }

  /// Points of the plane against a cascade of their own, solved directly at their m and g.
  @Test func againstDirectSolves() throws {
    let masses = [3e6, 1e7, 1.7e7, 6e7]
    let couplings = [8e-5, 5e-4, 2e-3]
    let plane = try Self.scan(masses, couplings).run(threads: 2)
    var deepest = 0.0
    for (c, coupling) in couplings.enumerated() {
      for (m, mass) in masses.enumerated() {
        let problem = try CascadeFixture.problem(
          mass: mass, coupling: coupling, zmax: 5, lowest: 15.9e12, spacing: 1e-3)
        let ratio = try CascadeSolver(problem).solve(CascadeFixture.source()).allFlavours
        let inside = ratio.indices.filter { Self.window.contains(problem.grid.energy($0)) }
        let direct = 1 - inside.map { ratio[$0] }.min()!
        // The dip is deepest at its edge, where a cell of 4e-3 counts.
        let ours = plane.depth[c * masses.count + m]
        #expect(abs(ours - max(direct, 0)) < 2e-2, "\(mass) \(coupling)")
        deepest = max(deepest, ours)
      }
    }
    #expect(deepest > 0.5)
  }

  /// Equal logarithmic steps: n + m − 1 distinct ratios; unequal ones: all.
  @Test func distinctRatios() throws {
    let even = try Self.scan(
      Self.logarithmic(1e6, 1e8, 21), Self.logarithmic(1e-5, 1e-3, 21))
    #expect(even.solves == 41)
    let odd = try Self.scan(Self.logarithmic(1e6, 1e8, 7), Self.logarithmic(1e-5, 2e-3, 5))
    #expect(odd.solves == 35)
  }

  @Test func sameBitsForAnyThreads() throws {
    let scan = try Self.scan(Self.logarithmic(1e6, 1e8, 9), Self.logarithmic(1e-5, 1e-3, 9))
    let told = Mutex(0)
    let one = try scan.run(threads: 1) { count in told.withLock { $0 = max($0, count) } }
    #expect(told.withLock { $0 } == scan.solves)
    for threads in [2, 4] { #expect(try scan.run(threads: threads).depth == one.depth) }
  }

  /// A Z′ too heavy for the window leaves no dip in it, and no energy of one.
  @Test func outsideTheWindow() throws {
    let plane = try Self.scan([9e7], [1e-3]).run(threads: 1)
    #expect(plane.depth[0] == 0)
    #expect(plane.energyOfDip[0].isNaN)
  }

  @Test func refusals() {
    #expect(throws: AssayError.self) { try Self.scan([], [1e-3]) }
    #expect(throws: AssayError.self) { try Self.scan([1e7], [0]) }
    #expect(throws: AssayError.self) { try Self.scan([1e9], [1e-3]) }
  }
}
