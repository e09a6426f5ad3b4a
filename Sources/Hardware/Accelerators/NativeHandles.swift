// SPDX-License-Identifier: GPL-3.0-or-later

/// What a library of NVIDIA's needs of a device to work in its order and on its memory.
public protocol NativeHandles: Sendable {
  /// The CUstream in which all that is asked of the device is done; nil on other backends. Throws
  /// where it cannot be made: nil would be the stream of number 0, which waits for no other.
  var nativeStream: UnsafeMutableRawPointer? { get throws(DeviceError) }
  /// Makes the device's context that of the calling thread.
  func enter() throws(DeviceError)
}

extension NativeHandles {
  /// Where an array begins in the memory of the device: on CUDA its handle is the address.
  public func address(of memory: any DeviceMemory) -> UnsafeMutableRawPointer? {
    memory.handle.raw
  }
}

extension Device: NativeHandles {
  public var nativeStream: UnsafeMutableRawPointer? {
    get throws(DeviceError) { info.backend == .cuda ? try stream().raw : nil }
  }

  public func enter() throws(DeviceError) { try driver.enter() }
}
