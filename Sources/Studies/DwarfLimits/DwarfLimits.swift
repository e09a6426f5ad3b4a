// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Dark-matter limits from dwarf spheroidal galaxies seen by the Fermi-LAT.
///
/// The flux of photons from annihilation in a dwarf is
///
///     dΦ/dE = ⟨σv⟩ J / (8π m²) dN/dE                                             (1)
///
/// with the J-factor J [GeV² cm⁻⁵], the mass m [GeV] and the yield dN/dE [GeV⁻¹] of one
/// annihilation. Three analyses turn counts or likelihoods into upper limits on ⟨σv⟩ [cm³ s⁻¹]:
///
/// - `MLFermi/` with `Background/` and `JFactors/`: the data-driven background of
///   arXiv:1803.05508 and 2002.01229, J and background profiled;
/// - `LAT/`: the published likelihood tables of arXiv:1611.03184, 41 dwarfs, J profiled;
/// - `Counting/`: classical, CLs and profile limits of a counting experiment, and MADHAT
///   (arXiv:1802.03826, 1910.02890).
///
/// Spectra stand in `Spectra/`; the figures in `Figures.swift`.
public enum DwarfLimitsStudy: Study {
  public static let card = StudyCard(
    id: "dwarf-limits",
    title: "Dark-matter limits from dwarf spheroidal galaxies",
    summary: """
      Upper limits on the annihilation cross-section of dark matter from Fermi-LAT photons of \
      dwarf spheroidal galaxies: with a background learnt from empty sky regions and J-factors \
      from stellar kinematics (MLFermiDwarfs), from the published LAT likelihood tables of 41 \
      dwarfs, and from photon counts alone (MADHAT). Each is solved again and held against the \
      published limits and against independent programs.
      """,
    citations: citations,
    cost: [.quick: 10, .standard: 10, .full: 11])

  public static let faults: [Fault] =
    MLFermiPart.faults + SpectraPart.faults + LATPart.faults + CountingPart.faults

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    try MLFermiPart.tasks(context) + SpectraPart.tasks(context) + LATPart.tasks(context)
      + CountingPart.tasks(context)
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    DwarfFigures.all(results, context.reference)
  }
}
