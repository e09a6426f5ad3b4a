// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A number for each pixel of a HEALPix sphere, in ring ordering.
public struct SkyMap: Sendable, Equatable {
  public let sphere: HEALPix
  /// One value a pixel; not-a-number where nothing is known.
  public var values: [Double]
  /// Name of the quantity, which a file carries as its column's.
  public var name: String
  public var units: String?

  /// Throws where the number of values is not that of the pixels.
  public init(
    _ sphere: HEALPix, values: [Double], name: String = "I", units: String? = nil
  ) throws(AssayError) {
    guard values.count == sphere.pixels else {
      throw .badValue(
        name: "HEALPix map \"\(name)\"", found: "\(values.count) values",
        accepted: "\(sphere.pixels) for Nside = \(sphere.nside)")
    }
    (self.sphere, self.values, self.name, self.units) = (sphere, values, name, units)
  }

  /// A map from a function of the direction, taken at the pixel centres.
  public init(
    _ sphere: HEALPix, name: String = "I", units: String? = nil,
    _ value: (SIMD3<Double>) -> Double
  ) {
    (self.sphere, self.name, self.units) = (sphere, name, units)
    values = sphere.centres().map(value)
  }

  /// ∫ f² dΩ over the sphere, by the sum over pixels.
  public var power: Double { sphere.pixelArea * values.reduce(0) { $0 + $1 * $1 } }
}
