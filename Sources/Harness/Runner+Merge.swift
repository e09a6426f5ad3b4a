// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics

/// Shards computed anywhere become one run.
extension Runner {
  /// Options for a merge: those of the shards' run, read from the first journal found.
  public static func mergeOptions(
    folders: [String], output: String, command: [String] = [], data: DataFolder? = nil
  ) throws(AssayError) -> RunOptions {
    let runner = Runner(options: RunOptions(output: output), studies: [], references: [:])
    for folder in folders {
      for name in runner.journals(in: folder) {
        let path = folder + "/" + name
        guard let header = try JournalContent.read(path).header else { continue }
        return RunOptions(
          seed: header.seed, tier: header.tier, shards: header.shards, only: header.only,
          output: output, data: data, fault: header.fault,
          device: header.device.map(RunDevice.init(named:)), command: command)
      }
    }
    throw .missing(
      "a journal in \(folders.isEmpty ? "no folder" : folders.joined(separator: ", "))",
      remedy: "give the folders of the shards' runs")
  }

  /// Merges the journals of shards; the answer equals the unsharded run bit for bit.
  ///
  /// All journals must belong to one run, that of these options, and together hold every task.
  /// The data sets need not be here. Writes `record.json` into the run folder, if that exists or
  /// can be made.
  ///
  /// - Parameter partial: tasks may be missing; what they would be compared with is not run. For a
  ///   run of many hours that was stopped.
  public func merge(
    folders: [String], environment: Environment, partial: Bool = false
  ) throws(AssayError) -> RunRecord {
    let clock = RunClock()
    let found = try contents(of: folders)
    let first = found[0].header
    let plan = try RunPlan(studies, references, options, present: Set(first.data))
    let whole = try Shard(index: 0, count: first.shards)
    let expected = try plan.header(options, whole)
    let places = Dictionary(uniqueKeysWithValues: plan.tasks.enumerated().map { ($1.name, $0) })
    var entries: [Int: JournalEntry] = [:]
    for (path, header, content) in found {
      try header.withoutShard().require(expected, file: path)
      for (line, entry) in content.entries.enumerated() {
        let name = entry.study + "/" + entry.task
        guard let place = places[name], place % header.shards == header.shard else {
          throw .badInput(
            file: path, place: "line \(line + 2)", found: "task \(name)",
            accepted: "a task of shard \(header.shard + 1)/\(header.shards)")
        }
        if let other = entries[place], other.observables != entry.observables {
          throw .badInput(
            file: path, place: "line \(line + 2)",
            found: "other numbers for task \(name) than another journal has",
            accepted: "equal numbers")
        }
        entries[place] = entry
      }
    }
    if !partial, let absent = plan.tasks.indices.first(where: { entries[$0] == nil }) {
      throw .missing(
        "task \(plan.tasks[absent].name) of shard \(absent % first.shards + 1)/\(first.shards)",
        remedy: "run or resume that shard and merge again, or merge what is there with --partial")
    }
    try makeFolder()
    let record = try assemble(
      plan, entries: entries, environment: environment, clock: clock, shards: first.shards,
      resumed: false)
    try record.write(to: options.output + "/record.json")
    return record
  }

  private func contents(
    of folders: [String]
  ) throws(AssayError) -> [(path: String, header: JournalHeader, content: JournalContent)] {
    var found: [(path: String, header: JournalHeader, content: JournalContent)] = []
    for folder in folders {
      let names = journals(in: folder)
      guard !names.isEmpty else {
        throw .missing("a journal in \(folder)", remedy: "give the folder of a shard's run")
      }
      for name in names {
        let path = folder + "/" + name
        let content = try JournalContent.read(path)
        // A shard that was killed before its header was whole has done nothing.
        if let header = content.header { found.append((path, header, content)) }
      }
    }
    guard !found.isEmpty else {
      throw .missing("a shard with finished tasks", remedy: "give the folders of the shards' runs")
    }
    return found
  }
}
