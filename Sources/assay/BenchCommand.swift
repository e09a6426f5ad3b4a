// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Hardware
import Harness
import Numerics
import Reporting
import Timing

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time the solvers: every variant proven right first, against the machine's ceilings.",
    discussion: """
      A variant is held against the reference (scalar, double precision; for work of a library its \
      own one-thread variant) before it is timed, and several threads against one to the bit; a \
      variant that is wrong has no time. Variants run in randomised pairs with the reference; an \
      A/A control says how small a change this machine can see. Every sample is kept in bench.json.

      Exit status: 0 all variants right, 1 a variant's answer is wrong, or it fails (a kernel that \
      does not compile); others in `assay --help`. What a device cannot run for want of a \
      compiler, room or double precision, or because it is lost, has no time, is told and does not \
      fail; nor does a change of speed against --against.
      """)

  @OptionGroup var studies: StudyArguments
  @Option(name: .long, help: "Only these variants (repeatable; a prefix is enough).")
  var variant: [String] = []
  @Option(name: .long, help: "Most threads of a variant (default: all cores).")
  var threads: Int?
  @Option(name: .long, help: "Most rounds of a workload (default: 30; with --quick 3).")
  var rounds: Int?
  @Option(name: .long, help: "Seconds for a workload's rounds (default: 10; with --quick 0.3).")
  var seconds: Double?
  @Option(name: .long, help: "Seed of the order of the pairs and of the bootstrap.")
  var seed: UInt64 = 1
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where variants run beside the CPU: cpu, all, or a device of `assay devices` (repeatable).",
      valueName: "id"))
  var device: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp("Compare with the record of another run.", valueName: "bench.json"))
  var against: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Record of the machine that the score is relative to (default: Machines/epyc-zen5.json "
        + "beside Reference/, where it is).", valueName: "bench.json"))
  var machine: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder of the report (default: Reports/bench-<id>).", valueName: "dir"))
  var out: String?
  @Flag(name: .long, help: "A few short rounds: shows that all works; its times mean little.")
  var quick = false
  @Flag(name: .customLong("no-figures"), help: "Write the report without figures.")
  var noFigures = false
  @OptionGroup var places: PlaceOptions
  @OptionGroup var history: RememberOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads: found \(threads); accepted: 1 to 1024")
    }
    if let rounds, !(1...10_000).contains(rounds) {
      throw ValidationError("--rounds: found \(rounds); accepted: 1 to 10000")
    }
    if let seconds, !(seconds > 0 && seconds <= 86_400) {
      throw ValidationError("--seconds: found \(seconds); accepted: above 0, at most 86400")
    }
  }

  func run() throws {
    // Files are read before the clock starts: a bad one must not cost the run.
    let before = try against.map { path throws(AssayError) in try BenchRecord.read(from: path) }
    let root = try places.referenceRoot()
    let plan = try BenchPlan(self, root: root)
    let reference = try plan.machine(machine, root: root)
    let interrupt = Interrupt()
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let runner = plan.runner(cancellation: interrupt.cancellation)
    let record = try runner.run(
      plan.catalogue.workloads, skipped: plan.catalogue.skipped, bench: plan.bench,
      environment: HostProbe.environment(repositoryRoot: PlaceOptions.repository(of: root))
    ) { step in
      bar.draw(fraction: step.fraction, secondsLeft: step.secondsLeft, label: step.label)
    }
    bar.clear()
    let report = BenchReport(
      record, before: before, machine: reference, slides: plan.slides(root: root))
    let folder = out ?? "Reports/\(record.bench.id)"
    let failures = try BenchFolder.write(report, to: folder, figures: !noFigures)
    for failure in failures { Terminal.complain("assay: figures not drawn: \(failure)") }
    // After the report: it never waits for the history.
    defer { history.remember(record, folder: folder) }
    if output.json {
      try printJSON(record)
    } else {
      if !output.quiet { print(report.table) }
      print("report: \(folder)/bench.md")
    }
    for device in plan.devices {
      for note in device.notes { Terminal.complain("assay: \(note)") }
    }
    if record.hasWrongAnswer { throw ExitCode(ExitStatus.discrepant.rawValue) }
    if let failure = failures.first { throw ExitCode(failure.status.rawValue) }
  }
}
