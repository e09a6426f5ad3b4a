// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Choices behind the minimal fractions that a fault can spoil; the defaults are those of
/// production.
struct FractionConventions: Sendable, Equatable {
  var network = NetworkConventions()
  /// Added to the acceptance radius [deg].
  var wider = 0.0
  /// Maps of rays that bend the other way: followed as the cosmic ray, not its antiparticle.
  var keepsCharge = false
  /// No field at all but the regular one.
  var regularOnly = false
  /// The likelihood ratio is that of another source: the next of the table.
  var likelihoodOfNextSource = false
  /// β.
  var missed = 0.05
  /// α.
  var falseAlarm = 0.01
  /// The definition of Table 1 where the cumulative one is meant.
  var swapsDefinitions = false

  func search(_ events: Int) -> DetectionSearch {
    DetectionSearch(
      events: events, isotropic: 10_000, mixed: 2000,
      rates: ErrorRates(falseAlarm: falseAlarm, missed: missed))
  }

  func applied(to model: ArrivalModel) -> ArrivalModel {
    var model = model
    model.recipe.acceptance += wider
    model.galactic.hasRandomField = !regularOnly
    if keepsCharge { model.galactic.charge = 1 }
    return model
  }

  /// The source whose likelihood is taken where `source` is meant.
  func likely(_ source: UHECRSource, among sources: [UHECRSource]) -> UHECRSource {
    guard likelihoodOfNextSource, let place = sources.firstIndex(of: source) else { return source }
    return sources[(place + 1) % sources.count]
  }
}
