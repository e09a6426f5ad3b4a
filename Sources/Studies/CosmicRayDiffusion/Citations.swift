// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension CosmicRayDiffusionStudy {
  /// The papers that the study rests on.
  static let citations: [Citation] = [
    Citation(
      authors: "Harari, Mollerach, Roulet",
      title: "Anisotropies of ultra-high energy cosmic rays diffusing from extragalactic sources",
      year: 2014, arXiv: "1312.1366"),
    Citation(
      authors: "Ahlers, Mertsch",
      title: "Small-Scale Anisotropies of Cosmic Rays from Relative Diffusion", year: 2015,
      arXiv: "1506.05488"),
    Citation(
      authors: "Subedi et al.",
      title: "Charged particle diffusion in isotropic random magnetic fields", year: 2017,
      arXiv: "1612.09507"),
    Citation(
      authors: "Dundovic, Pezzi, Blasi, Evoli, Matthaeus",
      title: "Novel aspects of cosmic ray diffusion in synthetic magnetic turbulence", year: 2020,
      arXiv: "2007.09142", doi: "10.1103/PhysRevD.102.103016"),
    Citation(
      authors: "Alves Batista et al.",
      title: "CRPropa 3.2 — an advanced framework for high-energy particle propagation in "
        + "extragalactic and galactic spaces", year: 2022, arXiv: "2208.00107"),
    Citation(
      authors: "HAWC and IceCube Collaborations",
      title: "All-Sky Measurement of the Anisotropy of Cosmic Rays at 10 TeV and Mapping of the "
        + "Local Interstellar Magnetic Field", year: 2019, arXiv: "1812.05682",
      doi: "10.3847/1538-4357/aaf5cc"),
    Citation(
      authors: "Genolini", title: "High Performance Computing in astroparticle theory (slides)",
      year: 2023),
  ]
}
