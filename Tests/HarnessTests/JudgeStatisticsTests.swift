// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness

/// χ², samples, orderings and the smallest shift caught.
@Suite struct JudgeStatisticsTests {
  // MARK: χ²

  /// n rows, each off by `pull` standard deviations of 1.
  static func pulls(
    _ pulls: [Double], kind: Comparison.Kind = .chi2, bound: Double = 3,
    known: KnownDifference? = nil, errors: Comparison.Errors? = nil
  ) throws -> Verdict {
    try Case(
      kind: kind, tolerance: Tolerance(.sigma, bound), reference: pulls.map { _ in 1000 },
      referenceErrors: pulls.map { _ in 1 }, ours: pulls.map { 1000 + $0 }, known: known,
      errors: errors
    ).verdict()
  }

  /// With one row, p(χ²) is the two-sided p of its pull, so the threshold is the bound itself.
  @Test(arguments: [
    (2.999, Verdict.Status.reproduced), (3.001, .discrepant), (-3.001, .discrepant),
  ])
  func chi2OfOneRow(pull: Double, expected: Verdict.Status) throws {
    let verdict = try Self.pulls([pull])
    #expect(verdict.status == expected)
    #expect(verdict.degreesOfFreedom == 1)
    #expect((verdict.rows[0].bound - 3).magnitude < 1e-9)
    #expect((verdict.worst! - pull.magnitude / 3).magnitude < 1e-9)
  }

  /// Two rows: p = exp(−χ²/2).
  @Test func chi2OfTwoRows() throws {
    let verdict = try Self.pulls([1, -2])
    #expect((verdict.chi2! - 5).magnitude < 1e-9)
    #expect((verdict.pValue! - exp(-2.5)).magnitude < 1e-12)
    // The bound of a row is what χ² leaves it: −2 ln p₃σ − the other's square.
    let critical = -2 * log(erfc(3 / 2.0.squareRoot()))
    #expect((verdict.rows[0].bound - (critical - 4).squareRoot()).magnitude < 1e-9)
  }

  /// Rows that share events have no χ² of as many degrees of freedom, so none is formed.
  @Test func correlatedRowsHaveNoChi2() throws {
    let off = [Double](repeating: 0.01, count: 40)
    #expect(try Self.pulls(off, kind: .table).tooGood)
    let verdict = try Self.pulls(off, kind: .table, errors: .correlated)
    #expect(verdict.chi2 == nil && verdict.pValue == nil && !verdict.tooGood)
    #expect(verdict.status == .reproduced && (verdict.worstPull! - 0.01).magnitude < 1e-9)
    #expect(try Self.pulls([0, 3.1], kind: .table, errors: .correlated).status == .discrepant)
  }

  /// Many small deviations that no single row shows.
  @Test func chi2SeesWhatRowsDoNot() throws {
    let off = [Double](repeating: 1.6, count: 40)
    #expect(try Self.pulls(off, kind: .table).status == .reproduced)
    #expect(try Self.pulls(off, kind: .chi2).status == .discrepant)
    #expect(try Self.pulls(off, kind: .table).pValue! < 0.003)
  }

  @Test func chi2LeavesKnownRowsOut() throws {
    let known = KnownDifference(rows: ["n": [.number(2)]], explanation: "a bug of theirs")
    let verdict = try Self.pulls([0.5, 30, -0.5], known: known)
    #expect(verdict.status == .reproduced)
    #expect(verdict.knownDifferences == 1)
    #expect(verdict.degreesOfFreedom == 2)
    #expect(try Self.pulls([0.5, 1, -0.5], known: known).vanished == 1)
  }

  @Test func chi2IsGivenFromFiveRows() throws {
    #expect(try Self.pulls([1, 1, 1, 1], kind: .table).chi2 == nil)
    let five = try Self.pulls([1, -1, 1, -1, 1], kind: .table)
    #expect((five.chi2! - 5).magnitude < 1e-9)
    #expect(five.degreesOfFreedom == 5)
    #expect(five.pValue == Special.chi2Survival(five.chi2!, dof: 5))
    #expect(!five.tooGood)
  }

  @Test(arguments: [Comparison.Kind.table, .chi2])
  func tooGood(kind: Comparison.Kind) throws {
    let verdict = try Self.pulls([Double](repeating: 0.05, count: 12), kind: kind)
    #expect(verdict.status == .reproduced)
    #expect(verdict.tooGood)
    #expect(verdict.note == "agreement too good: p > 0.999")
    #expect(!verdict.fails)
  }

  /// Only a statistical tolerance expects scatter.
  @Test func exactAgreementIsNotTooGoodUnderARelativeTolerance() throws {
    let verdict = try Case(
      tolerance: Tolerance(.relative, 0.1), reference: [1, 2, 3, 4, 5],
      referenceErrors: [1, 1, 1, 1, 1], ours: [1, 2, 3, 4, 5]
    ).verdict()
    #expect(verdict.pValue == 1)
    #expect(!verdict.tooGood)
  }

  // MARK: Samples

  static func uniform(_ count: Int, seed: UInt64, stream: UInt64, scale: Double = 1) -> [Double] {
    var random = Philox(seed: seed, stream: stream)
    return (0..<count).map { _ in scale * (1 + random.uniform()) }
  }

  static func sample(_ ours: [Double], _ reference: [Double], bound: Double = 3) throws -> Verdict {
    try Case(
      kind: .sample, tolerance: Tolerance(.sigma, bound), reference: reference, ours: ours
    ).verdict()
  }

  @Test func kolmogorovDistanceByHand() {
    #expect(Statistics.kolmogorovDistance([1, 2, 3], [1, 2, 3]) == 0)
    #expect(Statistics.kolmogorovDistance([1, 2], [3, 4]) == 1)
    #expect(Statistics.kolmogorovDistance([3, 1], [2, 4]) == 0.5)
    #expect(Statistics.kolmogorovDistance([1, 1, 1, 2], [1, 2, 2, 2]) == 0.5)
    // All values of the second sample between the first's: 1/3 below, 2/3 after.
    #expect((Statistics.kolmogorovDistance([1, 5, 6], [2, 3]) - 2.0 / 3).magnitude < 1e-15)
  }

  /// Of equal distributions about one test in 20 lies beyond 1.96 σ; the seeds are fixed.
  @Test func samplesOfOneDistribution() throws {
    var refused = 0
    for seed in 1...200 as ClosedRange<UInt64> {
      let verdict = try Self.sample(
        Self.uniform(150, seed: seed, stream: 1), Self.uniform(100, seed: seed, stream: 2),
        bound: 1.96)
      refused += verdict.status == .discrepant ? 1 : 0
    }
    // Binomial(200, 0.05): mean 10, standard deviation 3.1.
    #expect((1...22).contains(refused), "\(refused) of 200")
  }

  @Test func shiftedSampleIsCaught() throws {
    let reference = Self.uniform(400, seed: 5, stream: 2)
    let verdict = try Self.sample(Self.uniform(400, seed: 5, stream: 1), reference)
    #expect(verdict.status == .reproduced)
    let size = try #require(verdict.smallestCaught)
    let more = Self.uniform(400, seed: 5, stream: 1, scale: 1 + 1.01 * size)
    #expect(try Self.sample(more, reference).status == .discrepant)
    #expect(size < 0.2)
  }

  @Test func identicalSampleIsTooGood() throws {
    let sample = Self.uniform(50, seed: 1, stream: 1)
    #expect(try Self.sample(sample.reversed(), sample).tooGood)
  }

  @Test func brokenSampleIsDiscrepant() throws {
    let verdict = try Self.sample([1, .nan, 2], [1, 2, 3])
    #expect(verdict.status == .discrepant)
    #expect(verdict.note == "our sample has values that are not finite numbers")
  }

  // MARK: Orderings

  static func ordering(_ columns: [[Double]], masses: [[Double]]? = nil) throws -> Verdict {
    let comparison = Comparison(
      id: "c", title: "c", table: nil,
      pairs: columns.indices.map { .init(column: "", observable: "o\($0)") }, kind: .ordering,
      tolerance: Tolerance(.absolute, 0), reason: Reason(.otherDefinition, "a toy"),
      evidence: .published, source: "none")
    let observables = columns.enumerated().map { i, values in
      Observable(
        id: "o\(i)", title: "",
        axes: [Axis("m", numbers: masses?[i] ?? values.indices.map { Double($0) })], exact: values)
    }
    return try Case.judge(comparison, [], observables)
  }

  @Test func orderingRisesRowByRow() throws {
    #expect(try Self.ordering([[1, 5], [2, 6], [3, 7]]).status == .reproduced)
    #expect(
      try Self.ordering([[1, 5], [2, 5], [3, 7]]).status == .discrepant, "equal is no rise")
    #expect(try Self.ordering([[1, 5], [2, 6], [3, 5.5]]).status == .discrepant)
    #expect(try Self.ordering([[1, 5], [2, .nan]]).status == .discrepant)
    #expect(try Self.ordering([[-.infinity, 5], [2, 6]]).status == .discrepant)
  }

  @Test func orderingUsesCommonKeys() throws {
    let verdict = try Self.ordering([[1, 9, 3], [2, 4]], masses: [[10, 20, 30], [10, 30]])
    #expect(verdict.status == .reproduced)
    #expect(verdict.rows.map(\.label) == ["o0 < o1, m = 10", "o0 < o1, m = 30"])
    #expect(throws: AssayError.self) {
      try Self.ordering([[1], [2]], masses: [[10], [20]])
    }
  }

  /// 8 above 6: lowering the upper one by a quarter makes them equal.
  @Test func orderingSmallestDrop() throws {
    let verdict = try Self.ordering([[6, 1], [8, 100]])
    #expect(verdict.smallestCaught == 0.25)
    #expect(verdict.worstAbsolute == 2)
    #expect((verdict.worstRelative! - 1.0 / 3).magnitude < 1e-15)
  }

  // MARK: The smallest shift caught

  /// Exact agreement: a shift beyond the bound itself is caught.
  @Test func smallestShiftOfExactAgreement() throws {
    let relative = try Case(
      tolerance: Tolerance(.relative, 0.01), reference: [1, 20], ours: [1, 20]
    ).verdict()
    #expect(relative.smallestCaught == 0.01)
    #expect(!relative.smallestCaughtIsAbsolute)
    let absolute = try Case(
      tolerance: Tolerance(.absolute, 1e-30), reference: [1e-26], ours: [1e-26]
    ).verdict()
    #expect(absolute.smallestCaught == 1e-30)
    #expect(absolute.smallestCaughtIsAbsolute)
  }

  /// Ours lies 1 % high within 3 %: up 1.98 % is caught, down 3.96 %; the larger counts.
  @Test func smallestShiftIsTheWorseDirection() throws {
    let verdict = try Case(
      tolerance: Tolerance(.relative, 0.03), reference: [100], ours: [101]
    ).verdict()
    #expect(verdict.smallestCaught == 0.0396)
  }

  /// With a row of an allowance of 20 %, the other rows still catch 3 %.
  @Test func smallestShiftWithAllowance() throws {
    let tolerance = Tolerance(
      .relative, 0.03,
      allowance: .init(bound: 0.2, rows: ["n": [.number(1)]], reason: "a coarse grid"))
    #expect(
      try Case(tolerance: tolerance, reference: [1, 1], ours: [1.1, 1]).verdict().smallestCaught
        == 0.03)
    let atMost = Tolerance(.relative, 0.03, allowance: .init(bound: 0.2, atMost: 1, reason: ""))
    #expect(
      try Case(tolerance: atMost, reference: [1], ours: [1]).verdict().smallestCaught == 0.2)
  }

  /// What it says is true: 1 % beyond it the verdict turns, 1 % short of it one direction holds.
  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func smallestShiftIsSharp(seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 7)
    let reference = (0..<6).map { _ in 1 + 9 * random.uniform() }
    let ours = reference.map { $0 * (1 + 0.01 * (random.uniform() - 0.5)) }
    let kinds: [(Comparison.Kind, Tolerance)] = [
      (.table, Tolerance(.relative, 0.02)), (.curve, Tolerance(.relative, 0.02)),
      (.table, Tolerance(.sigma, 3)), (.chi2, Tolerance(.sigma, 3)),
      (.table, Tolerance(.printed, 2)), (.table, Tolerance(.equivalence, 0.05)),
      (.table, Tolerance(.combined, 0.02)),
    ]
    for (kind, tolerance) in kinds {
      func verdict(_ shift: Double) throws -> Verdict {
        try Case(
          kind: kind, tolerance: tolerance, reference: reference,
          referenceErrors: reference.map { 0.005 * $0 }, ours: ours.map { $0 * (1 + shift) },
          ourErrors: reference.map { 0.005 * $0 }
        ).verdict()
      }
      let plain = try verdict(0)
      guard plain.status != .discrepant else { continue }
      let size = try #require(plain.smallestCaught, "seed \(seed) \(tolerance.kind)")
      for sign in [1.0, -1] {
        #expect(try verdict(sign * 1.01 * size).status == .discrepant, "seed \(seed)")
      }
      let held = try [1.0, -1].filter { try verdict($0 * 0.99 * size).status != .discrepant }
      #expect(!held.isEmpty, "seed \(seed) \(kind) \(tolerance.kind)")
    }
  }

  @Test func nothingToShift() throws {
    let verdict = try Case(
      tolerance: Tolerance(.relative, 0.1), reference: [0], ours: [0]
    ).verdict()
    #expect(verdict.smallestCaught == nil)
    #expect(verdict.note == "no common shift would be caught in both directions")
  }
}
