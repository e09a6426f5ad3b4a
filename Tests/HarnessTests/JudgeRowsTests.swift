// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness

/// Rows: matching, filters, allowances, known differences, and what is not judged.
@Suite struct JudgeRowsTests {
  static let tenth = Tolerance(.relative, 0.1)

  // MARK: Matching

  static let dwarfs = ["draco", "leo II", "sculptor"]

  /// A table over name and mass, with the observable's rows in another order.
  static func twoAxes(
    cells: [ReferenceTable.Value], ours: [Double], keys: [(String, Double)],
    rows: [String: [Key]] = [:], tolerance: Tolerance = tenth
  ) throws -> Verdict {
    let names = ["draco", "draco", "leo II", "leo II"]
    let masses = [10.0, 100, 10, 100]
    let table = ReferenceTable(
      name: "t", file: "Reference/toy/t.yaml", description: "", location: nil,
      independent: [
        .init(axis: Axis("dSph", names: names), bins: names.map { _ in nil }),
        .init(axis: Axis("m_DM", units: "GeV", numbers: masses), bins: names.map { _ in nil }),
      ],
      dependent: [
        .init(
          name: "limit", units: nil, qualifiers: [:],
          cells: cells.enumerated().map { .init(value: $1, line: 20 + $0) })
      ])
    let observable = Observable(
      id: "o", title: "o",
      axes: [
        Axis("m_DM", numbers: keys.map(\.1)), Axis("dSph", names: keys.map(\.0)),
      ], exact: ours)
    let comparison = Comparison(
      id: "c", title: "c", table: "t", pairs: [.init(column: "limit", observable: "o")],
      rows: rows, tolerance: tolerance, reason: Reason(.discretisation, "a toy"),
      evidence: .analytic, source: "none")
    return try Case.judge(comparison, [table], [observable])
  }

  static let numbers = [1.0, 2, 3, 4].map(ReferenceTable.Value.number)
  static let shuffled = [("leo II", 100.0), ("draco", 100), ("leo II", 10), ("draco", 10)]

  @Test func rowsMatchByKeyNotByOrder() throws {
    let verdict = try Self.twoAxes(cells: Self.numbers, ours: [4, 2, 3, 1], keys: Self.shuffled)
    #expect(verdict.status == .reproduced)
    #expect(verdict.rows.map(\.label)[1] == "draco, m_DM = 100 GeV")
    #expect(verdict.worst == 0)
  }

  @Test func keysMatchToOnePartInABillion() throws {
    var keys = Self.shuffled
    keys[1].1 = 100 * (1 + 0.9e-9)
    #expect(
      try Self.twoAxes(cells: Self.numbers, ours: [4, 2, 3, 1], keys: keys).status == .reproduced)
    keys[1].1 = 100 * (1 + 1.1e-9)
    #expect(throws: AssayError.self) {
      try Self.twoAxes(cells: Self.numbers, ours: [4, 2, 3, 1], keys: keys)
    }
  }

  @Test func filterKeepsRows() throws {
    let verdict = try Self.twoAxes(
      cells: Self.numbers, ours: [4, 2, 3, 1], keys: Self.shuffled,
      rows: ["dSph": [.text("leo II")], "m_DM": [.number(10), .number(50)]])
    #expect(verdict.rows.map(\.label) == ["leo II, m_DM = 10 GeV"])
  }

  @Test func missingCellsAreSkipped() throws {
    var cells = Self.numbers
    cells[1] = .missing
    let verdict = try Self.twoAxes(cells: cells, ours: [4, -5, 3, 1], keys: Self.shuffled)
    #expect(verdict.rows.count == 3)
    #expect(verdict.status == .reproduced)
  }

  @Test func textCellNamesFileAndLine() {
    var cells = Self.numbers
    cells[2] = .text("n/a")
    #expect(
      throws: AssayError.badInput(
        file: "Reference/toy/t.yaml", place: "line 22", found: "\"n/a\" in a compared column",
        accepted: "a finite number or \"-\"")
    ) { try Self.twoAxes(cells: cells, ours: [4, 2, 3, 1], keys: Self.shuffled) }
  }

  @Test func absentRowIsAnErrorNamingIt() {
    #expect(
      throws: AssayError.failed(
        "toy, comparison c: observable o has no value at draco, m_DM = 100 GeV")
    ) {
      try Self.twoAxes(
        cells: Self.numbers, ours: [4, 3, 1], keys: [Self.shuffled[0]] + Self.shuffled[2...])
    }
  }

  @Test func doubleRowIsAnError() {
    #expect(
      throws: AssayError.failed(
        "toy, comparison c: observable o has 2 values at draco, m_DM = 100 GeV")
    ) {
      try Self.twoAxes(
        cells: Self.numbers, ours: [4, 2, 3, 1, 2], keys: Self.shuffled + [("draco", 100)])
    }
  }

  /// The index finds what a plain scan finds, for random keys of two axes.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func indexAgainstScan(seed: UInt64) {
    var random = Philox(seed: seed, stream: 1)
    let count = 1 + Int(random.next() % 40)
    let masses = (0..<count).map { _ in
      // Few values, some closer than the tolerance of a match.
      Double(random.next() % 7) - 3 + (random.uniform() < 0.3 ? 1e-10 : 0)
    }
    let names = (0..<count).map { _ in Self.dwarfs[Int(random.next() % 3)] }
    let axes = [Axis("m", numbers: masses), Axis("d", names: names)]
    let index = JudgeRowIndex(axes: axes, count: count)
    for _ in 0..<20 {
      let key = [
        Key.number(Double(random.next() % 7) - 3), .text(Self.dwarfs[Int(random.next() % 3)]),
      ]
      let scan = (0..<count).filter {
        axes[0].keys[$0].matches(key[0]) && axes[1].keys[$0].matches(key[1])
      }
      #expect(index.rows(matching: key) == scan, "seed \(seed)")
    }
  }

  // MARK: Allowances

  static func allowance(atMost: Int? = nil, rows: [String: [Key]] = [:]) -> Tolerance {
    Tolerance(
      .relative, 0.125,
      allowance: .init(bound: 0.25, atMost: atMost, rows: rows, reason: "one grid step"))
  }

  @Test func namedRowsMayUseTheAllowance() throws {
    let tolerance = Self.allowance(rows: ["n": [.number(2)]])
    func status(_ ours: [Double]) throws -> Verdict {
      try Case(tolerance: tolerance, reference: [8, 8, 8], ours: ours).verdict()
    }
    let good = try status([8, 10, 8])
    #expect(good.status == .reproduced)
    #expect(good.rows.map(\.bound) == [1, 2, 1])
    #expect(good.note == "1 row within the allowance 0.25: one grid step")
    #expect(try status([8, 10.0.nextUp, 8]).status == .discrepant)
    #expect(try status([10, 8, 8]).status == .discrepant)
  }

  @Test func atMostSoManyRowsMayUseIt() throws {
    func status(_ ours: [Double]) throws -> Verdict {
      try Case(tolerance: Self.allowance(atMost: 1), reference: [8, 8, 8], ours: ours).verdict()
    }
    #expect(try status([8, 10, 8]).status == .reproduced)
    #expect(try status([6, 8, 9]).status == .reproduced)
    let many = try status([10, 10, 8])
    #expect(many.status == .discrepant)
    #expect(many.rows.map(\.status) == [.discrepant, .discrepant, .reproduced])
    #expect(try status([8, 11, 8]).status == .discrepant)
  }

  // MARK: Known differences

  static let known = KnownDifference(rows: ["n": [.number(3)]], explanation: "other spectra")

  @Test func knownDifferenceIsCounted() throws {
    let verdict = try Case(
      tolerance: Self.tenth, reference: [1, 2, 3], ours: [1, 2, 5], known: Self.known
    ).verdict()
    #expect(verdict.status == .reproduced)
    #expect(verdict.knownDifferences == 1)
    #expect(verdict.vanished == 0)
    #expect(!verdict.fails)
    #expect(verdict.rows[2].known && verdict.rows[2].status == .discrepant)
    #expect(verdict.worst == 0, "known rows do not hide the others")
  }

  @Test func vanishedKnownDifferenceFails() throws {
    let verdict = try Case(
      tolerance: Self.tenth, reference: [1, 2, 3], ours: [1, 2, 3], known: Self.known
    ).verdict()
    #expect(verdict.status == .reproduced)
    #expect(verdict.vanished == 1)
    #expect(verdict.fails)
  }

  @Test func otherRowsStillFail() throws {
    let verdict = try Case(
      tolerance: Self.tenth, reference: [1, 2, 3], ours: [1, 4, 5], known: Self.known
    ).verdict()
    #expect(verdict.status == .discrepant)
    #expect(verdict.knownDifferences == 1)
  }

  // MARK: Not run, bad input

  @Test func absentObservableIsNotRun() throws {
    let verdict = try Case.judge(
      Case(tolerance: Self.tenth, reference: [1], ours: [1]).comparison, [], [])
    #expect(verdict.status == .notRun)
    #expect(verdict.note == "observable o was not computed")
  }

  static let senseless: [(Case, String)] = [
    (Case(kind: .chi2, tolerance: tenth, reference: [1], ours: [1]), "sigma"),
    (Case(kind: .sample, tolerance: tenth, reference: [1], ours: [1]), "sigma"),
    (Case(kind: .curve, tolerance: Tolerance(.absolute, 1), reference: [1], ours: [1]), "relative"),
    (Case(tolerance: Tolerance(.relative, -1), reference: [1], ours: [1]), "a number ≥ 0.0"),
    (Case(tolerance: Tolerance(.relative, .nan), reference: [1], ours: [1]), "a number ≥ 0.0"),
    (Case(tolerance: Tolerance(.printed, 0), reference: [1], ours: [1]), "a number ≥ 1.0"),
    (
      Case(tolerance: tenth, reference: [1], ours: [1], rows: ["mass": [.number(1)]]),
      "\"n\", \"column\""
    ),
    (
      Case(tolerance: tenth, reference: [1], ours: [1], rows: ["n": [.number(9)]]),
      "at least one row"
    ),
    (
      Case(
        tolerance: tenth, reference: [1], ours: [2],
        known: KnownDifference(rows: [:], explanation: "")),
      "at least one row that can fail the comparison"
    ),
  ]

  @Test(arguments: senseless.indices)
  func senselessComparisonsAreRefused(_ i: Int) throws {
    let (bad, accepted) = Self.senseless[i]
    let error = try #require(throws: AssayError.self) { try bad.verdict() }
    guard case .badInput(let file, let place, _, let said) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(file == "Reference/toy/comparisons.yaml")
    #expect(place == "comparison c")
    #expect(said == accepted || said.hasPrefix(accepted), "\(error)")
  }

  @Test func sigmaWithoutUncertaintyNamesTheComparison() throws {
    let error = try #require(throws: AssayError.self) {
      try Case(tolerance: Tolerance(.sigma, 2), reference: [1], ours: [1]).verdict()
    }
    #expect(error.description.hasPrefix("toy, comparison c: the tolerance is in standard dev"))
    #expect(throws: AssayError.self) {
      try Case(tolerance: Tolerance(.equivalence, 0.1), reference: [1], ours: [1]).verdict()
    }
  }
}
