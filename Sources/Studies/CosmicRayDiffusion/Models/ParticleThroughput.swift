// SPDX-License-Identifier: GPL-3.0-or-later

/// Arithmetic of a table of particles propagated in a time.
public struct ParticleThroughput: Sendable, Equatable {
  public var particles: Double
  /// [s].
  public var time: Double

  public init(particles: Double, time: Double) { (self.particles, self.time) = (particles, time) }

  /// [particles/s].
  public var rate: Double { particles / time }

  /// Rate over that of another machine.
  public func gain(over other: ParticleThroughput) -> Double { rate / other.rate }
}
