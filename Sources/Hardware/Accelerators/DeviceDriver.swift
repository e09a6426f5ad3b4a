// SPDX-License-Identifier: GPL-3.0-or-later

/// An object of a driver, or an address in the memory of its device.
public struct DeviceHandle: Sendable, Hashable {
  public var bits: UInt64

  public init(_ bits: UInt64) { self.bits = bits }
  init(_ pointer: UnsafeMutableRawPointer?) { bits = UInt64(UInt(bitPattern: pointer)) }
  init(_ pointer: OpaquePointer?) { bits = UInt64(UInt(bitPattern: pointer)) }

  var raw: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: UInt(bits)) }
  var opaque: OpaquePointer? { OpaquePointer(bitPattern: UInt(bits)) }
}

/// What a backend can do: the least that ``Device`` is built on. One object serves one device; the
/// calls of a stream are worked on in the order they were made.
public protocol DeviceDriver: Sendable {
  var info: DeviceInfo { get }
  /// The calling thread works on this device from here on, where a backend needs to be told.
  func enter() throws(DeviceError)

  func allocate(_ bytes: Int) throws(DeviceError) -> DeviceHandle
  func free(memory: DeviceHandle)
  /// Returns when the bytes have been taken over.
  func write(
    _ bytes: UnsafeRawBufferPointer, to memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle) throws(DeviceError)
  /// Returns when the bytes are there, after all that the stream was given before.
  func read(
    _ bytes: UnsafeMutableRawBufferPointer, from memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle) throws(DeviceError)
  func copy(
    _ bytes: Int, from: DeviceHandle, to: DeviceHandle, on stream: DeviceHandle
  ) throws(DeviceError)
  func zero(_ memory: DeviceHandle, bytes: Int, on stream: DeviceHandle) throws(DeviceError)

  func makeStream() throws(DeviceError) -> DeviceHandle
  func free(stream: DeviceHandle)
  func finish(_ stream: DeviceHandle) throws(DeviceError)

  /// Compiles a text. `name` is the kernel asked for, told where it fails.
  func build(_ text: KernelText, for name: String) throws(DeviceError) -> DeviceHandle
  func free(program: DeviceHandle)
  func free(kernel: DeviceHandle)
  /// A kernel of a compiled text, and the most items of its groups.
  func kernel(
    _ name: String, in program: DeviceHandle
  ) throws(DeviceError) -> (handle: DeviceHandle, maxGroup: Int)
  func launch(
    _ kernel: DeviceHandle, groups: SIMD3<Int>, size: SIMD3<Int>, _ arguments: [KernelArgument],
    on stream: DeviceHandle) throws(DeviceError)

  /// A mark in the stream, passed when all before it is done.
  func mark(_ stream: DeviceHandle) throws(DeviceError) -> DeviceHandle
  /// Seconds of the device's own clock between two marks that have been passed.
  func seconds(from start: DeviceHandle, to end: DeviceHandle) throws(DeviceError) -> Double
  func free(mark: DeviceHandle)
}

extension DeviceDriver {
  public func enter() throws(DeviceError) {}
}
