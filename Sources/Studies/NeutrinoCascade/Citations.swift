// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension NeutrinoCascadeStudy {
  /// The papers that the study rests on.
  static let citations: [Citation] = [
    Citation(
      authors: "Hooper, Iguaz Juan, Serpico",
      title: "Signals of a New Gauge Boson from IceCube and Muon g-2", year: 2023,
      arXiv: "2302.03571"),
    Citation(
      authors: "Esteban, Pandey, Brdar, Beacom",
      title: "Probing secret interactions of astrophysical neutrinos in the high-statistics era",
      year: 2021, arXiv: "2107.13568"),
    Citation(
      authors: "Yüksel, Kistler, Beacom, Hopkins",
      title: "Revealing the High-Redshift Star Formation Rate with Gamma-Ray Bursts", year: 2008,
      arXiv: "0804.4008"),
  ]
}
