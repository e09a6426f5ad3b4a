// SPDX-License-Identifier: GPL-3.0-or-later

/// Choices in figures of merit that a fault can spoil; the defaults are those of production.
struct MeritConventions: Sendable, Equatable {
  /// Low scores taken for anomalous.
  var swapsSign = false
  /// Equal scores count as won.
  var tiesAreWins = false
  /// ε_S divided by ε_B, not by its root.
  var forgetsRoot = false
  /// The mean over efficiencies and channels instead of the largest.
  var averages = false
  /// The median taken before the largest over channels.
  var forgetsChannels = false
  /// AND and OR swapped.
  var swapsAnd = false
  /// PROD and AVG swapped.
  var swapsProduct = false
  /// Ranks among the signal instead of the background.
  var ranksAmongSignal = false
  /// Tied ranks numbered in turn.
  var forgetsTiedRanks = false
}
