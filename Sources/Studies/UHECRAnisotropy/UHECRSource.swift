// SPDX-License-Identifier: GPL-3.0-or-later

/// A candidate source of ultra-high-energy cosmic rays.
public struct UHECRSource: Sendable, Equatable {
  public var name: String
  /// Galactic longitude and latitude [deg].
  public var longitude: Double
  public var latitude: Double
  /// Of the propagated spectrum that stands for the source [Mpc].
  public var distance: Double

  public init(name: String, longitude: Double, latitude: Double, distance: Double) {
    (self.name, self.longitude, self.latitude) = (name, longitude, latitude)
    self.distance = distance
  }
}
