// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong in a program of this kind, one fault at a time, for all parts of the study.
enum CascadeFaults {
  static let all: [Fault] = entries.map(\.fault)

  private static let spectra = ["spectrum-A", "spectrum-B", "spectrum-C", "spectrum-D"]
  private static let everySpectrum = spectra + ["spectrum-A-coarse"]
  private static let balances = ["energy-balance", "energy-balance-C", "energy-balance-D"]

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout CascadeConventions) -> Void)] =
    particle + medium + cascade

  private static let particle: [(Fault, @Sendable (inout CascadeConventions) -> Void)] = [
    (
      Fault(
        "swapped-ordering", "masses and angles of the other ordering",
        meantFor: everySpectrum
          + ["neutrino-masses", "resonance-energies", "couplings", "branching"]),
      { $0.swapsOrdering = true }
    ),
    (
      Fault(
        "splitting-from-middle", "the larger splitting counted from the wrong state",
        meantFor: ["neutrino-masses", "resonance-energies"]),
      { $0.splittingFromMiddle = true }
    ),
    (
      Fault(
        "octant", "θ₂₃ in the other octant", meantFor: ["couplings", "branching"]),
      { $0.mirrorsOctant = true }
    ),
    (
      Fault(
        "width-scalar", "the width g²m/(16π) of a scalar mediator", meantFor: ["zprime-width"]),
      { $0.widthDivisor = 16 }
    ),
    (
      Fault("wrong-kappa", "the cross-section four times too large", meantFor: kappa),
      { $0.kappaFactor = 4 }
    ),
    (
      Fault(
        "g-2-scalar-loop", "x (1 − x) instead of x (1 − x)² in the loop of g − 2",
        meantFor: ["muon-g-2"]),
      { $0.scalarLoop = true }
    ),
  ]

  private static let kappa =
    everySpectrum + ["thermal-kernel", "cold-optical-depth", "cold-monte-carlo"]

  private static let medium: [(Fault, @Sendable (inout CascadeConventions) -> Void)] = [
    (
      Fault(
        "temperature-not-scaled", "relic neutrinos as cold at redshift z as today",
        meantFor: everySpectrum + ["thermal-kernel"]),
      { $0.temperatureScales = false }
    ),
    (
      Fault(
        "maxwell-boltzmann", "Maxwell-Boltzmann instead of Fermi-Dirac occupation",
        meantFor: spectra + ["thermal-kernel"]),
      { $0.fermiStatistics = false }
    ),
    (
      Fault(
        "fixed-mass", "the prefactor of the thermal rate with the mass of 10 MeV throughout",
        meantFor: ["spectrum-D", "scaling-identity"]),
      { $0.fixedMassInRate = true }
    ),
    (
      Fault(
        "relic-pairs", "neutrinos and antineutrinos counted where one helicity state is meant",
        meantFor: ["cold-optical-depth"]),
      { $0.densityFactor = 2 }
    ),
    (
      Fault(
        "hubble", "H₀ too large by 0.5 %", meantFor: everySpectrum + ["cold-optical-depth"]),
      { $0.hubbleFactor = 1.005 }
    ),
    (
      Fault(
        "other-star-formation", "B = 5000, C = 9 in the star-formation rate",
        meantFor: everySpectrum + ["free-streaming"]),
      { $0.otherStarFormation = true }
    ),
  ]

  private static let cascade: [(Fault, @Sendable (inout CascadeConventions) -> Void)] = [
    (
      Fault(
        "one-neutrino", "the antineutrino of the decay forgotten",
        meantFor: everySpectrum
          + balances + ["cold-monte-carlo", "regeneration-moments", "sum-rules"]),
      { $0.neutrinosPerDecay = 1 }
    ),
    (
      Fault(
        "isotropic-decay", "an isotropic decay of the Z′",
        meantFor: spectra + ["regeneration-moments"]),
      { $0.isotropicDecay = true }
    ),
    (
      Fault(
        "shares-dropped", "every mass state given all of the regenerated neutrinos",
        meantFor: everySpectrum + balances + ["cold-monte-carlo"]),
      { $0.dropsShares = true }
    ),
    (
      Fault(
        "democratic-shares", "equal shares of the mass states in a decay",
        meantFor: everySpectrum),
      { $0.democraticShares = true }
    ),
    (
      Fault(
        "explicit-euler", "explicit Euler steps through the stiff absorption",
        meantFor: everySpectrum + ["convergence-order"]),
      { $0.explicitEuler = true }
    ),
    (
      Fault(
        "rates-at-start", "rates at the start of a step instead of its middle",
        meantFor: ["convergence-order"]),
      { $0.ratesAtStart = true }
    ),
    (
      Fault(
        "short-window", "the vector code cuts the thermal window at p = 6 T instead of 40 T",
        meantFor: ["variants"]),
      { $0.shortWindow = true }
    ),
  ]
}

extension CascadeConventions {
  /// Production values, spoilt by one fault of the study if it is named.
  init(fault: String?) {
    self.init()
    CascadeFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
