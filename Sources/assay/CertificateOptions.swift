// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// What a finished run is turned into, beside report.md and junit.xml.
struct CertificateOptions: ParsableArguments {
  @Flag(name: .customLong("no-figures"), help: "Write the report without figures.")
  var noFigures = false

  @Flag(
    name: .long, help: "Also write report.html: one page with everything, that needs no network.")
  var html = false

  @Flag(name: .long, help: "Also write report.pdf (needs Typst).")
  var pdf = false

  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Show the run to GitHub Actions: annotations on standard output, the summary of the step in "
        + "the file that GITHUB_STEP_SUMMARY names."))
  var github = false

  /// Standard output is either annotations or JSON.
  func check(with output: OutputOptions) throws {
    if github, output.json {
      throw ValidationError("--github and --json exclude each other")
    }
  }
}
