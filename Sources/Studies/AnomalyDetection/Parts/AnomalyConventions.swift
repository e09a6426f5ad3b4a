// SPDX-License-Identifier: GPL-3.0-or-later

/// Every choice that a fault can spoil; the defaults are those of production.
struct AnomalyConventions: Sendable, Equatable {
  var merit = MeritConventions()
  var events = EventConventions()
  var collisions = CollisionConventions()
  var detectors = DetectorConventions()
  /// Published rows with an efficiency of zero taken for filled ones.
  var countsEmptyRows = false
  /// The last level of the published efficiencies counts where it should not.
  var keepsLastLevel = false
  /// The targets of the Deep SVDD scan compared across dimensions.
  var mixesDimensions = false
  /// The shift of a signal in units of its variance, not of its deviation.
  var squaresShift = false
  /// Means of counts swapped.
  var swapsMeans = false
  /// Widths of the signal taken for variances.
  var forgetsSquare = false

  /// Production values, spoilt by one fault if it is named.
  init(fault: String? = nil) {
    AnomalyFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
