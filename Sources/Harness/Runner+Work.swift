// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics
private import Synchronization

/// Working off the tasks of a plan.
extension Runner {
  /// What finished tasks have left, by place in the plan.
  struct Finished {
    var entries: [Int: JournalEntry] = [:]
    /// Whether some came from an earlier process.
    var any = false
  }

  /// Works off the shards one after another.
  func work(_ plan: RunPlan, _ shards: [Shard], _ clock: RunClock) throws(AssayError) -> Finished {
    var all = Finished()
    let places = Dictionary(uniqueKeysWithValues: plan.tasks.enumerated().map { ($1.name, $0) })
    let here = plan.tasks.indices.filter { task in shards.contains { $0.holds(task) } }
    let meter = ProgressMeter(plan.tasks, here, clock, progress)
    for shard in shards {
      let path = options.output + "/" + shard.journalName
      let (journal, done) = try Journal.open(
        path, header: try plan.header(options, shard), resume: options.resume)
      for (line, entry) in done.enumerated() {
        guard let place = places[entry.study + "/" + entry.task], shard.holds(place) else {
          throw .badInput(
            file: path, place: "line \(line + 2)", found: "task \(entry.study)/\(entry.task)",
            accepted: "a task of this shard")
        }
        meter.found(place)
        all.entries[place] = entry
      }
      all.any = all.any || !done.isEmpty
      let left = plan.tasks.indices.filter { shard.holds($0) && all.entries[$0] == nil }
      all.entries.merge(try work(plan, left, journal, meter)) { old, _ in old }
    }
    return all
  }

  /// Works off the given tasks, each kept in the journal as soon as it is done.
  private func work(
    _ plan: RunPlan, _ tasks: [Int], _ journal: sending Journal, _ meter: ProgressMeter
  ) throws(AssayError) -> [Int: JournalEntry] {
    let desk = Desk(journal)
    // Not left to the last reference: a worker thread may hold one a moment longer.
    defer { desk.close() }
    let inside = max(1, options.threads / max(1, min(options.threads, tasks.count)))
    let seed = options.seed
    let finished = try RunnerPool.run(
      costs: tasks.map { plan.tasks[$0].task.cost }, threads: options.threads,
      cancellation: cancellation
    ) { (i: Int) throws(AssayError) in
      let entry = try plan.perform(tasks[i], seed: seed, threads: inside)
      try desk.file(entry, at: tasks[i])
      meter.finished(tasks[i])
    }
    guard finished else {
      throw .interrupted(
        remedy: "finished tasks are kept; go on with --resume \(options.output)")
    }
    return desk.entries
  }

  /// Where finished tasks are handed in, one at a time.
  private final class Desk: Sendable {
    private struct State {
      var journal: Journal
      var entries: [Int: JournalEntry] = [:]
    }
    private let state: Mutex<State>

    init(_ journal: sending Journal) { state = Mutex(State(journal: journal)) }

    func file(_ entry: JournalEntry, at place: Int) throws(AssayError) {
      try state.withLock { (state: inout State) throws(AssayError) in
        try state.journal.append(entry)
        state.entries[place] = entry
      }
    }

    func close() { state.withLock { $0.journal.close() } }

    var entries: [Int: JournalEntry] { state.withLock { $0.entries } }
  }
}

/// Adds up what is done and tells the receiver.
final class ProgressMeter: Sendable {
  private let costs: [Double]
  private let names: [String]
  private let state: Mutex<RunProgress>
  private let clock: RunClock
  private let receiver: ProgressReceiver?

  init(
    _ tasks: [RunPlan.Task], _ here: [Int], _ clock: RunClock, _ receiver: ProgressReceiver?
  ) {
    costs = tasks.map(\.task.cost)
    names = tasks.map(\.name)
    let costs = costs
    state = Mutex(
      RunProgress(
        doneCost: 0, totalCost: here.reduce(0) { $0 + costs[$1] }, ownCost: 0, doneTasks: 0,
        totalTasks: here.count, task: nil, elapsed: 0))
    self.clock = clock
    self.receiver = receiver
  }

  /// A task that an earlier process had finished.
  func found(_ task: Int) { step(task, own: false) }

  /// A task that has finished here.
  func finished(_ task: Int) { step(task, own: true) }

  private func step(_ task: Int, own: Bool) {
    state.withLock { progress in
      progress.doneCost += costs[task]
      progress.ownCost += own ? costs[task] : 0
      progress.doneTasks += 1
      // Sums in another order end some last bits off.
      if progress.doneTasks == progress.totalTasks { progress.doneCost = progress.totalCost }
      progress.task = names[task]
      progress.elapsed = clock.seconds
      receiver?(progress)
    }
  }
}
