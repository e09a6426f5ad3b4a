// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Choices that a fault can spoil; the defaults are those of production.
struct CentreConventions: Sendable, Equatable {
  /// Templates of sources are divided by the exposure over its mean in the region, not in the sky.
  var usesRegionMean = false
  /// Templates of sources are multiplied by the relative exposure.
  var multipliesExposure = false
  /// All photons of a source fall in one pixel.
  var ignoresPSF = false
  /// The slopes above and below the break exchanged.
  var swapsSlopes = false
  /// The recursion of p_k without its factor j.
  var skipsEmptyPixels = false
  /// Poissonian photons are left out of y_1.
  var dropsSmooth = false
  /// ln k! is left out.
  var dropsFactorials = false
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
  /// Core and tail exchanged.
  var swapsKing = false
  /// Covariances without their off-diagonal part.
  var diagonal = false
  /// Sample instead of population covariance.
  var sampleCovariance = false
  /// Variances of the tilted maps as of the flat ones.
  var flatVariance = false

  init(fault: String? = nil) {
    switch fault {
    case "region-mean-exposure": usesRegionMean = true
    case "multiplied-exposure": multipliesExposure = true
    case "no-psf": ignoresPSF = true
    case "slopes-exchanged": swapsSlopes = true
    case "empty-pixels-skipped": skipsEmptyPixels = true
    case "smooth-dropped": dropsSmooth = true
    case "no-factorials": dropsFactorials = true
    case "templates-shifted": shiftsTemplates = true
    case "density-not-squared": usesDensity = true
    case "scale-radius-halved": halvesScale = true
    case "sun-at-8-kpc": movesSun = true
    case "disk-too-thick": doublesHeight = true
    case "core-and-tail": swapsKing = true
    case "diagonal-covariance": diagonal = true
    case "sample-covariance": sampleCovariance = true
    case "flat-variance": flatVariance = true
    default: break
    }
  }

  static let faults: [Fault] = [
    Fault(
      "region-mean-exposure",
      "templates of sources are divided by the exposure over its mean in the region, not in the sky",
      meantFor: ["polar-likelihood", "polar-likelihood-computed", "centre-likelihood"]),
    Fault(
      "multiplied-exposure", "templates of sources are multiplied by the relative exposure",
      meantFor: ["polar-likelihood", "polar-likelihood-computed", "centre-likelihood"]),
    Fault(
      "no-psf", "all photons of a source fall in one pixel",
      meantFor: [
        "single-pixel-sources", "single-pixel-counts", "polar-likelihood",
        "polar-likelihood-computed", "centre-likelihood",
      ]),
    Fault(
      "slopes-exchanged", "the slopes above and below the break are exchanged where both allow it",
      meantFor: ["single-pixel-sources", "single-pixel-counts"]),
    Fault(
      "empty-pixels-skipped", "pixels without photons are left out of the likelihood",
      meantFor: ["polar-likelihood", "polar-likelihood-computed", "centre-likelihood"]),
    Fault(
      "smooth-dropped", "half of the Poissonian photons are forgotten",
      meantFor: ["single-pixel-counts", "polar-likelihood", "centre-likelihood"]),
    Fault(
      "no-factorials", "ln k! is left out of the Poisson likelihood",
      meantFor: ["template-fit-likelihoods", "small-numbers"]),
    Fault(
      "templates-shifted", "each fit takes the templates of the next one",
      meantFor: [
        "template-fits", "template-fit-likelihoods", "template-fit-shares", "template-fit-errors",
      ]),
    Fault(
      "density-not-squared", "the density instead of its square along the line of sight",
      meantFor: ["profile-lines-of-sight", "profile-annuli", "profile-template"]),
    Fault(
      "scale-radius-halved", "the scale radius is 10 kpc",
      meantFor: [
        "profile-lines-of-sight", "profile-annuli", "profile-template", "profile-decay",
      ]),
    Fault(
      "sun-at-8-kpc", "the Sun is 8 kpc from the centre",
      meantFor: [
        "profile-lines-of-sight", "profile-annuli", "profile-template", "profile-decay",
        "disk-columns",
      ]),
    Fault(
      "disk-too-thick", "the scale height of the disk is 0.6 kpc", meantFor: ["disk-columns"]),
    Fault(
      "core-and-tail", "core and tail of the point spread function are exchanged",
      meantFor: ["psf-enclosed", "psf-radius"]),
    Fault(
      "diagonal-covariance", "covariances lack what is off their diagonal",
      meantFor: ["small-numbers", "template-fit-errors", "fixed-diffuse-fit"]),
    Fault(
      "sample-covariance", "the spread of an ensemble is divided by one member less",
      meantFor: ["small-numbers"]),
    Fault(
      "flat-variance", "counts of tilted maps have the variance of flat ones",
      meantFor: ["auc-bound"]),
  ]
}
