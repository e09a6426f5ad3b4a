// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of a run again, from its record alone.")

  @Argument(help: "A run folder or its record.json.", completion: .directory)
  var folder: String
  @Option(name: .shortAndLong, help: "Folder to write to (default: beside the record).")
  var out: String?
  @OptionGroup var certificate: CertificateOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try certificate.check(with: output) }

  func run() throws {
    let path = PlaceOptions.isFolder(folder) ? "\(folder)/record.json" : folder
    let record = try RunRecord.read(from: path)
    let target = out ?? URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
    try Certificate.issue(record, folder: target, certificate, output)
  }
}
