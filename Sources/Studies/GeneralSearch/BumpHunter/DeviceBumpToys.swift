// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
internal import Kernels
public import Numerics
private import Synchronization

/// ``BumpToys`` on an accelerator, a work-item a toy: the same bits as on the CPU.
///
/// The device draws the toys and finds the candidates of the ``CriticalLadder`` in whole numbers; their
/// p-values are computed here, each pair of window and count once a call and thread
/// (``KnownLogP``). Memory of the device for 60 bins and 285 windows:
/// 1.5 kB a toy at work.
public final class DeviceBumpToys: Sendable {
  static let text = KernelText(
    [
      .file("PhiloxBlock.h"), .file("include/RegionTables.h"), .file("LadderSummary.h"),
      .file("PoissonToy.h"), .file("Devices/RegionToys.h"),
    ], usesDouble: false)
  private static let name = "assay_device_poisson_toys"
  /// What it compiles.
  public static var kernels: [KernelEntry] { [KernelEntry(name, text)] }

  private let toys: BumpToys
  private let device: Device
  /// Most toys at work at once; a quarter of the device's memory is the other limit.
  private let batch: Int
  private let kernel: DeviceKernel
  private let tables: [any DeviceMemory]
  /// Kept between calls, which take turns.
  private let room = Mutex<Room?>(nil)

  private struct Room: Sendable {
    let toys: Int
    let scratch: DeviceBuffer<Int32>
    let summaries: DeviceBuffer<AssayToySummary>
  }

  /// Builds the kernel and uploads the tables.
  ///
  /// - Throws: `badValue` where backgrounds are scaled to the sidebands: critical counts are those of
  ///   a fixed background; or what the device refuses.
  public convenience init(_ toys: BumpToys, on device: Device) throws(AssayError) {
    try self.init(toys, on: device, text: Self.text)
  }

  init(
    _ toys: BumpToys, on device: Device, text: KernelText, batch: Int = 1 << 18
  ) throws(AssayError) {
    guard !toys.hunter.scan.scalesToSidebands else {
      throw .badValue(
        name: "toys on \(device.info.id)", found: "a background scaled to the sidebands",
        accepted: "a fixed background; take the CPU")
    }
    (self.toys, self.device, self.batch) = (toys, device, batch)
    do {
      kernel = try device.kernel(Self.name, of: text)
      let (table, ladder) = (toys.table, toys.ladder)
      tables = [
        try device.buffer(table.start), try device.buffer(table.base),
        try device.buffer(table.threshold), try device.buffer(table.guide),
        try device.buffer(ladder.groups), try device.buffer(ladder.high),
        try device.buffer(ladder.low),
      ]
    } catch { throw AssayError(error) }
  }

  /// Fewest toys of a thread.
  private static let share = 1000

  /// The smallest ln p of each toy, as ``BumpToys/smallestLogP(count:seed:stream:threads:variant:)``.
  ///
  /// - Parameter threads: of the CPU, for the p-values; does not change the result.
  public func smallestLogP(
    count: Int, seed: UInt64, stream: UInt64, threads: Int = 1
  ) throws(AssayError) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(count)
    var known = [KnownLogP](repeating: KnownLogP(toys.hunter.scan), count: max(1, threads))
    let most = max(1, min(batch, Int(clamping: device.info.globalBytes) / 4 / bytesOfToy))
    do {
      try device.inBatches(count, most: most) { range throws(DeviceError) in
        let summaries = try summaries(of: range, seed, stream)
        let shares = min(known.count, (range.count + Self.share - 1) / Self.share)
        let before = known
        let parts = Parallel.map(shares, threads: threads) { [toys] k in
          var known = before[k]
          let own = k * range.count / shares..<(k + 1) * range.count / shares
          let values = own.map { i in
            toys.ladder.smallest(summaries[i]) {
              toys.counts(toy: range.lowerBound + i, seed: seed, stream: stream)
            } logP: {
              known.logP(window: $0, observed: $1)
            }.logP
          }
          return (values: values, known: known)
        }
        for (k, part) in parts.enumerated() {
          result += part.values
          known[k] = part.known
        }
      }
    } catch { throw AssayError(error) }
    return result
  }

  private var scratchOfToy: Int { toys.table.bins + 1 + toys.ladder.stride }
  private var bytesOfToy: Int { 4 * scratchOfToy + MemoryLayout<AssayToySummary>.stride }

  private func summaries(
    of range: Range<Int>, _ seed: UInt64, _ stream: UInt64
  ) throws(DeviceError) -> [AssayToySummary] {
    let (table, ladder) = (toys.table, toys.ladder)
    let sizes = AssayToySizes(
      bins: Int32(table.bins), guide_bits: Int32(PoissonTable.guideBits),
      group_count: Int32(ladder.groups.count), step: Int32(ladder.scan.windows.step),
      stride: Int32(ladder.stride), levels: Int32(CriticalCounts.levels.count))
    return try room.withLock { (kept) throws(DeviceError) -> [AssayToySummary] in
      if kept.map({ $0.toys < range.count }) ?? true {
        kept = nil
        kept = Room(
          toys: range.count,
          scratch: try device.buffer(of: Int32.self, count: range.count * scratchOfToy),
          summaries: try device.buffer(of: AssayToySummary.self, count: range.count))
      }
      guard let room = kept else { return [] }
      try device.launch(
        kernel, items: range.count,
        [.value(sizes)] + tables.map { .buffer($0) } + [
          .uint64(seed), .uint64(stream), .uint64(UInt64(range.lowerBound)),
          .int32(Int32(range.count)), .buffer(room.scratch), .buffer(room.summaries),
        ])
      return try room.summaries.read(0..<range.count)
    }
  }
}
