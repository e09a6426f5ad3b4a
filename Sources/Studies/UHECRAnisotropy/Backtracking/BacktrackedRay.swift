// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a cosmic ray came from that arrives from one direction.
public struct BacktrackedRay: Sendable, Equatable {
  /// Where the ray was when it was let go [kpc].
  public var position: SIMD3<Double>
  /// Unit vector along which the antiparticle leaves: the direction from which the cosmic ray
  /// entered the Galaxy.
  public var direction: SIMD3<Double>
  /// Length of the path [kpc].
  public var path: Double

  public init(position: SIMD3<Double>, direction: SIMD3<Double>, path: Double = 0) {
    (self.position, self.direction, self.path) = (position, direction, path)
  }

  /// Whether the ray is beyond the field.
  public func hasLeft(_ outerRadius: Double) -> Bool {
    (position * position).sum() >= outerRadius * outerRadius
  }

  /// The same of a ray that has ended, where single precision decided: it squares to 1e-7.
  public func hasEscaped(_ outerRadius: Double) -> Bool { hasLeft((1 - 1e-6) * outerRadius) }

  /// A ray that sets out from the Sun.
  public static func fromSun(_ direction: SIMD3<Double>) -> BacktrackedRay {
    BacktrackedRay(position: JF12Field.sun, direction: direction)
  }
}
