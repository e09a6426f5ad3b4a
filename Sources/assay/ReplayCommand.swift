// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Hardware
import Harness
import Numerics
import Reporting

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run again what a crate recorded, and hold the two runs against each other.",
    discussion: """
      The crate is checked first; one whose files are not those it lists is refused. Studies, tier, \
      seed, --only and shards are the recorded run's, and so are the references: those at hand \
      where they have the same checksums, else the crate's own copies. The new run's folder gets \
      comparison.md and comparison.html beside its report.

      Raw data enter only where the recorded run had them.

      Exit status: 0 no verdict got worse, 1 one did, 2 none did but one of the crate was not judged \
      here or its record had been altered (--altered), 65 the crate is damaged or altered; others in \
      `assay --help`.
      """)

  @Argument(help: "The folder or zip file of a crate.", completion: .directory)
  var crate: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder of the new run (default: Reports/<run-id>).", valueName: "dir"))
  var out: String?
  @Option(name: .long, help: "Cores to use (default: all).")
  var threads: Int?
  @Flag(name: .long, help: "Replay also a record whose digest is not that of its content.")
  var altered = false
  @Flag(name: .customLong("no-figures"), help: "Write the report without figures.")
  var noFigures = false
  @OptionGroup var places: PlaceOptions
  @OptionGroup var history: RememberOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
  }

  func run() throws {
    if let out { try WholeFolder.check(out) }
    let source = try CrateFolder(crate)
    // The folder of a zip file goes away with its owner, and the references may be in it.
    try withExtendedLifetime(source) { try replay(source) }
  }

  private func replay(_ source: CrateFolder) throws {
    let recorded = try source.record(altered: altered)
    var selected: [any Study.Type] = []
    for study in recorded.studies {
      guard let type = StudyCatalogue.all.first(where: { $0.card.id == study.card.id }) else {
        throw AssayError.missing(
          "study \(study.card.id) of the crate in this program",
          remedy: "it knows \(StudyCatalogue.all.map { $0.card.id }.joined(separator: ", "))")
      }
      selected.append(type)
    }
    let root = try references(of: recorded, in: source)
    let data = recorded.run.withData ? try places.dataFolder() : nil
    if recorded.run.withData, data == nil {
      tell("the crate's run had raw data and here are none: what needs them cannot be replayed")
    }
    if let device = recorded.run.device {
      tell("the crate's run trained networks on \(device); here they are trained on the CPU")
    }
    var libraries: [String: ReferenceLibrary] = [:]
    for study in selected {
      // The crate's own copies are checked against the record, and have no lock beside them.
      if root != source.references { RunCommand.warn(of: study.card.id, root: root, data: data) }
      libraries[study.card.id] = try ReferenceLibrary.load(study: study.card.id, root: root)
    }
    let record = try again(recorded, selected, libraries, data)
    // After the report: it never waits for the history.
    defer { history.remember(record.run, folder: record.folder) }
    let failures = try ReportFolder.write(record.run, to: record.folder, figures: !noFigures)
    for failure in failures { Terminal.complain("assay: figures not drawn: \(failure)") }
    let comparison = try RunComparison(before: recorded, now: record.run)
    try comparison.page.write(to: record.folder, name: "comparison", html: true)
    try announce(comparison, record.folder)
    if comparison.isWorse { throw ExitCode(ExitStatus.discrepant.rawValue) }
    if !comparison.lost.isEmpty || comparison.isAltered {
      throw ExitCode(ExitStatus.undecided.rawValue)
    }
    if let failure = failures.first { throw ExitCode(failure.status.rawValue) }
  }

  /// The references at hand where they are those of the run, else the crate's own.
  private func references(
    of record: RunRecord, in source: CrateFolder
  ) throws(AssayError) -> String {
    let atHand: String
    do throws(AssayError) {
      atHand = try places.referenceRoot()
    } catch {
      // A folder that the user named must be there; one that nobody named need not.
      if places.reference != nil { throw error }
      tell("no reference folder here; the crate's own copies are used")
      return source.references
    }
    let others = source.differences(record, from: atHand)
    if others.isEmpty { return atHand }
    let list = others.prefix(5).joined(separator: ", ") + (others.count > 5 ? ", …" : "")
    tell(
      "\(others.count) reference files of \(atHand) are not those of the crate (\(list)); the crate's "
        + "own copies are used")
    return source.references
  }

  private func again(
    _ recorded: RunRecord, _ studies: [any Study.Type], _ libraries: [String: ReferenceLibrary],
    _ data: DataFolder?
  ) throws -> (run: RunRecord, folder: String) {
    let folder = out ?? "Reports/\(RunFolder.newID(tier: recorded.run.tier))"
    let interrupt = Interrupt()
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let options = RunOptions(
      seed: recorded.run.seed, tier: recorded.run.tier,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      shards: recorded.run.shards, only: recorded.run.only, output: folder, data: data,
      command: ["assay"] + CommandLine.arguments.dropFirst())
    let runner = Runner(
      options: options, studies: studies, references: libraries,
      cancellation: interrupt.cancellation, progress: bar.receiver)
    // Without a repository at hand no commit is recorded, rather than that of another folder.
    let repository = (try? places.referenceRoot()).map { PlaceOptions.repository(of: $0) }
    let record = try runner.run(environment: HostProbe.environment(repositoryRoot: repository))
    return (record, folder)
  }

  private func announce(_ comparison: RunComparison, _ folder: String) throws {
    if output.json { return try printJSON(comparison) }
    let lost = comparison.lost
    if !lost.isEmpty {
      let list = lost.prefix(10).map { "\($0.study)/\($0.comparison)" }.joined(separator: ", ")
      print("not replayed here: \(lost.count) comparisons (\(list)\(lost.count > 10 ? ", …" : ""))")
    }
    print(comparison.verdict)
    print("comparison: \(folder)/comparison.md")
  }

  private func tell(_ text: String) {
    Terminal.complain("assay: note: \(text)")
  }
}
