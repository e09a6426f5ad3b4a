// SPDX-License-Identifier: GPL-3.0-or-later
private import Synchronization

/// The sum over a lane of a batch. Used by one thread at a time.
final class LaneSum<Element: Scalar>: @unchecked Sendable {
  /// By the parameter vector.
  let weights: UnsafeMutablePointer<Element>
  let count: Int
  var loss = 0.0
  /// By the inputs, sample by sample.
  var inputs: [Element] = []

  init(count: Int) {
    // One more, so that a network without parameters has a place to point to.
    weights = .allocate(capacity: count + 1)
    self.count = count
  }

  deinit { weights.deallocate() }

  func clear() {
    weights.clear(count: count)
    (loss, inputs) = (0, [])
  }
}

/// What a `BatchGradient` keeps from batch to batch: to allocate it anew would cost a page fault for
/// every four kilobytes.
final class GradientMemory<Element: Scalar>: Sendable {
  private struct Kept {
    var sums: [LaneSum<Element>] = []
    var prepared: [(any Sendable)?] = []
  }

  private let kept = Mutex(Kept())

  /// A sum that is zero.
  func takeSum(count: Int) -> LaneSum<Element> {
    let sum = kept.withLock { $0.sums.popLast() } ?? LaneSum(count: count)
    sum.clear()
    return sum
  }

  func giveBack(_ sums: [LaneSum<Element>]) { kept.withLock { $0.sums += sums } }

  /// What layers made of weights that are gone.
  func takePrepared() -> [(any Sendable)?] {
    kept.withLock { kept in
      defer { kept.prepared = [] }
      return kept.prepared
    }
  }

  func giveBack(prepared: [(any Sendable)?]) { kept.withLock { $0.prepared = prepared } }
}
