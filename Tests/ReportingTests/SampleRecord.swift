// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Harness

/// A small hand-made record with one comparison in every state; its numbers mean nothing.
enum SampleRecord {
  static var all: RunRecord {
    RunRecord(
      run: .init(
        id: "20260102T030405-quick", started: "2026-01-02T03:04:05Z",
        finished: "2026-01-02T03:04:17Z", seconds: 12.4,
        command: ["assay", "run", "toy", "--data", "my data"], tier: .quick, seed: 7, threads: 2,
        shards: 1, withData: false, only: [], resumed: false),
      environment: machine, studies: [study], resultsDigest: String(repeating: "ab", count: 32))
  }

  /// A record whose study holds only the comparisons named.
  static func only(_ ids: String...) -> RunRecord {
    var record = all
    record.studies[0].comparisons.removeAll { !ids.contains($0.id) }
    record.studies[0].verdicts.removeAll { !ids.contains($0.comparison) }
    return record
  }

  static let machine = Environment(
    cpuModel: "Test CPU 9000", cpuFlags: ["avx2", "fma"], logicalCores: 2,
    memoryBytes: 8 << 30, operatingSystem: "Debian 12", kernel: "6.1", hostName: "node1",
    compiler: "Swift 6.3", buildConfiguration: "release",
    libraries: ["OpenBLAS": "0.3.21", "GSL": "2.7.1"], openBLASCore: "Haswell", variables: [:],
    gitCommit: "0123abc", gitDirty: true, loadAverage: 0.5)

  static var study: StudyRecord {
    StudyRecord(
      card: StudyCard(
        id: "toy", title: "A toy study", summary: "Solves m_DM again | and *compares*.",
        citations: [
          Citation(
            authors: "A. Author, B. Writer", title: "On toys", year: 2020, arXiv: "2001.00001",
            doi: "10.1000/toy(1)"),
          Citation(authors: "A. Author", title: "More toys", year: 2020, url: "https://toy.org/x"),
        ], cost: [.quick: 1]),
      comparisons: comparisons, verdicts: verdicts,
      claims: [
        Claim(
          id: "sky-map", text: "A map shows an excess.", source: "Fig. 3",
          because: "the map is not public")
      ],
      faults: [
        Fault("wrong-pi", "pi is 3", meantFor: ["good", "bad"]),
        Fault("swapped", "columns swapped", meantFor: ["good"]),
      ],
      observables: [
        Observable(id: "toy.good", title: "good", units: "cm^3 s^-1", exact: [1]),
        Observable(id: "toy.other", title: "other", exact: [1]),
      ],
      figures: [SampleFigures.plain],
      tables: [
        SummaryTable(
          id: "together", title: "Limits | together", caption: "- Empty: *not* run.",
          columns: ["dSph", "ours"],
          rows: [
            [.text("Leo II"), .number(Estimate(0.25, standardError: 0.5))],
            [.text("Draco"), .number(Estimate(.nan))],
          ])
      ],
      stages: [.init(task: "slow", seconds: 11.5), .init(task: "fast", seconds: 0.25)],
      notes: ["1. A note with <b>tags</b> & a | bar, see https://toy.org/a_b_c."],
      referenceFiles: ["toy/limits.yaml": "c0ffee", "toy/comparisons.yaml": "decade"])
  }

  private static func comparison(
    _ id: String, _ title: String, _ tolerance: Tolerance, table: String? = "limits",
    kind: Comparison.Kind = .table, observable: String = "toy.good",
    known: KnownDifference? = nil
  ) -> Comparison {
    Comparison(
      id: id, title: title, table: table,
      pairs: [.init(column: "limit", observable: observable)], kind: kind, tolerance: tolerance,
      reason: Reason(.discretisation, "the grid of the paper steps by 0.1 %"),
      evidence: .published, source: "Table 1 of arXiv:2001.00001", known: known)
  }

  static var comparisons: [Comparison] {
    let known = KnownDifference(
      rows: ["m_DM": [.number(10)], "dSph": [.text("Draco")]],
      explanation: "the paper used other spectra")
    let allowance = Tolerance.Allowance(bound: 0.02, atMost: 1, reason: "one grid step")
    return [
      comparison("good", "Limits that agree", Tolerance(.relative, 0.005, allowance: allowance)),
      comparison("bad", "Limits that differ", Tolerance(.relative, 0.005)),
      comparison("known", "Other spectra", Tolerance(.relative, 0.1), known: known),
      comparison("gone", "Explained no longer", Tolerance(.absolute, 1e-11), known: known),
      comparison(
        "noisy", "Coverage", Tolerance(.equivalence, 0.01), observable: "toy.other"),
      comparison("absent", "Needs <raw> data & \"more\"", Tolerance(.printed, 4)),
      comparison("closed", "Input not public", Tolerance(.sigma, 3)),
      comparison(
        "order", "A claim", Tolerance(.absolute, 0), table: nil, kind: .ordering),
      comparison("chi", "All rows at once", Tolerance(.sigma, 3), kind: .chi2),
    ]
  }

  private static func row(
    _ label: String, _ reference: Double, _ ours: Double, _ bound: Double,
    _ status: Verdict.Status, known: Bool = false
  ) -> Verdict.Row {
    Verdict.Row(
      label: label, reference: reference, ours: ours, deviation: ours - reference, bound: bound,
      status: status, known: known)
  }

  static var verdicts: [Verdict] {
    var good = Verdict(
      comparison: "good", status: .reproduced,
      rows: (0..<11).map {
        row("draco, m_DM = \($0) GeV", 2, 2 + 0.0005 * Double($0), 0.01, .reproduced)
      })
    (good.worst, good.worstRelative, good.worstAbsolute) = (0.5, 0.0025, 0.005)
    good.smallestCaught = 0.0025
    var bad = Verdict(
      comparison: "bad", status: .discrepant,
      rows: [
        row("fine | row", 2, 2.002, 0.01, .reproduced),
        row("m_DM = 5 GeV", 2, 2.5, 0.01, .discrepant),
      ])
    (bad.worst, bad.worstRelative, bad.worstAbsolute) = (50, 0.25, 0.5)
    var known = Verdict(
      comparison: "known", status: .reproduced,
      rows: [row("Draco, m_DM = 10 GeV", 2, 3, 0.2, .discrepant, known: true)])
    (known.knownDifferences, known.worst, known.worstRelative) = (1, 5, 0.5)
    var gone = Verdict(
      comparison: "gone", status: .reproduced,
      rows: [row("Draco, m_DM = 10 GeV", 2, 2 + 2e-12, 1e-11, .reproduced, known: true)])
    (gone.vanished, gone.worst, gone.worstAbsolute) = (1, 0.2, 2e-12)
    (gone.smallestCaught, gone.smallestCaughtIsAbsolute) = (8e-12, true)
    return [good, bad, known, gone] + otherVerdicts
  }

  private static var otherVerdicts: [Verdict] {
    var noisy = Verdict(comparison: "noisy", status: .undecided)
    noisy.rows = [
      Verdict.Row(
        label: "s = 1", reference: 0.95, referenceError: 0, ours: 0.951, ourError: 0.006,
        deviation: 0.001, bound: 0.0095, pull: 0.17, status: .undecided)
    ]
    (noisy.worstRelative, noisy.statisticsFactor) = (0.00105, 1.9)
    let absent = Verdict(comparison: "absent", status: .notRun, note: "no raw data")
    let closed = Verdict(
      comparison: "closed", status: .notComparable, note: "14-year tables are not public")
    let order = Verdict(
      comparison: "order", status: .reproduced, rows: [row("m = 1", 1, 2, 0, .reproduced)])
    var chi = Verdict(
      comparison: "chi", status: .reproduced,
      rows: [row("all", 1, 1.01, 0.1, .reproduced)])
    (chi.chi2, chi.degreesOfFreedom, chi.pValue, chi.tooGood) = (0.5, 20, 0.99999, true)
    chi.smallestCaught = 0.04
    return [noisy, absent, closed, order, chi]
  }
}

extension SampleRecord {
  /// The record of the committed example, a run of the standard tier.
  static let committed =
    String(#filePath.dropLast("Tests/ReportingTests/SampleRecord.swift".count))
    + "Reports/example/record.json"
}
