// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Harness
public import Numerics
public import Timing

/// Pieces of this study to be timed.
public enum SearchWorkloads {
  /// The toys of the BumpHunter example, and those of a part of the synthetic set: 50 beside the scan
  /// of all regions, and 1000 as in the search of the whole set, whose throughput it tells.
  ///
  /// - Parameters:
  ///   - threads: most threads of a variant.
  ///   - devices: accelerators for the BumpHunter's toys; those of the set are exact smeared p-values for
  ///     the most part, on the CPU.
  public static func all(
    reference: ReferenceLibrary, threads: Int, devices: [Device] = []
  ) throws(AssayError) -> [Workload] {
    let context = RunContext(reference: reference)
    let hunter = try BumpHunterPart.exampleHunter(context, SearchConventions()).hunter
    let accelerators = devices.filter { !$0.info.isProcessor }
    return [
      bumps(hunter, toys: 10_000, threads: threads, devices: devices)
    ] + largeBumps(hunter, threads: threads, devices: accelerators) + [
      classes(8, toys: 50, id: "search-toys", hasScalar: true, threads: threads),
      classes(
        8, toys: SearchPart.toysOfCapability, id: "search-thousand", hasScalar: false,
        threads: threads),
    ]
  }

  private static let (seed, stream) = (UInt64(1), Philox.stream(of: "general-search workloads"))

  // MARK: BumpHunter

  /// Operations of the fast way for one toy of 60 bins and 285 windows, on whole numbers but for the
  /// last: Philox, 30 blocks of 10 rounds of 8; draws, 6 a bin; sums of windows; six levels of four
  /// comparisons a window; 1.3 exact p-values of some 500 terms of 3.
  static let operationsOfBumps: Double = 2400 + 360 + 285 + 6840 + 1950
  /// Bytes of the same: guide and two thresholds a bin, two critical counts and the events a window
  /// and level, tables that stay in the second-level cache.
  static let bytesOfBumps: Double = 1200 + 20_520

  static func bumps(
    _ hunter: BumpHunter, toys count: Int, threads: Int, devices: [Device] = []
  ) -> Workload {
    let toys = BumpToys(hunter)
    func variant(_ id: String, _ kind: BumpToys.Variant, threads: Int = 1) -> Variant {
      Variant(id: id, precision: .double, threads: threads, bound: 0) { () throws(AssayError) in
        toys.smallestLogP(count: count, seed: seed, stream: stream, threads: threads, variant: kind)
      }
    }
    return Workload(
      study: "general-search", id: "bump-toys", title: "BumpHunter example, \(count) toys",
      item: "toy", items: Double(count), flopsPerItem: operationsOfBumps,
      bytesPerItem: bytesOfBumps, workingSet: toys.tableBytes,
      isWorkingSetShared: true,
      variants: [variant("scalar", .scalar), variant("simd", .simd)]
        + ThreadCounts.beyondOne(upTo: threads).map {
          variant("simd threads=\($0)", .simd, threads: $0)
        } + devices.flatMap { accelerated(toys, count: count, threads: threads, on: $0) },
      sized: { factor throws(AssayError) in
        bumps(
          hunter, toys: max(500, Int((Double(count) * factor).rounded())), threads: threads,
          devices: devices)
      }, sizes: [0.05, 0.1, 0.316, 1, 3.16, 10])
  }

  /// Toys enough to keep an accelerator busy; nothing without one. The reference is the CPU's fast way
  /// with all threads, which ``bumps(_:toys:threads:devices:)`` holds against the scalar one.
  static func largeBumps(
    _ hunter: BumpHunter, toys count: Int = 1_000_000, threads: Int, devices: [Device]
  ) -> [Workload] {
    guard !devices.isEmpty else { return [] }
    var large = bumps(hunter, toys: count, threads: threads, devices: devices)
    large.id = "bump-toys-large"
    large.sized = nil
    large.variants.removeAll { $0.device == nil && ($0.threads < threads || $0.id == "scalar") }
    return [large]
  }

  /// Whole numbers on the device, p-values here, on one thread and on all: the same bits.
  private static func accelerated(
    _ toys: BumpToys, count: Int, threads: Int, on device: Device
  ) -> [Variant] {
    let made = SharedCache<DeviceBumpToys>()
    return Set([1, threads]).sorted().map { threads in
      Variant(
        id: "\(device.info.id) double" + (threads == 1 ? "" : " threads=\(threads)"),
        precision: .double, threads: threads, device: device.info.id, bound: 0
      ) { () throws(AssayError) in
        try made.value(device.info.id) { () throws(AssayError) in
          try DeviceBumpToys(toys, on: device)
        }.smallestLogP(count: count, seed: seed, stream: stream, threads: threads)
      }
    }
  }

  // MARK: Classes

  /// Toy experiments of some classes of the synthetic set, 153 regions each. The set-up of the
  /// critical counts is in the time, as a search needs it once, some 20 ms a class; the work of an
  /// exact p-value depends on the counts and is not counted.
  static func classes(
    _ count: Int, toys: Int, id: String, hasScalar: Bool, threads: Int
  ) -> Workload {
    let all = SyntheticSet.histograms(SearchConventions(), seed: seed, stream: stream)
    // Spread over the set, so that small and large backgrounds take part.
    let chosen = (0..<count).map { all[$0 * all.count / count] }
    let search = GeneralSearch(chosen)
    let scalar = Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
      chosen.indices.flatMap { channel in
        (0..<toys).map { toy in
          let counts = search.counts(channel: channel, toy: toy, seed: seed, stream: stream)
          return search.scans[channel].logP(counts).min() ?? 0
        }
      }
    }
    let fast = ([1] + ThreadCounts.beyondOne(upTo: threads)).map { threads in
      Variant(
        id: threads == 1 ? "simd" : "simd threads=\(threads)", precision: .double,
        threads: threads, bound: 0
      ) { () throws(AssayError) in
        search.toys(toys, seed: seed, stream: stream, threads: threads).flatMap { $0 }
      }
    }
    return Workload(
      study: "general-search", id: id,
      title: "\(count) classes of the synthetic set, \(toys) toy experiments",
      item: "region of a toy",
      items: Double(search.regions * toys), flopsPerItem: 0, bytesPerItem: 0,
      variants: (hasScalar ? [scalar] : []) + fast,
      sized: { factor throws(AssayError) in
        classes(
          max(1, Int((Double(count) * factor).rounded())), toys: toys, id: id,
          hasScalar: hasScalar, threads: threads)
      }, sizes: [0.125, 0.25, 0.5, 1, 2])
  }
}
