// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
private import Synchronization

/// ``LeaveOneOut`` with its sums over positions on an accelerator, a work-item a void and a class: the
/// same bits as on the CPU.
///
/// The device gives Σ_j exp(−|x_i − x_j|²/2σ²) over the voids of each class; the product with the
/// counts' factors and the logarithms, N × classes multiplications a ς against N² exponentials,
/// stay here. Memory of the device: 8 bytes a void and class at work.
public final class DeviceLeaveOneOut: Sendable {
  static let text = KernelText(
    [.file("Exponential.h"), .file("GaussianLanes.h"), .file("Devices/GaussianSums.h")],
    usesDouble: true)
  private static let name = "assay_device_gaussian_pieces"
  /// What it compiles.
  public static var kernels: [KernelEntry] { [KernelEntry(name, text)] }

  private let function: LeaveOneOut
  private let device: Device
  /// Most voids at work at once; a quarter of the device's memory is the other limit.
  private let batch: Int
  private let kernel: DeviceKernel
  /// l, b, class, first void of a class.
  private let inputs: [any DeviceMemory]
  /// Kept between calls, which take turns.
  private let room = Mutex<DeviceBuffer<Double>?>(nil)

  /// Builds the kernel and uploads the voids.
  ///
  /// - Throws: what the device refuses.
  public convenience init(_ function: LeaveOneOut, on device: Device) throws(AssayError) {
    try self.init(function, on: device, text: Self.text)
  }

  init(
    _ function: LeaveOneOut, on device: Device, text: KernelText, batch: Int = 1 << 20
  ) throws(AssayError) {
    (self.function, self.device, self.batch) = (function, device, batch)
    do {
      kernel = try device.kernel(Self.name, of: text)
      inputs = [
        try device.buffer(function.l), try device.buffer(function.b),
        try device.buffer(function.classOf.map { Int32($0) }), try device.buffer(function.starts),
      ]
    } catch { throw AssayError(error) }
  }

  /// ln L at one σ [deg] and several ς, as ``LeaveOneOut/logLikelihoods(sigma:varsigmas:threads:)``.
  ///
  /// - Parameter threads: of the CPU, for products and logarithms; does not change the result.
  public func logLikelihoods(
    sigma: Double, varsigmas: [Double], threads: Int = 1
  ) throws(AssayError) -> [Double] {
    try function.check(sigma, varsigmas)
    let width = function.classes + 2
    let quarter = Int(clamping: device.info.globalBytes) / 4
    // Groups of one launch are counted in 31 bits.
    let most = min(batch, Int(Int32.max) / width, quarter / 8 / width)
    let blocks = function.blocks
    var terms: [Double] = []
    terms.reserveCapacity(function.count * varsigmas.count)
    do {
      // Blocks are what the products are formed of: they are never cut.
      try device.inBatches(blocks.count, most: max(1, most / LeaveOneOut.blockSize)) {
        range throws(DeviceError) in
        let voids = blocks[range.lowerBound].lowerBound..<blocks[range.upperBound - 1].upperBound
        let pieces = try pieces(of: voids, sigma)
        terms += Parallel.map(range.count, threads: threads) { [function] k in
          let block = blocks[range.lowerBound + k]
          return function.logSums(
            block, varsigmas, positions: function.joined(pieces, of: block, from: voids))
        }.flatMap { $0 }
      }
    } catch { throw AssayError(error) }
    return function.total(terms, sigma, varsigmas)
  }

  /// Sums over the pieces of each void, one row a piece.
  private func pieces(of voids: Range<Int>, _ sigma: Double) throws(DeviceError) -> [Double] {
    let count = voids.count * (function.classes + 2)
    return try room.withLock { (kept) throws(DeviceError) -> [Double] in
      if kept.map({ $0.count < count }) ?? true {
        kept = nil
        kept = try device.buffer(of: Double.self, count: count)
      }
      guard let sums = kept else { return [] }
      try device.launch(
        kernel, items: count,
        inputs.map { .buffer($0) } + [
          .int32(Int32(function.classes)), .int32(Int32(voids.lowerBound)),
          .int32(Int32(voids.count)), .double(LeaveOneOut.scale(sigma)), .buffer(sums),
        ])
      return try sums.read(0..<count)
    }
  }
}

extension LeaveOneOut {
  /// Sums over the classes for the voids of a block, one row a void, given those over the pieces of
  /// `voids`, one row a piece.
  fileprivate func joined(
    _ pieces: [Double], of block: Range<Int>, from voids: Range<Int>
  ) -> [Double] {
    var sums: [Double] = []
    sums.reserveCapacity(block.count * classes)
    for i in block {
      join(pieces, at: i - voids.lowerBound, apart: voids.count, of: classOf[i], to: &sums)
    }
    return sums
  }
}
