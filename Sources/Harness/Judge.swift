// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Holds observables against reference tables, one comparison at a time.
///
/// Which statistic is formed:
/// - `table`: every row within its tolerance.
/// - `curve`: every |ln(ours/reference)| ≤ ln(1 + bound); the tolerance is relative.
/// - `chi2`: χ² = Σ pull² over the rows, with one degree of freedom a row; discrepant when
///   p(χ²) lies below the two-sided p of `bound` standard deviations; the tolerance is `sigma`.
/// - `sample`: two-sample Kolmogorov-Smirnov test with the same threshold; the tolerance is
///   `sigma`.
/// - `ordering`: the observables rise strictly, in the order listed, at the keys that neighbours
///   share; needs no table.
///
/// A tolerance `combined` accepts a row of a table within max(bound·|r|, quantile·σ), where σ holds
/// the published and our own error, but leaves it undecided while 1.96 of our own standard errors
/// exceed bound·|r|; beyond the limit the row is discrepant in any case.
///
/// A row covered by the known difference is counted apart: it never makes a verdict discrepant,
/// but when it agrees its explanation has vanished. Judging costs O(n log n) in the rows and some
/// hundred times that for the smallest shift caught.
public enum Judge {
  /// The verdict of one comparison.
  ///
  /// An observable that was not computed gives `not run`; the caller knows why. Whatever makes
  /// the comparison meaningless (a row without a computed value, a missing uncertainty) is an
  /// error, because neither "reproduced" nor "discrepant" would be true.
  public static func verdict(
    of comparison: Comparison, library: ReferenceLibrary, results: Results
  ) throws(AssayError) -> Verdict {
    let place = JudgePlace(comparison: comparison, library: library)
    guard !comparison.pairs.isEmpty else {
      throw place.bad("no pairs", accepted: "at least one pair of column and observable")
    }
    if let absent = comparison.pairs.first(where: { results[$0.observable] == nil }) {
      return Verdict(
        comparison: comparison.id, status: .notRun,
        note: "observable \(absent.observable) was not computed")
    }
    try check(comparison, place)
    switch comparison.kind {
    case .table, .chi2, .curve:
      let points = try points(of: comparison, library: library, results: results)
      return rowwise(comparison, points)
    case .sample: return try sample(comparison, library: library, results: results)
    case .ordering: return try ordering(comparison, library: library, results: results)
    }
  }

  /// Kinds and tolerances that do not go together are refused.
  private static func check(_ comparison: Comparison, _ place: JudgePlace) throws(AssayError) {
    let tolerance = comparison.tolerance
    let smallest = tolerance.kind == .printed ? 1.0 : 0.0
    guard tolerance.bound.isFinite, tolerance.bound >= smallest else {
      throw place.bad("tolerance bound \(tolerance.bound)", accepted: "a number ≥ \(smallest)")
    }
    switch comparison.kind {
    case .chi2, .sample:
      guard tolerance.kind == .sigma else {
        throw place.bad(
          "kind \(comparison.kind.rawValue) with a tolerance of kind \(tolerance.kind.rawValue)",
          accepted: "sigma, whose bound is the threshold in standard deviations")
      }
    case .curve:
      guard tolerance.kind == .relative else {
        throw place.bad(
          "kind curve with a tolerance of kind \(tolerance.kind.rawValue)", accepted: "relative")
      }
    case .table, .ordering: break
    }
    guard tolerance.allowance == nil || comparison.kind == .table || comparison.kind == .curve
    else {
      throw place.bad(
        "an allowance with kind \(comparison.kind.rawValue)", accepted: "kind table or curve")
    }
  }
}

/// Where a comparison stands, for sentences about it.
struct JudgePlace {
  var comparison: Comparison
  var library: ReferenceLibrary

  /// The comparison itself is wrong.
  func bad(_ found: String, accepted: String) -> AssayError {
    .badInput(
      file: library.folder + "/comparisons.yaml", place: "comparison \(comparison.id)",
      found: found, accepted: accepted)
  }

  /// The study and its reference do not fit together.
  func broken(_ text: String) -> AssayError {
    .failed("\(library.study), comparison \(comparison.id): \(text)")
  }
}
