// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

@testable import Hardware

/// A device's driver under another name, which loses the device after so many launches of kernels.
final class LosableDriver: DeviceDriver {
  let info: DeviceInfo
  private let driver: any DeviceDriver
  private let most: Int
  private let count = Mutex(0)

  init(_ device: Device, launches: Int = .max, name: String? = nil) {
    var info = device.info
    info.name = name ?? info.name
    (self.info, driver, most) = (info, device.driver, launches)
  }

  /// Asked for so far.
  var launches: Int { count.withLock { $0 } }

  func launch(
    _ kernel: DeviceHandle, groups: SIMD3<Int>, size: SIMD3<Int>, _ arguments: [KernelArgument],
    on stream: DeviceHandle
  ) throws(DeviceError) {
    let number = count.withLock { count in
      count += 1
      return count
    }
    if number > most { throw .lost(device: info.id, call: "launch", code: "gone") }
    try driver.launch(kernel, groups: groups, size: size, arguments, on: stream)
  }

  // MARK: As they are

  func enter() throws(DeviceError) { try driver.enter() }
  func allocate(_ bytes: Int) throws(DeviceError) -> DeviceHandle { try driver.allocate(bytes) }
  func free(memory: DeviceHandle) { driver.free(memory: memory) }
  func write(
    _ bytes: UnsafeRawBufferPointer, to memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) { try driver.write(bytes, to: memory, at: offset, on: stream) }
  func read(
    _ bytes: UnsafeMutableRawBufferPointer, from memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) { try driver.read(bytes, from: memory, at: offset, on: stream) }
  func copy(
    _ bytes: Int, from: DeviceHandle, to: DeviceHandle, on stream: DeviceHandle
  ) throws(DeviceError) { try driver.copy(bytes, from: from, to: to, on: stream) }
  func zero(_ memory: DeviceHandle, bytes: Int, on stream: DeviceHandle) throws(DeviceError) {
    try driver.zero(memory, bytes: bytes, on: stream)
  }
  func makeStream() throws(DeviceError) -> DeviceHandle { try driver.makeStream() }
  func free(stream: DeviceHandle) { driver.free(stream: stream) }
  func finish(_ stream: DeviceHandle) throws(DeviceError) { try driver.finish(stream) }
  func build(_ text: KernelText, for name: String) throws(DeviceError) -> DeviceHandle {
    try driver.build(text, for: name)
  }
  func free(program: DeviceHandle) { driver.free(program: program) }
  func free(kernel: DeviceHandle) { driver.free(kernel: kernel) }
  func kernel(
    _ name: String, in program: DeviceHandle
  ) throws(DeviceError) -> (handle: DeviceHandle, maxGroup: Int) {
    try driver.kernel(name, in: program)
  }
  func mark(_ stream: DeviceHandle) throws(DeviceError) -> DeviceHandle { try driver.mark(stream) }
  func seconds(from start: DeviceHandle, to end: DeviceHandle) throws(DeviceError) -> Double {
    try driver.seconds(from: start, to: end)
  }
  func free(mark: DeviceHandle) { driver.free(mark: mark) }
}
