// SPDX-License-Identifier: GPL-3.0-or-later

import Numerics
import Testing

@testable import Hardware
@testable import NeutrinoCascade

/// Cascades on accelerators against the vector code of the CPU: the same kernel text, so the same
/// bits.
@Suite(.enabled(if: Accelerated.isPossible, "no accelerator with double precision here"))
struct DeviceCascadeTests {
  // MARK: Identities

  /// Less than a group, not a whole number of groups, several masses and sources.
  @Test(arguments: Accelerated.devices, [1, 5, 37])
  func sameBits(_ device: Device, _ count: Int) throws {
    let problem = try Accelerated.problem(zmax: 0.25)
    let (points, sources) = (
      try Accelerated.points(count, seed: 7), try Accelerated.sources(problem)
    )
    let ours = try DeviceCascade(problem, on: device).solve(points, sources)
    let expected = try Accelerated.onTheCPU(problem, points, sources)
    #expect(ours == expected)
    #expect(Accelerated.bits(ours) == Accelerated.bits(expected))
    #expect(ours.joined().contains { $0.allFlavours.min()! < 0.9 }, "nothing was absorbed")
  }

  /// Neutrino masses, redshifts and grids drawn by seed.
  @Test(arguments: Accelerated.devices, [31, 32, 33] as [UInt64])
  func sameBitsOfRandomProblems(_ device: Device, _ seed: UInt64) throws {
    var problem = try CascadeFixture.random(seed: seed)
    problem.zmax = min(problem.zmax, 0.5)
    let points = [problem.zPrime]
    let sources = try Accelerated.sources(problem)
    let ours = try DeviceCascade(problem, on: device).solve(points, sources)
    #expect(
      Accelerated.bits(ours)
        == Accelerated.bits(try Accelerated.onTheCPU(problem, points, sources)), "seed \(seed)")
  }

  /// Every branch of the text: the explicit step, Maxwell-Boltzmann occupation, scaled momenta.
  @Test(arguments: Accelerated.devices)
  func sameBitsOfConventions(_ device: Device) throws {
    var euler = try Accelerated.problem(zmax: 0.2)
    euler.conventions.explicitEuler = true
    var boltzmann = try Accelerated.problem(zmax: 0.2)
    boltzmann.conventions.fermiStatistics = false
    var warm = try Accelerated.problem(zmax: 0.2)
    warm.momentumScale = 1.2
    warm.grid = try CascadeGrid(
      lowest: warm.grid.lowest, highest: warm.grid.highest * 1.3, spacing: warm.grid.spacing)
    for problem in [euler, boltzmann, warm] {
      let (points, sources) = (try Accelerated.points(3, seed: 8), try Accelerated.sources(problem))
      #expect(
        Accelerated.bits(try DeviceCascade(problem, on: device).solve(points, sources))
          == Accelerated.bits(try Accelerated.onTheCPU(problem, points, sources)))
    }
  }

  /// Without interactions every ratio is 1, by suffix sums and by the product.
  @Test(arguments: Accelerated.devices, DeviceCascade.Variant.allCases)
  func freeStreaming(_ device: Device, _ variant: DeviceCascade.Variant) throws {
    let problem = try Accelerated.problem(zmax: 0.2)
    let spectra = try DeviceCascade(problem, on: device, variant: variant).solve(
      [ZPrime(mass: 1e7, coupling: 1e-12)], Accelerated.sources(problem))
    #expect(spectra[0].count == 2)
    #expect(spectra[0].flatMap { $0.massStates.joined() }.allSatisfy { abs($0 - 1) < 1e-13 })
  }

  /// R as a product with the triangle of h, in the order of the CPU's dot product, against suffix
  /// sums: rounding only. Several masses and sources, each of which has a triangle of its own.
  @Test(arguments: Accelerated.devices, [41, 42] as [UInt64])
  func denseAgainstSuffix(_ device: Device, _ seed: UInt64) throws {
    let problem = try Accelerated.problem(zmax: 0.2)
    let (points, sources) = (
      try Accelerated.points(4, seed: seed), try Accelerated.sources(problem)
    )
    #expect(Set(points.map(\.mass)).count == 3)
    let dense = try DeviceCascade(problem, on: device, variant: .dense).solve(points, sources)
    let suffix = try DeviceCascade(problem, on: device).solve(points, sources)
    for (ours, expected) in zip(dense, suffix) {
      for (a, b) in zip(ours, expected) {
        #expect(CascadeFixture.largest(a, b) < 1e-12, "seed \(seed)")
      }
    }
    // So that the triangle of one source would not do for the other.
    for k in sources.indices {
      #expect(dense.contains { $0[k].allFlavours.min()! < 0.9 }, "nothing was absorbed")
    }
    let last = problem.with(points[3])
    for (a, b) in zip(dense[3], try CascadeSolver(last).solve(sources, variant: .dense)) {
      #expect(CascadeFixture.largest(a, b) < 1e-11, "seed \(seed)")
    }
  }

  // MARK: Scans

  @Test(arguments: Accelerated.devices)
  func scan(_ device: Device) throws {
    let scan = try ScanTests.scan(
      ScanTests.logarithmic(1e6, 9e7, 5), ScanTests.logarithmic(1e-5, 1e-3, 3))
    let ours = try scan.run(on: device)
    let expected = try scan.run(threads: 1)
    #expect(ours.depth == expected.depth)
    #expect(ours.energyOfDip.map(\.bitPattern) == expected.energyOfDip.map(\.bitPattern))
    #expect(expected.depth.max()! > 0.1)
  }

  @Test(arguments: Accelerated.devices)
  func depths(_ device: Device) throws {
    let problem = try Accelerated.problem()
    let (points, source) = (try Accelerated.points(6, seed: 9), try CascadeFixture.source())
    let window = 2e14...6e14
    let ours = try DeviceCascade(problem, on: device).depths(points, source, window: window)
    let expected = try Accelerated.onTheCPU(problem, points, [source]).map {
      $0[0].depth(within: window)
    }
    #expect(ours == expected)
    #expect(Set(expected).count > 3)
    let dense = try DeviceCascade(problem, on: device, variant: .dense)
      .depths(points, source, window: window)
    #expect(zip(dense, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  // MARK: Memory

  /// With room for a few cascades only, the work is cut and the bits are the same.
  @Test(arguments: Accelerated.devices)
  func littleMemory(_ device: Device) throws {
    let problem = try Accelerated.problem(zmax: 0.2)
    let (points, sources) = (try Accelerated.points(9, seed: 10), try Accelerated.sources(problem))
    let small = Device(device.driver, memory: 1_200_000)
    let ours = try DeviceCascade(problem, on: small).solve(points, sources)
    #expect(
      Accelerated.bits(ours) == Accelerated.bits(try Accelerated.onTheCPU(problem, points, sources))
    )
    #expect(!small.notes.isEmpty)
    let none = Device(device.driver, memory: 1000)
    #expect(throws: AssayError.self) { try DeviceCascade(problem, on: none).solve(points, sources) }
  }

  // MARK: Drill and refusals

  /// The comparison of bits catches a coupling off by one unit in the last place, and that of the
  /// dense variant a decay with another h.
  @Test(arguments: Accelerated.devices)
  func aDifferenceIsCaught(_ device: Device) throws {
    let problem = try Accelerated.problem(zmax: 0.2)
    let (point, source) = (try ZPrime(mass: 1e7, coupling: 1e-3), try CascadeFixture.source())
    let next = try ZPrime(mass: 1e7, coupling: 1e-3.nextUp)
    let expected = try Accelerated.onTheCPU(problem, [point], [source])
    let off = try DeviceCascade(problem, on: device).solve([next], [source])
    #expect(Accelerated.bits(off) != Accelerated.bits(expected))
    var isotropic = problem
    isotropic.conventions.isotropicDecay = true
    let other = try DeviceCascade(isotropic, on: device, variant: .dense).solve([point], [source])
    #expect(CascadeFixture.largest(other[0][0], expected[0][0]) > 1e-6)
  }

  @Test func refusals() throws {
    let device = Accelerated.devices[0]
    let problem = try Accelerated.problem()
    let source = try CascadeFixture.source()
    let cascade = DeviceCascade(problem, on: device)
    // Absorbed above the grid.
    let heavy = try ZPrime(mass: 9e7, coupling: 1e-3)
    #expect(throws: AssayError.self) { try cascade.solve([heavy], [source]) }
    #expect(throws: AssayError.self) { try cascade.depths([heavy], source, window: 1e14...1e15) }
    #expect(try cascade.solve([], [source]).isEmpty)
    // A window beyond local memory is refused by the dense variant alone.
    let fine = try CascadeFixture.problem(sum: 0.06, zmax: 0.01, spacing: 2e-4)
    let wide = DeviceCascade(fine, on: device, variant: .dense)
    #expect(throws: AssayError.self) { try wide.solve([fine.zPrime], [source]) }
  }
}
