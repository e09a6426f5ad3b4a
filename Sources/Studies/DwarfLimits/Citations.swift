// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension DwarfLimitsStudy {
  /// The papers, data releases and programs that the study rests on.
  static let citations: [Citation] = [
    Citation(
      authors: "Albert et al. (Fermi-LAT and DES)",
      title: "Searching for Dark Matter Annihilation in Recently Discovered Milky Way Satellites "
        + "with Fermi-LAT", year: 2017, arXiv: "1611.03184",
      doi: "10.3847/1538-4357/834/2/110"),
    Citation(
      authors: "Alvarez, Calore, Genina, Read, Serpico, Zaldivar",
      title: "Dark matter constraints from dwarf galaxies with data-driven J-factors", year: 2020,
      arXiv: "2002.01229"),
    Citation(
      authors: "Calore, Serpico, Zaldivar",
      title: "Dark matter constraints from dwarf galaxies: a data-driven analysis", year: 2018,
      arXiv: "1803.05508"),
    Citation(
      authors: "MLFermiLATDwarfs", title: "Reference code, inputs and executed notebooks",
      year: nil, url: "https://github.com/pooja1984/MLFermiLATDwarfs"),
    Citation(
      authors: "Ackermann et al. (Fermi-LAT)",
      title: "Searching for Dark Matter Annihilation from Milky Way Dwarf Spheroidal Galaxies "
        + "with Six Years of Fermi Large Area Telescope Data", year: 2015, arXiv: "1503.02641",
      doi: "10.1103/PhysRevLett.115.231301"),
    Citation(
      authors: "McDaniel, Ajello, Karwin, Di Mauro, Drlica-Wagner, Sánchez-Conde",
      title: "Legacy analysis of dark matter annihilation from the Milky Way dwarf spheroidal "
        + "galaxies with 14 years of Fermi-LAT data", year: 2024, arXiv: "2311.04982"),
    Citation(
      authors: "Cirelli et al.",
      title: "PPPC 4 DM ID: A Poor Particle Physicist Cookbook for Dark Matter Indirect Detection",
      year: 2011, arXiv: "1012.4515"),
    Citation(
      authors: "Boddy, Kumar, Marfatia, Sandick",
      title: "Model-independent constraints on dark matter annihilation in dwarf spheroidal "
        + "galaxies", year: 2018, arXiv: "1802.03826"),
    Citation(
      authors: "Boddy, Hill, Kumar, Sandick, Shams Es Haghi",
      title: "MADHAT: Model-Agnostic Dark Halo Analysis Tool", year: 2019, arXiv: "1910.02890"),
  ]
}
