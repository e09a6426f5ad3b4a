// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

extension RunPlan {
  /// Runs one task and checks that it gave what it had promised.
  func perform(_ index: Int, seed: UInt64, threads: Int) throws(AssayError) -> JournalEntry {
    let task = tasks[index]
    let clock = RunClock()
    let observables = try task.task.run(
      TaskContext(seed: seed, stream: Philox.stream(of: task.name), threads: threads))
    let given = observables.map(\.id)
    guard given.sorted() == task.task.provides.sorted() else {
      throw .failed(
        "task \(task.name) gave observables \(given.joined(separator: ", ")); it had promised "
          + task.task.provides.joined(separator: ", "))
    }
    return JournalEntry(
      study: studies[task.study].id, task: task.task.id, observables: observables,
      seconds: clock.seconds)
  }

  /// The header of a shard's journal.
  func header(_ options: RunOptions, _ shard: Shard) throws(AssayError) -> JournalHeader {
    JournalHeader(
      seed: options.seed, tier: options.tier, data: present.sorted(), fault: options.fault,
      device: options.device?.name, only: options.only, shard: shard.index, shards: shard.count,
      plan: try digest(),
      reference: try referenceDigest())
  }

  /// SHA-256 of the tasks kept, in order.
  private func digest() throws(AssayError) -> String {
    SHA256.hex(
      try CanonicalJSON.encode(
        tasks.map { [[$0.name, $0.task.tier.rawValue], $0.task.provides, $0.task.needs] }))
  }

  private func referenceDigest() throws(AssayError) -> String {
    SHA256.hex(try CanonicalJSON.encode(studies.map(\.library.files)))
  }
}
