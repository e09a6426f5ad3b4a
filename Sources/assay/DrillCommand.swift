// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics

struct DrillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Prove that every comparison can fail, by deliberate faults in physics and data.",
    discussion: """
      Each fault is put into the solver; the comparisons meant for it must turn discrepant. A \
      comparison that no fault breaks fails the command (status 1).
      """)

  @OptionGroup var studies: StudyArguments
  @Option(name: .long, help: "quick, standard or full.") var tier: Tier = .quick
  @Option(name: .long, help: "Seed of all random streams.") var seed: UInt64 = 1
  @Option(name: .long, help: "Cores to use (default: all).") var threads: Int?
  @Option(name: .long, help: "Only these comparisons or faults (repeatable; a prefix is enough).")
  var only: [String] = []
  @OptionGroup var places: PlaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let selected = try studies.selected()
    let root = try places.referenceRoot()
    var libraries: [String: ReferenceLibrary] = [:]
    for study in selected {
      libraries[study.card.id] = try ReferenceLibrary.load(study: study.card.id, root: root)
    }
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let report = try Drill.run(
      studies: selected, libraries: libraries, data: try places.dataFolder(), tier: tier,
      seed: seed, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, only: only
    ) { bar.draw(fraction: $0.fraction, elapsed: $0.elapsed, label: $0.task) }
    bar.clear()
    if output.json { try printJSON(report) } else { print(report.text) }
    if report.exitStatus != .success { throw ExitCode(report.exitStatus.rawValue) }
  }
}
