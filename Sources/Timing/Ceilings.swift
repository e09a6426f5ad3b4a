// SPDX-License-Identifier: GPL-3.0-or-later

/// What the machine can do at most, measured.
public struct Ceilings: Codable, Sendable, Equatable {
  /// Fused multiply-adds in vector code.
  public struct Peak: Codable, Sendable, Equatable {
    public var precision: Variant.Precision
    public var threads: Int
    public var flopsPerSecond: Double

    public init(precision: Variant.Precision, threads: Int, flopsPerSecond: Double) {
      (self.precision, self.threads) = (precision, threads)
      self.flopsPerSecond = flopsPerSecond
    }
  }

  /// The triad a = b + s c over arrays of `bytes` in all, a thread.
  public struct Bandwidth: Codable, Sendable, Equatable {
    /// "L1", "L2", "L3", "memory".
    public var level: String
    public var bytes: Int
    public var threads: Int
    public var bytesPerSecond: Double

    public init(level: String, bytes: Int, threads: Int, bytesPerSecond: Double) {
      (self.level, self.bytes, self.threads) = (level, bytes, threads)
      self.bytesPerSecond = bytesPerSecond
    }
  }

  /// An accelerator: fused multiply-adds in all its items, and a copy in its memory, bytes read and
  /// written counted.
  public struct Accelerator: Codable, Sendable, Equatable {
    public var device: String
    public var single: Double
    /// Nil without double precision.
    public var double: Double?
    public var bytesPerSecond: Double
    /// As the device tells it; its bandwidth was not measured.
    public var cacheBytes: Int?

    public init(
      device: String, single: Double, double: Double?, bytesPerSecond: Double,
      cacheBytes: Int? = nil
    ) {
      (self.device, self.single, self.double) = (device, single, double)
      (self.bytesPerSecond, self.cacheBytes) = (bytesPerSecond, cacheBytes)
    }
  }

  public var peaks: [Peak]
  /// Nil where none was asked for.
  public var accelerators: [Accelerator]?
  /// Fastest level first.
  public var bandwidths: [Bandwidth]
  /// Wall seconds that the measurement took.
  public var seconds: Double
  public var loadAverage: Double?

  public init(
    peaks: [Peak], bandwidths: [Bandwidth], accelerators: [Accelerator]? = nil,
    seconds: Double = 0, loadAverage: Double? = nil
  ) {
    self.accelerators = accelerators
    (self.peaks, self.bandwidths) = (peaks, bandwidths)
    (self.seconds, self.loadAverage) = (seconds, loadAverage)
  }

  /// Most items a second that a variant of `workload` could reach, and what sets it.
  public struct Bound: Sendable, Equatable {
    public var itemsPerSecond: Double
    public var name: String
  }

  /// The roofline: min(peak/flops per item, bandwidth/bytes per item), with the bandwidth of the
  /// smallest level that holds the working set. Nil where flops and bytes are both 0.
  ///
  /// Source: Williams, Waterman, Patterson, CACM 52 (2009) 65, doi:10.1145/1498765.1498785.
  public func bound(of workload: Workload, _ variant: Variant) -> Bound? {
    if let device = variant.device { return bound(of: workload, variant, on: device) }
    var bounds: [Bound] = []
    if workload.flopsPerItem > 0, let peak = peak(variant.precision, threads: variant.threads) {
      bounds.append(
        Bound(itemsPerSecond: peak / workload.flopsPerItem, name: "FMA \(variant.precision)"))
    }
    if workload.bytesPerItem > 0 {
      let level = level(holding: workload.workingSet)
      if let level, let rate = bandwidth(level, threads: variant.threads) {
        bounds.append(Bound(itemsPerSecond: rate / workload.bytesPerItem, name: level))
      }
    }
    return bounds.min { $0.itemsPerSecond < $1.itemsPerSecond }
  }

  /// The same of an accelerator, whose one bandwidth is that of its memory: it bounds nothing where
  /// all items go over one working set that the device's cache holds.
  private func bound(of workload: Workload, _ variant: Variant, on device: String) -> Bound? {
    guard let ceiling = accelerators?.first(where: { $0.device == device }) else { return nil }
    var bounds: [Bound] = []
    if workload.flopsPerItem > 0,
      let peak = variant.precision == .single ? ceiling.single : ceiling.double
    {
      bounds.append(
        Bound(
          itemsPerSecond: peak / workload.flopsPerItem,
          name: "FMA \(variant.precision) of \(device)"))
    }
    let isCached =
      workload.isWorkingSetShared
      && (workload.workingSet ?? .infinity) <= Double(ceiling.cacheBytes ?? 0)
    if workload.bytesPerItem > 0, !isCached {
      bounds.append(
        Bound(
          itemsPerSecond: ceiling.bytesPerSecond / workload.bytesPerItem,
          name: "memory of \(device)"))
    }
    return bounds.min { $0.itemsPerSecond < $1.itemsPerSecond }
  }

  /// Flops a second of that many threads; between one and all cores, the lesser of so many times
  /// one and all.
  public func peak(_ precision: Variant.Precision, threads: Int) -> Double? {
    rate(
      peaks.filter { $0.precision == precision }.map { ($0.threads, $0.flopsPerSecond) }, threads)
  }

  public func bandwidth(_ level: String, threads: Int) -> Double? {
    rate(bandwidths.filter { $0.level == level }.map { ($0.threads, $0.bytesPerSecond) }, threads)
  }

  private func rate(_ measured: [(threads: Int, rate: Double)], _ threads: Int) -> Double? {
    guard let one = measured.first(where: { $0.threads == 1 }) else { return nil }
    // Several threads that were measured slower than one had to share their cores with others.
    if let exact = measured.first(where: { $0.threads == threads }) {
      return max(exact.rate, one.rate)
    }
    let most = measured.map(\.rate).max() ?? one.rate
    return min(Double(threads) * one.rate, most)
  }

  /// The smallest level that is as large as `workingSet` [bytes]; without one, the last.
  func level(holding workingSet: Double?) -> String? {
    let levels = bandwidths.filter { $0.threads == 1 }
    guard let workingSet else { return levels.last?.level }
    // A level was measured with half its size, see CeilingProbe.
    return (levels.dropLast().first { 2 * Double($0.bytes) >= workingSet } ?? levels.last)?.level
  }
}
