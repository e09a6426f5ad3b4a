// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

/// Numbers of an array on a device from `start` on.
public struct DeviceSlice: Sendable {
  public var buffer: DeviceBuffer<Float>
  public var start: Int

  public init(_ buffer: DeviceBuffer<Float>, from start: Int = 0) {
    (self.buffer, self.start) = (buffer, start)
  }

  /// From `count` numbers further on.
  public func advanced(by count: Int) -> DeviceSlice { DeviceSlice(buffer, from: start + count) }
}

extension KernelArgument {
  /// A count; kernels take those below 2³¹.
  static func count(_ value: Int) -> KernelArgument { .int32(Int32(value)) }
  /// A count or a place that may be larger.
  static func place(_ value: Int) -> KernelArgument { .int64(Int64(value)) }
}
