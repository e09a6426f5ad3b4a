// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension PointSourceFractionStudy {
  /// The papers that the study rests on.
  static let citations: [Citation] = [
    Citation(
      authors: "Caron, Gómez-Vargas, Hendriks, Ruiz de Austri",
      title: "Analyzing gamma rays of the Galactic Center with Deep Learning", year: 2018,
      arXiv: "1708.06706", doi: "10.1088/1475-7516/2018/05/058"),
    Citation(
      authors: "Mishra-Sharma, Rodd, Safdi",
      title: "NPTFit: A code package for Non-Poissonian Template Fitting", year: 2017,
      arXiv: "1612.03173", doi: "10.3847/1538-3881/aa6d5f"),
    Citation(
      authors: "Ioffe, Szegedy",
      title: "Batch Normalization: Accelerating Deep Network Training by Reducing Internal "
        + "Covariate Shift", year: 2015, arXiv: "1502.03167"),
    Citation(
      authors: "Nix, Weigend",
      title: "Estimating the mean and variance of the target probability distribution",
      year: 1994, doi: "10.1109/ICNN.1994.374138"),
  ]
}
