// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Harness

/// One table column held against one observable, by row number.
struct Case {
  var kind = Comparison.Kind.table
  var tolerance: Tolerance
  var reference: [Double]
  var referenceErrors: [Double?]?
  var ours: [Double]
  var ourErrors: [Double?]?
  var rows: [String: [Key]] = [:]
  var known: KnownDifference?
  var errors: Comparison.Errors?

  func verdict() throws -> Verdict {
    let keys = Axis("n", units: "GeV", numbers: reference.indices.map { Double($0) + 1 })
    let cells = reference.indices.map { i in
      let error = referenceErrors?[i].map { [ReferenceTable.CellError(minus: $0, plus: $0)] }
      return ReferenceTable.Cell(value: .number(reference[i]), errors: error ?? [], line: i + 7)
    }
    let table = ReferenceTable(
      name: "t", file: "Reference/toy/t.yaml", description: "", location: nil,
      independent: [.init(axis: keys, bins: reference.map { _ in nil })],
      dependent: [.init(name: "x", units: nil, qualifiers: [:], cells: cells)])
    let observable = Observable(
      id: "o", title: "o",
      axes: [Axis("n", units: "GeV", numbers: ours.indices.map { Double($0) + 1 })],
      values: ours.indices.map { Estimate(ours[$0], standardError: ourErrors?[$0]) })
    return try Case.judge(comparison, [table], [observable])
  }

  var comparison: Comparison {
    Comparison(
      id: "c", title: "c", table: "t", pairs: [.init(column: "x", observable: "o")], rows: rows,
      kind: kind, tolerance: tolerance, reason: Reason(.discretisation, "a toy"),
      evidence: .analytic, source: "none", known: known, errors: errors)
  }

  static func judge(
    _ comparison: Comparison, _ tables: [ReferenceTable], _ observables: [Observable]
  ) throws -> Verdict {
    let library = ReferenceLibrary(
      study: "toy", folder: "Reference/toy",
      tables: Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) }),
      comparisons: [comparison], claims: [], datasets: [], notes: [], files: [:])
    return try Judge.verdict(of: comparison, library: library, results: Results(observables))
  }
}

/// Every kind of tolerance at, just inside and just outside its bound. The numbers are exact in
/// binary wherever "at" is meant literally.
@Suite struct JudgeToleranceTests {
  static let absolute = Tolerance(.absolute, 0.25)
  static let relative = Tolerance(.relative, 0.125)

  @Test(arguments: [
    (4.25, Verdict.Status.reproduced), (3.75, .reproduced), (4.25.nextUp, .discrepant),
    (4.25.nextDown, .reproduced), (3.75.nextDown, .discrepant), (4.0, .reproduced),
  ])
  func absolute(ours: Double, expected: Verdict.Status) throws {
    let verdict = try Case(tolerance: Self.absolute, reference: [4], ours: [ours]).verdict()
    #expect(verdict.status == expected)
    #expect(verdict.rows[0].bound == 0.25)
  }

  @Test(arguments: [
    (-16.0, -18.0, Verdict.Status.reproduced), (-16, -(18.0.nextDown), .reproduced),
    (-16, -(18.0.nextUp), .discrepant), (16, 14, .reproduced), (16, 14.0.nextDown, .discrepant),
    (0, 0, .reproduced), (0, 1e-300, .discrepant),
  ])
  func relative(reference: Double, ours: Double, expected: Verdict.Status) throws {
    let verdict = try Case(tolerance: Self.relative, reference: [reference], ours: [ours])
      .verdict()
    #expect(verdict.status == expected)
    #expect(verdict.rows[0].bound == 0.125 * reference.magnitude)
  }

  /// 1.25e-26 with three digits means 1.245e-26 to 1.255e-26.
  @Test(arguments: [
    (1.25e-26, 3, 1.255e-26, Verdict.Status.reproduced), (1.25e-26, 3, 1.2549e-26, .reproduced),
    (1.25e-26, 3, 1.2551e-26, .discrepant), (1.25e-26, 3, 1.245e-26, .reproduced),
    (1.25e-26, 3, 1.2449e-26, .discrepant), (1000, 1, 1500, .reproduced),
    (1000, 1, 1500.1, .discrepant), (-99.5, 3, -99.55, .reproduced),
    (-99.5, 3, -99.56, .discrepant),
    (0.5, 1, 0.55, .reproduced), (0.5, 1, 0.551, .discrepant), (0, 2, 0, .reproduced),
    (0, 2, 0.001, .discrepant),
  ])
  func printed(reference: Double, digits: Int, ours: Double, expected: Verdict.Status) throws {
    let verdict = try Case(
      tolerance: Tolerance(.printed, Double(digits)), reference: [reference], ours: [ours]
    ).verdict()
    #expect(verdict.status == expected)
  }

  /// σ² = 3² + 4², bound 2σ = 10.
  @Test(arguments: [
    (110.0, Verdict.Status.reproduced), (110.0.nextUp, .discrepant), (110.0.nextDown, .reproduced),
    (90.0, .reproduced), (90.0.nextDown, .discrepant),
  ])
  func sigma(ours: Double, expected: Verdict.Status) throws {
    let verdict = try Case(
      tolerance: Tolerance(.sigma, 2), reference: [100], referenceErrors: [3], ours: [ours],
      ourErrors: [4]
    ).verdict()
    #expect(verdict.status == expected)
    #expect(verdict.rows[0].pull == (ours - 100) / 5)
    #expect(verdict.worstPull == (ours - 100) / 5)
  }

  /// Reference 8, bound 0.125 of it = 1; spread 2·0.25 = 0.5 unless said otherwise.
  @Test(arguments: [
    (8.5, 0.25, Verdict.Status.reproduced, nil as Double?),
    (8.5.nextUp, 0.25, .undecided, nil),
    (8.75, 0.25, .undecided, 4.0),  // room 0.25, spread 0.5
    (9.25, 0.25, .undecided, 4.0),  // outside by 0.25: more statistics would refute it
    (9.5, 0.25, .undecided, 1.0), (9.5.nextUp, 0.25, .discrepant, nil),
    (9, 0.25, .undecided, .infinity), (8.5, .infinity, .undecided, .infinity),
    (8, 0, .reproduced, nil), (9, 0, .reproduced, nil), (9.0.nextUp, 0, .discrepant, nil),
  ])
  func equivalence(
    ours: Double, error: Double, expected: Verdict.Status, factor: Double?
  ) throws {
    let verdict = try Case(
      tolerance: Tolerance(.equivalence, 0.125, quantile: 2), reference: [8], ours: [ours],
      ourErrors: [error]
    ).verdict()
    #expect(verdict.status == expected)
    if let factor { #expect(verdict.statisticsFactor == factor) }
    #expect((verdict.statisticsFactor == nil) == (expected != .undecided))
  }

  /// The advice is true: with the errors shrunk by √factor the row is decided, with less not.
  @Test(arguments: [8.6, 8.9, 9.1, 9.4])
  func statisticsFactorDecides(ours: Double) throws {
    let tolerance = Tolerance(.equivalence, 0.125, quantile: 2)
    func status(_ error: Double) throws -> Verdict {
      try Case(tolerance: tolerance, reference: [8], ours: [ours], ourErrors: [error]).verdict()
    }
    let first = try status(0.3)
    #expect(first.status == .undecided)
    let factor = try #require(first.statisticsFactor)
    #expect(try status(0.3 / (factor * 1.001).squareRoot()).status != .undecided)
    #expect(try status(0.3 / (factor * 0.999).squareRoot()).status == .undecided)
  }

  @Test(arguments: [
    (10.0, 12.5, Verdict.Status.reproduced), (10, 12.51, .discrepant), (10, 8.01, .reproduced),
    (10, 7.99, .discrepant), (10, -10, .discrepant), (10, 0, .discrepant), (0, 0, .reproduced),
    (-10, -12.4, .reproduced), (-10, -12.6, .discrepant),
  ])
  func curve(reference: Double, ours: Double, expected: Verdict.Status) throws {
    let verdict = try Case(
      kind: .curve, tolerance: Tolerance(.relative, 0.25), reference: [reference], ours: [ours]
    ).verdict()
    #expect(verdict.status == expected)
    #expect(verdict.worst.map { $0 <= 1 } == (expected == .reproduced))
  }

  /// The bound of a row of a curve is the deviation accepted on its side.
  @Test func curveBounds() throws {
    let verdict = try Case(
      kind: .curve, tolerance: Tolerance(.relative, 0.25), reference: [10, 10], ours: [11, 9]
    ).verdict()
    #expect(verdict.rows.map(\.bound) == [2.5, 2])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(ours: Double) throws {
    for tolerance in [Self.absolute, Self.relative, Tolerance(.printed, 2)] {
      let verdict = try Case(tolerance: tolerance, reference: [1, 2], ours: [1, ours]).verdict()
      #expect(verdict.status == .discrepant)
      #expect(verdict.rows.map(\.status) == [.reproduced, .discrepant])
      #expect(verdict.note == "ours is not a finite number in 1 row, first at n = 2 GeV")
      #expect(verdict.smallestCaught == nil)
    }
  }

  /// A standard error that is not a number must not excuse anything.
  @Test(arguments: [Tolerance(.sigma, 3), Tolerance(.equivalence, 0.1), Tolerance(.relative, 1)])
  func brokenUncertainty(tolerance: Tolerance) throws {
    let verdict = try Case(
      tolerance: tolerance, reference: [1], ours: [1], ourErrors: [.nan]
    ).verdict()
    #expect(verdict.status == .discrepant)
  }

  @Test func infiniteSigmaIsNoAgreement() throws {
    let verdict = try Case(
      tolerance: Tolerance(.sigma, 3), reference: [1], ours: [1], ourErrors: [.infinity]
    ).verdict()
    #expect(verdict.status == .discrepant)
  }

  @Test(arguments: [
    (0.0, 2, 0.0), (1, 1, 0.5), (1, 3, 0.005), (9.99, 3, 0.005), (10, 3, 0.05),
    (1e23, 2, 5e21), (1.25e-26, 3, 5e-29), (-0.07, 1, 0.005),
  ])
  func halfUnit(x: Double, digits: Int, expected: Double) {
    #expect(Statistics.halfUnit(of: x, digits: digits) == expected)
  }
}
