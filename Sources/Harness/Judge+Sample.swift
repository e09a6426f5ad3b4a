// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Two-sample Kolmogorov-Smirnov tests.
extension Judge {
  /// Each pair is one row: reference 0, ours the distance D, bound the largest D accepted. The
  /// values of the observable stand against the kept cells of the column, unordered.
  static func sample(
    _ comparison: Comparison, library: ReferenceLibrary, results: Results
  ) throws(AssayError) -> Verdict {
    let place = JudgePlace(comparison: comparison, library: library)
    let table = try table(of: comparison, place)
    var tests: [SampleTest] = []
    for pair in comparison.pairs {
      var reference: [Double] = []
      for row in try referenceRows(of: comparison, pair, table, place) {
        reference.append(try number(row, table))
      }
      let ours = results[pair.observable]!.values.map(\.value)
      guard !reference.isEmpty, !ours.isEmpty else {
        throw place.broken("a sample of \(pair.column) or \(pair.observable) is empty")
      }
      tests.append(SampleTest(column: pair.column, reference: reference, ours: ours))
    }
    guard comparison.known == nil else {
      throw place.bad("a known difference with kind sample", accepted: "no known difference")
    }
    return verdict(comparison, tests)
  }

  private static func verdict(_ comparison: Comparison, _ tests: [SampleTest]) -> Verdict {
    let threshold = Statistics.twoSidedP(sigmas: comparison.tolerance.bound)
    let rows = tests.map { $0.row(threshold) }
    let agrees = rows.allSatisfy { $0.status == .reproduced }
    var verdict = Verdict(
      comparison: comparison.id, status: agrees ? .reproduced : .discrepant, rows: rows)
    guard tests.allSatisfy({ $0.ours.allSatisfy(\.isFinite) }) else {
      verdict.note = "our sample has values that are not finite numbers"
      return verdict
    }
    verdict.worst = rows.map { $0.ours / $0.bound }.max()
    verdict.pValue = tests.map { $0.p() }.min()
    verdict.tooGood = verdict.pValue! > tooGoodP
    if verdict.tooGood { verdict.note = "agreement too good: p > \(tooGoodP)" }
    if agrees {
      verdict.smallestCaught = smallestCaught(in: relativeShifts) { d in
        tests.contains { $0.p(shift: d) < threshold }
      }
    }
    return verdict
  }
}

/// Our sample against the reference's.
private struct SampleTest {
  var column: String
  var reference: [Double]
  var ours: [Double]

  func distance(shift: Double = 0) -> Double {
    Statistics.kolmogorovDistance(ours.map { $0 * (1 + shift) }, reference)
  }

  func p(shift: Double = 0) -> Double {
    Statistics.kolmogorovP(distance(shift: shift), ours.count, reference.count)
  }

  func row(_ threshold: Double) -> Verdict.Row {
    let finite = ours.allSatisfy(\.isFinite)
    let distance = finite ? distance() : .nan
    let bound = Statistics.kolmogorovCritical(p: threshold, ours.count, reference.count)
    let agrees =
      finite && Statistics.kolmogorovP(distance, ours.count, reference.count) >= threshold
    return Verdict.Row(
      label: "\(column), Kolmogorov distance of \(ours.count) and \(reference.count) values",
      reference: 0, ours: distance, deviation: distance, bound: bound,
      status: agrees ? .reproduced : .discrepant)
  }
}
