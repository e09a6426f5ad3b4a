// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Learning
internal import Numerics

/// A trained network with the moments of the images that trained it.
struct TrainedFraction: Sendable {
  var network: Network<Float>
  /// Of the counts of all pixels of the training images.
  var mean: Double
  var deviation: Double
  /// The largest count among them.
  var largest: Int

  /// The fraction of each image and its standard deviation exp(v/2).
  ///
  /// Throws `failed` where an answer is not a finite number.
  func estimates(
    _ images: PhotonImages, threads: Int, _ conventions: NetworkConventions = .init()
  ) throws(AssayError) -> [FractionEstimate] {
    let reader = ImageReader(images, mean: mean, deviation: deviation)
    let outputs = try network.outputs(
      of: images.count, threads: threads, matrices: OpenBLASMatrices<Float>()
    ) { .dense(reader.values($0)) }
    if let place = outputs.firstIndex(where: { !$0.isFinite }) {
      throw .failed(
        "the network's answer to image \(place / 2 + 1) is \(outputs[place]), not a finite number")
    }
    let loss = GaussianVariance<Float>()
    return (0..<images.count).map { number in
      let v = Double(loss.clipped(outputs[2 * number + 1]))
      return FractionEstimate(
        mean: Double(outputs[2 * number]) + conventions.bias,
        deviation: exp(conventions.takesVarianceForDeviation ? v : v / 2))
    }
  }
}
