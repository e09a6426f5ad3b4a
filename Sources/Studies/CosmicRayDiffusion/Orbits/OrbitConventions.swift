// SPDX-License-Identifier: GPL-3.0-or-later

/// Choices in the pushing of particles that a fault can spoil; the defaults are those of
/// production.
struct OrbitConventions: Sendable, Equatable {
  /// Half a drift before the kick and half after it, instead of a whole one after it.
  var halfDrifts = true
  /// Factor on r_L.
  var larmorFactor = 1.0
  /// u + u' × 2t/(1 + t²) instead of u + 2 u × t.
  var centredTurn = true
  /// A backtracked particle has the opposite charge.
  var backtrackingFlipsCharge = true
  /// The end of an orbit from a cubic through four steps instead of a line through two.
  var cubicOrbitEnd = true
  /// The seventh row of the Cash-Karp tableau is that of order 5 instead of 4.
  var fifthOrder = true
  /// As many steps with several threads as with one.
  var sharesEvenly = true
}
