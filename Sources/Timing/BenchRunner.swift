// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Numerics

/// Runs workloads and leaves a record.
public struct BenchRunner: Sendable {
  public var measurement: PairedMeasurement
  public var ceilings: CeilingProbe
  public var quick: Bool
  /// Only variants whose name begins with one of these, and the reference; all where empty.
  public var only: [String]

  /// Pairs of an A/A control.
  var controlPairs: Int { quick ? 6 : 60 }

  public init(
    measurement: PairedMeasurement, ceilings: CeilingProbe, quick: Bool = false, only: [String] = []
  ) {
    (self.measurement, self.ceilings) = (measurement, ceilings)
    (self.quick, self.only) = (quick, only)
  }

  /// How far it has come: expected seconds done and in all, and what is at work.
  public struct Progress: Sendable, Equatable {
    public var fraction: Double
    public var secondsLeft: Double
    public var label: String
  }

  /// Validates and times every workload.
  ///
  /// Throws where a reference itself does not run, or it is interrupted.
  public func run(
    _ workloads: [Workload], skipped: [BenchRecord.Skipped], bench: BenchRecord.Bench,
    environment: Environment, progress: (Progress) -> Void = { _ in }
  ) throws(AssayError) -> BenchRecord {
    let began = Date()
    // Each workload takes its seconds for the variants and as much again for its sizes.
    let share = workloads.map { ($0.sized == nil ? 1.2 : 2.2) * measurement.limits.seconds }
    let total = share.reduce(2 + 2 * measurement.limits.seconds, +)
    var done = 0.0
    func tell(_ extra: Double, _ label: String) {
      let at = min(done + extra, total)
      progress(Progress(fraction: at / total, secondsLeft: total - at, label: label))
    }
    tell(0, "ceilings")
    var problems: [String: String] = [:]
    let measured = ceilings.measure(problems: &problems)
    done += 2
    let energy = measurement.energy ?? EnergyCounter()
    var record = BenchRecord(
      bench: bench, environment: environment, caches: ceilings.caches,
      devices: ceilings.devices.isEmpty ? nil : ceilings.devices.map(\.info),
      energyPackages: energy.packages, energyReason: energy.reason, ceilings: measured,
      controls: [], workloads: [], skipped: skipped)
    for (i, workload) in workloads.enumerated() {
      record.workloads.append(
        try one(workload, record) { tell($0 * measurement.limits.seconds, workload.name) })
      done += share[i]
    }
    tell(0, "A/A control")
    record.controls = try controls(workloads, record.workloads)
    record.deviceNotes = notes(problems, record.workloads)
    record.applyFloors()
    record.bench.seconds = Date().timeIntervalSince(began)
    record.bench.finished = ISO8601DateFormatter().string(from: Date())
    return record
  }

  /// The reference, the variants that are right, and the sizes.
  func one(
    _ workload: Workload, _ record: BenchRecord, progress: (Double) -> Void
  ) throws(AssayError) -> WorkloadRecord {
    let reference = workload.variants[0]
    let load = measurement.clock.load()
    let expected = try reference.run()
    let chosen = selected(workload.variants)
    // The reference is timed against itself too: an A/A pair of each workload.
    let all =
      [(reference, Validation(expected, reference: expected, bound: 0))]
      + checks(chosen, of: workload, expected)
    let right = all.filter { $1.isValid }.map(\.0)
    let (pairs, failures) = try measurement.timed(
      right, with: reference, name: workload.name, progress: progress)
    let own = (pairs.first ?? []).map { $0.logGain(TimeKind(threads: reference.threads)) }
    var rows: [VariantRecord] = []
    var next = 0
    for (variant, check) in all {
      var row = VariantRecord(
        id: variant.id, precision: variant.precision, threads: variant.threads,
        device: variant.device, validation: check, pairs: [], loadAverage: load, summary: nil)
      if check.isValid, let failure = failures[next] {
        // It answered once and then no more: no time.
        row.validation = Validation(
          refused: failure, bound: variant.bound, onDevice: variant.device != nil)
        next += 1
      } else if check.isValid {
        row.pairs = pairs[next]
        next += 1
        row.summary = VariantRecord.Summary(
          row.pairs, of: workload, variant: variant,
          floor: SampleStatistics.median(own).magnitude, ceilings: record.ceilings,
          seed: measurement.seed)
        if variant.device != nil {
          let joules = measurement.joules(of: variant)
          row.summary?.joulesPerItem = joules.map { $0 / workload.items }
        }
      }
      rows.append(row)
    }
    var result = WorkloadRecord(workload, variants: rows, sizes: nil)
    let fastest = rows.filter { $0.threads == 1 && $0.device == nil && $0.summary != nil }
      .min { $0.summary!.median < $1.summary!.median }
    result.sizes = try measurement.sizes(of: workload, variant: fastest?.id ?? reference.id)
    return result
  }

  /// What is to be told of each accelerator.
  private func notes(
    _ problems: [String: String], _ workloads: [WorkloadRecord]
  ) -> [String: [String]]? {
    guard !ceilings.devices.isEmpty else { return nil }
    var notes: [String: [String]] = [:]
    for device in ceilings.devices {
      let energy = measurement.energyReason(
        counter: DeviceEnergy.reason(for: device.info),
        rows: workloads.flatMap { $0.variants.filter { $0.device == device.id } })
      let told = [problems[device.id], energy.map { "energy not measured: \($0)" }]
      notes[device.id] = told.compactMap { $0 } + device.notes
    }
    return notes
  }

  /// All but the reference that were asked for.
  func selected(_ variants: [Variant]) -> [Variant] {
    variants.dropFirst().filter { variant in
      only.isEmpty || only.contains { variant.id.hasPrefix($0) }
    }
  }

  /// Holds every variant against the reference within its bound, and one of several threads against
  /// the one-thread variant of its family: threads must not change a bit. A variant that refuses, or
  /// whose answer is wrong, carries the reason.
  func checks(
    _ variants: [Variant], of workload: Workload, _ expected: [Double]
  ) -> [(Variant, Validation)] {
    let singles = workload.variants.filter { $0.threads == 1 && $0.device == nil }
    var results = [workload.variants[0].id: expected]
    return variants.map { variant in
      let family = singles.first {
        ThreadScaling.belongs(variant.id, to: $0.id, singles.map(\.id))
      }
      do throws(AssayError) {
        let result = try variant.run()
        results[variant.id] = result
        let check = Validation(result, reference: expected, bound: variant.bound)
        guard check.isValid, variant.threads > 1, let family else { return (variant, check) }
        if results[family.id] == nil { results[family.id] = try family.run() }
        let same = Validation(result, reference: results[family.id]!, bound: 0)
        return (variant, same.isValid ? check : same)
      } catch {
        return (
          variant,
          Validation(refused: error, bound: variant.bound, onDevice: variant.device != nil)
        )
      }
    }
  }
}
