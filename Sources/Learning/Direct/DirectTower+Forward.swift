// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels
public import Numerics

extension DirectTower {
  /// The features of a sparse input, `featureCount` numbers. Bit for bit those of the dense input
  /// with the same numbers.
  public func forward(
    events: UnsafeBufferPointer<DirectEvent>, weights: DirectWeights, scratch: DirectScratch,
    features: UnsafeMutableBufferPointer<Float>
  ) throws(AssayError) {
    begin(weights, scratch)
    scratch.reserve(events: events.count)
    let (pixel, channel) = (scratch.given.pixel.start, scratch.given.channel.start)
    for (n, event) in events.enumerated() {
      guard event.pixel >= 0, event.pixel < pixels, event.channel >= 0, event.channel < inputs
      else {
        throw .badValue(
          name: "event \(n)", found: "pixel \(event.pixel), channel \(event.channel)",
          accepted: "pixels 0 ... \(pixels - 1), channels 0 ... \(inputs - 1)")
      }
      (pixel[n], channel[n], scratch.givenValue.start[n]) =
        (event.pixel, event.channel, event.value)
    }
    assay_convolution_sort(
      scratch.maps, &scratch.list, pixel, channel, scratch.givenValue.start, Int32(events.count),
      scratch.bits.start)
    scratch.input = .events
    forward(weights, scratch, features)
  }

  /// The features of a dense input: `inputCount` numbers, pixel by pixel, channels fastest.
  public func forward(
    dense: UnsafeBufferPointer<Float>, weights: DirectWeights, scratch: DirectScratch,
    features: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(dense.count == inputCount, "a dense input does not fit the tower")
    begin(weights, scratch)
    let map = scratch.maps[0]
    if let base = dense.baseAddress, let rows = map.x {
      for pixel in 0..<pixels {
        (rows + pixel * Int(map.stride)).update(from: base + pixel * inputs, count: inputs)
      }
    }
    scratch.input = .full
    forward(weights, scratch, features)
  }

  private func begin(_ weights: DirectWeights, _ scratch: DirectScratch) {
    precondition(weights.tower === self && scratch.tower === self, "made for another tower")
    scratch.input = nil
    for n in 0...levels { assay_convolution_empty(scratch.maps + n) }
  }

  private func forward(
    _ weights: DirectWeights, _ scratch: DirectScratch,
    _ features: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(features.count == featureCount, "features do not fit the tower")
    var flops = 0.0
    for n in 0..<levels {
      var level = shape(n)
      let (w, work) = (weights.forward[n].start, scratch.work.start)
      let (x, y) = (scratch.maps + n, scratch.maps + n + 1)
      // A pair has a product for each channel of its pixel; those of events are counted one by one.
      let pairs: Int64
      var products = inputs(n)
      if n > 0 {
        pairs = assay_convolution_forward_filled(&level, w, x, y, work)
      } else if scratch.input == .full {
        pairs = assay_convolution_forward_full(&level, w, x, y, work)
      } else {
        pairs = assay_convolution_forward_events(&level, w, x, &scratch.list, y, work)
        products = 1
      }
      flops += 2 * Double(pairs) * Double(products * filters)
    }
    scratch.forwardFlops = flops
    let last = scratch.maps[levels]
    features.update(repeating: 0)
    for i in 0..<Int(last.count) {
      let pixel = Int(last.filled[i])
      for f in 0..<filters { features[pixel * filters + f] = last.x[pixel * Int(last.stride) + f] }
    }
  }
}
