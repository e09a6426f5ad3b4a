// SPDX-License-Identifier: GPL-3.0-or-later

/// Choices in the use of spectra that a fault can spoil; the defaults are those of production.
struct SpectraConventions: Sendable, Equatable {
  /// dN/dE = (dN/dlog₁₀x)/(E ln 10).
  var dividesByLn10 = true
  /// The yield interpolates dN/dE instead of dN/dlog₁₀x.
  var interpolatesDensity = false
  /// The neighbouring column is read.
  var swapsColumns = false
  /// The table with electroweak corrections is used.
  var electroweak = true
  /// The spectrum ends at E = m.
  var cutsAboveMass = true
  /// Weights of the rms error of the own fit.
  var weightsErrors = true
  /// x below which the maximal error of the own fit is sought.
  var errorRange = 0.9

  /// The column read for a channel.
  func column(_ channel: String) -> String {
    guard swapsColumns else { return channel }
    return switch ChannelName.particle(channel) {
    case "b": "c"
    case "tau": "mu"
    default: channel
    }
  }
}
