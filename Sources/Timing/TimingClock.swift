// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// What a sample is measured by; tests put their own in its place.
public struct TimingClock: Sendable {
  /// Seconds since some fixed moments.
  public struct Reading: Sendable, Equatable {
    public var wall: Double
    /// CPU time of the calling thread.
    public var thread: Double
    /// CPU time of all threads of this process.
    public var process: Double

    public init(wall: Double, thread: Double, process: Double) {
      (self.wall, self.thread, self.process) = (wall, thread, process)
    }
  }

  public var read: @Sendable () -> Reading
  /// Mean number of running processes over the last minute; nil where the system does not tell.
  public var load: @Sendable () -> Double?

  public init(
    load: @escaping @Sendable () -> Double? = { nil }, read: @escaping @Sendable () -> Reading
  ) {
    (self.load, self.read) = (load, read)
  }

  /// clock_gettime of the monotonic clock and the two CPU clocks: nanoseconds, about 0.2 µs a
  /// reading.
  public static let system = TimingClock(
    load: {
      var load = 0.0
      return getloadavg(&load, 1) == 1 ? load : nil
    },
    read: {
      Reading(
        wall: seconds(CLOCK_MONOTONIC), thread: seconds(CLOCK_THREAD_CPUTIME_ID),
        process: seconds(CLOCK_PROCESS_CPUTIME_ID))
    })

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
