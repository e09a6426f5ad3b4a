// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

extension EventSample {
  /// Scalar sum of the transverse momenta of an event's objects [MeV], of some kinds only if asked.
  public func scalarSum(_ event: Int, where keeps: (EventObject) -> Bool = { _ in true }) -> Double
  {
    var sum = 0.0
    for i in objects(event) where keeps(kinds[i]) { sum += pt[i] }
    return sum
  }

  /// Effective mass [MeV]: the scalar sum of all transverse momenta and the missing energy.
  public func effectiveMass(_ event: Int) -> Double { scalarSum(event) + met[event] }

  /// Invariant mass of all visible objects [MeV]:
  ///
  ///     m² = (Σ E)² − |Σ p|²,   p = pT (cos φ, sin φ, sinh η)
  ///
  /// Zero where rounding makes the square negative, as it does for a single massless object.
  public func invariantMass(_ event: Int) -> Double {
    var (e, x, y, z) = (0.0, 0.0, 0.0, 0.0)
    for i in objects(event) {
      e += energy[i]
      x += pt[i] * cos(phi[i])
      y += pt[i] * sin(phi[i])
      z += pt[i] * sinh(eta[i])
    }
    let square = (e - z) * (e + z) - x * x - y * y
    return square > 0 ? square.squareRoot() : 0
  }
}
