// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check reference folders: schema, units, checksums, names; and raw data if given.")

  @OptionGroup var studies: StudyArguments
  @OptionGroup var places: PlaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let root = try places.referenceRoot()
    let data = try places.dataFolder()
    var findings: [Finding] = []
    for study in try studies.selected() {
      var known: Set<String>?
      if let library = try? ReferenceLibrary.load(study: study.card.id, root: root) {
        let tasks = try study.plan(RunContext(tier: .full, reference: library, data: data))
        known = Set(tasks.flatMap(\.provides))
      }
      findings += Verify.report(
        root: root, study: study.card.id, observables: known.map { [study.card.id: $0] },
        data: data)
    }
    if output.json {
      try printJSON(findings)
    } else {
      for finding in findings { print(finding.description) }
      if findings.isEmpty { print("verified: every reference folder is as it should be") }
    }
    if findings.contains(where: { $0.severity == .error }) {
      throw ExitCode(ExitStatus.badInput.rawValue)
    }
  }
}
