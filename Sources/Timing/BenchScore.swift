// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// One number for a machine: how many times as fast as a reference machine it does the work.
public struct BenchScore: Sendable, Equatable {
  /// Geometric mean over the workloads of the ratios of items a second, each machine by its best
  /// right variant.
  public var value: Double
  /// Workloads in it, with their ratios.
  public var ratios: [(workload: String, ratio: Double)]
  /// Workloads of the reference machine that this record lacks or has no right variant of: a score
  /// of a part is not that of the whole.
  public var missing: [String]
  public var reference: String

  /// Nil where the records share no workload.
  public init?(_ record: BenchRecord, relativeTo reference: BenchRecord) {
    self.reference = "\(reference.environment.cpuModel), \(reference.bench.id)"
    ratios = []
    missing = []
    for theirs in reference.workloads {
      guard let base = theirs.best?.summary?.itemsPerSecond else { continue }
      let ours = record.workloads.first { $0.name == theirs.name && $0.item == theirs.item }
      guard let rate = ours?.best?.summary?.itemsPerSecond else {
        missing.append(theirs.name)
        continue
      }
      ratios.append((theirs.name, rate / base))
    }
    guard !ratios.isEmpty else { return nil }
    let sum = ratios.reduce(0) { $0 + Foundation.log($1.ratio) }
    value = exp(sum / Double(ratios.count))
  }

  public static func == (a: BenchScore, b: BenchScore) -> Bool {
    a.value == b.value && a.missing == b.missing && a.reference == b.reference
      && a.ratios.elementsEqual(b.ratios) { $0 == $1 }
  }
}
