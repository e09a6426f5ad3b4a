// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Harness
@testable import Reporting

@Suite struct AuditTests {
  /// Made from what a commit holds.
  private static var whole: RunRecord {
    var record = SampleRecord.all
    record.environment.gitDirty = false
    return record
  }

  private static let files = ["toy/limits.yaml": "c0ffee", "toy/comparisons.yaml": "decade"]

  private static func library(
    _ change: (inout ReferenceLibrary) -> Void = { _ in }
  ) -> ReferenceLibrary {
    var library = ReferenceLibrary(
      study: "toy", folder: "Reference/toy", tables: [:], comparisons: SampleRecord.comparisons,
      claims: SampleRecord.study.claims, datasets: [], notes: [], files: files)
    change(&library)
    return library
  }

  private static func audit(
    _ library: ReferenceLibrary = library(), faults: [Fault] = SampleRecord.study.faults,
    missing: [String] = [], commits: Int? = 0, shared: Int? = 0,
    record: RunRecord? = whole, drills: [DrillReport] = []
  ) -> Audit {
    Audit(
      [.init(library: library, faults: faults, missingData: missing, commitsSince: commits)],
      record: record, sharedCommits: shared, drills: drills)
  }

  private static func subjects(_ audit: Audit, _ kind: AuditFinding.Kind) -> [String] {
    audit.findings.filter { $0.kind == kind }.map { $0.subject ?? $0.study }
  }

  @Test func everyKindIsFoundInItsPlace() {
    let audit = Self.audit(missing: ["tables"])
    #expect(
      Self.subjects(audit, .undrilled)
        == SampleRecord.comparisons.map(\.id).filter {
          $0 != "good" && $0 != "bad"
        })
    #expect(Self.subjects(audit, .discrepant) == ["bad", "gone", "noisy"])
    #expect(Self.subjects(audit, .knownDifference) == ["known"])
    #expect(Self.subjects(audit, .notRun) == ["absent"])
    #expect(Self.subjects(audit, .claim) == ["sky-map"])
    #expect(Self.subjects(audit, .missingData) == ["tables"])
    #expect(Self.subjects(audit, .stale) == [])
    #expect(Self.subjects(audit, .noPublished) == [])
    #expect(audit.evidence == [.init(study: "toy", counts: [9, 0, 0])])
    #expect(audit.hasGaps)
  }

  @Test func kindsStandInTheOrderOfTheirGravity() {
    let kinds = Self.audit(missing: ["tables"]).findings.map {
      AuditFinding.Kind.allCases.firstIndex(of: $0.kind)!
    }
    #expect(kinds == kinds.sorted())
  }

  /// A fault is only meant for a comparison until a drill has seen it break it.
  @Test(
    arguments: [
      ([DrillReport.Outcome.caught], []), ([.missed, .caught], []), ([.missed], ["good"]),
      ([.notRun, .notRun], ["good"]),
    ] as [([DrillReport.Outcome], [String])])
  func drillsAreBelieved(_ outcomes: [DrillReport.Outcome], _ wanted: [String]) {
    let report = DrillReport(
      tier: .quick, seed: 1,
      findings: outcomes.map {
        DrillReport.Finding(
          study: "toy", fault: "wrong-pi", title: "pi is 3", comparison: "good", outcome: $0,
          discrepantRows: 0, rows: 11)
      }, undrilled: [], seconds: 1)
    let library = Self.library { $0.comparisons.removeAll { $0.id != "good" } }
    #expect(Self.subjects(Self.audit(library, drills: [report]), .undrilled) == wanted)
  }

  @Test(
    arguments: [
      (0, "limits", nil), (3, "limits", "3 commits to its code or references since"),
      (1, "other", "1 commit to its code or references since; 1 reference file changed"),
      (nil, "other", "1 reference file changed"),
    ] as [(Int?, String, String?)])
  func ageIsToldByCommitsAndChecksums(_ commits: Int?, _ digest: String, _ wanted: String?) {
    let library = Self.library { library in
      if digest == "other" { library.files["toy/limits.yaml"] = "beef" }
    }
    let found = Self.audit(library, commits: commits).findings.first { $0.kind == .stale }
    #expect(found?.text == wanted)
  }

  /// What is not known of a record's age is said, and is a gap.
  @Test(
    arguments: [
      (0, "0123abc", false, nil),
      (2, "0123abc", false, "2 commits to modules that studies share since"),
      (nil, "0123abc", false, "what came after commit 0123abc is not known here"),
      (nil, nil, false, "the record names no commit"),
      (0, "0123abc", true, "changes that no commit holds"),
    ] as [(Int?, String?, Bool, String?)])
  func whatIsNotKnownOfTheAgeIsSaid(
    _ shared: Int?, _ commit: String?, _ dirty: Bool, _ wanted: String?
  ) {
    var record = Self.whole
    (record.environment.gitCommit, record.environment.gitDirty) = (commit, dirty)
    let found = Self.audit(shared: shared, record: record).findings.filter {
      $0.study == "every study"
    }
    #expect(found.count == (wanted == nil ? 0 : 1))
    #expect(wanted.map { found[0].text.contains($0) && found[0].kind == .stale } ?? true)
  }

  @Test func newComparisonsAndFaultsAgeTheReport() {
    var more = SampleRecord.comparisons
    more[0].id = "new"
    let library = Self.library { $0.comparisons = more }
    let faults = Array(SampleRecord.study.faults.dropFirst())
    let found = Self.audit(library, faults: faults).findings.first { $0.kind == .stale }
    #expect(found?.text == "1 comparison added; its faults changed")
  }

  @Test func aStudyThatTheRecordLacksIsStale() {
    var record = Self.whole
    record.studies = []
    #expect(Self.subjects(Self.audit(record: record), .stale) == ["toy"])
    #expect(Self.subjects(Self.audit(record: nil), .stale) == [])
  }

  private static func record(_ change: (inout Comparison, inout Verdict) -> Void) -> RunRecord {
    var record = SampleRecord.only("good")
    var (comparison, verdict) = (
      record.studies[0].comparisons[0], record.studies[0].verdicts[0]
    )
    change(&comparison, &verdict)
    record.studies[0].comparisons = [comparison]
    record.studies[0].verdicts = [verdict]
    return record
  }

  @Test func boundsAsLargeAsTheReferenceHardlyFail() {
    let idle = { (count: Int) in
      Self.record { _, verdict in for i in 0..<count { verdict.rows[i].bound = 2 } }
    }
    let found = Self.audit(record: idle(6)).findings.first { $0.kind == .cannotFail }
    #expect(found?.text.hasPrefix("6 of 11 rows with a bound as large as the reference") == true)
    // A curve that crosses zero has some such rows.
    #expect(Self.subjects(Self.audit(record: idle(5)), .cannotFail) == [])
    #expect(Self.subjects(Self.audit(record: Self.record { _, _ in }), .cannotFail) == [])
    // A zero reference has no scale of its own.
    let zero = Self.record { _, verdict in
      for i in 0..<11 { (verdict.rows[i].bound, verdict.rows[i].reference) = (2, 0) }
    }
    #expect(Self.subjects(Self.audit(record: zero), .cannotFail) == [])
  }

  @Test(arguments: [
    (0.0099, Tolerance.Kind.relative, Reason.Kind.discretisation, false, true),
    (0.0101, .relative, .discretisation, false, false),
    (0.001, .sigma, .discretisation, false, false),
    (0.001, .absolute, .printedPrecision, false, false),
    (0.001, .absolute, .otherDefinition, false, true),
    (0.001, .absolute, .otherDefinition, true, false),
  ])
  func wideTolerancesNeedAReason(
    _ used: Double, _ kind: Tolerance.Kind, _ reason: Reason.Kind, _ noisy: Bool, _ wanted: Bool
  ) {
    // A bound of the size of rounding has nothing to give.
    for bound in [0.01, 1e-10] {
      let record = Self.record { comparison, verdict in
        comparison.tolerance = Tolerance(kind, bound)
        comparison.reason.kind = reason
        verdict.worst = used
        if noisy { verdict.rows[0].ourError = 0.1 }
      }
      let found = Self.subjects(Self.audit(record: record), .loose)
      #expect(found == (wanted && bound > 1e-9 ? ["good"] : []))
    }
  }

  @Test func allowancesThatWereUsedAreTold() {
    let record = Self.record { _, verdict in
      verdict.note = "1 row within the allowance 0.02: one grid step"
    }
    #expect(Self.subjects(Self.audit(record: record), .allowance) == ["good"])
    #expect(Self.subjects(Self.audit(record: Self.record { _, _ in }), .allowance) == [])
  }

  @Test func nothingPublishedIsTold() {
    let library = Self.library { library in
      for i in library.comparisons.indices { library.comparisons[i].evidence = .analytic }
    }
    #expect(Self.subjects(Self.audit(library), .noPublished) == ["toy"])
  }

  @Test func textCountsWhatItLeavesOut() {
    let audit = Self.audit()
    let text = audit.text(limit: 2)
    #expect(text.contains("7 × no drill: a check that was never seen to fail proves little"))
    #expect(text.contains("  … and 5 more (--all shows them)"))
    #expect(text.contains("None found: can hardly fail, report older than its study."))
    #expect(!audit.text(limit: .max).contains("more (--all"))
  }
}
