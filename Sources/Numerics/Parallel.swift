// SPDX-License-Identifier: GPL-3.0-or-later
private import Dispatch
private import Synchronization

/// Independent pieces of work on several threads.
public enum Parallel {
  /// The results of `body(0)` ... `body(count - 1)`, in order, computed on at most `threads`
  /// threads that take the next piece when they are free.
  ///
  /// The results do not depend on `threads` as long as a piece depends on its number alone. Pieces
  /// should last half a millisecond or more. The calling thread takes part.
  public static func map<Result: Sendable>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1, count > 1 else { return (0..<count).map(body) }
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        let result = body(piece)
        results.withLock { $0[piece] = result }
      }
    }
    return results.withLock { $0.map { $0! } }
  }
}
