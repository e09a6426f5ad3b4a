// SPDX-License-Identifier: GPL-3.0-or-later

import Numerics
import Testing

@testable import Hardware
@testable import NeutrinoCascade

/// How the points of a cascade on accelerators are cut into batches.
@Suite struct DeviceCascadeBatchesTests {
  typealias Mass = DeviceCascadeBatches.Mass

  /// Whether the masses of some points fit, counted point by point.
  static func fits(_ masses: [Mass], _ points: Range<Int>, _ integrals: Int, _ tables: Int) -> Bool
  {
    var (start, sums) = (0, (0, 0))
    for mass in masses {
      if points.overlaps(start..<start + mass.points) {
        sums.0 += mass.integrals
        sums.1 += mass.tables
      }
      start += mass.points
    }
    return sums.0 <= integrals && sums.1 <= tables
  }

  /// Any run of so many points fits, and some longer one does not.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func mostIsTheMost(_ seed: UInt64) {
    var random = Philox(seed: seed, stream: 9)
    func draw(_ most: Int) -> Int { 1 + Int(Double(most) * random.uniform()) }
    let masses = (0..<draw(12)).map { _ in
      Mass(points: draw(5), integrals: draw(50), tables: draw(10))
    }
    let (integrals, tables, cap) = (draw(200), draw(40), draw(30))
    let most = DeviceCascadeBatches.most(
      masses, points: cap, integrals: integrals, tables: tables)
    let count = masses.reduce(0) { $0 + $1.points }
    #expect((1...max(1, cap)).contains(most), "seed \(seed)")
    func allFit(_ length: Int) -> Bool {
      guard length <= count else { return true }
      return (0...count - length).allSatisfy {
        Self.fits(masses, $0..<$0 + length, integrals, tables)
      }
    }
    #expect(most == 1 || allFit(most), "seed \(seed)")
    #expect(most == cap || !allFit(most + 1), "seed \(seed)")
  }

  /// Masses that are all different: as many as there is room for. One mass: as many as are asked.
  @Test func limits() {
    let each = Mass(points: 1, integrals: 100, tables: 10)
    let all = [Mass](repeating: each, count: 1000)
    #expect(DeviceCascadeBatches.most(all, points: 1 << 18, integrals: 1000, tables: 1000) == 10)
    #expect(DeviceCascadeBatches.most(all, points: 1 << 18, integrals: 1000, tables: 70) == 7)
    #expect(DeviceCascadeBatches.most(all, points: 1 << 18, integrals: 99, tables: 70) == 1)
    let one = [Mass(points: 1 << 20, integrals: 100, tables: 10)]
    #expect(DeviceCascadeBatches.most(one, points: 1 << 18, integrals: 100, tables: 10) == 1 << 18)
    #expect(DeviceCascadeBatches.most([], points: 0, integrals: 1, tables: 1) == 1)
  }

  /// What a mass is said to take is what its tables hold.
  @Test func bytesOfAMass() throws {
    let problem = try Accelerated.problem(zmax: 0.3)
    let cascade = WindowCascade(problem)
    let steps = cascade.steps
    let sources = try Accelerated.sources(problem).map { SourceTerms($0, problem, steps) }
    let masses = [6e6, 1.1e7, 1.5e7]
    let sizes = masses.map {
      Mass(
        points: 1, spans: cascade.spans(of: $0), sources: sources.count,
        spacing: problem.grid.spacing)
    }
    let tables = DeviceCascadeTables(cascade, masses, sources, threads: 2)
    func bytes<T>(_ array: [T]) -> Int { array.count * MemoryLayout<T>.stride }
    #expect(sizes.reduce(0) { $0 + $1.integrals } == 8 * tables.integrals)
    #expect(
      sizes.reduce(0) { $0 + $1.tables }
        == bytes(tables.spans) + bytes(tables.rows) + bytes(tables.factors)
        + bytes(tables.passage))
    #expect(Set(sizes.map(\.integrals)).count == 3)
  }

  /// The spans of a mass are those of a problem with that mass.
  @Test func spansOfAMass() throws {
    let problem = try Accelerated.problem(zmax: 0.3)
    let zPrime = try ZPrime(mass: 6e6, coupling: 3e-4)
    let (ours, own) = (
      WindowCascade(problem).spans(of: 6e6), WindowCascade(problem.with(zPrime)).spans()
    )
    #expect(ours.map(\.windows) == own.map(\.windows))
    #expect(ours.map(\.lower) == own.map(\.lower) && ours.map(\.upper) == own.map(\.upper))
    #expect(ours.map(\.windows) != WindowCascade(problem).spans().map(\.windows))
  }

  /// Points of the largest κ g² and κ g⁴ of each mass, each once.
  @Test func strongest() throws {
    func point(_ mass: Double, _ g: Double, _ kappa: Double) throws -> ZPrime {
      try ZPrime(mass: mass, coupling: g, kappa: kappa)
    }
    let points = try [
      point(1e7, 1e-4, 1), point(1e7, 1e-3, 1), point(1e7, 8e-4, 4), point(2e7, 1e-3, 0.5),
      point(2e7, 1e-4, 4),
    ]
    #expect(DeviceCascade.strongest(points) == [points[2], points[3]])
    let split = try [point(1e7, 1e-3, 1), point(1e7, 8e-4, 2), point(1e7, 7e-4, 2)]
    #expect(DeviceCascade.strongest(split) == [split[1], split[0]])
  }

  /// With little room the work is cut before anything is refused, by points where they share a mass
  /// and by masses where they do not, and the bits stay.
  @Test(
    .enabled(if: Accelerated.isPossible, "no accelerator with double precision here"),
    arguments: Accelerated.devices)
  func littleRoom(_ device: Device) throws {
    let problem = try Accelerated.problem(zmax: 0.1)
    let sources = [try CascadeFixture.source()]
    let points = try (0..<9).map { try ZPrime(mass: 6e6 + 5e5 * Double($0), coupling: 1e-3) }
    let one = DeviceCascadeBatches.Mass(
      points: 1, spans: WindowCascade(problem).spans(of: 6e6), sources: 1,
      spacing: problem.grid.spacing)
    let fresh = Device(device.driver)
    var cascade = DeviceCascade(problem, on: fresh)
    cascade.room = 3 * one.integrals
    let run = try DeviceCascadeRun(cascade, sources)
    var ranges: [Range<Int>] = []
    try run.inBatches(points.map { DeviceCascade.Point(zPrime: $0) }) { range, _ in
      ranges.append(range)
    }
    #expect(ranges.count > 2 && ranges.last!.upperBound == 9)
    #expect(fresh.notes.isEmpty)
    #expect(
      Accelerated.bits(try cascade.solve(points, sources))
        == Accelerated.bits(try Accelerated.onTheCPU(problem, points, sources)))
  }
}
