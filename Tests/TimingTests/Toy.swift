// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Synchronization

@testable import Timing

/// A clock that only the workloads move, so that tests know each time beforehand.
final class ToyClock: Sendable {
  private struct State {
    var now = 0.0
    var random: Philox
  }
  private let state: Mutex<State>
  /// Standard deviation of the logarithm of a run's time.
  private let noise: Double

  init(noise: Double = 0, seed: UInt64 = 1) {
    self.noise = noise
    state = Mutex(State(random: Philox(seed: seed, stream: 9)))
  }

  /// A run that takes about that long.
  func spend(_ seconds: Double) {
    state.withLock { $0.now += seconds * exp(noise * $0.random.normal()) }
  }

  var clock: TimingClock {
    let read = { @Sendable in
      let now = self.state.withLock { $0.now }
      return TimingClock.Reading(wall: now, thread: now, process: now)
    }
    return TimingClock(load: { 0.25 }, read: read)
  }
}

/// Workloads whose times and answers are made up.
struct Toy {
  let clock: ToyClock
  /// The factor on all times: a faster or slower program.
  var pace = 1.0

  init(noise: Double = 0, seed: UInt64 = 1) { clock = ToyClock(noise: noise, seed: seed) }

  func variant(
    _ id: String, seconds: Double, result: [Double] = [1, 2], bound: Double = 0, threads: Int = 1
  ) -> Variant {
    Variant(id: id, precision: .double, threads: threads, bound: bound) { [clock, pace] in
      clock.spend(seconds * pace)
      return result
    }
  }

  func workload(_ variants: [Variant]) -> Workload {
    Workload(
      study: "toy", id: "sum", title: "A sum", item: "term", items: 1000, flopsPerItem: 2,
      bytesPerItem: 16, variants: variants)
  }

  func measurement(rounds: Int = 20, seed: UInt64 = 1) -> PairedMeasurement {
    PairedMeasurement(
      limits: MeasurementLimits(
        rounds: rounds, leastRounds: 4, seconds: 1e6, shortestSample: 1e-3),
      seed: seed, clock: clock.clock)
  }

  static let ceilings = Ceilings(
    peaks: [
      .init(precision: .double, threads: 1, flopsPerSecond: 4e6),
      .init(precision: .double, threads: 4, flopsPerSecond: 12e6),
    ],
    bandwidths: [
      .init(level: "L1", bytes: 16_384, threads: 1, bytesPerSecond: 64e6),
      .init(level: "memory", bytes: 1 << 27, threads: 1, bytesPerSecond: 16e6),
    ])

  /// A record of the toy workload, as the runner leaves it but for the ceilings.
  func record(_ variants: [Variant], rounds: Int = 20) throws -> BenchRecord {
    let runner = BenchRunner(
      measurement: measurement(rounds: rounds), ceilings: CeilingProbe(cores: 1, quick: true))
    var record = Self.empty
    record.workloads = [try runner.one(workload(variants), record) { _ in }]
    record.controls = try runner.controls([workload(variants)], record.workloads)
    record.applyFloors()
    return record
  }

  static var empty: BenchRecord {
    BenchRecord(
      bench: BenchRecord.Bench(
        id: "bench-toy", started: "2026-01-01T00:00:00Z", finished: "2026-01-01T00:00:01Z",
        seconds: 1, command: ["assay", "bench"], seed: .max, threads: 1, device: "cpu", quick: true,
        limits: .quick),
      environment: environment, caches: [CacheLevel(level: 1, bytes: 32_768, sharedBy: 1)],
      energyPackages: [], energyReason: "no counter", ceilings: ceilings, controls: [],
      workloads: [], skipped: [.init(study: "toy", workload: "other", reason: "no data")])
  }

  static let environment = Environment(
    cpuModel: "Toy", cpuFlags: ["avx2"], logicalCores: 4, memoryBytes: 1 << 30,
    operatingSystem: "Toy OS", kernel: "1", hostName: "toy", compiler: "Swift 6",
    buildConfiguration: "release", libraries: ["GSL": "2"], openBLASCore: "Toy", variables: [:],
    gitCommit: "abc", gitDirty: false, loadAverage: 0.5)
}
