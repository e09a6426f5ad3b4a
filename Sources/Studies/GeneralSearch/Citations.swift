// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension GeneralSearchStudy {
  /// The papers and programs that the study rests on.
  static let citations: [Citation] = [
    Citation(
      authors: "ATLAS Collaboration",
      title:
        "A strategy for a general search for new phenomena using data-derived signal regions and its application within the ATLAS experiment",
      year: 2019, arXiv: "1807.07447", doi: "10.1140/epjc/s10052-019-6540-y"),
    Citation(
      authors: "Choudalakis",
      title: "On hypothesis testing, trials factor, hypertests and the BumpHunter", year: 2011,
      arXiv: "1101.0390"),
    Citation(
      authors: "Gross, Vitells",
      title: "Trial factors for the look elsewhere effect in high energy physics",
      year: 2010, arXiv: "1005.1891"),
    Citation(
      authors: "scikit-hep", title: "pyBumpHunter", year: nil,
      url: "https://github.com/scikit-hep/pyBumpHunter"),
    Citation(
      authors: "Aarrestad et al.",
      title:
        "The Dark Machines Anomaly Score Challenge: Benchmark Data and Model Independent Event Classification for the Large Hadron Collider",
      year: 2022, arXiv: "2105.14027"),
  ]
}
