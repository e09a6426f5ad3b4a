// SPDX-License-Identifier: GPL-3.0-or-later

/// An array in the memory of a device; given back when nothing refers to it any more.
public final class DeviceBuffer<Element: BitwiseCopyable & Sendable>: DeviceMemory {
  public let count: Int
  public let handle: DeviceHandle
  private let device: Device
  private let bytes: Int

  init(_ device: Device, count: Int) throws(DeviceError) {
    // Drivers refuse arrays of nothing.
    let (product, isTooLarge) = max(1, count).multipliedReportingOverflow(
      by: MemoryLayout<Element>.stride)
    guard !isTooLarge else { throw .outOfMemory(device: device.id, bytes: nil) }
    bytes = product
    handle = try device.allocate(bytes)
    (self.device, self.count) = (device, count)
  }

  deinit { device.free(handle, bytes: bytes) }

  /// Waits for all that was launched before.
  ///
  /// - Throws: `lost`, `call`.
  public func read() throws(DeviceError) -> [Element] { try read(0..<count) }

  public func read(_ range: Range<Int>) throws(DeviceError) -> [Element] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    var failure: DeviceError?
    let values = [Element](unsafeUninitializedCapacity: range.count) { to, filled in
      do throws(DeviceError) {
        try device.read(
          UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: to[0..<range.count])),
          from: handle, at: range.lowerBound * MemoryLayout<Element>.stride)
        filled = range.count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return values
  }

  public func write(_ values: [Element], at offset: Int = 0) throws(DeviceError) {
    precondition(offset >= 0 && offset + values.count <= count)
    var failure: DeviceError?
    values.withUnsafeBytes { bytes in
      do throws(DeviceError) {
        try device.write(bytes, to: handle, at: offset * MemoryLayout<Element>.stride)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Sets every byte to 0.
  public func zero() throws(DeviceError) { try device.zero(handle, bytes: bytes) }

  /// Copies the whole of another array of the same length on the device.
  public func copy(_ other: DeviceBuffer<Element>) throws(DeviceError) {
    precondition(other.count == count)
    try device.copy(bytes, from: other.handle, to: handle)
  }
}
