// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Reporting

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of a run again, from its record alone.")

  @Argument(help: "A run folder or its record.json.", completion: .directory)
  var folder: String
  @Option(name: .shortAndLong, help: "Folder to write to (default: beside the record).")
  var out: String?
  @Flag(name: .customLong("no-figures"), help: "Write the report without figures.")
  var noFigures = false
  @Flag(
    name: .long, help: "Also write report.html: one page with everything, that needs no network.")
  var html = false
  @Option(
    name: .long,
    help: "A bench folder, or its bench.json, to show in the HTML page (repeatable).",
    completion: .directory)
  var bench: [String] = []
  @Option(
    name: .long,
    help: "What `assay drill --json` printed, to show in the HTML page (repeatable).",
    completion: .file())
  var drill: [String] = []
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !html, !(bench + drill).isEmpty {
      throw ValidationError("--bench and --drill need --html: they are shown there.")
    }
  }

  func run() throws {
    let path = PlaceOptions.isFolder(folder) ? "\(folder)/record.json" : folder
    let record = try RunRecord.read(from: path)
    let extras =
      html ? try HTMLReportFile.Extras(benches: bench, drills: drill, of: record) : nil
    let target = out ?? URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
    try Certificate.issue(record, folder: target, figures: !noFigures, output: output, html: extras)
  }
}
