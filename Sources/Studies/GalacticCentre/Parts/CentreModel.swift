// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The fit of NPTFit's examples 8 and 9: diffuse emission held, three smooth templates and two
/// populations of sources with one break each, 11 parameters in the order of its tables.
///
/// Source: NPTFit documentation, Example 8 (commit c248e73): templates, priors, held normalisation.
struct CentreModel: Sendable {
  static let smoothTemplates = [
    ("dif", "dif_p6v11"), ("iso", "iso"), ("gce", "gce_nptfit"), ("bub", "bub"),
  ]
  static let sourceTemplates = [("gce", "gce_nptfit"), ("dsk", "dsk")]

  let counts: [Int]
  /// Expected photons for A = 1.
  let smooth: [[Double]]
  let sources: [[Double]]
  let psf: FluxFractions
  let likelihood: NonPoissonianLikelihood
  let conventions: CentreConventions
  /// Mean exposure of the pixels [cm² s].
  let exposure: Double
  /// Held.
  let diffuse: Double

  init(
    _ region: FermiRegion, _ context: RunContext, _ conventions: CentreConventions
  ) throws(AssayError) {
    let kept = region.counts.indices.filter {
      region.counts[$0] > 0 || !conventions.skipsEmptyPixels
    }
    var (smooth, sources) = ([[Double]](), [[Double]]())
    for (_, name) in Self.smoothTemplates {
      let template = try region.template(name)
      smooth.append(kept.map { template[$0] })
    }
    let relative = conventions.sources(
      relative: region.exposure.map { $0 / FermiRegion.meanExposure })
    for (_, name) in Self.sourceTemplates {
      // Counts over the exposure are a flux.
      let template = try region.template(name)
      sources.append(
        kept.map { template[$0] * FermiRegion.meanExposure / region.exposure[$0] * relative[$0] })
    }
    counts = kept.map { region.counts[$0] }
    (self.smooth, self.sources, self.conventions) = (smooth, sources, conventions)
    psf = try conventions.psf(context)
    diffuse = conventions.movesDiffuse ? 14.67 : 12.85
    exposure = kept.reduce(0.0) { $0 + region.exposure[$1] } / Double(kept.count)
    likelihood = try NonPoissonianLikelihood(
      counts: counts, smooth: smooth, sources: sources, psf: psf)
  }

  /// Normalisations of the smooth templates and populations at a point of the 11 parameters.
  func parts(
    _ point: [Double]
  ) throws(AssayError) -> (smooth: [Double], populations: [NonPoissonianLikelihood.Population]) {
    var populations: [NonPoissonianLikelihood.Population] = []
    for first in [3, 7] {
      let flux = conventions.swapsBreaks ? point[13 - first] : point[first + 3]
      let law = try SourceCountLaw(
        breaks: [flux], slopes: [point[first + 1], point[first + 2]])
      populations.append(.init(normalisation: pow(10, point[first]), law: law))
    }
    let smooth = [diffuse, point[0], point[1], point[2]].map { $0 * conventions.smoothShare }
    return (smooth, populations)
  }

  /// With the ranges of the example.
  func ranges() throws(AssayError) -> SourceModel {
    var smooth = zip(Self.smoothTemplates, self.smooth).map {
      SourceModel.Smooth($0.0, template: $1, range: 0...2)
    }
    smooth[0].range = diffuse...diffuse
    return try SourceModel(
      counts: counts, smooth: smooth,
      sources: zip(Self.sourceTemplates, sources).map {
        SourceModel.Sources(
          $0.0, template: $1, normalisation: -6...1, slopes: [2.05...30, -2...1.95],
          breaks: [0.05...40])
      }, psf: psf)
  }

  /// Mean intensity of a population [photons/(cm² s sr)]: A ⟨t⟩ ∫ S dN/dS dS over mean exposure and
  /// the area of a pixel.
  func intensity(_ population: Int, _ point: [Double]) throws(AssayError) -> Double {
    let (_, populations) = try parts(point)
    let template = sources[population]
    let photons =
      populations[population].normalisation * populations[population].law.integral(power: 1)
      * template.reduce(0, +) / Double(template.count)
    return photons / exposure / Self.pixelArea
  }

  /// The same of a smooth template for A = 1.
  func smoothIntensity(_ number: Int) -> Double {
    smooth[number].reduce(0, +) / Double(counts.count) / exposure / Self.pixelArea
  }

  /// [sr]
  private static let pixelArea =
    4 * Double.pi / Double(12 * FermiRegion.nside * FermiRegion.nside)
}
