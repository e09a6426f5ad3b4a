// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
internal import Numerics

/// A neutrino (or antineutrino) under way.
struct ColdNeutrino: Sendable, Equatable {
  /// Mass state, 0...2.
  var state: Int
  /// Energy today [eV]: physical energy over 1 + z.
  var energy: Double
  /// 1 + z where it starts.
  var start: Double
}

/// Told what becomes of a history.
protocol ColdRecorder {
  /// A neutrino came to Earth.
  mutating func arrived(_ neutrino: ColdNeutrino)
  /// A neutrino was absorbed at 1 + z.
  mutating func absorbed(_ neutrino: ColdNeutrino, at onePlusZ: Double)
}

/// The fate of single neutrinos among relic neutrinos at rest.
///
/// In the narrow-width limit σ_ij = 2π κ g² |Q_ij|² δ(s − m²), a neutrino of energy today E₀ meets
/// a target of mass m_j at one redshift only, with the optical depth
///
///     1 + z_j = m² / (2 m_j E₀),
///     τ_ij = 2π κ g² |Q_ij|² n₀ c (ħc)² (1+z_j)³ / (m² H(z_j))                 (1)
///
/// A Z′ decays to ν_k ν̄_l with Br = |Q_kl|²/2. Vector coupling to left-handed neutrinos on both
/// sides gives the ν a share y of the energy with density 3y², and leaves 1 − y to the ν̄.
///
/// A daughter can only meet targets heavier than the one that made it, for it has less energy at the
/// same redshift; so three generations end every history and the recursion is that deep.
struct ColdTransport: Sendable {
  /// m²/(2 m_j) [eV], falling: the order in which a neutrino meets them.
  let resonances: [Double]
  /// (1) without (1+z)³ H₀/H, by mass state and then place in `resonances`.
  private let depths: [Double]
  /// Cumulative Br of the nine pairs (k, l).
  private let branchings: [Double]
  private let cosmology: Cosmology
  /// Neutrinos below this energy today are dropped: they only lose energy [eV].
  let floor: Double

  init(
    zPrime: ZPrime, masses: NeutrinoMasses, couplings: ZPrimeCouplings,
    cosmology: Cosmology = .reference, relics: RelicNeutrinos = .reference, floor: Double = 0
  ) {
    let order = (0..<3).sorted { masses.states[$0] < masses.states[$1] }
    resonances = order.map { zPrime.resonanceEnergy(neutrinoMass: masses.states[$0]) }
    let (m, g, hbarC) = (zPrime.mass, zPrime.coupling, PhysicalConstants.hbarC)
    let area = 2 * Double.pi * zPrime.kappa * g * g * hbarC * hbarC / (m * m)
    let column = relics.density * PhysicalConstants.speedOfLight / cosmology.hubble(0)
    let scale = area * column * cosmology.expansion(0)
    depths = couplings.squared.flatMap { row in order.map { scale * row[$0] } }
    var sum = 0.0
    branchings = couplings.branching.joined().map {
      sum += $0
      return sum
    }
    self.cosmology = cosmology
    self.floor = floor
  }

  /// τ_ij of (1) for target j, counted from the lightest, met at 1 + z.
  func opticalDepth(state: Int, target: Int, onePlusZ a: Double) -> Double {
    depths[3 * state + target] * a * a * a / cosmology.expansion(a - 1)
  }

  /// 1 + z where a neutrino is absorbed, drawn with survival e^−τ at each resonance it meets; nil
  /// where it reaches Earth.
  @inline(__always)
  func absorption(_ neutrino: ColdNeutrino, _ random: inout Philox) -> Double? {
    for target in 0..<3 {
      let a = resonances[target] / neutrino.energy
      if a > neutrino.start { continue }
      if a < 1 { return nil }
      let depth = opticalDepth(state: neutrino.state, target: target, onePlusZ: a)
      if random.uniform() >= exp(-depth) { return a }
    }
    return nil
  }

  /// Follows a neutrino and all that it leads to.
  func follow<R: ColdRecorder>(
    _ neutrino: ColdNeutrino, _ random: inout Philox, _ recorder: inout R
  ) {
    guard neutrino.energy >= floor else { return }
    guard let a = absorption(neutrino, &random) else {
      recorder.arrived(neutrino)
      return
    }
    recorder.absorbed(neutrino, at: a)
    let (first, second) = decay(energy: neutrino.energy, at: a, &random)
    follow(first, &random, &recorder)
    follow(second, &random, &recorder)
  }

  /// ν_k and ν̄_l of a Z′ that carries the energy (today) given, at 1 + z.
  private func decay(
    energy: Double, at onePlusZ: Double, _ random: inout Philox
  ) -> (ColdNeutrino, ColdNeutrino) {
    let pick = random.uniform() * branchings[8]
    var pair = 0
    while pair < 8 && pick >= branchings[pair] { pair += 1 }
    let part = cbrt(random.uniform()) * energy
    return (
      ColdNeutrino(state: pair / 3, energy: part, start: onePlusZ),
      ColdNeutrino(state: pair % 3, energy: energy - part, start: onePlusZ)
    )
  }
}
