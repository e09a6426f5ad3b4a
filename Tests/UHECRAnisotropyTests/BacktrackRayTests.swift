// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import UHECRAnisotropy

/// The 40 rays of the reference table, by every way to follow them.
@Suite struct BacktrackRayTests {
  /// Angles between our directions and the table's [deg].
  private static func separations(_ way: String, fault: String? = nil) throws -> [Double] {
    let table = try FieldFixture.table("jf12_backtracking")
    let results = try FieldFixture.run("jf12_backtracking", fault: fault)
    let (l, b) = (
      try FieldFixture.column(table, "l at Galactic boundary"),
      try FieldFixture.column(table, "b at Galactic boundary")
    )
    let ours = try ["x", "y", "z"].map { try FieldFixture.values(results, "rays.\(way).\($0)") }
    return l.indices.map {
      DeflectionMap.separation(
        SIMD3(ours[0][$0], ours[1][$0], ours[2][$0]),
        DeflectionMap.direction(longitude: l[$0], latitude: b[$0]))
    }
  }

  /// Bounds of the reference table: 1e-3 deg for the precise setting, 0.05 deg for the others.
  @Test(arguments: [
    ("adaptive", 1e-3), ("authors", 0.05), ("scalar", 0.05), ("double", 0.05), ("single", 0.05),
  ])
  func raysOfTheTable(_ way: String, _ bound: Double) throws {
    let worst = try #require(try Self.separations(way).max())
    #expect(worst <= bound, "\(way): \(worst) deg")
  }

  @Test(
    arguments: FieldFaults.all.filter { $0.meantFor.contains("jf12-rays") }.map(\.id),
    ["adaptive", "single"])
  func faultsShow(_ fault: String, _ way: String) throws {
    // The missing digits move a ray by 1.15e-3 deg at most: less than steps of 10 pc do.
    if fault == "larmor-digits", way == "single" { return }
    let worst = try #require(try Self.separations(way, fault: fault).max())
    #expect(worst > (way == "adaptive" ? 1e-3 : 0.05), "\(fault): \(worst) deg")
  }

  @Test func columnsBelongTogether() throws {
    let table = try FieldFixture.table("jf12_backtracking")
    let results = try FieldFixture.run("jf12_backtracking")
    for (suffix, name) in [
      ("l", "l at Galactic boundary"), ("b", "b at Galactic boundary"),
      ("deflection", "deflection angle"),
    ] {
      let worst = FieldFixture.worst(
        try FieldFixture.values(results, "rays.adaptive.\(suffix)"),
        try FieldFixture.column(table, name))
      #expect(worst <= 1e-3, "\(name): \(worst)")
    }
    let vectors = try FieldFixture.table("jf12_backtracking_vectors")
    for axis in ["x", "y", "z"] {
      let worst = FieldFixture.worst(
        try FieldFixture.values(results, "rays.adaptive.\(axis)"),
        try FieldFixture.column(vectors, "n_\(axis) at Galactic boundary"))
      #expect(worst <= 1e-3 * .pi / 180, "\(axis): \(worst)")
    }
  }

  /// Of the identities in the order of the table: about ten times what is seen. The last but one
  /// is chaotic in the turbulence, the last exact.
  private static let bounds = [
    1e-9, 1e-6, 5e-3, 1e-13, 1e-13, 1e-6, 1e-13, 1e-13, 2e-5, 1e-12, 1e-7, 0,
  ]

  /// Identities that a fault breaks, by their places in the table.
  @Test(
    arguments: [
      ("larmor-digits", [0, 1], 2e-6), ("charge-not-flipped", [2], 1),
      ("start-not-unit", [6, 7, 8], 5e-5),
      ("reversal-keeps-charge", [3, 4, 5], 1e-4), ("lanes-turn-more", [9, 10], 1e-5),
    ] as [(String, [Int], Double)])
  func faultsBreakIdentities(_ fault: String, _ rows: [Int], _ least: Double) throws {
    let results = try FieldFixture.run("backtracking_identities", fault: fault)
    let values = try FieldFixture.values(results, "backtracking.identities")
    for row in rows { #expect(abs(values[row]) > least, "\(fault), row \(row): \(values[row])") }
  }

  /// Each identity within a bound of its own.
  @Test(arguments: [1, 2, 3] as [UInt64]) func identities(_ seed: UInt64) throws {
    let results = try FieldFixture.run("backtracking_identities", seed: seed)
    let values = try FieldFixture.values(results, "backtracking.identities")
    let names = try FieldFixture.table("backtracking_identities").independent[0].axis.keys
    #expect(values.count == Self.bounds.count && names.count == values.count)
    for (n, value) in values.enumerated() {
      #expect(abs(value) <= Self.bounds[n], "seed \(seed), \(names[n]): \(value)")
    }
  }
}
