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
  @OptionGroup var certificate: CertificateOptions
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
    try certificate.check(with: output)
    if !certificate.html, !(bench + drill).isEmpty {
      throw ValidationError("--bench and --drill need --html: they are shown there.")
    }
  }

  func run() throws {
    let path = PlaceOptions.isFolder(folder) ? "\(folder)/record.json" : folder
    let record = try RunRecord.read(from: path)
    let extras = try HTMLReportFile.Extras(benches: bench, drills: drill, of: record)
    let target = out ?? URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
    try Certificate.issue(record, folder: target, certificate, output, beside: extras)
  }
}
