// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

extension BenchRunner {
  /// A/A runs of the quickest variant of one thread, of the quickest with most threads, and of the
  /// quickest on each accelerator.
  ///
  /// The quickest, so that there are many pairs; each is bounded by the seconds of a workload.
  func controls(
    _ workloads: [Workload], _ records: [WorkloadRecord]
  ) throws(AssayError) -> [Control] {
    var timed: [(workload: Workload, variant: Variant, seconds: Double)] = []
    for (workload, record) in zip(workloads, records) {
      for row in record.variants {
        guard let seconds = row.summary?.median,
          let variant = workload.variants.first(where: { $0.id == row.id })
        else { continue }
        timed.append((workload, variant, seconds))
      }
    }
    var controls: [Control] = []
    let most = timed.map(\.variant.threads).max() ?? 1
    var places: [(threads: Int, device: String?)] = Set([1, most]).sorted().map { ($0, nil) }
    places += Set(timed.compactMap(\.variant.device)).sorted().map { (1, $0) }
    for place in places {
      let quickest = timed.filter {
        $0.variant.threads == place.threads && $0.variant.device == place.device
      }.min { $0.seconds < $1.seconds }
      guard let quickest else { continue }
      do throws(AssayError) {
        controls.append(try control(quickest.workload, quickest.variant))
      } catch {
        // A device that fails now has its rows; its floor is that of another wall clock.
        guard place.device != nil, error.status != .interrupted else { throw error }
      }
    }
    return controls
  }

  func control(_ workload: Workload, _ variant: Variant) throws(AssayError) -> Control {
    var measurement = measurement
    measurement.limits.rounds = controlPairs
    measurement.limits.leastRounds = 4
    let pairs = try measurement.pairs(
      of: [variant], with: variant, name: "A/A \(workload.name) \(variant.id)")
    return Control(
      workload: workload.name, variant: variant.id, threads: variant.threads,
      kind: TimeKind(threads: variant.threads, device: variant.device), pairs: pairs[0])
  }
}

extension BenchRecord {
  /// Raises each row's floor, which so far is its workload's own A/A median, to that of the control.
  mutating func applyFloors() {
    for w in workloads.indices {
      for v in workloads[w].variants.indices {
        guard let summary = workloads[w].variants[v].summary else { continue }
        let rounds = workloads[w].variants[v].pairs.count
        workloads[w].variants[v].summary!.floor = max(
          summary.floor, floor(summary.kind, rounds: rounds))
      }
    }
  }
}
