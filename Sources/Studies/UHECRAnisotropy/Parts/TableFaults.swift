// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong behind the exact tables, one fault at a time.
enum TableFaults {
  static let faults: [Fault] = entries.map(\.fault)

  private typealias Entry = (fault: Fault, apply: @Sendable (inout TableConventions) -> Void)

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout TableConventions) -> Void)] =
    pixels + spectra + energies + compositions

  private static let pixels: [Entry] = [
    (
      Fault(
        "ordering-swapped", "nested numbers taken for ring numbers and the other way round",
        meantFor: ["healpix-pixels", "healpix-angles"]),
      { $0.swapsOrderings = true }
    ),
    (
      Fault(
        "missing-neighbour", "a missing neighbour read as pixel 0", meantFor: ["healpix-neighbours"]
      ),
      { $0.missingIsZero = true }
    ),
    (
      Fault(
        "neighbours-turned", "the eight neighbours begin with S instead of SW",
        meantFor: ["healpix-neighbours"]),
      { $0.turnsNeighbours = true }
    ),
  ]

  private static let spectra: [Entry] = [
    (
      Fault(
        "no-rounds", "power spectra without the rounds of improvement",
        meantFor: ["power-spectra-iterated", "power-spectra-smooth"]),
      { $0.iterations = 0 }
    ),
    (
      Fault(
        "rounds-everywhere", "power spectra improved where the plain quadrature is wanted",
        meantFor: ["power-spectra", "power-spectra-smooth"]),
      { $0.alwaysIterates = true }
    ),
    (
      Fault(
        "power-summed", "C_l without the division by 2l + 1",
        meantFor: ["power-spectra", "power-spectra-iterated", "power-spectra-smooth"]),
      { $0.sumsPower = true }
    ),
    (
      Fault(
        "event-area", "harmonics of events without the solid angle of a pixel",
        meantFor: ["power-spectra"]),
      { $0.forgetsPixelArea = true }
    ),
  ]

  private static let energies: [Entry] = [
    (
      Fault(
        "bins-to-300", "bins stretched so that the last ends at 300 EeV", meantFor: ["energy-edges"]
      ),
      { $0.endsAtHighest = true }
    ),
    (
      Fault("no-smearing", "no energy resolution", meantFor: ["energy-smearing"]),
      { $0.isSharp = true }
    ),
    (
      Fault(
        "floor-for-truncation", "energies rounded down to their bins everywhere",
        meantFor: ["energy-bins"]),
      { $0.alwaysFloors = true }
    ),
  ]

  private static let compositions: [Entry] = [
    (
      Fault(
        "colatitude", "latitude counted from the pole", meantFor: ["source-directions"]),
      { $0.takesColatitude = true }
    ),
    (
      Fault(
        "charges-shifted", "charge of the mass number above",
        meantFor: CompositionPart.comparisons.filter { $0.hasPrefix("composition") }),
      { $0.shiftsCharges = true }
    ),
    (
      Fault(
        "weights-without-energy", "j E² taken for the number of events, without the division by E",
        meantFor: CompositionPart.comparisons.filter { $0.hasPrefix("spectrum") }),
      { $0.forgetsEnergy = true }
    ),
  ]
}

extension TableConventions {
  /// Production values, spoilt by one fault if it is named.
  init(fault: String?) {
    self.init()
    TableFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
