// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension GalacticCentreStudy {
  static let citations = [
    Citation(
      authors: "S. Caron, C. Eckner, L. Hendriks, G. Johannesson, R. Ruiz de Austri, G. Zaharijas",
      title:
        "Mind the gap: the discrepancy between simulation and reality drives interpretations of "
        + "the Galactic Center Excess", year: 2023, arXiv: "2211.09796"),
    Citation(
      authors: "S. Mishra-Sharma, N. L. Rodd, B. R. Safdi",
      title: "NPTFit: a code package for non-Poissonian template fitting", year: 2017,
      arXiv: "1612.03173", url: "https://github.com/bsafdi/NPTFit"),
    Citation(
      authors: "S. Mishra-Sharma, K. Cranmer",
      title: "A neural simulation-based inference approach for characterizing the Galactic Center "
        + "gamma-ray excess", year: 2022, arXiv: "2110.06931"),
    Citation(
      authors: "M. Su, T. R. Slatyer, D. P. Finkbeiner",
      title: "Giant gamma-ray bubbles from Fermi-LAT: active galactic nucleus activity or bipolar "
        + "Galactic wind?", year: 2010, arXiv: "1005.5480"),
    Citation(
      authors: "F. List, N. L. Rodd, G. F. Lewis, I. Bhat",
      title: "The GCE in a new light: disentangling the gamma-ray sky with Bayesian graph "
        + "convolutional neural networks", year: 2020, arXiv: "2006.12504",
      url: "https://github.com/FloList/GCE_NN"),
  ]
}
