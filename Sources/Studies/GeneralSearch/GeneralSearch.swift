// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Searches over many final states and many regions, and what the most significant of them means.
///
/// A region is a contiguous range of bins of a histogram with n observed events and a background
/// B ± s. Its p-value is
///
///     p = min(1, 2 min(P(N ≥ n), P(N ≤ n)))                                              (1)
///
/// with a Poisson number N of smeared mean. Toy experiments tell how often the smallest p of a
/// histogram, or of many, is as small as that of the data.
///
/// - `Regions/`: p-values of one region in logarithms, windows, scans;
/// - `BumpHunter/`: the scan of one histogram (arXiv:1101.0390) and its toys;
/// - `Classes/`: event classes, their histograms, files;
/// - `Search/`: many histograms (arXiv:1807.07447), critical counts, global curves;
/// - `LookElsewhere/`: Rice's formula and the bound of arXiv:1005.1891, simulated processes;
/// - `Parts/`: what is held against the reference tables; figures in `Figures/`.
public enum GeneralSearchStudy: Study {
  public static let card = StudyCard(
    id: "general-search",
    title: "Searches over many final states with honest trial factors",
    summary: """
      The most significant of many regions of many histograms, and how often the background alone \
      gives one as significant: scans as in the BumpHunter and the ATLAS general search, toys with \
      common systematic shifts, and the look-elsewhere bound. Held against the published \
      example of pyBumpHunter, independent programs and exact identities; the results of the ATLAS \
      search itself rest on data that are not public.
      """,
    citations: citations,
    cost: [.quick: 5, .standard: 60, .full: 1200])

  public static let faults: [Fault] = SearchFaults.all

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    BumpHunterPart.tasks(context) + RegionPart.tasks(context) + LookElsewherePart.tasks(context)
      + SearchPart.tasks(context)
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    SearchFigures.all(results, context.reference)
  }
}
