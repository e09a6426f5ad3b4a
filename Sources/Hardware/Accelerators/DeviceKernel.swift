// SPDX-License-Identifier: GPL-3.0-or-later

/// A compiled kernel of one device.
public struct DeviceKernel: Sendable {
  public let name: String
  /// Most items of a group that its registers leave room for.
  public let maxGroup: Int
  let handle: DeviceHandle
  /// The device, or the stream of it, that it was asked of.
  let owner: ObjectIdentifier
}

/// A place in the stream of a device: what was launched before it is done when it is passed.
public final class DeviceMark: Sendable {
  let handle: DeviceHandle
  private let driver: any DeviceDriver

  init(_ handle: DeviceHandle, _ driver: any DeviceDriver) {
    (self.handle, self.driver) = (handle, driver)
  }

  deinit { driver.free(mark: handle) }
}
