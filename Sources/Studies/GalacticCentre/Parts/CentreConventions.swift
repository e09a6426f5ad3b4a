// SPDX-License-Identifier: GPL-3.0-or-later

/// Choices that a fault can spoil; the defaults are those of production.
struct CentreConventions: Sendable, Equatable {
  /// Templates of sources are divided by the exposure over its mean in the region, not in the sky.
  var usesRegionMean = false
  /// Templates of sources are multiplied by the relative exposure.
  var multipliesExposure = false
  /// A of sources stays as it is in all exposure regions.
  var keepsNormalisation = false
  /// All photons of a source fall in one pixel.
  var ignoresPSF = false
  /// The faint slope is that of S dN/dS.
  var movesFaintSlope = false
  /// The breaks of the two populations exchanged.
  var swapsBreaks = false
  /// Incomplete gamma functions of faint sources by the recursion that loses its digits.
  var recursesUpwards = false
  /// Pixels without photons left out.
  var skipsEmptyPixels = false
  /// Half of the Poissonian photons left out.
  var dropsSmooth = false
  /// ln k! is left out.
  var dropsFactorials = false
  /// The diffuse emission held at another published normalisation.
  var movesDiffuse = false
  /// Half of the points that are alive are counted.
  var forgetsVolume = false
  /// Points of nested sampling counted alike.
  var forgetsWeights = false
  /// A point spread function wider by a tenth.
  var widensPSF = false
  /// Maps tilted half as much as they are said to be.
  var halvesTilt = false
  /// Flat and tilted maps exchanged in the bound.
  var swapsClasses = false
  /// A network of Deep SVDD with biases.
  var addsBiases = false
  /// Standard deviations of ensembles halved.
  var quartersCovariance = false
  /// Tests on the family of the training.
  var testsOnOwn = false
  /// The isotropic emission forgotten by the fits that networks are held against.
  var forgetsIsotropic = false
  /// The template of sources doubled in the model that simulated maps are ranked by.
  var doublesSources = false
  /// The diffuse template doubled in that model.
  var doublesDiffuse = false
  /// Sources simulated with breaks half as large again as those that are ranked.
  var raisesBreaks = false
  /// Networks trained on skies whose photons stay where their source is.
  var trainsWithoutSpread = false
  /// The two labels of networks on skies without sources exchanged.
  var exchangesLabels = false
  /// Templates may become negative.
  var allowsNegative = false
  /// Templates of the next name.
  var shiftsTemplates = false
  /// Density for its square along the line of sight.
  var usesDensity = false
  /// r_s of 10 kpc.
  var halvesScale = false
  /// The Sun at 8 kpc.
  var movesSun = false
  /// The scale height of the disk of 0.6 kpc.
  var doublesHeight = false
  /// The near end of the bar at negative longitudes.
  var mirrorsBar = false
  /// Bubbles of half the width.
  var narrowsBubbles = false
  /// Core and tail exchanged.
  var swapsKing = false
  /// Covariances without their off-diagonal part.
  var diagonal = false
  /// Sample instead of population covariance.
  var sampleCovariance = false
  /// Variances of the tilted maps as of the flat ones.
  var flatVariance = false

  init(fault: String? = nil) {
    guard let fault else { return }
    CentreFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }

  /// What a template of sources is multiplied by, from exposures over the mean of the sky.
  func sources(relative exposure: [Double]) -> [Double] {
    let mean = usesRegionMean ? exposure.reduce(0, +) / Double(exposure.count) : 1
    return exposure.map { multipliesExposure ? $0 / mean : mean / $0 }
  }

  /// The diffuse template of models that simulated maps are ranked by.
  func diffuse(_ template: [Double]) -> [Double] {
    doublesDiffuse ? template.map { 2 * $0 } : template
  }

  /// By which the Poissonian photons are multiplied.
  var smoothShare: Double { dropsSmooth ? 0.5 : 1 }
}
