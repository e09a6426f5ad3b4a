// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Harness

/// The tolerance `combined`: within max(bound·|r|, quantile·σ), undecided while our own noise
/// exceeds the bound. The numbers are exact in binary wherever "at" is meant literally.
@Suite struct JudgeCombinedTests {
  /// Reference 8, bound 0.125 of it = 1; errors 3/16 and 4/16, so σ = 5/16 and 3.2 σ = 1.
  @Test(arguments: [
    (2.0, 9.0, Verdict.Status.reproduced), (2, 9.0.nextUp, .discrepant), (2, 7, .reproduced),
    (2, 7.0.nextDown, .discrepant), (4, 9.25, .reproduced), (4, 9.25.nextUp, .discrepant),
    (4, 6.75, .reproduced), (4, 6.75.nextDown, .discrepant), (4, 8, .reproduced),
  ])
  func boundOrSigma(quantile: Double, ours: Double, expected: Verdict.Status) throws {
    let verdict = try Case(
      tolerance: Tolerance(.combined, 0.125, quantile: quantile), reference: [8],
      referenceErrors: [0.1875], ours: [ours], ourErrors: [0.25]
    ).verdict()
    #expect(verdict.status == expected)
    #expect(verdict.rows[0].bound == (quantile == 2 ? 1 : 1.25))
    #expect(verdict.statisticsFactor == nil)
  }

  @Test func quantileIsThreeUnlessGiven() throws {
    let verdict = try Case(
      tolerance: Tolerance(.combined, 0.0625), reference: [8], referenceErrors: [0.1875],
      ours: [8.5], ourErrors: [0.25]
    ).verdict()
    #expect(verdict.rows[0].bound == 0.9375)
    #expect(verdict.status == .reproduced)
  }

  /// The published error alone may explain a difference; our own may not, beyond the bound.
  @Test(arguments: [
    (0.5, 0.0, 9.5, Verdict.Status.reproduced), (0.5, 0, 9.75, .discrepant),
    (0, 0.5, 8, .reproduced), (0, 0.5, 9.25, .reproduced), (0, 0.75, 8, .undecided),
    (0, 0.75, 10.25, .undecided), (0, 0.75, 10.5, .discrepant), (0, 0, 9, .reproduced),
    (0, 0, 9.0.nextUp, .discrepant),
  ])
  func noiseIsNoExcuse(
    published: Double, own: Double, ours: Double, expected: Verdict.Status
  ) throws {
    let verdict = try Case(
      tolerance: Tolerance(.combined, 0.125), reference: [8], referenceErrors: [published],
      ours: [ours], ourErrors: [own]
    ).verdict()
    #expect(verdict.status == expected)
    let spread = 1.96 * own
    #expect(verdict.statisticsFactor == (expected == .undecided ? spread * spread : nil))
  }

  /// The advice is true: with our error shrunk by √factor the row is decided, with less not.
  @Test func statisticsFactorDecides() throws {
    func verdict(_ error: Double) throws -> Verdict {
      try Case(
        tolerance: Tolerance(.combined, 0.125), reference: [8], ours: [8.25], ourErrors: [error]
      ).verdict()
    }
    let factor = try #require(try verdict(2).statisticsFactor)
    #expect(try verdict(2 / (factor * 1.001).squareRoot()).status == .reproduced)
    #expect(try verdict(2 / (factor * 0.999).squareRoot()).status == .undecided)
  }

  @Test func aReferenceOfZeroHasNoRoomForNoise() throws {
    let verdict = try Case(
      tolerance: Tolerance(.combined, 0.125), reference: [0], ours: [0], ourErrors: [0.1]
    ).verdict()
    #expect(verdict.status == .undecided)
    #expect(verdict.statisticsFactor == .infinity)
  }

  /// A few rows may fail, but they must be known as well as the others.
  @Test(arguments: [
    ([9.5, 8, 8], 0.25, Verdict.Status.reproduced), ([9.5, 9.5, 8], 0.25, .discrepant),
    ([12.5, 8, 8], 0.25, .discrepant), ([8, 8, 8], 0.5, .reproduced),
    ([8, 8, 8], 0.75, .undecided), ([9.5, 8, 8], 0.75, .undecided),
  ])
  func allowance(ours: [Double], error: Double, expected: Verdict.Status) throws {
    let tolerance = Tolerance(
      .combined, 0.125, quantile: 1,
      allowance: .init(bound: 0.5, atMost: 1, reason: "one row in three"))
    let verdict = try Case(
      tolerance: tolerance, reference: [8, 8, 8], ours: ours,
      ourErrors: [0.25, error, 0.25]
    ).verdict()
    #expect(verdict.status == expected)
  }

  /// Rows named for a wider bound are held to it, their noise too.
  @Test(arguments: [(1.5, Verdict.Status.reproduced), (2.25, .undecided)])
  func namedRows(error: Double, expected: Verdict.Status) throws {
    let tolerance = Tolerance(
      .combined, 0.125,
      allowance: .init(bound: 0.5, rows: ["n": [.number(1)]], reason: "a coarse grid"))
    let verdict = try Case(
      tolerance: tolerance, reference: [8, 8], ours: [11, 8], ourErrors: [error, 0.25]
    ).verdict()
    #expect(verdict.status == expected)
  }

  @Test(arguments: [Double.nan, .infinity])
  func brokenUncertainty(error: Double) throws {
    let verdict = try Case(
      tolerance: Tolerance(.combined, 0.125), reference: [8], ours: [8], ourErrors: [error]
    ).verdict()
    #expect(verdict.status == .discrepant)
  }

  @Test func ourErrorIsNeeded() throws {
    let error = try #require(throws: AssayError.self) {
      try Case(
        tolerance: Tolerance(.combined, 0.1), reference: [1], referenceErrors: [0.1], ours: [1]
      ).verdict()
    }
    #expect(error.description.hasPrefix("toy, comparison c: the tolerance asks for a confidence"))
  }

  /// A shift is caught beyond the larger of the two limits: 1.25 of 8 here.
  @Test func smallestCaught() throws {
    let verdict = try Case(
      tolerance: Tolerance(.combined, 0.125, quantile: 4), reference: [8],
      referenceErrors: [0.1875], ours: [8], ourErrors: [0.25]
    ).verdict()
    #expect(verdict.smallestCaught == 0.156)
    #expect(!verdict.smallestCaughtIsAbsolute)
  }
}
