// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

extension DirectTower {
  /// Adds the gradient of the kernels for the sample that went forward last with this scratch and
  /// these weights, from that of its features. Nothing is computed for the input itself.
  public func backward(
    _ features: UnsafeBufferPointer<Float>, weights: DirectWeights, scratch: DirectScratch,
    gradient: DirectGradient
  ) {
    precondition(
      weights.tower === self && scratch.tower === self && gradient.tower === self,
      "made for another tower")
    precondition(features.count == featureCount, "features do not fit the tower")
    guard let input = scratch.input else { preconditionFailure("no sample went forward") }
    let last = scratch.maps[levels]
    for i in 0..<Int(last.count) {
      let pixel = Int(last.filled[i])
      for f in 0..<filters {
        last.gradient[pixel * Int(last.stride) + f] = features[pixel * filters + f]
      }
    }
    var flops = 0.0
    for n in (0..<levels).reversed() {
      var level = shape(n)
      let (x, y) = (scratch.maps + n, scratch.maps + n + 1)
      let (forward, backward) = (gradient.forward[n].start, gradient.backward[n].start)
      let products: Int64
      if n > 0 {
        products =
          Int64(filters)
          * assay_convolution_backward(
            &level, weights.backward[n].start, x, y, backward, scratch.work.start)
      } else if input == .events {
        products = assay_convolution_weights_events(&level, x, &scratch.list, y, forward)
      } else if inputs <= Int(ASSAY_CONVOLUTION_NARROW) {
        products = Int64(inputs) * assay_convolution_weights_narrow(&level, x, y, forward)
      } else {
        products =
          Int64(inputs)
          * assay_convolution_weights_full(&level, x, y, backward, scratch.work.start)
      }
      let intoForward = n == 0 && (input == .events || inputs <= Int(ASSAY_CONVOLUTION_NARROW))
      if intoForward { gradient.forwardUsed[n] = true } else { gradient.backwardUsed[n] = true }
      flops += 2 * Double(products)
    }
    scratch.backwardFlops = flops
  }
}
