// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// The weakest links of a suite, from its references, a run record and, where given, drills.
///
/// It judges no number again: it asks which verdicts rest on little.
public struct Audit: Sendable {
  /// What is looked at of one study.
  public struct Subject: Sendable {
    public var library: ReferenceLibrary
    public var faults: [Fault]
    /// Data sets whose files are not all at hand.
    public var missingData: [String]
    /// Commits since the record that touched the study's code or references; nil if not known.
    public var commitsSince: Int?

    public init(
      library: ReferenceLibrary, faults: [Fault], missingData: [String], commitsSince: Int?
    ) {
      (self.library, self.faults) = (library, faults)
      (self.missingData, self.commitsSince) = (missingData, commitsSince)
    }
  }

  /// Comparisons by how their reference is known, a study a row.
  public struct Evidence: Codable, Sendable, Equatable {
    public var study: String
    /// published, peer-computed and analytic, in this order.
    public var counts: [Int]
  }

  public private(set) var findings: [AuditFinding] = []
  public private(set) var evidence: [Evidence] = []

  /// - Parameters:
  ///   - record: The run whose verdicts are looked at; nil leaves out what needs one.
  ///   - sharedCommits: Commits since the record to modules that studies share; nil if not known.
  ///   - drills: Reports of `assay drill`; comparisons that no fault of theirs caught are told.
  public init(
    _ subjects: [Subject], record: RunRecord?, sharedCommits: Int? = nil,
    drills: [DrillReport] = []
  ) {
    if let record { findings += Self.age(record, sharedCommits) }
    for subject in subjects {
      let study = record?.studies.first { $0.card.id == subject.library.study }
      evidence.append(Self.evidence(subject.library))
      findings += Self.references(subject) + Self.drills(subject, drills)
      if record != nil { findings += Self.age(subject, study) }
      if let study { findings += Self.verdicts(study) }
    }
    // Within a kind the order of the studies stays.
    findings = AuditFinding.Kind.allCases.flatMap { kind in findings.filter { $0.kind == kind } }
  }

  /// Kinds that a suite without gaps has none of.
  public static let gaps: Set<AuditFinding.Kind> = [.undrilled, .cannotFail, .stale, .discrepant]

  public var hasGaps: Bool { findings.contains { Self.gaps.contains($0.kind) } }

  private static func evidence(_ library: ReferenceLibrary) -> Evidence {
    Evidence(
      study: library.study,
      counts: Comparison.Evidence.allCases.map { kind in
        library.comparisons.count { $0.evidence == kind }
      })
  }

  /// What the references alone show.
  private static func references(_ subject: Subject) -> [AuditFinding] {
    let library = subject.library
    var findings = library.claims.map {
      AuditFinding(
        .claim, library.study, $0.id, "\($0.text) (\($0.source)). Why not: \($0.because)")
    }
    findings += subject.missingData.map {
      AuditFinding(.missingData, library.study, $0, "`assay fetch \(library.study)` gets it")
    }
    if !library.comparisons.contains(where: { $0.evidence == .published }) {
      let count = Format.count(library.comparisons.count, "comparison")
      findings.append(
        AuditFinding(.noPublished, library.study, nil, "\(count), none with a published number"))
    }
    return findings
  }

  private static func drills(_ subject: Subject, _ drills: [DrillReport]) -> [AuditFinding] {
    let study = subject.library.study
    let results = drills.flatMap(\.findings).filter { $0.study == study }
    return subject.library.comparisons.compactMap { comparison in
      let meant = subject.faults.filter { $0.meantFor.contains(comparison.id) }
      if meant.isEmpty {
        return AuditFinding(.undrilled, study, comparison.id, "no fault is meant for it")
      }
      let own = results.filter { $0.comparison == comparison.id }
      guard !own.isEmpty, !own.contains(where: { $0.outcome == .caught }) else { return nil }
      let outcomes = own.map { "\($0.fault) \($0.outcome.rawValue)" }.joined(separator: ", ")
      return AuditFinding(.undrilled, study, comparison.id, "in the drills given: \(outcomes)")
    }
  }

  /// What of the record's age holds for every study.
  private static func age(_ record: RunRecord, _ sharedCommits: Int?) -> [AuditFinding] {
    var reasons: [String] = []
    if record.environment.gitDirty == true {
      reasons.append("the record was made from code with changes that no commit holds")
    }
    switch (record.environment.gitCommit, sharedCommits) {
    case (nil, _): reasons.append("the record names no commit, so that its age is not known")
    case (let commit?, nil):
      reasons.append(
        "what came after commit \(commit.prefix(12)) is not known here: a clone without its history, "
          + "or no git")
    case (_, let commits?) where commits > 0:
      reasons.append("\(Format.count(commits, "commit")) to modules that studies share since")
    default: break
    }
    return reasons.map { AuditFinding(.stale, "every study", nil, $0) }
  }

  /// Whether the record shows what code and references are now.
  private static func age(_ subject: Subject, _ study: StudyRecord?) -> [AuditFinding] {
    let library = subject.library
    guard let study else {
      return [AuditFinding(.stale, library.study, nil, "the record does not hold this study")]
    }
    var changes: [String] = []
    if let commits = subject.commitsSince, commits > 0 {
      changes.append("\(Format.count(commits, "commit")) to its code or references since")
    }
    let files = Set(library.files.keys).union(study.referenceFiles.keys)
    let differing = files.filter { library.files[$0] != study.referenceFiles[$0] }.count
    if differing > 0 { changes.append("\(Format.count(differing, "reference file")) changed") }
    if library.comparisons != study.comparisons {
      let before = Set(study.comparisons.map(\.id))
      let added = library.comparisons.count { !before.contains($0.id) }
      changes.append(
        added > 0 ? "\(Format.count(added, "comparison")) added" : "comparisons changed")
    }
    if subject.faults != study.faults { changes.append("its faults changed") }
    return changes.isEmpty
      ? [] : [AuditFinding(.stale, library.study, nil, changes.joined(separator: "; "))]
  }
}
