// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Numerics

/// The command-line tool: one file a subcommand, no logic of its own.
struct Tool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Solve published astroparticle results again and hold the answers against them.",
    discussion: """
      A study is one published result made reproducible. `assay run` solves it, compares each \
      number with its reference within a tolerance that carries its reason, and writes a report; \
      `assay drill` proves that every comparison can fail.

      Exit status: 0 all as expected; 1 a comparison is discrepant, a known difference has \
      vanished, a drill was missed or a timed variant's answer is wrong; 2 undecided; 64 usage; \
      65 bad input file or value; 69 a needed thing is missing; 70 internal failure; 73 output \
      cannot be written; 130 interrupted.
      """,
    version: Tool.version,
    subcommands: [
      ListCommand.self, ShowCommand.self, RunCommand.self, DrillCommand.self, ReportCommand.self,
      MergeCommand.self, SolveCommand.self, VerifyCommand.self, FetchCommand.self,
      DoctorCommand.self, DevicesCommand.self, BenchCommand.self, AuditCommand.self,
      CITemplateCommand.self,
      ExportCommand.self, ReplayCommand.self, CompareCommand.self, HistoryCommand.self,
      TrendCommand.self,
    ])

  static let version = "0.1.0"
}

@main
enum Main {
  static func main() {
    // A reader that goes away (head, a dead gnuplot) must not kill the run.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Tool.parseAsRoot()
      try command.run()
    } catch let error as AssayError {
      Terminal.complain("assay: \(error)")
      exit(error.status.rawValue)
    } catch {
      Tool.exit(withError: error)
    }
  }
}
