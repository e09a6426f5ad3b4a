// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import History
import Numerics

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the runs that were kept; add, show or remove one.",
    discussion: """
      Every run, merge and bench that ends is kept in an SQLite file with its verdicts, deviations \
      and timings, all samples included, unless --no-history is given; `assay trend` shows how a \
      comparison or workload went over them.

      Commands, paths of records, names of hosts and commits are kept with them: remember that where \
      the file is given to others.
      """,
    subcommands: [List.self, Add.self, Show.self, Remove.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The runs, newest first (what `assay history` does).")

    @Option(name: .long, help: "At most so many runs (0: all).") var limit = 20
    @Option(name: .long, help: "Only runs with this study.") var study: String?
    @Option(name: .long, help: "Only runs of this host.") var host: String?
    @Option(
      name: .long,
      help: ArgumentHelp("Only runs started then or later (UTC).", valueName: "2026-11-01"))
    var since: String?
    @Flag(name: .long, help: "Check the file instead: pages, indexes, whole runs, samples.")
    var verify = false
    @OptionGroup var place: HistoryOptions
    @Flag(name: .long, help: "Print JSON and nothing else.") var json = false

    func validate() throws {
      if limit < 0 { throw ValidationError("--limit: found \(limit); accepted: 0 or more") }
      if let since, HistoryTime.beginning(since) == nil {
        throw ValidationError(
          "--since: found \(since); accepted: a date such as 2026-11-01, or 2026-11-01T12:00")
      }
    }

    func run() throws {
      if let study { _ = try StudyCatalogue.study(study) }
      let store = try place.open(for: .read)
      if verify { return try check(store) }
      let runs = try store.runs(
        HistoryFilter(limit: limit == 0 ? nil : limit, study: study, host: host, since: since))
      if json { return try printJSON(runs) }
      let count = try store.count()
      print(runs.isEmpty ? "no run of \(count) in \(store.path) is so" : HistoryTable.text(runs))
      if !runs.isEmpty, runs.count < count { print("\(runs.count) of \(count) in \(store.path)") }
    }

    private func check(_ store: HistoryStore) throws {
      let faults = try store.faults()
      let count = try store.count()
      if json {
        try printJSON(["faults": faults])
      } else if faults.isEmpty {
        print("\(store.path): sound; \(count) runs, each whole")
      }
      guard let first = faults.first else { return }
      if !json { for fault in faults { print("\(store.path): \(fault)") } }
      throw AssayError.badInput(
        file: store.path, place: nil,
        found: faults.count == 1 ? first : "\(faults.count) faults", accepted: "a sound history")
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Keep the records of runs and benches made before.",
      discussion: """
        A run is known by its id, host, results and the seconds of its tasks: adding one twice adds \
        nothing. Each goes in whole or not at all.
        """)

    @Argument(help: "Folders of runs or benches, or their record.json and bench.json.")
    var runs: [String]
    @OptionGroup var place: HistoryOptions
    @Flag(name: .shortAndLong, help: "Print nothing.") var quiet = false

    func run() throws {
      let store = try place.open(for: .write)
      for run in runs {
        for path in try HistoryRecord.files(run) {
          let record = try HistoryRecord(path)
          let addition = try record.add(to: store)
          if quiet { continue }
          switch addition {
          case .added(let number): print("added #\(number) \(record.id)")
          case .known(let number): print("there already as #\(number): \(record.id)")
          }
          // Told as soon as it is kept, also into a file.
          fflush(nil)
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "What is kept of one run.")

    @Argument(help: ArgumentHelp("Its id, or its number as #12.", valueName: "run")) var id: String
    @Flag(name: .long, help: "All verdicts and tasks, not only what stands out.") var all = false
    @OptionGroup var place: HistoryOptions
    @Flag(name: .long, help: "Print JSON and nothing else.") var json = false

    private struct Whole: Encodable {
      var run: HistoryRun
      var detail: HistoryDetail
    }

    func run() throws {
      let store = try place.open(for: .read)
      let found = try HistoryCommand.one(id, store)
      let detail = try store.detail(of: found.number)
      if json { return try printJSON(Whole(run: found, detail: detail)) }
      print(HistoryTable.text(found, detail, all: all))
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Take a run out of the history; its folder stays.")

    @Argument(help: ArgumentHelp("Its id, or its number as #12.", valueName: "run")) var id: String
    @Flag(name: .long, help: "Yes, take it out.") var yes = false
    @OptionGroup var place: HistoryOptions

    func run() throws {
      let store = try place.open(for: yes ? .write : .read)
      let found = try HistoryCommand.one(id, store)
      guard yes else {
        throw AssayError.usage(
          "this takes #\(found.number) \(found.id) of \(found.started) out of \(store.path) for "
            + "good; give --yes to do so")
      }
      guard try store.remove(found) else {
        throw AssayError.usage(
          "#\(found.number) \(found.id) is not in \(store.path) any more; see assay history")
      }
      print("removed #\(found.number) \(found.id)")
    }
  }

  /// The one run of that id or number, or a sentence.
  static func one(_ name: String, _ store: HistoryStore) throws(AssayError) -> HistoryRun {
    let found = try store.runs(named: name)
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw .usage("no run \(name) in \(store.path); see assay history")
    }
    let told = found.prefix(5).map { "#\($0.number) (\($0.started), \($0.host))" }
    let more = found.count > told.count ? " and \(found.count - told.count) older" : ""
    throw .usage(
      "\(found.count) runs have the id \(name); accepted: one of \(told.joined(separator: ", "))"
        + more)
  }
}
