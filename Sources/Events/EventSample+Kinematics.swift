// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

extension EventSample {
  /// Sums over objects of an event: scalar transverse momentum and four-momentum [MeV].
  ///
  ///     m² = (Σ E)² − |Σ p|²,   p = pT (cos φ, sin φ, sinh η)
  public struct Sum: Sendable, Equatable {
    /// Scalar sum of transverse momenta.
    public private(set) var pt = 0.0
    public private(set) var energy = 0.0
    public private(set) var px = 0.0
    public private(set) var py = 0.0
    public private(set) var pz = 0.0

    public init() {}

    /// Adds one object of a sample, by its index in the flat arrays.
    public mutating func add(_ sample: EventSample, _ i: Int) {
      let p = sample.pt[i]
      pt += p
      energy += sample.energy[i]
      px += p * cos(sample.phi[i])
      py += p * sin(sample.phi[i])
      pz += p * sinh(sample.eta[i])
    }

    /// Invariant mass; zero where rounding makes the square negative, as it does for a single
    /// massless object.
    public var mass: Double {
      let square = (energy - pz) * (energy + pz) - px * px - py * py
      return square > 0 ? square.squareRoot() : 0
    }
  }

  /// The sums over all objects of an event.
  public func sum(_ event: Int) -> Sum {
    var sum = Sum()
    for i in objects(event) { sum.add(self, i) }
    return sum
  }

  /// Scalar sum of the transverse momenta of an event's objects [MeV], of some kinds only if asked.
  public func scalarSum(_ event: Int, where keeps: (EventObject) -> Bool = { _ in true }) -> Double
  {
    var sum = 0.0
    for i in objects(event) where keeps(kinds[i]) { sum += pt[i] }
    return sum
  }

  /// Effective mass [MeV]: the scalar sum of all transverse momenta and the missing energy.
  public func effectiveMass(_ event: Int) -> Double { scalarSum(event) + met[event] }

  /// Invariant mass of all visible objects [MeV].
  public func invariantMass(_ event: Int) -> Double { sum(event).mass }
}
