// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
internal import Kernels
public import Numerics
private import Synchronization

/// ``NonPoissonianLikelihood`` of many parameter points on an accelerator, a work-item a pixel of a
/// point.
///
/// The tables of sources are made here, a fraction of a millisecond a population, and so are the logarithms,
/// in the order of the CPU, both on threads of it. So ln L has the CPU's bits, but where the recursion of a block of eight
/// pixels was scaled on the CPU for one of them and here was not, or later: some hundred photons
/// expected in one pixel. There the powers of two are split otherwise between p_k and its exponent,
/// which rounds by up to 10⁻¹³ a pixel.
///
/// Memory of the device: 16 bytes a pixel, point and count up to the largest of a group of pixels
/// (``PixelGroups``); 4.3 MB a point for 11 265 pixels of up to 164 photons.
public final class DeviceLikelihood: Sendable {
  /// Parameters of one evaluation.
  public struct Point: Sendable, Equatable {
    /// Normalisations of the smooth templates.
    public var smooth: [Double]
    public var populations: [NonPoissonianLikelihood.Population]

    public init(smooth: [Double], populations: [NonPoissonianLikelihood.Population]) {
      (self.smooth, self.populations) = (smooth, populations)
    }
  }

  static let text = KernelText(
    [.file("PhotonRecursion.h"), .file("Devices/PhotonCounts.h")], usesDouble: true)
  private static let name = "assay_device_photon_counts"
  /// What it compiles.
  public static var kernels: [KernelEntry] { [KernelEntry(name, text)] }
  /// Bytes at work that are enough to keep a device busy.
  private static let enough = 1 << 30

  private let likelihood: NonPoissonianLikelihood
  private let device: Device
  /// Most points at work at once; a gigabyte, and a quarter of the device's memory, are the others.
  private let batch: Int
  private let kernel: DeviceKernel
  /// Templates, count and region of each pixel, by falling counts, and their groups.
  private let inputs: [any DeviceMemory]
  private let groups: PixelGroups
  private var pixels: Int { groups.lanes.count }
  /// Kept between calls, which take turns.
  private let room = Mutex<Room?>(nil)

  private struct Room: Sendable {
    let points: Int
    let scratch: DeviceBuffer<Double>
    let answer: DeviceBuffer<Double>
  }

  /// Builds the kernel and uploads templates and counts.
  ///
  /// - Throws: `badValue` for a likelihood without sources, a logarithm a pixel; what the device refuses.
  public convenience init(
    _ likelihood: NonPoissonianLikelihood, on device: Device
  ) throws(AssayError) {
    try self.init(likelihood, on: device, text: Self.text)
  }

  init(
    _ likelihood: NonPoissonianLikelihood, on device: Device, text: KernelText,
    batch: Int = 1 << 16
  ) throws(AssayError) {
    guard likelihood.sourceCount > 0 else {
      throw .badValue(
        name: "likelihood on \(device.info.id)", found: "no template of sources",
        accepted: "one or more; without sources take the CPU")
    }
    (self.likelihood, self.device, self.batch) = (likelihood, device, batch)
    let blocks = likelihood.blocks
    let groups = PixelGroups(blocks)
    self.groups = groups
    let maps = stride(from: 0, to: likelihood.maps.count, by: blocks.pixels.count).flatMap { map in
      groups.lanes.map { likelihood.maps[map + $0] }
    }
    do {
      kernel = try device.kernel(Self.name, of: text)
      inputs = [
        try device.buffer(maps), try device.buffer(groups.lanes.map { Int32(blocks.counts[$0]) }),
        try device.buffer(
          groups.lanes.map { Int32(blocks.blocks[$0 / PixelBlocks.lanes].region) }),
        try device.buffer(groups.first.map { Int32($0) }),
        try device.buffer(groups.longest.map { Int32($0) }),
      ]
    } catch { throw AssayError(error) }
  }

  /// ln L of each point.
  ///
  /// - Parameter threads: of the CPU, for tables of sources and logarithms; does not change the result.
  /// - Throws: `badValue` as ``NonPoissonianLikelihood/evaluate(smooth:populations:threads:withSlopes:)``.
  public func logLikelihoods(_ points: [Point], threads: Int = 1) throws(AssayError) -> [Double] {
    for point in points { try likelihood.check(point.smooth, point.populations) }
    let made = Parallel.map(points.count, threads: threads) { [likelihood] k in
      Result { () throws(AssayError) in
        try likelihood.numbers(points[k], threads: points.count == 1 ? threads : 1)
      }
    }
    var numbers: [PointNumbers] = []
    for point in made { numbers.append(try point.get()) }
    let scratch = groups.scratch(sources: likelihood.sourceCount)
    let room = min(Int(clamping: device.info.globalBytes) / 4, Self.enough)
    let most = max(1, min(batch, room / (8 * (scratch + 3 * pixels))))
    var result: [Double] = []
    do {
      try device.inBatches(points.count, most: most) { range throws(DeviceError) in
        let answer = try probabilities(numbers[range], scratch)
        result += likelihood.sums(answer, groups, of: range.count, threads: threads)
      }
    } catch { throw AssayError(error) }
    return result
  }

  /// p of the pixel's count, its exponent and expected photons: [number][pixel][point].
  private func probabilities(
    _ points: ArraySlice<PointNumbers>, _ scratch: Int
  ) throws(DeviceError) -> [Double] {
    let factors = try device.buffer(Self.interleaved(points.map(\.factors)))
    let x = try device.buffer(Self.interleaved(points.map(\.x)))
    let items = pixels * points.count
    return try room.withLock { (kept) throws(DeviceError) -> [Double] in
      if kept.map({ $0.points < points.count }) ?? true {
        kept = nil
        kept = Room(
          points: points.count,
          scratch: try device.buffer(of: Double.self, count: scratch * points.count),
          answer: try device.buffer(of: Double.self, count: 3 * items))
      }
      guard let room = kept else { return [] }
      let sizes = [
        pixels, points.count, likelihood.smoothCount, likelihood.sourceCount, likelihood.most,
      ]
      try device.launch(
        kernel, items: items,
        sizes.map { .int32(Int32($0)) } + inputs.map { .buffer($0) } + [
          .buffer(factors), .buffer(x), .buffer(room.scratch), .buffer(room.answer),
        ])
      return try room.answer.read(0..<3 * items)
    }
  }

  /// Number after number, of all points each.
  private static func interleaved(_ rows: [[Double]]) -> [Double] {
    let count = rows.first?.count ?? 0
    return [Double](unsafeUninitializedCapacity: count * rows.count) { all, filled in
      for (k, row) in rows.enumerated() {
        for i in 0..<count { all[i * rows.count + k] = row[i] }
      }
      filled = count * rows.count
    }
  }
}
