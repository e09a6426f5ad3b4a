// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
private import Synchronization

/// Deliberate faults: proof that each comparison can fail.
public enum Drill {
  /// Runs every study without a fault and under each of its faults, and tells which comparisons
  /// caught what they are meant to catch. Works in memory; the tasks of all faults share the
  /// threads.
  ///
  /// Only a discrepant verdict counts as caught. A known difference that vanishes does not, nor
  /// does a task that stops with an error: neither says that the numbers are wrong.
  /// - Parameters:
  ///   - options: seed, tier, threads, data and only are used.
  ///   - faults: ids of the faults to try; all when nil.
  ///   - baseline: a record of a run without a fault, whose verdicts serve instead of running every
  ///     study without one again. Its tier and seed count, and its selection where
  ///     `options.only` is empty.
  /// - Throws: where a fault is unknown, or the record was made with other reference files.
  public static func run(
    _ options: RunOptions, studies: [any Study.Type], references: [String: ReferenceLibrary],
    faults: Set<String>? = nil, baseline record: RunRecord? = nil,
    cancellation: Cancellation? = nil, progress: ProgressReceiver? = nil
  ) throws(AssayError) -> DrillReport {
    let clock = RunClock()
    _ = try options.shardsHere()
    var options = options
    options.fault = nil
    if let record { options.take(record.run) }
    let plan = try RunPlan(studies, references, options)
    try checkTargets(plan)
    try check(faults, plan)
    let sound = try record.map { record throws(AssayError) in try verdicts(of: record, plan) }
    var jobs: [DrillJob] = []
    if sound == nil {
      let baseline = plan.tasks.indices.filter { plan.serves($0, comparisons: nil) }
      jobs += baseline.map { DrillJob(run: 0, plan: plan, task: $0) }
    }
    var runs: [DrillRun] = [DrillRun(plan: plan, study: nil, fault: nil)]
    for study in plan.studies {
      for fault in study.type.faults where faults?.contains(fault.id) ?? true {
        let run = try DrillRun(
          study, fault, options, references, present: plan.present, sound: sound?[study.id])
        jobs += run.tasks.map { DrillJob(run: runs.count, plan: run.plan, task: $0) }
        runs.append(run)
      }
    }
    let outcomes = try work(jobs, options, clock, cancellation, progress)
    for (i, job) in jobs.enumerated() {
      switch outcomes[i] {
      case .success(let entry): runs[job.run].entries[job.task] = entry
      case .failure(let error) where job.run == 0: throw error
      case .failure(let error): runs[job.run].errors[job.task] = error
      }
    }
    return try report(runs, sound, options, clock)
  }

  /// Runs all jobs; an error of one does not stop the others.
  private static func work(
    _ jobs: [DrillJob], _ options: RunOptions, _ clock: RunClock, _ cancellation: Cancellation?,
    _ progress: ProgressReceiver?
  ) throws(AssayError) -> [Result<JournalEntry, AssayError>] {
    let tasks = jobs.map { $0.plan.tasks[$0.task] }
    let meter = ProgressMeter(tasks, Array(tasks.indices), clock, progress)
    let seed = options.seed
    let outcomes = Outcomes(jobs.count)
    let finished = try RunnerPool.run(
      costs: tasks.map(\.task.cost), threads: options.threads, cancellation: cancellation
    ) { (i: Int) throws(AssayError) in
      do throws(AssayError) {
        let entry = try jobs[i].plan.perform(jobs[i].task, seed: seed, threads: 1)
        outcomes[i] = .success(entry)
      } catch {
        // Without its baseline nothing can be drilled: stop at once.
        if jobs[i].run == 0 { throw error }
        outcomes[i] = .failure(error)
      }
      meter.finished(i)
    }
    guard finished else { throw .interrupted(remedy: "a drill keeps nothing; start it again") }
    return outcomes.all
  }

  private static func checkTargets(_ plan: RunPlan) throws(AssayError) {
    for study in plan.studies {
      let known = Set(study.library.comparisons.map(\.id))
      for fault in study.type.faults {
        for target in fault.meantFor where !known.contains(target) {
          throw .failed(
            "fault \(fault.id) of study \(study.id) is meant for comparison \(target), "
              + "which does not exist")
        }
      }
    }
  }
}

/// What became of the jobs, filled from all threads.
private final class Outcomes: Sendable {
  private let values: Mutex<[Result<JournalEntry, AssayError>?]>

  init(_ count: Int) { values = Mutex(Array(repeating: nil, count: count)) }

  subscript(i: Int) -> Result<JournalEntry, AssayError> {
    get { values.withLock { $0[i]! } }
    set { values.withLock { $0[i] = newValue } }
  }

  var all: [Result<JournalEntry, AssayError>] { values.withLock { $0.map { $0! } } }
}

/// One task under one fault, or under none.
private struct DrillJob: Sendable {
  var run: Int
  var plan: RunPlan
  var task: Int
}
