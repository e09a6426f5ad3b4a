// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension UHECRAnisotropyStudy {
  /// The papers and programs that the study rests on.
  static let citations: [Citation] = [
    Citation(
      authors: "Kalashev, Pshirkov, Zotov",
      title: "A study of an energy-dependent anisotropy of cosmic rays beyond the GZK cut-off with "
        + "deep neural networks", year: 2021),
    Citation(
      authors: "Kalashev, Pshirkov, Zotov",
      title: "Identifying nearby sources of ultra-high-energy cosmic rays with deep learning",
      year: 2020, arXiv: "1912.00625"),
    Citation(
      authors: "Kalashev", title: "ml_cr_aniso (program, spectra and trained networks)",
      year: 2020, url: "https://github.com/okolo/ml_cr_aniso"),
    Citation(
      authors: "Jansson, Farrar", title: "A New Model of the Galactic Magnetic Field", year: 2012,
      arXiv: "1204.3662"),
    Citation(
      authors: "Jansson, Farrar", title: "The Galactic Magnetic Field", year: 2012,
      arXiv: "1210.7820"),
    Citation(
      authors: "Krachmalnicoff, Tomasi",
      title: "Convolutional neural networks on the HEALPix sphere: a pixel-based algorithm and its "
        + "application to CMB data analysis", year: 2019, arXiv: "1902.04083"),
    Citation(
      authors: "Górski et al.",
      title: "HEALPix: A Framework for High-Resolution Discretization and Fast Analysis of Data "
        + "Distributed on the Sphere", year: 2005, arXiv: "astro-ph/0409513"),
    Citation(
      authors: "Hülß, Wiebusch",
      title:
        "Search for signatures of extra-terrestrial neutrinos with a multipole analysis of the "
        + "AMANDA-II sky-map", year: 2007, arXiv: "0711.0353"),
  ]
}
