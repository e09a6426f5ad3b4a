// SPDX-License-Identifier: GPL-3.0-or-later
private import Synchronization

/// A flag by which a run is asked to stop; checked between tasks. Setting it is one atomic store,
/// which a signal handler may do.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  public func cancel() { flag.store(true, ordering: .releasing) }

  public var isCancelled: Bool { flag.load(ordering: .acquiring) }
}
