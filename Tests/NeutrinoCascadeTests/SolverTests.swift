// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import NeutrinoCascade

@Suite struct SolverTests {
  // MARK: Identities and limits

  /// Without interactions every ratio is 1: at a coupling of 1e-12 the optical depth is 1e-16.
  @Test(arguments: CascadeSolver.Variant.allCases)
  func freeStreaming(_ variant: CascadeSolver.Variant) throws {
    let problem = try CascadeFixture.problem(coupling: 1e-12)
    let spectrum = try CascadeSolver(problem).solve(CascadeFixture.source(), variant: variant)
    #expect(spectrum.massStates.joined().allSatisfy { abs($0 - 1) < 1e-13 })
  }

  /// A single thin interaction: to first order in g² the loss is the optical depth, averaged over
  /// the emission, and what comes back is left out by switching regeneration off.
  @Test func opticallyThin() throws {
    var problem = try CascadeFixture.problem(coupling: 1e-6, spacing: 2e-3)
    problem.conventions.neutrinosPerDecay = 0
    let cascade = WindowCascade(problem)
    let source = try CascadeFixture.source()
    let spectrum = try CascadeSolver(problem).solve(source)
    // Energies whose only crossing lies in the past: all that was emitted before it is dimmed.
    let emission = cascade.steps.emission(source, problem)
    var expected = [Double](repeating: 0, count: problem.grid.count)
    var rates = StepRates(problem, width: problem.grid.count)
    var emitted = 0.0
    for (s, span) in cascade.spans().enumerated() {
      rates.integrate(span)
      for n in span.lower..<span.upper {
        for j in 0..<3 {
          let rate =
            cascade.steps.steps[s].depth * exp(-2 * Double(n) * problem.grid.spacing)
            * rates.integrals[j * rates.stride + n - span.lower]
          expected[n] += problem.couplings.squared[0][j] * rate * (emitted + 0.5 * emission[s])
        }
      }
      emitted += emission[s]
    }
    let deepest = expected.max()! / emitted
    #expect(deepest > 1e-6)
    for (n, ratio) in spectrum.massStates[0].enumerated() {
      #expect(abs(1 - ratio - expected[n] / emitted) < 1e-3 * deepest * deepest + 1e-11)
    }
  }

  /// The emission summed over the steps is the free-streaming integral.
  @Test(arguments: [2.0, 2.5, 3.0])
  func emissionSums(_ index: Double) throws {
    let problem = try CascadeFixture.problem(zmax: 5)
    let sum = CascadeSteps(problem).emission(try CascadeFixture.source(index), problem)
      .reduce(0, +)
    let exact = try Quadrature.integrate(from: 0, to: 5, relative: 1e-12) {
      SourceEvolution.starFormation($0) * pow(1 + $0, -index) / Cosmology.reference.expansion($0)
    }
    #expect(abs(sum / exact - 1) < 1e-9)
  }

  /// The rates of a step are those of the exact thermal average.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func stepRates(_ seed: UInt64) throws {
    let problem = try CascadeFixture.random(seed: seed)
    let cascade = WindowCascade(problem)
    let thermal = ThermalRate(relics: problem.relics, zPrime: problem.zPrime)
    var rates = StepRates(problem, width: problem.grid.count)
    var random = Philox(seed: seed, stream: 2)
    let spans = cascade.spans()
    for _ in 0..<20 {
      let s = Int(random.uniform() * Double(spans.count))
      let step = cascade.steps.steps[s]
      rates.integrate(spans[s])
      for (j, window) in spans[s].windows.enumerated() where window.upper > window.lower {
        let n = window.lower + Int(random.uniform() * Double(window.upper - window.lower))
        let energy = problem.grid.energy(n) * (1 + step.z)
        let exact = try thermal.rate(
          energy: energy, z: step.z, mass: problem.masses.states[j])
        // Where the occupation is below e^-30 of its peak the window's end shows.
        let q = window.mu * sinh(abs(Double(n) - window.centre) * problem.grid.spacing)
        guard q < 30 else { continue }
        let ours =
          step.depth * exp(-2 * Double(n) * problem.grid.spacing)
          * rates.integrals[j * rates.stride + n - spans[s].lower]
          * problem.cosmology.hubble(step.z) / cascade.steps.size
        #expect(abs(ours / exact - 1) < 1e-9, "seed \(seed), step \(s), target \(j), q = \(q)")
      }
    }
  }

  /// The optical depth summed over the steps against the integral by quadrature.
  @Test(arguments: [6e14, 9e14, 1.5e15, 2.2e15])
  func opticalDepth(_ energy: Double) throws {
    let problem = try CascadeFixture.problem(zmax: 5, spacing: 1e-3)
    let exact = OpticalDepth(
      zPrime: problem.zPrime, couplings: problem.couplings, masses: problem.masses)
    let depths = WindowCascade(problem).opticalDepths()
    let n = Int((log(energy / problem.grid.lowest) / problem.grid.spacing).rounded())
    for i in 0..<3 {
      let expected = try exact.thermal(energy: problem.grid.energy(n), state: i, zmax: 5)
      #expect(abs(depths[i][n] / expected - 1) < 1e-4)
    }
  }

  // MARK: Properties

  /// Three ways to the same sums.
  @Test(arguments: [11, 12, 13, 14, 15, 16] as [UInt64])
  func variantsAgree(_ seed: UInt64) throws {
    let solver = try CascadeSolver(CascadeFixture.random(seed: seed))
    let source = try CascadeFixture.source(2 + 0.1 * Double(seed - 11))
    let scalar = try solver.solve(source, variant: .scalar)
    let simd = try solver.solve(source)
    let dense = try solver.solve(source, variant: .dense)
    #expect(CascadeFixture.largest(scalar, simd) < 1e-11, "seed \(seed)")
    #expect(CascadeFixture.largest(scalar, dense) < 1e-12, "seed \(seed)")
  }

  /// Energy is conserved and no flux is negative.
  @Test(arguments: [21, 22, 23, 24, 25, 26] as [UInt64])
  func energyIsConserved(_ seed: UInt64) throws {
    let problem = try CascadeFixture.random(seed: seed)
    let spectrum = try CascadeSolver(problem).solve(CascadeFixture.source())
    // Energy regenerated below the grid is lost from the sum: the flux there is flat in E.
    let leak = pow(problem.grid.lowest / problem.grid.highest, 0.5)
    #expect(abs(spectrum.energyImbalance) < 1e-4 + leak, "seed \(seed)")
    #expect(spectrum.massStates.joined().allSatisfy { $0 >= 0 && $0.isFinite }, "seed \(seed)")
    #expect(spectrum.allFlavours.min()! < 0.999, "seed \(seed): nothing was absorbed")
  }

  /// Sources solved together have the same bits as one at a time.
  @Test func sourcesTogether() throws {
    let solver = try CascadeSolver(CascadeFixture.problem())
    let sources =
      try [2.0, 2.5, 3.1].map(CascadeFixture.source) + [
        SourceSpectrum(
          index: 2.5, evolution: .none, flavours: [1, 2, 0], mixing: solver.problem.mixing)
      ]
    let together = try solver.solve(sources)
    for (source, spectrum) in zip(sources, together) {
      #expect(try solver.solve(source) == spectrum)
    }
    #expect(together[0].massStates != together[1].massStates)
    #expect(together[1].massStates != together[3].massStates)
  }

  /// A massless lightest state and one of 1e-7 eV look alike; the grid reaches far for both.
  @Test func masslessLightest() throws {
    func spectrum(_ lightest: Double) throws -> CascadeSpectrum {
      let masses = NeutrinoMasses(lightest: lightest, ordering: .normal)
      let zPrime = try ZPrime(mass: 1e7, coupling: 5e-4)
      let massless = NeutrinoMasses(lightest: 0, ordering: .normal)
      return try CascadeSolver(
        CascadeProblem(
          zPrime: zPrime, masses: masses, zmax: 3,
          grid: .automatic(
            lowest: 1e13, spacing: 4e-3, zPrime: zPrime, masses: massless, zmax: 3))
      ).solve(CascadeFixture.source())
    }
    let (none, little) = (try spectrum(0), try spectrum(1e-7))
    #expect(CascadeFixture.largest(none, little) < 1e-6)
    #expect(none.allFlavours.last! > 1 - 1e-9)
    #expect(none.massStates.joined().allSatisfy { $0.isFinite })
  }

  /// Second order in du, in the largest change of the all-flavour ratio.
  @Test(arguments: [CascadeBenchmark.a, .b, .d])
  func secondOrder(_ benchmark: CascadeBenchmark) throws {
    let order = try IdentitiesPart.order(benchmark, CascadeConventions())
    #expect(abs(order - 2) < 0.15)
  }
}
