// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Why an estimate of an image may mean nothing: the network was shown images of psfrac-v1 alone, and
/// answers all others too.
public struct FractionDoubt: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The mean of the counts is not one that psfrac-v1 gives.
    case mean
    /// A pixel has more photons than any of the training images.
    case count
    /// The network's fraction lies outside [0, 1] by more than its error explains.
    case range
    /// Network and one-point distribution contradict each other.
    case disagreement
  }

  public let kind: Kind
  /// What was found, and what images of psfrac-v1 have.
  public let text: String

  /// Means of images that psfrac-v1 gives: four standard deviations about 4 at f = 1, where they vary
  /// most; 3.0 to 5.0 photons.
  public static let means: ClosedRange<Double> = {
    let field = PhotonField()
    let reach = 4 * field.meanDeviation(1)
    return field.pixelMean(1) - reach...field.pixelMean(1) + reach
  }()

  /// Errors by which a fraction of the network may lie outside [0, 1].
  static let outside = 3.0
  /// Errors of both, taken for independent, by which the estimates may differ.
  static let apart = 5.0

  /// - Parameter largest: count of a pixel of the training images.
  static func all(
    _ image: FractionImage, network: FractionEstimate, onePoint: FractionEstimate, largest: Int
  ) -> [FractionDoubt] {
    func number(_ value: Double) -> String { String(format: "%.3g", value) }
    var doubts: [FractionDoubt] = []
    func doubt(_ kind: Kind, _ found: String, _ expected: String) {
      doubts.append(FractionDoubt(kind: kind, text: "\(found), \(expected)"))
    }
    if !means.contains(image.mean) {
      doubt(
        .mean, "\(number(image.mean)) photons a pixel on average",
        "where images of psfrac-v1 have \(number(means.lowerBound)) to \(number(means.upperBound))")
    }
    let most = Int(image.counts.max() ?? 0)
    if most > largest {
      doubt(
        .count, "\(most) photons in a pixel",
        "where no training image had more than \(largest)")
    }
    let beyond = max(-network.mean, network.mean - 1)
    if beyond > outside * network.deviation {
      doubt(
        .range, "a fraction of \(number(network.mean)) +- \(number(network.deviation))",
        "where fractions lie in 0 to 1")
    }
    let error = hypot(network.deviation, onePoint.deviation)
    if abs(network.mean - onePoint.mean) > apart * error {
      doubt(
        .disagreement,
        "\(number(network.mean)) +- \(number(network.deviation)) by the network and "
          + "\(number(onePoint.mean)) +- \(number(onePoint.deviation)) by the one-point distribution",
        "more than \(number(apart)) of their errors apart")
    }
    return doubts
  }
}
