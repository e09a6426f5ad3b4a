// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
private import Synchronization

/// A fixed number of threads that pull jobs, the longest first.
enum RunnerPool {
  /// Recursion in a solver has this much room.
  private static let stackBytes = 16 << 20

  private struct State {
    var waiting: [Int]
    var failures: [Int: AssayError] = [:]
    var stopped = false
  }

  /// Runs `body` for every index of `costs`. After the first error or a cancellation no new job
  /// is begun; of several errors the one of the lowest index is thrown. A job that throws
  /// `interrupted` is one that a cancellation has kept from beginning.
  /// - Returns: whether all jobs were begun; false after a cancellation.
  static func run(
    costs: [Double], threads: Int, cancellation: Cancellation?,
    _ body: @escaping @Sendable (Int) throws(AssayError) -> Void
  ) throws(AssayError) -> Bool {
    let order = costs.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
    // Taken from the end.
    let pool = Pool(State(waiting: order.reversed()))
    let group = DispatchGroup()
    for _ in 0..<min(threads, costs.count) {
      group.enter()
      let thread = Thread {
        while let job = pool.next(cancellation) {
          do throws(AssayError) { try body(job) } catch { pool.fail(job, error) }
        }
        group.leave()
      }
      thread.stackSize = stackBytes
      thread.start()
    }
    group.wait()
    if let error = pool.firstFailure { throw error }
    return pool.isExhausted
  }

  private final class Pool: Sendable {
    private let state: Mutex<State>

    init(_ initial: State) { state = Mutex(initial) }

    func next(_ cancellation: Cancellation?) -> Int? {
      state.withLock { state in
        if cancellation?.isCancelled ?? false { state.stopped = true }
        return state.stopped ? nil : state.waiting.popLast()
      }
    }

    func fail(_ job: Int, _ error: AssayError) {
      state.withLock { state in
        state.stopped = true
        if case .interrupted = error {
          state.waiting.append(job)
        } else {
          state.failures[job] = error
        }
      }
    }

    var firstFailure: AssayError? {
      state.withLock { state in state.failures.min { $0.key < $1.key }?.value }
    }

    var isExhausted: Bool { state.withLock { $0.waiting.isEmpty } }
  }
}
