// SPDX-License-Identifier: GPL-3.0-or-later

/// How far a run has come: what a progress bar with time left needs.
public struct RunProgress: Sendable, Equatable {
  /// Expected core seconds of the tasks that are done, those of a resumed journal included.
  public var doneCost: Double
  public var totalCost: Double
  /// The part of `doneCost` that this process has worked off itself.
  public var ownCost: Double
  public var doneTasks: Int
  public var totalTasks: Int
  /// The task that has just finished, "study/task"; nil at the start.
  public var task: String?
  /// Wall seconds since the start.
  public var elapsed: Double

  /// Expected wall seconds to the end at the pace so far; nil before there is a pace.
  public var secondsLeft: Double? {
    guard ownCost > 0 else { return nil }
    return elapsed / ownCost * max(0, totalCost - doneCost)
  }
}

/// Receives each step of a run, one call at a time, from whichever thread finished a task.
public typealias ProgressReceiver = @Sendable (RunProgress) -> Void
