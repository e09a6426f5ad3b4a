// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Harness
import Numerics
import Reporting

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Hold two runs or two benches against each other: commits, machines, seeds.",
    discussion: """
      Prints Markdown. What both hold is compared, what one alone holds is listed; numbers are equal \
      to the last bit, within the errors of two seeds, or told in units of the tolerance. Benches \
      are compared with all their samples and both hosts' A/A floors.

      Exit status: 0 no verdict got worse, 1 one did or the answer of a timed variant became wrong, 2 \
      none did but one is judged or timed no more, 65 a file is no record; others in `assay --help`.
      """)

  @Argument(help: "The earlier run: a folder, record.json or bench.json.", completion: .directory)
  var before: String
  @Argument(help: "The later run.", completion: .directory)
  var now: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("New folder for compare.md and compare.html.", valueName: "dir"))
  var out: String?
  @Flag(name: .long, help: "Write compare.html too (with --out).")
  var html = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if html, out == nil { throw ValidationError("--html needs --out, the folder to write to") }
  }

  func run() throws {
    if let out { try WholeFolder.check(out) }
    let comparison = try RecordComparison(
      before: ComparedRecords(before), now: ComparedRecords(now))
    let page = comparison.page
    if let out {
      try WholeFolder.write(out) { (folder) throws(AssayError) in
        try page.write(to: folder, name: "compare", html: html)
      }
    }
    if output.json {
      try printJSON(comparison)
    } else {
      print(output.quiet ? page.verdict : page.markdown)
    }
    if comparison.isWorse { throw ExitCode(ExitStatus.discrepant.rawValue) }
    if comparison.hasLost || comparison.comparesNothing {
      throw ExitCode(ExitStatus.undecided.rawValue)
    }
  }
}
