// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Numerics

extension SamplePair {
  static func log(_ x: Double) -> Double { Foundation.log(x) }
}

/// How long a measurement may go on: every loop of it ends by one of these.
public struct MeasurementLimits: Codable, Sendable, Equatable {
  /// Most rounds; a round runs each variant once, paired with the reference.
  public var rounds: Int
  /// Rounds that are run even when the seconds are over.
  public var leastRounds: Int
  /// Wall seconds of a workload after which no round begins.
  public var seconds: Double
  /// A stretch repeats a run until it lasts about this long [s]: well above the clock's own cost.
  public var shortestSample: Double

  public init(rounds: Int, leastRounds: Int, seconds: Double, shortestSample: Double) {
    (self.rounds, self.leastRounds) = (rounds, min(rounds, leastRounds))
    (self.seconds, self.shortestSample) = (seconds, shortestSample)
  }

  public static let standard = MeasurementLimits(
    rounds: 30, leastRounds: 5, seconds: 10, shortestSample: 2e-3)
  public static let quick = MeasurementLimits(
    rounds: 3, leastRounds: 2, seconds: 0.3, shortestSample: 2e-4)
}

/// Times variants in interleaved pairs with the reference.
public struct PairedMeasurement: Sendable {
  public var limits: MeasurementLimits
  public var seed: UInt64
  public var clock: TimingClock
  public var energy: EnergyCounter?
  /// Energy counters of accelerators, by the device's id.
  public var deviceEnergy: [String: DeviceEnergy] = [:]
  /// Asked between pairs; true ends the measurement with `interrupted`.
  public var isCancelled: @Sendable () -> Bool

  public init(
    limits: MeasurementLimits, seed: UInt64, clock: TimingClock = .system,
    energy: EnergyCounter? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.limits, self.seed, self.clock) = (limits, seed, clock)
    (self.energy, self.isCancelled) = (energy, isCancelled)
  }

  static let mostRepeats = 1_000_000

  /// Pairs of each variant with `reference`, round after round.
  ///
  /// In a round the variants come in an order drawn by Philox, and of each pair a draw decides which
  /// goes first: what drifts on the machine meets both alike. Each is run once before, to warm up
  /// and to find how many runs make a stretch.
  /// - Parameter name: names the stream of the draws.
  public func pairs(
    of variants: [Variant], with reference: Variant, name: String,
    progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> [[SamplePair]] {
    let (pairs, failures) = try timed(variants, with: reference, name: name, progress: progress)
    if let failure = failures.compactMap({ $0 }).first { throw failure }
    return pairs
  }

  /// The same, and why a variant of an accelerator was given up: a device that is lost, or has no
  /// more room, costs its own rows only.
  func timed(
    _ variants: [Variant], with reference: Variant, name: String,
    progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> (pairs: [[SamplePair]], failures: [AssayError?]) {
    var pairs = [[SamplePair]](repeating: [], count: variants.count)
    var failures = [AssayError?](repeating: nil, count: variants.count)
    let began = clock.read().wall
    let base = try repeats(reference)
    var counts: [Int] = []
    for (v, variant) in variants.enumerated() {
      do throws(AssayError) {
        counts.append(try repeats(variant))
      } catch {
        guard variant.device != nil else { throw error }
        counts.append(1)
        failures[v] = error
      }
    }
    var random = Philox(seed: seed, stream: Philox.stream(of: "bench order \(name)"))
    var place = 0
    for round in 0..<limits.rounds {
      let elapsed = clock.read().wall - began
      if round >= limits.leastRounds, elapsed > limits.seconds { break }
      progress(
        min(1, max(elapsed / limits.seconds, Double(round) / Double(limits.rounds))))
      for v in variants.indices.shuffled(using: &random) {
        if failures[v] != nil { continue }
        if isCancelled() { throw .interrupted(remedy: "give the command again") }
        let referenceFirst = random.next() & 1 == 0
        let order = [(variants[v], counts[v]), (reference, base)]
        let first = referenceFirst ? 1 : 0
        let one: Sample
        let two: Sample
        do throws(AssayError) {
          one = try sample(order[first].0, order[first].1)
          two = try sample(order[1 - first].0, order[1 - first].1)
        } catch {
          guard variants[v].device != nil else { throw error }
          failures[v] = error
          continue
        }
        pairs[v].append(
          SamplePair(
            round: round, place: place, referenceFirst: referenceFirst,
            variant: referenceFirst ? two : one, reference: referenceFirst ? one : two))
        place += 1
      }
    }
    return (pairs, failures)
  }

  /// Runs of one stretch, from one timed run.
  func repeats(_ variant: Variant) throws(AssayError) -> Int {
    let once = try sample(variant, 1).wall
    guard once < limits.shortestSample else { return 1 }
    let wanted = limits.shortestSample / max(once, 1e-9)
    return max(1, min(Self.mostRepeats, Int(wanted.rounded(.up))))
  }

  /// One stretch of `repeats` runs.
  func sample(_ variant: Variant, _ repeats: Int) throws(AssayError) -> Sample {
    let counter = variant.device == nil ? energy : nil
    let charge = counter?.read()
    let start = clock.read()
    for _ in 0..<repeats { _ = try variant.run() }
    let end = clock.read()
    let joules = charge.flatMap { first in
      counter?.read().flatMap { counter?.joules(from: first, to: $0) }
    }
    // A clock that stands still must not make a time of zero.
    return Sample(
      repeats: repeats, wall: max(end.wall - start.wall, 1e-9),
      thread: max(end.thread - start.thread, 1e-9),
      process: max(end.process - start.process, 1e-9), joules: joules)
  }

  /// Seconds of a stretch whose energy is read: many steps of the counter, which has some ten a
  /// second.
  static let energySeconds = 3.0

  /// Energy of one run on an accelerator [J], from one stretch without anything between the runs;
  /// nil where there is no counter, it or the device fails, or the time of a workload is shorter
  /// than the stretch; ``energyReason(counter:rows:)`` says why.
  func joules(of variant: Variant) -> Double? {
    guard let meter = variant.device.flatMap({ deviceEnergy[$0] }),
      limits.seconds >= Self.energySeconds, let first = meter.joules()
    else { return nil }
    let began = clock.read().wall
    var runs = 0
    // At most a million runs: the loop ends whatever the clock says.
    while clock.read().wall - began < Self.energySeconds, runs < Self.mostRepeats {
      guard (try? variant.run()) != nil else { return nil }
      runs += 1
    }
    return meter.joules().map { ($0 - first) / Double(runs) }
  }
}
