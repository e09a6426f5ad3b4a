// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
internal import Sky

/// Where events of a source arrive at Earth.
enum ArrivalDensity {
  /// Of the figure's colours, lg of the density.
  static let range = [-1.0, 2.5]
  static let label = "lg(density / isotropic)"

  /// Share of the source's events in each pixel, over that of isotropic ones; energies together.
  static func map(_ sampler: EventSampler) throws(AssayError) -> SkyMap {
    let sphere = sampler.sphere
    var values = [Double](repeating: 0, count: sphere.pixels)
    let ring = try sphere.ringIndicesOfNested()
    for source in sampler.sources {
      let density = source.density
      for pixel in 0..<sphere.pixels {
        let cells = density[pixel * source.bins..<(pixel + 1) * source.bins]
        values[ring[pixel]] +=
          cells.reduce(0, +) * Double(sphere.pixels) / Double(sampler.sources.count)
      }
    }
    return try SkyMap(sphere, values: values, name: "DENSITY")
  }

  /// lg of a density for a figure; what is below its range is at its lower end.
  static func logarithm(_ density: SkyMap) throws(AssayError) -> SkyMap {
    let lowest = pow(10, range[0])
    return try SkyMap(
      density.sphere, values: density.values.map { log10(max($0, lowest)) }, name: "LOG_DENSITY")
  }
}
