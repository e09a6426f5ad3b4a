// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Hardware
import Harness
import Numerics

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the shards of a run (assay run --shard k/n) into one record and report.",
    discussion: """
      With --partial also a run that was stopped: what it had not finished is "not run" in the report.
      """)

  @Argument(help: "The folders of all shards, or of one run.")
  var folders: [String]
  @Flag(
    name: .long, help: "Tasks may be missing: shards that were not run, or a run that was stopped.")
  var partial = false
  @Option(name: .shortAndLong, help: "Folder of the merged run.")
  var out: String
  @OptionGroup var certificate: CertificateOptions
  @OptionGroup var places: PlaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try certificate.check(with: output) }

  func run() throws {
    let root = try places.referenceRoot()
    var libraries: [String: ReferenceLibrary] = [:]
    for study in StudyCatalogue.all {
      libraries[study.card.id] = try ReferenceLibrary.load(study: study.card.id, root: root)
    }
    let options = try Runner.mergeOptions(
      folders: folders, output: out, command: ["assay"] + CommandLine.arguments.dropFirst(),
      data: try places.dataFolder())
    let runner = Runner(options: options, studies: StudyCatalogue.all, references: libraries)
    let record = try runner.merge(
      folders: folders,
      environment: HostProbe.environment(repositoryRoot: PlaceOptions.repository(of: root)),
      partial: partial)
    try Certificate.issue(record, folder: out, certificate, output)
  }
}
