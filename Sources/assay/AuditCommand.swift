// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Hardware
import Harness
import Numerics
import Reporting

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "List the weakest links: what the verdicts rest on, and where that is little.",
    discussion: """
      Comparisons without a fault that breaks them, rows that can hardly fail, tolerances wider \
      than the measured deviation deserves, known differences, claims that cannot be compared, \
      data sets that are missing, and studies whose report is older than their code. Looks at \
      the references at hand and at a run record (default: the committed example).

      Exit status: 0, or with --strict 1 where a comparison has no drill, can hardly fail or is \
      discrepant, or a report is older than its study or of an age that is not known.
      """)

  @OptionGroup var studies: StudyArguments
  @Option(
    name: .long, help: "A run folder, or its record.json, whose verdicts are looked at.",
    completion: .directory)
  var record: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What `assay drill --json` printed (repeatable): comparisons that it did not see fail are told.",
      valueName: "file"), completion: .file())
  var drill: [String] = []
  @Flag(name: .long, help: "Show every finding, not the first ten of a kind.") var all = false
  @Flag(name: .long, help: "Exit with status 1 where there are gaps.") var strict = false
  @OptionGroup var places: PlaceOptions
  @OptionGroup var output: OutputOptions

  private struct Answer: Encodable {
    var evidence: [Audit.Evidence]
    var findings: [AuditFinding]
  }

  func run() throws {
    let root = try places.referenceRoot()
    let repository = PlaceOptions.repository(of: root)
    let record = try self.record(repository)
    let data = try places.dataFolder()
    let subjects = try studies.selected().map { study in
      try subject(study, root: root, repository: repository, record: record, data: data)
    }
    let drills = try drill.map { path throws(AssayError) in
      try CanonicalJSON.decode(DrillReport.self, from: InputFile.bytes(path), file: path)
    }
    let shared = record?.environment.gitCommit.flatMap {
      GitLog.commits(since: $0, touching: Self.sharedModules, root: repository)
    }
    let audit = Audit(subjects, record: record, sharedCommits: shared, drills: drills)
    if output.json {
      try printJSON(Answer(evidence: audit.evidence, findings: audit.findings))
    } else {
      print(audit.text(limit: all ? .max : 10), terminator: "")
    }
    if strict, audit.hasGaps { throw ExitCode(ExitStatus.discrepant.rawValue) }
  }

  /// Where the numbers of more than one study come from.
  private static let sharedModules = [
    "Events", "HEALPixBridge", "Harness", "Kernels", "Learning", "Numerics", "Sky", "Turbulence",
  ].map { "Sources/\($0)" }

  private func record(_ repository: String) throws(AssayError) -> RunRecord? {
    if let record {
      return try RunRecord.read(
        from: PlaceOptions.isFolder(record) ? "\(record)/record.json" : record)
    }
    let example = "\(repository)/Reports/example/record.json"
    guard FileManager.default.fileExists(atPath: example) else {
      Terminal.complain("assay: note: no record at \(example); --record names one")
      return nil
    }
    return try RunRecord.read(from: example)
  }

  private func subject(
    _ study: any Study.Type, root: String, repository: String, record: RunRecord?,
    data: DataFolder?
  ) throws(AssayError) -> Audit.Subject {
    let library = try ReferenceLibrary.load(study: study.card.id, root: root)
    // The module of a study bears the name of its folder.
    let module = String(reflecting: study).prefix { $0 != "." }
    let commits = record?.environment.gitCommit.flatMap {
      GitLog.commits(
        since: $0, touching: ["Sources/Studies/\(module)", "Reference/\(study.card.id)"],
        root: repository)
    }
    let missing = library.datasets.filter { set in !(data.map { $0.has(set) } ?? false) }
    return Audit.Subject(
      library: library, faults: study.faults, missingData: missing.map(\.id),
      commitsSince: commits)
  }
}
