// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
private import Kernels
private import Numerics

/// Measures the ceilings of this host.
public struct CeilingProbe: Sendable {
  /// All cores to be used together.
  public var cores: Int
  public var caches: [CacheLevel]
  /// Accelerators whose ceilings are measured too.
  public var devices: [Device]
  /// Wall seconds that one attempt should take; the best of `attempts` counts, because a ceiling is
  /// what other programs left alone.
  public var secondsPerAttempt: Double
  public var attempts: Int
  public var clock: TimingClock

  public init(
    cores: Int, caches: [CacheLevel] = HostProbe.caches(), devices: [Device] = [],
    quick: Bool = false, clock: TimingClock = .system
  ) {
    (self.cores, self.caches, self.clock) = (max(1, cores), caches, clock)
    self.devices = devices
    (secondsPerAttempt, attempts) = quick ? (1e-3, 2) : (2e-2, 7)
  }

  /// Cost: about two seconds with the standard settings, 0.2 s quick.
  ///
  /// An accelerator that cannot be measured has no ceilings; `problems` gets the reason by its id.
  public func measure(problems: inout [String: String]) -> Ceilings {
    let began = clock.read().wall
    let load = clock.load()
    let threads = cores > 1 ? [1, cores] : [1]
    let peaks = threads.flatMap { count in
      [Variant.Precision.single, .double].map {
        Ceilings.Peak(precision: $0, threads: count, flopsPerSecond: peak($0, threads: count))
      }
    }
    let bandwidths = sizes.flatMap { level, bytes in
      threads.map {
        Ceilings.Bandwidth(
          level: level, bytes: bytes, threads: $0,
          bytesPerSecond: bandwidth(bytes: bytes, threads: $0))
      }
    }
    var accelerators: [Ceilings.Accelerator] = []
    for device in devices {
      do throws(DeviceError) {
        accelerators.append(try accelerator(device))
      } catch {
        problems[device.id] = "no ceilings: \(error)"
      }
    }
    return Ceilings(
      peaks: peaks, bandwidths: bandwidths,
      accelerators: accelerators.isEmpty ? nil : accelerators, seconds: clock.read().wall - began,
      loadAverage: load)
  }

  /// Half of each cache, so that nothing else pushes the arrays out, of a shared one half of a
  /// core's part when all use it; then four times the last level for memory.
  var sizes: [(level: String, bytes: Int)] {
    let levels = caches.isEmpty ? Self.usualCaches : caches
    let inside = levels.map { cache in
      (level: "L\(cache.level)", bytes: cache.bytes / 2 / max(1, min(cache.sharedBy, cores)))
    }
    let last = levels.map(\.bytes).max() ?? 1 << 25
    return inside + [(level: "memory", bytes: min(4 * last, 1 << 30))]
  }

  /// Where the system does not tell: sizes that fit inside the levels of most processors.
  static let usualCaches = [
    CacheLevel(level: 1, bytes: 32 << 10, sharedBy: 1),
    CacheLevel(level: 2, bytes: 512 << 10, sharedBy: 1),
    CacheLevel(level: 3, bytes: 16 << 20, sharedBy: 1),
  ]

  /// The fastest of four numbers of chains [flop/s].
  func peak(_ precision: Variant.Precision, threads: Int) -> Double {
    [3, 6, 12, 24].map { (chains: Int32) in
      let lanes = precision == .single ? 16.0 : 8.0
      // The fixed point of x a + b is b/(1 − a) = 1: no overflow, no subnormal numbers.
      let run = { @Sendable (rounds: Int) in
        if precision == .single {
          _ = assay_ceiling_fma_single(chains, Int64(rounds), 0.75, 0.25)
        } else {
          _ = assay_ceiling_fma_double(chains, Int64(rounds), 0.75, 0.25)
        }
      }
      return 2 * lanes * Double(chains)
        * best(threads: threads, start: 1000) { _, rounds in
          run(rounds)
        }
    }.max()!
  }

  /// Bytes a second of the triad over three arrays of `bytes` in all, on each thread.
  func bandwidth(bytes: Int, threads: Int) -> Double {
    let count = max(64, bytes / 24)
    let arrays = (0..<threads).map { _ in TriadArrays(count) }
    return 24 * Double(count)
      * best(threads: threads, start: 1) { thread, passes in arrays[thread].run(passes) }
  }

  /// Most repetitions a second over all threads, of the attempts.
  ///
  /// One thread is timed by its own CPU time, several by the wall.
  private func best(
    threads: Int, start: Int, _ work: @escaping @Sendable (Int, Int) -> Void
  ) -> Double {
    var count = start
    // At most 40 doublings: the loop ends whatever the clock says.
    for _ in 0..<40 where time(threads, count, work) < secondsPerAttempt { count *= 2 }
    let seconds = (0..<attempts).map { _ in time(threads, count, work) }.min()!
    return Double(count) * Double(threads) / seconds
  }

  private func time(
    _ threads: Int, _ count: Int, _ work: @escaping @Sendable (Int, Int) -> Void
  ) -> Double {
    let start = clock.read()
    if threads == 1 {
      work(0, count)
    } else {
      _ = Parallel.map(threads, threads: threads) { work($0, count) }
    }
    let end = clock.read()
    return max(1e-9, threads == 1 ? end.thread - start.thread : end.wall - start.wall)
  }
}

/// The three arrays of one thread. Unchecked, because each thread has arrays of its own.
private final class TriadArrays: @unchecked Sendable {
  private let count: Int
  private let storage: UnsafeMutablePointer<Double>

  init(_ count: Int) {
    self.count = count
    storage = .allocate(capacity: 3 * count)
    // Written now: pages that were never written all map to one page of zeros.
    storage.initialize(repeating: 1, count: 3 * count)
  }

  deinit { storage.deallocate() }

  func run(_ passes: Int) {
    assay_ceiling_triad(
      storage, storage + count, storage + 2 * count, Int64(count), 0.5, Int64(passes))
  }
}
