// SPDX-License-Identifier: GPL-3.0-or-later

/// A number of a sparse input: X[pixel][channel] = value; events of one place are added up.
public struct DirectEvent: Sendable, Equatable {
  public var pixel: Int32
  public var channel: Int32
  public var value: Float

  public init(pixel: Int32, channel: Int32 = 0, value: Float = 1) {
    (self.pixel, self.channel, self.value) = (pixel, channel, value)
  }
}
