// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import NeutrinoCascade

/// Keeps every arrival and absorption.
private struct Ledger: ColdRecorder {
  var arrivals: [ColdNeutrino] = []
  var absorptions: [(neutrino: ColdNeutrino, onePlusZ: Double)] = []
  mutating func arrived(_ neutrino: ColdNeutrino) { arrivals.append(neutrino) }
  mutating func absorbed(_ neutrino: ColdNeutrino, at onePlusZ: Double) {
    absorptions.append((neutrino, onePlusZ))
  }
}

struct ColdTransportTests {
  private static let normal = try! NeutrinoMasses(sum: 0.1, ordering: .normal)

  private static func transport(
    coupling: Double = 5e-4, mass: Double = 1e7, kappa: Double = 1,
    masses: NeutrinoMasses = normal
  ) throws -> ColdTransport {
    ColdTransport(
      zPrime: try ZPrime(mass: mass, coupling: coupling, kappa: kappa), masses: masses,
      couplings: ZPrimeCouplings(.nuFIT5(masses.ordering)))
  }

  /// Reference: tau_cold_limit of the specification, ten digits.
  @Test(arguments: [
    (1e7, 5e-4, 0.0, 4.524500533), (1e7, 5e-4, 1.0, 20.37474272), (1e7, 5e-4, 6.0, 150.4958776),
    (5e6, 3e-4, 0.5, 16.71073934), (2e7, 8e-4, 3.0, 41.02729973),
  ])
  func opticalDepth(_ mass: Double, _ g: Double, _ z: Double, _ expected: Double) throws {
    let couplings = ZPrimeCouplings(.nuFIT5(.normal))
    for kappa in [1.0, 4] {
      let transport = try Self.transport(coupling: g, mass: mass, kappa: kappa)
      for (i, j) in [(0, 0), (1, 2), (2, 1)] {
        // In the normal ordering targets stand in the order of the states.
        let depth = transport.opticalDepth(state: i, target: j, onePlusZ: 1 + z)
        #expect(abs(depth / (kappa * couplings.squared[i][j] * expected) - 1) < 1e-9)
      }
    }
  }

  /// Targets are met from the lightest on, whatever the ordering.
  @Test(arguments: MassOrdering.allCases)
  func orderOfResonances(_ ordering: MassOrdering) throws {
    let masses = try NeutrinoMasses(sum: 0.12, ordering: ordering)
    let transport = try Self.transport(masses: masses)
    let lightest = masses.states.min()!
    #expect(transport.resonances == transport.resonances.sorted(by: >))
    #expect(transport.resonances[0] == 1e14 / (2 * lightest))
    let place = masses.states.sorted().firstIndex(of: masses.states[0])!
    let q = ZPrimeCouplings(.nuFIT5(ordering)).squared[2][0]
    let depth = transport.opticalDepth(state: 2, target: place, onePlusZ: 1)
    #expect(abs(depth / (4.524500533 * q) - 1) < 1e-9)
  }

  /// Every history keeps its energy, and each absorption makes one neutrino more, at a redshift
  /// where the resonance lies, below that of its maker.
  @Test func histories() throws {
    let transport = try Self.transport(coupling: 2e-3)
    var random = Philox(seed: 3, stream: 1)
    var deepest = 0
    for _ in 0..<20_000 {
      let primary = ColdNeutrino(
        state: Int(random.uniform() * 3), energy: 1e14 * exp(random.uniform() * 3.5),
        start: 1 + 5 * random.uniform())
      var ledger = Ledger()
      transport.follow(primary, &random, &ledger)
      #expect(ledger.arrivals.count == 1 + ledger.absorptions.count)
      let energy = ledger.arrivals.reduce(0) { $0 + $1.energy }
      #expect(abs(energy / primary.energy - 1) < 4 * .ulpOfOne)
      for (neutrino, a) in ledger.absorptions {
        #expect(a >= 1 && a <= neutrino.start)
        #expect(transport.resonances.contains { abs($0 / (neutrino.energy * a) - 1) < 1e-15 })
      }
      deepest = max(deepest, ledger.absorptions.count)
    }
    // A binary tree of three generations has seven nodes.
    #expect(deepest >= 3 && deepest <= 7)
  }

  /// A neutrino that meets a resonance of large depth is absorbed, one that meets none is not.
  @Test func opaque() throws {
    let transport = try Self.transport(coupling: 1)
    var random = Philox(seed: 1, stream: 2)
    let heaviest = transport.resonances[2]
    for k in 0..<2000 {
      let start = 1 + 5 * random.uniform()
      let energy = heaviest * exp(-2 + 2.5 * random.uniform())
      let neutrino = ColdNeutrino(state: k % 3, energy: energy, start: start)
      let meets = transport.resonances.contains { $0 >= energy && $0 / energy <= start }
      #expect((transport.absorption(neutrino, &random) != nil) == meets)
    }
  }

  /// One crossing: the number absorbed is binomial with 1 − e^−τ, daughters follow
  /// h(y) = 3 [y² + (1−y)²] in energy and P_i in state.
  @Test(arguments: 0..<3)
  func oneCrossing(_ state: Int) throws {
    let transport = try Self.transport(coupling: 2e-4)
    // Far enough below the others that only the heaviest target is met, at 1 + z = 1.2.
    let energy = transport.resonances[2] / 1.2
    let depth = transport.opticalDepth(state: state, target: 2, onePlusZ: 1.2)
    let count = 200_000
    var random = Philox(seed: 7, stream: UInt64(state))
    var absorbed = 0
    var moments = [0.0, 0, 0]
    var squares = [0.0, 0, 0]
    var states = [0.0, 0, 0]
    for _ in 0..<count {
      var ledger = Ledger()
      transport.follow(
        ColdNeutrino(state: state, energy: energy, start: 1.5), &random, &ledger)
      #expect(ledger.absorptions.count <= 1)
      guard ledger.absorptions.count == 1 else { continue }
      absorbed += 1
      for (k, power) in [0.5, 1.5, 2].enumerated() {
        let sum = ledger.arrivals.reduce(0) { $0 + pow($1.energy / energy, power) }
        moments[k] += sum
        squares[k] += sum * sum
      }
      for neutrino in ledger.arrivals { states[neutrino.state] += 1 }
    }
    let n = Double(absorbed)
    let p = -expm1(-depth)
    let spread = (p * (1 - p) * Double(count)).squareRoot()
    #expect(p > 0.02 && p < 0.9)
    #expect(abs(n - p * Double(count)) < 4 * spread)
    // ∫ yⁿ h dy = 3 [1/(n+3) + B(n+1, 3)]; 0.8190476 at n = 3/2.
    for (k, power) in [0.5, 1.5, 2].enumerated() {
      let beta = 2 / ((power + 1) * (power + 2) * (power + 3))
      let exact = 3 * (1 / (power + 3) + beta)
      let mean = moments[k] / n
      let error = ((squares[k] / n - mean * mean) / n).squareRoot()
      #expect(abs(mean - exact) < 4 * error)
      #expect(error < 5e-3)
    }
    let shares = ZPrimeCouplings(.nuFIT5(.normal)).shares
    for i in 0..<3 {
      // Two daughters of one decay are correlated: at most twice the binomial variance.
      let error = (shares[i] * (1 - shares[i]) / n).squareRoot()
      #expect(abs(states[i] / (2 * n) - shares[i]) < 4 * error)
    }
  }

  /// Neutrinos below the floor leave no trace.
  @Test func floor() throws {
    let transport = ColdTransport(
      zPrime: try ZPrime(mass: 1e7, coupling: 1), masses: Self.normal,
      couplings: ZPrimeCouplings(.nuFIT5(.normal)), floor: 5e14)
    var random = Philox(seed: 1, stream: 3)
    var ledger = Ledger()
    for _ in 0..<1000 {
      transport.follow(ColdNeutrino(state: 1, energy: 8e14, start: 6), &random, &ledger)
    }
    #expect(ledger.absorptions.count >= 1000)
    #expect(ledger.arrivals.allSatisfy { $0.energy >= 5e14 })
    #expect(ledger.arrivals.count < 2000)
  }
}
