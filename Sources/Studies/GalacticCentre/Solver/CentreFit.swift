// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// A fit of a user's maps: what is asked.
public struct CentreRequest: Sendable {
  /// Templates that are held: normalisation by name.
  public var held: [String: Double] = [:]
  /// Ranges of normalisations by name; 0 to ten times all photons where there is none.
  public var ranges: [String: ClosedRange<Double>] = [:]
  /// Templates that sources follow.
  public var sources: [String] = []
  /// Templates that sources follow and that have no smooth part.
  public var sourcesOnly: [String] = []
  /// Of the source counts, bright to faint [photons].
  public var breaks: [ClosedRange<Double>] = [0.05...40]
  public var psf = FluxFractions.onePixel
  /// Exposure regions.
  public var regions = 1
  /// Points alive of nested sampling; nil for none.
  public var live: Int?
  public var seed: UInt64 = 1

  public init() {}
}

/// What a fit of a user's maps says.
public struct CentreAnswer: Sendable {
  public struct Row: Sendable {
    public var interval: ProfileIntervals.Interval
    /// Median and 68 % range of the posterior, where it was asked for.
    public var posterior: (median: Double, low: Double, high: Double)?
  }

  public var rows: [Row]
  /// At its maximum.
  public var logLikelihood: Double
  public var evidence: Estimate?
  /// Expected photons of the pixels at the maximum, those of sources included.
  public var expected: [Double]
  /// Of smooth templates and of populations: name and share of all expected photons.
  public var shares: [(name: String, share: Double)]

  public struct Estimate: Sendable, Equatable {
    public var value: Double
    public var error: Double
  }
}

/// Fits a user's maps by smooth templates and sources.
public struct CentreFit: Sendable {
  public let maps: CentreMaps
  public let request: CentreRequest
  public let model: SourceModel

  /// - Throws: `badValue` for names that no template has, for ranges that cannot be, for a template
  ///   without a value in the region, and where sources or regions need an exposure that is not given.
  public init(_ maps: CentreMaps, _ request: CentreRequest) throws(AssayError) {
    (self.maps, self.request) = (maps, request)
    for name in request.held.keys.sorted() + request.ranges.keys.sorted() + request.sources
      + request.sourcesOnly
    { _ = try maps.template(name) }
    let all = Double(maps.counts.reduce(0, +))
    var smooth: [SourceModel.Smooth] = []
    for template in maps.templates where !request.sourcesOnly.contains(template.name) {
      let sum = template.values.reduce(0, +)
      guard sum > 0 else {
        throw .badValue(
          name: "template \(template.name)", found: "zeros in the whole region",
          accepted: "a template with some photons")
      }
      let held = request.held[template.name]
      smooth.append(
        SourceModel.Smooth(
          template.name, template: template.values,
          range: held.map { $0...$0 } ?? request.ranges[template.name]
            ?? 0...(10 * Swift.max(all, 1) / sum)))
    }
    var sources: [SourceModel.Sources] = []
    for name in request.sources + request.sourcesOnly {
      var template = try maps.template(name)
      // Photons over exposure are a flux, to which the number of sources is proportional.
      if let exposure = maps.relativeExposure {
        template = zip(template, exposure).map { $0 / $1 }
      }
      sources.append(try Self.sources(name, template, all, request))
    }
    if request.regions > 1 && maps.relativeExposure == nil {
      throw .badValue(
        name: "exposure regions", found: "\(request.regions) without a map of exposure",
        accepted: "1, or --exposure MAP")
    }
    model = try SourceModel(
      counts: maps.counts, smooth: smooth, sources: sources, psf: request.psf,
      exposures: maps.relativeExposure, regions: request.regions)
    guard !model.parameters.isEmpty else {
      throw .badValue(
        name: "templates", found: "none that is free", accepted: "a template that is not held")
    }
  }

  /// log₁₀ A reaches from 1e-5 to 100 of what gives all photons with sources of 10 photons.
  private static func sources(
    _ name: String, _ template: [Double], _ photons: Double, _ request: CentreRequest
  ) throws(AssayError) -> SourceModel.Sources {
    let sum = template.reduce(0, +)
    guard sum > 0 else {
      throw .badValue(
        name: "template \(name)", found: "zeros in the whole region",
        accepted: "a template with some photons")
    }
    guard !request.breaks.isEmpty, request.breaks.allSatisfy({ $0.lowerBound > 0 }) else {
      throw .badValue(
        name: "breaks of source counts", found: "\(request.breaks)",
        accepted: "a range of positive fluxes for each, the brightest first")
    }
    let whole = log10(Swift.max(photons, 1) / sum / 100)
    let middle = Array(repeating: -2.0...5.0, count: request.breaks.count - 1)
    return SourceModel.Sources(
      name, template: template, normalisation: whole - 5...whole + 2,
      slopes: [2.05...30] + middle + [-2...1.95], breaks: request.breaks)
  }

  public func answer(
    threads: Int, progress: (Int, Double) -> Void = { _, _ in }
  ) throws(AssayError) -> CentreAnswer {
    let profile = ProfileIntervals(model, seed: request.seed, threads: threads)
    var rows = profile.intervals.map { CentreAnswer.Row(interval: $0) }
    var evidence: CentreAnswer.Estimate?
    if let live = request.live {
      var sampling = NestedSampling()
      (sampling.live, sampling.seed) = (live, request.seed)
      let model = model
      let sample = try sampling.run(
        dimension: model.parameters.count, threads: threads, progress: progress
      ) { model.logLikelihood(model.point($0)) }
      evidence = .init(value: sample.logEvidence, error: sample.logEvidenceError)
      let points = sample.points.map(model.point)
      for i in rows.indices {
        let values = points.map { $0[i] }
        rows[i].posterior = (
          sample.quantile(0.5, of: values), sample.quantile(0.158_655_254, of: values),
          sample.quantile(0.841_344_746, of: values)
        )
      }
    }
    guard profile.logLikelihood.isFinite, let parts = model.parts(profile.best) else {
      throw .failed(
        "no point of the ranges has a likelihood above zero: some pixel has photons and no template"
      )
    }
    var components: [(name: String, photons: [Double])] = []
    for (a, template) in zip(parts.smooth, model.smooth) {
      components.append((template.name, template.template.map { a * $0 }))
    }
    for (population, source) in zip(parts.populations, model.sources) {
      let photons = population.normalisation * population.law.integral(power: 1)
      components.append(("\(source.name) sources", source.template.map { photons * $0 }))
    }
    var expected = [Double](repeating: 0, count: maps.counts.count)
    for component in components {
      for p in expected.indices { expected[p] += component.photons[p] }
    }
    let total = expected.reduce(0, +)
    return CentreAnswer(
      rows: rows, logLikelihood: profile.logLikelihood, evidence: evidence, expected: expected,
      shares: components.map { ($0.name, $0.photons.reduce(0, +) / total) })
  }
}
