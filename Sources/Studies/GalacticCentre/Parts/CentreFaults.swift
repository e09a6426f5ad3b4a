// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong, one fault at a time.
enum CentreFaults {
  typealias Entry = (fault: Fault, apply: @Sendable (inout CentreConventions) -> Void)

  static let all: [Fault] = entries.map(\.fault)

  /// Every fault with what it does to the conventions.
  static let entries: [Entry] = sources + posterior + fits + templates + small + networks

  private static let sources: [Entry] = [
    (
      Fault(
        "region-mean-exposure",
        "templates of sources divided by the exposure over its mean in the region, not in the sky",
        meantFor: ["polar-likelihood", "polar-likelihood-computed", "centre-likelihood"]),
      { $0.usesRegionMean = true }
    ),
    (
      Fault(
        "multiplied-exposure", "templates of sources multiplied by the relative exposure",
        meantFor: ["polar-likelihood", "polar-likelihood-computed", "centre-likelihood"]),
      { $0.multipliesExposure = true }
    ),
    (
      Fault(
        "regions-keep-normalisation",
        "the normalisation of source counts kept in exposure regions while their breaks are scaled",
        meantFor: ["region-likelihood"]),
      { $0.keepsNormalisation = true }
    ),
    (
      Fault(
        "no-psf", "all photons of a source in one pixel",
        meantFor: [
          "single-pixel-sources", "single-pixel-counts", "polar-likelihood",
          "polar-likelihood-computed", "centre-likelihood",
        ]),
      { $0.ignoresPSF = true }
    ),
    (
      Fault(
        "faint-slope", "the faint slope taken for that of S dN/dS",
        meantFor: ["single-pixel-sources", "single-pixel-counts", "polar-likelihood"]),
      { $0.movesFaintSlope = true }
    ),
    (
      Fault(
        "breaks-exchanged", "the breaks of the two populations exchanged",
        meantFor: ["centre-likelihood"]),
      { $0.swapsBreaks = true }
    ),
    (
      Fault(
        "recursion-upwards",
        "the lower incomplete gamma function by recursion from m = 1 upwards, which loses its digits",
        meantFor: ["steep-source-counts"]),
      { $0.recursesUpwards = true }
    ),
    (
      Fault(
        "empty-pixels-skipped", "pixels without photons left out of the likelihood",
        meantFor: ["polar-likelihood", "polar-likelihood-computed", "centre-likelihood"]),
      { $0.skipsEmptyPixels = true }
    ),
    (
      Fault(
        "smooth-halved", "half of the Poissonian photons forgotten",
        meantFor: ["single-pixel-counts", "polar-likelihood", "centre-likelihood"]),
      { $0.dropsSmooth = true }
    ),
  ]

  private static let posterior: [Entry] = [
    (
      Fault(
        "diffuse-held-higher", "the diffuse emission held at 14.67, as in an older version",
        meantFor: [
          "centre-likelihood", "posterior-medians", "posterior-intensities", "posterior-evidence",
        ]),
      { $0.movesDiffuse = true }
    ),
    (
      Fault(
        "volume-forgotten",
        "half of the points alive counted: the volume of the prior shrinks too fast",
        meantFor: ["nested-evidence", "calibration-excess"]),
      { $0.forgetsVolume = true }
    ),
    (
      Fault(
        "weights-forgotten", "points of nested sampling counted alike",
        meantFor: ["nested-quantiles"]),
      { $0.forgetsWeights = true }
    ),
  ]

  private static let fits: [Entry] = [
    (
      Fault(
        "no-factorials", "ln k! left out of the Poisson likelihood",
        meantFor: ["template-fit-likelihoods", "small-numbers"]),
      { $0.dropsFactorials = true }
    ),
    (
      Fault(
        "templates-shifted", "the diffuse template replaced by the disk, or its normalisation",
        meantFor: [
          "template-fits", "template-fit-likelihoods", "template-fit-shares",
          "template-fit-covariances", "fixed-diffuse-fit", "fixed-diffuse-published",
        ]),
      { $0.shiftsTemplates = true }
    ),
    (
      Fault(
        "negative-templates", "normalisations not bound to be positive",
        meantFor: ["template-fits", "template-fit-likelihoods"]),
      { $0.allowsNegative = true }
    ),
    (
      Fault(
        "diagonal-covariance", "covariances without what is off their diagonal",
        meantFor: ["small-numbers", "template-fit-covariances"]),
      { $0.diagonal = true }
    ),
  ]

  private static let templates: [Entry] = [
    (
      Fault(
        "density-not-squared", "the density instead of its square along the line of sight",
        meantFor: ["profile-lines-of-sight", "profile-annuli", "profile-template"]),
      { $0.usesDensity = true }
    ),
    (
      Fault(
        "scale-radius-halved", "a scale radius of 10 kpc",
        meantFor: [
          "profile-lines-of-sight", "profile-annuli", "profile-template", "profile-decay",
        ]),
      { $0.halvesScale = true }
    ),
    (
      Fault(
        "sun-at-8-kpc", "the Sun 8 kpc from the centre",
        meantFor: [
          "profile-lines-of-sight", "profile-annuli", "profile-template", "profile-decay",
          "disk-columns", "bulge-columns", "bubble-chords",
        ]),
      { $0.movesSun = true }
    ),
    (
      Fault(
        "disk-too-thick", "a scale height of the disk of 0.6 kpc", meantFor: ["disk-columns"]),
      { $0.doublesHeight = true }
    ),
    (
      Fault(
        "bar-mirrored", "the near end of the bar at negative longitudes",
        meantFor: ["bulge-columns"]),
      { $0.mirrorsBar = true }
    ),
    (
      Fault(
        "bubbles-too-narrow", "half the width of the bubbles taken for the whole",
        meantFor: ["bubble-chords"]),
      { $0.narrowsBubbles = true }
    ),
    (
      Fault(
        "core-and-tail", "core and tail of the point spread function exchanged",
        meantFor: ["psf-enclosed", "psf-radius"]),
      { $0.swapsKing = true }
    ),
  ]

  private static let small: [Entry] = [
    (
      Fault(
        "sample-covariance", "the spread of an ensemble divided by one member less",
        meantFor: ["small-numbers"]),
      { $0.sampleCovariance = true }
    ),
    (
      Fault(
        "flat-variance", "counts of tilted maps with the variance of flat ones",
        meantFor: ["auc-bound"]),
      { $0.flatVariance = true }
    ),
  ]

  private static let networks: [Entry] = [
    (
      Fault(
        "psf-wider", "a point spread function wider by a tenth", meantFor: ["psf-shares"]),
      { $0.widensPSF = true }
    ),
    (
      Fault(
        "tilt-halved", "maps tilted half as much as they are said to be",
        meantFor: ["auc-measured"]),
      { $0.halvesTilt = true }
    ),
    (
      Fault(
        "classes-exchanged", "flat and tilted maps exchanged in the bound",
        meantFor: [
          "auc-bound", "deviance-below-bound", "svdd-below-bound", "autoencoder-below-bound",
        ]),
      { $0.swapsClasses = true }
    ),
    (
      Fault(
        "svdd-biases", "a network of Deep SVDD with biases, which can give its target for any map",
        meantFor: ["svdd-blank"]),
      { $0.addsBiases = true }
    ),
    (
      Fault(
        "deviations-halved", "standard deviations of an ensemble halved",
        meantFor: ["network-coverage"]),
      { $0.quartersCovariance = true }
    ),
    (
      Fault(
        "tested-on-own", "networks tested on the family of their training instead of another",
        meantFor: ["reality-gap"]),
      { $0.testsOnOwn = true }
    ),
    (
      Fault(
        "isotropic-forgotten",
        "the isotropic emission left out of the fits that networks are held against",
        meantFor: ["network-optimum"]),
      { $0.forgetsIsotropic = true }
    ),
    (
      Fault(
        "sources-doubled",
        "the template of the sources doubled in the model that maps are ranked by",
        meantFor: ["calibration-source-normalisation"]),
      { $0.doublesSources = true }
    ),
    (
      Fault(
        "diffuse-doubled", "the diffuse template doubled in the model that maps are ranked by",
        meantFor: ["calibration-diffuse", "calibration-source-diffuse"]),
      { $0.doublesDiffuse = true }
    ),
    (
      Fault(
        "breaks-raised", "sources simulated with breaks half as large again as those ranked",
        meantFor: ["calibration-source-break"]),
      { $0.raisesBreaks = true }
    ),
    (
      Fault(
        "trained-without-psf", "networks trained on skies whose photons stay where their source is",
        meantFor: ["network-coverage"]),
      { $0.trainsWithoutSpread = true }
    ),
    (
      Fault(
        "labels-exchanged", "excess and diffuse emission exchanged in what networks find",
        meantFor: ["network-likelihood", "network-optimum"]),
      { $0.exchangesLabels = true }
    ),
  ]
}
