// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Hardware
import Harness
import Numerics
import Reporting

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Solve studies again, compare with the references, write record and report.",
    discussion: """
      Results are written as they come: a run that was stopped, even by kill -9, goes on with \
      --resume FOLDER and ends with the same numbers. The answer does not depend on --threads \
      or --shards.

      On the device of --device the networks of uhecr-anisotropy are trained, one after the other; \
      all else stays with the CPU. Their weights, and what they find, are then others than the \
      CPU's, so that shards and --resume need the same device; the record names it.

      Exit status: 0 all as expected, 1 a comparison is discrepant or a known difference has \
      vanished, 2 undecided; others in `assay --help`.
      """)

  @OptionGroup var studies: StudyArguments
  @Option(name: .long, help: "quick (about a minute), standard or full (the paper's own scale).")
  var tier: Tier = .quick
  @Option(name: .long, help: "Seed of all random streams.")
  var seed: UInt64 = 1
  @Option(name: .long, help: "Cores to use (default: all).")
  var threads: Int?
  @Option(
    name: .long,
    help: "Only these comparisons, tasks or observables (repeatable; a prefix is enough).")
  var only: [String] = []
  @Option(name: .long, help: "Cut the work into this many shards and merge them.")
  var shards = 1
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Compute one slice only, such as 2/3, for `assay merge` later.", valueName: "k/n"))
  var shard: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder of the run (default: Reports/<run-id>).", valueName: "dir"))
  var out: String?
  @Option(
    name: .long, help: ArgumentHelp("Go on with a run that was stopped.", valueName: "dir"))
  var resume: String?
  @OptionGroup var device: DeviceOptions
  @OptionGroup var certificate: CertificateOptions
  @OptionGroup var places: PlaceOptions
  @OptionGroup var history: RememberOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try certificate.check(with: output)
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    if shards < 1 { throw ValidationError("--shards must be at least 1") }
    if let shard, (try? Shard(shard)) == nil {
      throw ValidationError("--shard is k/n with 1 <= k <= n, such as 2/3; found \(shard)")
    }
    if shard != nil, shards != 1 {
      throw ValidationError("--shard and --shards exclude each other")
    }
    if resume != nil, out != nil { throw ValidationError("--resume names the folder; drop --out") }
  }

  func run() throws {
    let selected = try studies.selected()
    let root = try places.referenceRoot()
    let data = try places.dataFolder()
    var libraries: [String: ReferenceLibrary] = [:]
    for study in selected {
      libraries[study.card.id] = try ReferenceLibrary.load(study: study.card.id, root: root)
    }
    for study in selected { Self.warn(of: study.card.id, root: root, data: data) }
    let id = RunFolder.newID(tier: tier)
    let folder = resume ?? out ?? "Reports/\(id)"
    let interrupt = Interrupt()
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let there = try device(of: selected, interrupt.cancellation)
    defer { for note in there?.notes ?? [] { Terminal.complain("assay: \(note)") } }
    let options = RunOptions(
      seed: seed, tier: tier, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      shards: shards, shard: try shard.map(Shard.init), only: only, output: folder,
      resume: resume != nil, data: data, device: there,
      command: ["assay"] + CommandLine.arguments.dropFirst())
    let runner = Runner(
      options: options, studies: selected, references: libraries,
      cancellation: interrupt.cancellation, progress: bar.receiver)
    let record = try runner.run(
      environment: HostProbe.environment(repositoryRoot: PlaceOptions.repository(of: root)))
    if let shard {
      bar.clear()
      if !output.quiet { print("shard \(shard) done in \(folder); join all with assay merge") }
      return
    }
    bar.clear()
    // After the report: it never waits for the history.
    defer { history.remember(record, folder: folder) }
    try Certificate.issue(record, folder: folder, certificate, output)
  }

  /// The device asked for, as the run is given it; nil for the CPU.
  private func device(
    of studies: [any Study.Type], _ cancellation: Cancellation
  ) throws(AssayError) -> RunDevice? {
    guard let chosen = try device.chosen() else { return nil }
    guard studies.contains(where: { $0.usesDevice }) else {
      let able = StudyCatalogue.all.filter { $0.usesDevice }.map { $0.card.id }
      throw .usage(
        "--device: found \(device.device); accepted: cpu, because of the studies only "
          + "\(able.joined(separator: ", ")) works on a device")
    }
    return RunDevice(
      chosen, cpuMayGoOn: device.cpuMayGoOn,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      cancellation: cancellation)
  }

  /// Tells of references or raw data that are not those of the lock and the data list: the run goes
  /// on, because a user may want to see what a change does, but not without a word.
  static func warn(of study: String, root: String, data: DataFolder?) {
    let findings = Verify.report(root: root, study: study, data: data)
    for finding in findings where finding.severity == .error {
      Terminal.complain("assay: note, altered input: \(finding)")
    }
  }
}
