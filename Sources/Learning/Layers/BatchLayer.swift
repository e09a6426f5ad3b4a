// SPDX-License-Identifier: GPL-3.0-or-later

/// A layer whose outputs in training depend on all samples of the batch.
///
/// A batch stands in parts, the lanes of `BatchGradient`. Ahead of `forward` each part gives numbers
/// of its own, which are merged in the order of the parts, and every part's pass is given the
/// result as `statistics`; backwards likewise with `gradientSums`. So the parts may run on any
/// number of threads and the bits are the same.
public protocol BatchLayer<Element>: Layer {
  /// What a part tells of its inputs; the output is not there yet.
  func statistics(of pass: ForwardPass<Element>) -> [Double]
  /// One from those of two parts, the earlier one first.
  func merged(_ first: [Double], _ second: [Double]) -> [Double]
  /// Sums over a part that the gradient by the inputs needs of the whole batch. The output's
  /// gradient is not to be overwritten.
  func gradientSums(of pass: BackwardPass<Element>) -> [Double]
  /// Lets parameters of the layer that no gradient moves, such as running means, follow a batch.
  func follow(_ statistics: [Double], parameters: UnsafeMutablePointer<Element>)
}

extension Network {
  /// Lets running means and the like follow the batch of a gradient; called once a step. Does
  /// nothing in a network without a `BatchLayer`.
  public mutating func follow(_ gradient: LossGradient<Element>) {
    for (index, statistics) in gradient.statistics.sorted(by: { $0.key < $1.key }) {
      guard let layer = layers[index] as? any BatchLayer<Element> else { continue }
      let offset = offsets[index]
      weights.withUnsafeMutableBufferPointer { weights in
        guard let start = weights.baseAddress else { return }
        layer.follow(statistics, parameters: start + offset)
      }
    }
  }
}
