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
  @Flag(name: .customLong("no-figures"), help: "Write the report without figures.")
  var noFigures = false
  @OptionGroup var places: PlaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    if shards < 1 { throw ValidationError("--shards must be at least 1") }
    if let shard, Self.slice(shard) == nil {
      throw ValidationError("--shard is k/n with 1 <= k <= n, such as 2/3; found \(shard)")
    }
    if shard != nil, shards != 1 { throw ValidationError("--shard and --shards exclude each other") }
    if resume != nil, out != nil { throw ValidationError("--resume names the folder; drop --out") }
  }

  /// "2/3" as (2, 3).
  static func slice(_ text: String) -> (Int, Int)? {
    let parts = text.split(separator: "/").compactMap { Int($0) }
    guard parts.count == 2, parts[0] >= 1, parts[0] <= parts[1] else { return nil }
    return (parts[0], parts[1])
  }

  func run() throws {
    let selected = try studies.selected()
    let root = try places.referenceRoot()
    let data = try places.dataFolder()
    var libraries: [String: ReferenceLibrary] = [:]
    for study in selected {
      libraries[study.card.id] = try ReferenceLibrary.load(study: study.card.id, root: root)
    }
    let id = RunFolder.newID(tier: tier)
    let folder = resume ?? out ?? "Reports/\(id)"
    let interrupt = Interrupt(
      remedy: "finished tasks are kept; go on with assay run --resume \(folder)")
    let bar = ProgressBar(output)
    let options = RunOptions(
      id: resume.map { URL(fileURLWithPath: $0).lastPathComponent } ?? id,
      seed: seed, tier: tier, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      shards: shards, shard: shard.flatMap(Self.slice), only: only, folder: folder,
      resume: resume != nil, data: data, command: ["assay"] + CommandLine.arguments.dropFirst())
    let runner = Runner(
      options: options, studies: selected, libraries: libraries,
      environment: HostProbe.environment(repositoryRoot: root), cancellation: interrupt.cancellation
    ) { bar.draw(fraction: $0.fraction, elapsed: $0.elapsed, label: $0.task) }
    defer { bar.clear() }
    guard let record = try runner.run() else {
      bar.clear()
      print("shard \(shard ?? "") done in \(folder); join the shards with assay merge")
      return
    }
    bar.clear()
    try Certificate.issue(record, folder: folder, figures: !noFigures, output: output)
  }
}
