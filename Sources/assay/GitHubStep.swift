// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Reporting

/// What a step of GitHub Actions shows of a run.
enum GitHubStep {
  /// Prints annotations; appends the summary to the file that GitHub names. Outside of GitHub
  /// there is none, which is said.
  static func show(_ record: RunRecord) throws(AssayError) {
    for line in GitHubReport.annotations(of: record) { print(line) }
    let variable = "GITHUB_STEP_SUMMARY"
    guard let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty else {
      Terminal.complain("assay: note: \(variable) is not set, so no step summary is written")
      return
    }
    // A step may call the program more than once; the limit is that of the whole file.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let before = (attributes?[.size] as? Int) ?? 0
    let text = GitHubReport.summary(of: record, limit: max(GitHubReport.summaryLimit - before, 0))
    guard let file = fopen(path, "a") else {
      throw .cannotWrite(path, reason: String(cString: strerror(errno)))
    }
    let written = fputs(text, file) >= 0
    guard fclose(file) == 0, written else {
      throw .cannotWrite(path, reason: String(cString: strerror(errno)))
    }
  }
}
