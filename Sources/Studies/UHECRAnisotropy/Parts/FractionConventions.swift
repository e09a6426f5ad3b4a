// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Choices behind the minimal fractions that a fault can spoil; the defaults are those of
/// production.
struct FractionConventions: Sendable, Equatable {
  var network = NetworkConventions()
  /// Added to the acceptance radius [deg].
  var wider = 0.0
  /// No field at all but the regular one.
  var regularOnly = false
  /// The events of another source are tested: the next of the table.
  var takesNextSource = false
  /// β.
  var missed = 0.05
  /// α.
  var falseAlarm = 0.01
  /// Largest l of the power spectrum.
  var lmax = 32
  /// Isotropic samples behind mean and deviation of the power spectrum.
  var isotropicSpectra = 10_000
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
    return model
  }

  /// The source whose events are drawn where `source` is meant.
  func tested(_ source: UHECRSource, among sources: [UHECRSource]) -> UHECRSource {
    guard takesNextSource, let place = sources.firstIndex(of: source) else { return source }
    return sources[(place + 1) % sources.count]
  }
}
