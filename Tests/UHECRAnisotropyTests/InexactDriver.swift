// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

@testable import Hardware

/// A driver of a device whose divisions and roots of single precision are not correctly rounded. Its
/// memory is that of this process, and its kernels do nothing.
final class InexactDriver: DeviceDriver {
  let info = DeviceInfo(
    id: "opencl:7", backend: .opencl, name: "Inexact", vendor: "test", driver: "1",
    language: "none", computeUnits: 1, clockMHz: 1, globalBytes: 1 << 30, localBytes: 1,
    maxGroup: 64, hasDouble: true, hasExactDivision: false, isProcessor: false)
  private let count = Mutex(0)

  /// Asked for so far.
  var launches: Int { count.withLock { $0 } }

  func launch(
    _ kernel: DeviceHandle, groups: SIMD3<Int>, size: SIMD3<Int>, _ arguments: [KernelArgument],
    on stream: DeviceHandle
  ) throws(DeviceError) { count.withLock { $0 += 1 } }

  // MARK: Memory

  func allocate(_ bytes: Int) throws(DeviceError) -> DeviceHandle {
    DeviceHandle(UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64))
  }
  func free(memory: DeviceHandle) { memory.raw?.deallocate() }
  func write(
    _ bytes: UnsafeRawBufferPointer, to memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) {
    guard let place = memory.raw, let first = bytes.baseAddress else { return }
    (place + offset).copyMemory(from: first, byteCount: bytes.count)
  }
  func read(
    _ bytes: UnsafeMutableRawBufferPointer, from memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) {
    guard let place = memory.raw, let first = bytes.baseAddress else { return }
    first.copyMemory(from: place + offset, byteCount: bytes.count)
  }
  func copy(
    _ bytes: Int, from: DeviceHandle, to: DeviceHandle, on stream: DeviceHandle
  ) throws(DeviceError) {}
  func zero(_ memory: DeviceHandle, bytes: Int, on stream: DeviceHandle) throws(DeviceError) {}

  // MARK: Objects

  func makeStream() throws(DeviceError) -> DeviceHandle { DeviceHandle(1) }
  func free(stream: DeviceHandle) {}
  func finish(_ stream: DeviceHandle) throws(DeviceError) {}
  func build(_ text: KernelText, for name: String) throws(DeviceError) -> DeviceHandle {
    DeviceHandle(2)
  }
  func free(program: DeviceHandle) {}
  func free(kernel: DeviceHandle) {}
  func kernel(
    _ name: String, in program: DeviceHandle
  ) throws(DeviceError) -> (handle: DeviceHandle, maxGroup: Int) { (DeviceHandle(3), 64) }
  func mark(_ stream: DeviceHandle) throws(DeviceError) -> DeviceHandle { DeviceHandle(4) }
  func seconds(from start: DeviceHandle, to end: DeviceHandle) throws(DeviceError) -> Double { 0 }
  func free(mark: DeviceHandle) {}
}
