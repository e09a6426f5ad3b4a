// SPDX-License-Identifier: GPL-3.0-or-later

/// A 3 × 3 tensor ⟨a_i b_j⟩, by rows.
public struct CorrelationTensor: Sendable, Equatable {
  public var x: SIMD3<Double>
  public var y: SIMD3<Double>
  public var z: SIMD3<Double>

  public init(
    x: SIMD3<Double> = .zero, y: SIMD3<Double> = .zero, z: SIMD3<Double> = .zero
  ) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  public subscript(i: Int, j: Int) -> Double {
    switch i {
    case 0: x[j]
    case 1: y[j]
    default: z[j]
    }
  }

  public var trace: Double { x.x + y.y + z.z }

  static func + (a: Self, b: Self) -> Self { Self(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z) }
  static func * (f: Double, a: Self) -> Self { Self(x: f * a.x, y: f * a.y, z: f * a.z) }
}

/// What one sampling time keeps of all particles: means, never trajectories.
///
/// With dx the displacement from the start and u the direction, lengths and times in one unit
/// (c = 1).
public struct TransportMoments: Sendable, Equatable {
  /// t, the path length since the start.
  public var time: Double
  /// ⟨dx_i²⟩.
  public var square: SIMD3<Double>
  /// ⟨u(0)·u(t)⟩.
  public var autocorrelation: Double
  /// ⟨u_i(0) dx_j(t)⟩ (Taylor-Green-Kubo: the time integral of ⟨u_i(0) u_j(t)⟩).
  public var kubo: CorrelationTensor

  public init(
    time: Double, square: SIMD3<Double> = .zero, autocorrelation: Double = 0,
    kubo: CorrelationTensor = .init()
  ) {
    (self.time, self.square) = (time, square)
    (self.autocorrelation, self.kubo) = (autocorrelation, kubo)
  }

  /// Means over particles, summed in their order.
  init(time: Double, start: ParticleBatch, now: ParticleBatch) {
    precondition(start.count == now.count && start.count > 0)
    var sum = Self(time: time)
    for p in 0..<start.count {
      let u = start.directions[p]
      let dx = now.positions[p] - start.positions[p]
      sum.square += dx * dx
      sum.autocorrelation += (u * now.directions[p]).sum()
      sum.kubo = sum.kubo + CorrelationTensor(x: u.x * dx, y: u.y * dx, z: u.z * dx)
    }
    self = (1 / Double(start.count)) * sum
    self.time = time
  }

  static func + (a: Self, b: Self) -> Self {
    Self(
      time: a.time, square: a.square + b.square,
      autocorrelation: a.autocorrelation + b.autocorrelation, kubo: a.kubo + b.kubo)
  }

  /// Scales the means, not the time.
  static func * (f: Double, a: Self) -> Self {
    Self(
      time: a.time, square: f * a.square, autocorrelation: f * a.autocorrelation, kubo: f * a.kubo)
  }
}
