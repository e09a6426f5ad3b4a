// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics
import Reporting

/// What every command does with a finished run: report, verdict table, exit status.
enum Certificate {
  static func issue(
    _ record: RunRecord, folder: String, _ options: CertificateOptions, _ output: OutputOptions,
    beside extras: HTMLReportFile.Extras = HTMLReportFile.Extras()
  ) throws {
    var failures = try ReportFolder.write(record, to: folder, figures: !options.noFigures)
    for failure in failures { Terminal.complain("assay: figures not drawn: \(failure)") }
    if options.html {
      try HTMLReportFile.write(
        record, to: folder, figures: !options.noFigures, failures: failures, with: extras)
    }
    if options.pdf {
      do throws(AssayError) {
        try PDFReport.write(record, to: folder)
      } catch {
        // The verdicts stand all the same.
        Terminal.complain("assay: no PDF: \(error)")
        failures.append(error)
      }
    }
    if output.json {
      try printJSON(record)
    } else {
      print(
        VerdictTable.text(
          of: record, width: Terminal.width, color: Terminal.color(output)))
      print("report: \(folder)/report.md")
      if options.html { print("page: \(folder)/\(HTMLReportFile.name)") }
    }
    if options.github { try GitHubStep.show(record) }
    let status = record.exitStatus
    if status != .success { throw ExitCode(status.rawValue) }
    if let failure = failures.first { throw ExitCode(failure.status.rawValue) }
  }
}

/// Names of run folders.
enum RunFolder {
  /// "20261121T040500Z-quick", with a suffix where that folder is there already.
  static func newID(tier: Tier) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = "yyyyMMdd'T'HHmmss'Z'"
    let base = "\(formatter.string(from: Date()))-\(tier.rawValue)"
    var id = base
    var count = 1
    while FileManager.default.fileExists(atPath: "Reports/\(id)") {
      count += 1
      id = "\(base)-\(count)"
    }
    return id
  }
}
