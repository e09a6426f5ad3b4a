// SPDX-License-Identifier: GPL-3.0-or-later

/// Memory of a device, whatever its elements.
public protocol DeviceMemory: Sendable {
  var handle: DeviceHandle { get }
}

/// An argument of a kernel.
public enum KernelArgument: Sendable {
  case buffer(any DeviceMemory)
  /// A null pointer to device memory.
  case none
  case bytes([UInt8])

  public static func int32(_ value: Int32) -> KernelArgument { .value(value) }
  public static func int64(_ value: Int64) -> KernelArgument { .value(value) }
  public static func uint64(_ value: UInt64) -> KernelArgument { .value(value) }
  public static func single(_ value: Float) -> KernelArgument { .value(value) }
  public static func double(_ value: Double) -> KernelArgument { .value(value) }

  /// A number or a plain structure, by value; its layout must be that of C and hold no pointers.
  public static func value<T: BitwiseCopyable>(_ value: T) -> KernelArgument {
    .bytes(withUnsafeBytes(of: value) { Array($0) })
  }
}
