// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

extension CeilingProbe {
  /// Items that fill any of today's devices several times over; fewer for a CPU behind OpenCL.
  static func items(_ device: Device) -> Int { device.info.isProcessor ? 1 << 14 : 1 << 21 }
  /// Flops of an item and round of the kernel: 64 chains of a multiplication and an addition.
  static let chainFlops = 128.0

  /// Fused multiply-adds and a copy, timed by the device's own clock.
  func accelerator(_ device: Device) throws(DeviceError) -> Ceilings.Accelerator {
    Ceilings.Accelerator(
      device: device.id, single: try peak(device, Float.self),
      double: device.info.hasDouble ? try peak(device, Double.self) : nil,
      bytesPerSecond: try copy(device), cacheBytes: device.info.cacheBytes)
  }

  /// The kernels of the ceilings, in both precisions.
  public static var kernels: [KernelEntry] {
    [text("float", usesDouble: false), text("double", usesDouble: true)].flatMap { text in
      ["assay_device_ceiling_fma", "assay_device_ceiling_copy"].map { KernelEntry($0, text) }
    }
  }

  static func text(_ real: String, usesDouble: Bool) -> KernelText {
    KernelText(
      [.text("#define ASSAY_REAL \(real)"), .file("Devices/DeviceCeilings.h")],
      usesDouble: usesDouble, contracts: true)
  }

  private func peak<Real: BinaryFloatingPoint & BitwiseCopyable & Sendable>(
    _ device: Device, _: Real.Type
  ) throws(DeviceError) -> Double {
    let isDouble = Real.self == Double.self
    let text = Self.text(isDouble ? "double" : "float", usesDouble: isDouble)
    let kernel = try device.kernel("assay_device_ceiling_fma", of: text)
    let items = Self.items(device)
    let out = try device.buffer(of: Real.self, count: items)
    // The fixed point of x a + b is b/(1 - a) = 1: no overflow, no subnormal numbers.
    return try Double(items) * Self.chainFlops
      * best(device) { rounds throws(DeviceError) in
        try device.launch(
          kernel, items: items,
          [
            .int32(Int32(clamping: rounds)), .value(Real(0.75)), .value(Real(0.25)),
            .int64(Int64(items)), .buffer(out),
          ])
      }
  }

  /// Bytes a second, read and written: arrays of an eighth of the memory that may be used, at most
  /// 256 MiB each, and smaller ones where there is no room, down to 1 MiB.
  private func copy(_ device: Device) throws(DeviceError) -> Double {
    var bytes = min(max(device.memoryLimit - device.bytesInUse, 8 << 20) / 8, 1 << 28)
    while true {
      do throws(DeviceError) {
        return try copy(device, quads: bytes / 16)
      } catch {
        guard error.isOutOfMemory, bytes > 1 << 20 else { throw error }
        bytes /= 2
      }
    }
  }

  private func copy(_ device: Device, quads: Int) throws(DeviceError) -> Double {
    let kernel = try device.kernel(
      "assay_device_ceiling_copy", of: Self.text("float", usesDouble: false))
    let from = try device.buffer(of: Float.self, count: 4 * quads)
    let to = try device.buffer(of: Float.self, count: 4 * quads)
    try from.zero()
    return try 32 * Double(quads)
      * best(device) { passes throws(DeviceError) in
        for _ in 0..<passes {
          try device.launch(
            kernel, items: quads, group: 256, [.int64(Int64(quads)), .buffer(from), .buffer(to)])
        }
      }
  }

  /// Most repetitions a second, of the attempts.
  private func best(
    _ device: Device, _ work: (Int) throws(DeviceError) -> Void
  ) throws(DeviceError) -> Double {
    func seconds(_ count: Int) throws(DeviceError) -> Double {
      let start = try device.mark()
      try work(count)
      let end = try device.mark()
      // A clock that stands still must not make a time of zero.
      return max(1e-9, try device.seconds(from: start, to: end))
    }
    var count = 1
    // The first run warms up. At most 30 doublings: the loop ends whatever the clock says.
    _ = try seconds(count)
    for _ in 0..<30 {
      if try seconds(count) >= secondsPerAttempt { break }
      count *= 2
    }
    var least = Double.infinity
    for _ in 0..<attempts { least = min(least, try seconds(count)) }
    return Double(count) / least
  }
}
