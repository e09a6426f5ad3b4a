// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Testing

@testable import Timing

@Suite struct CeilingTests {
  /// The roofline by hand: peak 4e6 flop/s, L1 64e6 and memory 16e6 bytes/s.
  static let bounds: [(flops: Double, bytes: Double, set: Double?, rate: Double?, name: String?)] =
    [
      (2, 16, nil, 1e6, "memory"), (2, 16, 8192, 2e6, "FMA double"), (2, 0, nil, 2e6, "FMA double"),
      (0, 32, 8192, 2e6, "L1"), (0, 0, nil, nil, nil), (2, 16, 1e6, 1e6, "memory"),
    ]

  @Test(arguments: bounds.indices)
  func theLowerCeilingBinds(_ i: Int) {
    let toy = Toy()
    var workload = toy.workload([toy.variant("scalar", seconds: 1)])
    let row = Self.bounds[i]
    (workload.flopsPerItem, workload.bytesPerItem) = (row.flops, row.bytes)
    workload.workingSet = row.set
    let bound = Toy.ceilings.bound(of: workload, workload.variants[0])
    #expect(bound?.itemsPerSecond == row.rate && bound?.name == row.name)
  }

  /// On an accelerator of 4e6 flop/s, 16e6 bytes/s and a cache of 16384 bytes, 2 flops and 16 bytes
  /// an item: memory binds, but for a table of all items that the cache holds.
  @Test(
    arguments: [
      (8192, true, 2e6, "FMA double of toy:0"), (16384, true, 2e6, "FMA double of toy:0"),
      (16385, true, 1e6, "memory of toy:0"), (8192, false, 1e6, "memory of toy:0"),
      (nil, true, 1e6, "memory of toy:0"),
    ] as [(Double?, Bool, Double, String)])
  func memoryBindsWhatNoCacheHolds(_ set: Double?, isShared: Bool, rate: Double, name: String) {
    let toy = Toy()
    var variant = toy.variant("toy:0 double", seconds: 1)
    variant.device = "toy:0"
    var workload = toy.workload([toy.variant("scalar", seconds: 1), variant])
    (workload.flopsPerItem, workload.bytesPerItem) = (2, 16)
    (workload.workingSet, workload.isWorkingSetShared) = (set, isShared)
    var ceilings = Toy.ceilings
    ceilings.accelerators = [
      Ceilings.Accelerator(
        device: "toy:0", single: 8e6, double: 4e6, bytesPerSecond: 16e6, cacheBytes: 16384)
    ]
    let bound = ceilings.bound(of: workload, variant)
    #expect(bound?.itemsPerSecond == rate && bound?.name == name)
  }

  /// Between one and all cores: so many times one, never more than all.
  @Test(arguments: [(1, 4e6), (2, 8e6), (3, 12e6), (4, 12e6), (8, 12e6)])
  func peakOfSomeThreads(_ threads: Int, _ rate: Double) {
    #expect(Toy.ceilings.peak(.double, threads: threads) == rate)
    #expect(Toy.ceilings.peak(.single, threads: threads) == nil)
  }

  /// Measured on a busy machine, two threads may be slower than one; a ceiling is not.
  @Test func severalThreadsAreNeverBelowOne() {
    var ceilings = Toy.ceilings
    ceilings.peaks[1].flopsPerSecond = 1e6
    #expect(ceilings.peak(.double, threads: 4) == 4e6)
  }

  @Test func theProbeMeasuresEachLevel() {
    let caches = [
      CacheLevel(level: 1, bytes: 16 << 10, sharedBy: 1),
      CacheLevel(level: 2, bytes: 1 << 20, sharedBy: 2),
    ]
    let probe = CeilingProbe(cores: 2, caches: caches, quick: true)
    #expect(probe.sizes.map(\.bytes) == [8 << 10, 1 << 18, 4 << 20])
    var problems: [String: String] = [:]
    let ceilings = probe.measure(problems: &problems)
    #expect(problems.isEmpty)
    #expect(ceilings.peaks.count == 4 && ceilings.bandwidths.count == 6)
    #expect(ceilings.peaks.allSatisfy { $0.flopsPerSecond > 0 && $0.flopsPerSecond.isFinite })
    #expect(ceilings.bandwidths.map(\.level) == ["L1", "L1", "L2", "L2", "memory", "memory"])
  }
}
