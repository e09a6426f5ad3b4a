// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A sample given by its non-zero values. Values at one place are added up.
public struct SparseSample<Element: Scalar>: Sendable, Equatable {
  /// A value at a place.
  public struct Event: Sendable, Equatable {
    public var pixel: Int32
    public var channel: Int32
    public var value: Element

    public init(pixel: Int32, channel: Int32 = 0, value: Element = 1) {
      (self.pixel, self.channel, self.value) = (pixel, channel, value)
    }
  }

  public let shape: TensorShape
  public let events: [Event]

  /// Throws `badValue` where an event lies outside the shape.
  public init(shape: TensorShape, events: [Event]) throws(AssayError) {
    if let at = events.firstIndex(where: {
      !(0..<shape.pixels).contains(Int($0.pixel)) || !(0..<shape.channels).contains(Int($0.channel))
    }) {
      throw .badValue(
        name: "event \(at) of a sample",
        found: "pixel \(events[at].pixel), channel \(events[at].channel)",
        accepted: "pixels below \(shape.pixels), channels below \(shape.channels)")
    }
    (self.shape, self.events) = (shape, events)
  }

  /// Writes the sample with its zeros.
  func write(to dense: UnsafeMutablePointer<Element>) {
    dense.clear(count: shape.count)
    for event in events {
      dense[Int(event.pixel) * shape.channels + Int(event.channel)] += event.value
    }
  }
}
