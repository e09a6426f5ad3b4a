// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension AnomalyDetectionStudy {
  /// The papers and data that the study rests on.
  static let citations: [Citation] = [
    Citation(
      authors: "Aarrestad et al.",
      title:
        "The Dark Machines Anomaly Score Challenge: Benchmark Data and Model Independent Event "
        + "Classification for the Large Hadron Collider", year: 2022, arXiv: "2105.14027"),
    Citation(
      authors: "Caron, Hendriks, Verheyen",
      title: "Rare and Different: Anomaly Scores from a combination of likelihood and "
        + "out-of-distribution models to detect new physics at the LHC", year: 2022,
      arXiv: "2106.10164"),
    Citation(
      authors: "DarkMachines community", title: "Unsupervised-Hackathon (data)", year: 2020,
      doi: "10.5281/zenodo.3961917"),
    Citation(
      authors: "DarkMachines community", title: "DarkMachines-UnsupervisedChallenge (results)",
      year: 2021,
      doi: "10.5281/zenodo.4897467",
      url: "https://github.com/bostdiek/DarkMachines-UnsupervisedChallenge"),
    Citation(
      authors: "DeLong, DeLong, Clarke-Pearson",
      title: "Comparing the Areas under Two or More Correlated Receiver Operating Characteristic "
        + "Curves: A Nonparametric Approach", year: 1988, doi: "10.2307/2531595"),
  ]
}
