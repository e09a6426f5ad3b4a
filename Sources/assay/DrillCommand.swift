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

      Every study is also run without a fault, unless --baseline names a finished run: then its \
      verdicts serve, with its tier, seed and selection. So the faults of networks that took a \
      night to train are tried without training them again:

        assay drill uhecr-anisotropy --baseline Reports/example-full --fault never-trained
      """)

  @OptionGroup var studies: StudyArguments
  @Option(name: .long, help: "quick, standard or full.") var tier: Tier = .quick
  @Option(name: .long, help: "Seed of all random streams.") var seed: UInt64 = 1
  @Option(name: .long, help: "Cores to use (default: all).") var threads: Int?
  @Option(name: .long, help: "Only these comparisons or tasks (repeatable; a prefix is enough).")
  var only: [String] = []
  @Option(name: .long, help: "Only these faults (repeatable).") var fault: [String] = []
  @Option(
    name: .long, help: "A run folder, or its record.json, with the verdicts without a fault.",
    completion: .directory)
  var baseline: String?
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
    let interrupt = Interrupt()
    let options = RunOptions(
      seed: seed, tier: tier, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      only: only, output: "", data: try places.dataFolder())
    let report = try Drill.run(
      options, studies: selected, references: libraries,
      faults: fault.isEmpty ? nil : Set(fault), baseline: try baseline.map(Self.record),
      cancellation: interrupt.cancellation, progress: bar.receiver)
    bar.clear()
    if output.json { try printJSON(report) } else { print(DrillText.text(of: report)) }
    if report.exitStatus != .success { throw ExitCode(report.exitStatus.rawValue) }
  }

  private static func record(_ folder: String) throws -> RunRecord {
    try RunRecord.read(from: PlaceOptions.isFolder(folder) ? "\(folder)/record.json" : folder)
  }
}

/// A drill report for a person: what each fault broke, and what no fault broke.
enum DrillText {
  static func text(of report: DrillReport) -> String {
    var lines: [String] = []
    var fault = ""
    for finding in report.findings {
      if finding.fault != fault {
        fault = finding.fault
        lines.append("\(finding.study)/\(fault): \(finding.title)")
      }
      let rows = "\(finding.discrepantRows) of \(finding.rows) rows discrepant"
      let note = finding.note.map { "; \($0)" } ?? ""
      let detail = finding.rows > 0 ? ", \(rows)\(note)" : note
      lines.append("  \(finding.outcome.rawValue): \(finding.comparison)\(detail)")
    }
    for gap in report.undrilled {
      lines.append("\(gap.study): no fault is meant for \(gap.comparison)")
    }
    let count = { (outcome: DrillReport.Outcome) in
      report.findings.filter { $0.outcome == outcome }.count
    }
    lines.append(
      "\(count(.caught)) caught, \(count(.missed)) missed, \(count(.notRun)) not run, "
        + "\(report.undrilled.count) comparisons without a fault; "
        + String(format: "%.1f s", report.seconds))
    return lines.joined(separator: "\n")
  }
}
