// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

/// What a library of NVIDIA's needs of a device to work in its order and on its memory.
public protocol NativeHandles: Sendable {
  /// The CUstream in which all that is asked of the device is done.
  var nativeStream: UnsafeMutableRawPointer? { get }
  /// Makes the device's context that of the calling thread.
  func enter() throws(DeviceError)
}

extension NativeHandles {
  /// Where an array begins in the memory of the device: on CUDA its handle is the address.
  func address(of memory: any DeviceMemory) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: UInt(memory.handle.bits))
  }
}
