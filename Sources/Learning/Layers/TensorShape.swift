// SPDX-License-Identifier: GPL-3.0-or-later

/// The shape of one sample between two layers: pixels × channels, the channels of a pixel together.
/// A flat vector is one pixel.
public struct TensorShape: Sendable, Equatable, Hashable, Codable {
  public var pixels: Int
  public var channels: Int

  public init(pixels: Int, channels: Int) {
    (self.pixels, self.channels) = (pixels, channels)
  }

  public var count: Int { pixels * channels }
}
