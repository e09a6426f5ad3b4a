// SPDX-License-Identifier: GPL-3.0-or-later

/// Every choice that a fault can spoil; the defaults are those of production.
struct FractionConventions: Sendable, Equatable {
  /// What images are drawn from.
  var drawn = PhotonField()
  /// What closed forms and estimators take images to be.
  var assumed = PhotonField()
  var onePoint = OnePointConventions()
  var network = NetworkConventions()

  /// Production values, spoilt by one fault if it is named.
  init(fault: String? = nil) {
    FractionFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
