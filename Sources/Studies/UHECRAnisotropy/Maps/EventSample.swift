// SPDX-License-Identifier: GPL-3.0-or-later

/// One map of events as a list: what a detector with N events sees, which is sparse on any sphere
/// of use.
public struct EventSample: Sendable, Equatable {
  /// Events that come from a source.
  public var fromSource: Int
  /// Pixel of each event, those from a source first.
  public var pixels: [Int32]
  /// Energy bin of each event; empty for maps of counts.
  public var bins: [Int32]

  public init(fromSource: Int, pixels: [Int32], bins: [Int32] = []) {
    (self.fromSource, self.pixels, self.bins) = (fromSource, pixels, bins)
  }
}
