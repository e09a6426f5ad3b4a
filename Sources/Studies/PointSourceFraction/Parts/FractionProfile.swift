// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Errors of network and one-point estimate by the true fraction, in ten ranges, for figures.
struct FractionProfile: Sendable {
  private static let ranges = 10
  private static let names = [
    ("error", "Rms error of the network by fraction"),
    ("bias", "Mean error of the network by fraction"),
    ("deviation", "Standard deviation that the network predicts, mean by fraction"),
    ("onepoint.error", "Rms error of the one-point estimate by fraction"),
    ("onepoint.bias", "Mean error of the one-point estimate by fraction"),
  ]

  static func ids(_ prefix: String) -> [String] {
    names.map { "\(prefix).profile.\($0.0)" }
  }

  private let columns: [[Estimate]]
  private let centres: [Double]

  init(network: EstimateQuality, onePoint: EstimateQuality, fractions: [Double]) {
    let places = fractions.map { min(Int($0 * Double(Self.ranges)), Self.ranges - 1) }
    // A range that no image falls into has no row.
    let filled = (0..<Self.ranges).filter { places.contains($0) }
    func column(_ values: [Double], _ summary: ([Double]) -> Estimate) -> [Estimate] {
      filled.map { range in summary(zip(places, values).filter { $0.0 == range }.map(\.1)) }
    }
    columns = [
      column(network.errors, EstimateQuality.rootMeanSquare),
      column(network.errors, EstimateQuality.mean),
      column(network.deviations, EstimateQuality.mean),
      column(onePoint.errors, EstimateQuality.rootMeanSquare),
      column(onePoint.errors, EstimateQuality.mean),
    ]
    centres = filled.map { (Double($0) + 0.5) / Double(Self.ranges) }
  }

  func observables(_ prefix: String) -> [Observable] {
    zip(zip(Self.ids(prefix), Self.names), columns).map { name, values in
      Observable(
        id: name.0, title: name.1.1, axes: [Axis("true fraction", numbers: centres)],
        values: values)
    }
  }
}
