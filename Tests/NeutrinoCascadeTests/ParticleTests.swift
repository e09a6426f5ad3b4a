// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import NeutrinoCascade

@Suite struct ParticleTests {
  // MARK: Masses

  @Test(arguments: ClosedForms.seeds, MassOrdering.allCases)
  func massesSumBack(_ seed: UInt64, _ ordering: MassOrdering) throws {
    var draws = ClosedForms.draws(seed, "masses")
    let least = NeutrinoMasses.minimumSum(ordering)
    for _ in 0..<200 {
      let sum = least + pow(10, -6 + 7 * draws.uniform()) * 0.9
      let masses = try NeutrinoMasses(sum: sum, ordering: ordering)
      #expect(ClosedForms.deviation(masses.sum, sum) < 2e-15, "seed \(seed), sum \(sum)")
      let squares = masses.states.map { $0 * $0 }
      // Differences of squares keep an absolute precision of some ulp of the largest square.
      let rounding = 8 * squares.max()!.ulp
      #expect((squares[1] - squares[0] - 7.42e-5).magnitude < rounding)
      let heavier = ordering == .normal ? squares[2] - squares[0] : squares[1] - squares[2]
      let splitting = ordering == .normal ? 2.514e-3 : 2.497e-3
      #expect((heavier - splitting).magnitude < rounding)
      #expect(masses.states.min() == masses.states[ordering == .normal ? 0 : 2])
    }
  }

  @Test func minimumSum() throws {
    let normal = 7.42e-5.squareRoot() + 2.514e-3.squareRoot()
    let inverted = 2.497e-3.squareRoot() + (2.497e-3 - 7.42e-5).squareRoot()
    #expect(ClosedForms.deviation(NeutrinoMasses.minimumSum(.normal), normal) < 1e-15)
    #expect(ClosedForms.deviation(NeutrinoMasses.minimumSum(.inverted), inverted) < 1e-15)
    for ordering in MassOrdering.allCases {
      let least = NeutrinoMasses.minimumSum(ordering)
      #expect(try NeutrinoMasses(sum: least, ordering: ordering).states.min() == 0)
      let sentence = ClosedForms.refusal {
        _ = try NeutrinoMasses(sum: least * 0.999, ordering: ordering)
      }
      #expect(sentence.contains("sum of the neutrino masses: found \(least * 0.999) eV"))
      #expect(sentence.contains("\(least) eV"))
    }
  }

  // MARK: Mixing

  @Test(arguments: ClosedForms.seeds)
  func unitarity(_ seed: UInt64) {
    var draws = ClosedForms.draws(seed, "mixing")
    for _ in 0..<100 {
      let angles = (0..<3).map { _ in 90 * draws.uniform() }
      let delta = 360 * draws.uniform()
      let mixing = MixingMatrix(
        theta12: angles[0], theta13: angles[1], theta23: angles[2], delta: delta)
      for a in 0..<3 {
        for b in 0..<3 {
          var (real, imaginary) = (0.0, 0.0)
          for i in 0..<3 {
            let (x, y) = (mixing.real[a][i], mixing.imaginary[a][i])
            let (u, v) = (mixing.real[b][i], mixing.imaginary[b][i])
            real += x * u + y * v
            imaginary += y * u - x * v
          }
          #expect((real - (a == b ? 1 : 0)).magnitude < 1e-15, "seed \(seed)")
          #expect(imaginary.magnitude < 1e-15, "seed \(seed)")
        }
      }
      checkCouplings(mixing, seed)
    }
  }

  private func checkCouplings(_ mixing: MixingMatrix, _ seed: UInt64) {
    let couplings = ZPrimeCouplings(mixing)
    let electron = mixing.moduliSquared[0]
    #expect((couplings.squared.joined().reduce(0, +) - 2).magnitude < 3e-15, "seed \(seed)")
    #expect((couplings.branching.joined().reduce(0, +) - 1).magnitude < 2e-15, "seed \(seed)")
    for i in 0..<3 {
      #expect((couplings.shares[i] - (1 - electron[i]) / 2).magnitude < 1e-15, "seed \(seed)")
      for j in 0..<3 {
        let (forth, back) = (couplings.squared[i][j], couplings.squared[j][i])
        #expect((forth - back).magnitude < 1e-15, "seed \(seed)")
        // Eigenvalues 0, 1, −1 bound every element.
        #expect(forth >= 0 && forth <= 1 + 1e-15, "seed \(seed)")
      }
    }
  }

  /// Without mixing the mass states are the flavours: Q = diag(0, 1, −1).
  @Test func noMixing() {
    let mixing = MixingMatrix(theta12: 0, theta13: 0, theta23: 0, delta: 77)
    #expect(ZPrimeCouplings(mixing).squared == [[0, 0, 0], [0, 1, 0], [0, 0, 1]])
    #expect(ZPrimeCouplings(mixing).shares == [0, 0.5, 0.5])
  }

  /// Maximal θ₂₃ with θ₁₃ = 0 is μ-τ symmetric: Q has no diagonal.
  @Test func muTauSymmetry() {
    let mixing = MixingMatrix(theta12: 33, theta13: 0, theta23: 45, delta: 0)
    let squared = ZPrimeCouplings(mixing).squared
    for i in 0..<3 { #expect(squared[i][i] < 1e-30) }
    #expect((squared[0][1] + squared[0][2] + squared[1][2] - 1).magnitude < 1e-15)
    #expect(squared[0][1] < 1e-30)
  }

  // MARK: Anomalous moment

  /// Schwinger's g²/(8π²) for a light Z′, with its first correction: 1 − π m/m_μ.
  @Test(arguments: [1e-3, 1, 1e2, 1e4])
  func lightMoment(_ mass: Double) throws {
    let slope = try MuonMagneticMoment.perCouplingSquared(mass: mass)
    let ratio = mass / PhysicalConstants.muonMass
    let expected = 1 - .pi * ratio
    let next = ratio * ratio * (1 - 6 * log(ratio))
    #expect((slope * 8 * .pi * .pi - expected).magnitude < next + 1e-13)
  }

  /// g² m_μ²/(12π² m²) for a heavy one.
  @Test(arguments: [1e12, 1e13, 1e16])
  func heavyMoment(_ mass: Double) throws {
    let slope = try MuonMagneticMoment.perCouplingSquared(mass: mass)
    let ratio = mass / PhysicalConstants.muonMass
    let bound = 10 * log(ratio) / (ratio * ratio) + 1e-13
    #expect((slope * 12 * .pi * .pi * ratio * ratio - 1).magnitude < bound)
  }

  /// At m = m_μ the loop integral is π/(3√3) − 1/2.
  @Test func equalMasses() throws {
    let slope = try MuonMagneticMoment.perCouplingSquared(mass: PhysicalConstants.muonMass)
    let loop = Double.pi / (3 * 3.0.squareRoot()) - 0.5
    #expect(ClosedForms.deviation(slope * 4 * .pi * .pi, loop) < 1e-13)
  }

  @Test(arguments: ClosedForms.seeds)
  func couplingInverts(_ seed: UInt64) throws {
    var draws = ClosedForms.draws(seed, "moment")
    for _ in 0..<50 {
      let mass = pow(10, 3 + 7 * draws.uniform())
      let coupling = pow(10, -6 + 5 * draws.uniform())
      let moment = try MuonMagneticMoment.perCouplingSquared(mass: mass) * coupling * coupling
      let found = try MuonMagneticMoment.coupling(giving: moment, mass: mass)
      #expect(ClosedForms.deviation(found, coupling) < 1e-15, "seed \(seed), m = \(mass)")
    }
  }

  @Test func badMoments() {
    #expect(
      ClosedForms.refusal { _ = try MuonMagneticMoment.perCouplingSquared(mass: 0) }
        == "mass of the Z': found 0.0 eV; accepted: a positive number of eV")
    #expect(
      ClosedForms.refusal { _ = try MuonMagneticMoment.perCouplingSquared(mass: .nan) }
        .contains("found nan eV"))
    #expect(
      ClosedForms.refusal { _ = try MuonMagneticMoment.coupling(giving: -1e-9, mass: 1e7) }
        .hasPrefix("Delta a_mu: found -1e-09; accepted: a positive number"))
  }
}
