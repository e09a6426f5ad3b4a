// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// Fits a user's maps by smooth templates and sources.
public struct CentreFit: Sendable {
  public let maps: CentreMaps
  public let request: CentreRequest
  public let model: SourceModel
  /// Exposure regions.
  public let regions: Int

  /// - Throws: `badValue` for names that no template or parameter has, for what would have no effect, for
  ///   ranges that cannot be, for templates that are zero in the region or equal, for no photons, or photons
  ///   where no template is, and where regions need an exposure that is not given.
  public init(_ maps: CentreMaps, _ request: CentreRequest) throws(AssayError) {
    (self.maps, self.request) = (maps, request)
    try Self.check(maps, request)
    let all = Double(maps.counts.reduce(0, +))
    var smooth: [SourceModel.Smooth] = []
    for template in maps.templates where !request.sourcesOnly.contains(template.name) {
      let held = request.held[template.name]
      let range = request.ranges[template.name] ?? request.ranges["A_\(template.name)"]
      smooth.append(
        SourceModel.Smooth(
          template.name, template: template.values,
          range: held.map { $0...$0 } ?? range ?? 0...(10 * all / template.values.reduce(0, +))))
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
    regions = try Self.regions(maps, request)
    model = try SourceModel(
      counts: maps.counts, smooth: smooth, sources: sources, psf: request.psf,
      exposures: maps.relativeExposure, regions: regions)
    guard !model.parameters.isEmpty else {
      throw .badValue(
        name: "templates", found: "none that is free", accepted: "a template that is not held")
    }
    let free = smooth.map(\.name).filter { request.held[$0] == nil }
    let known = free + model.parameters.map(\.name)
    if let name = request.ranges.keys.sorted().first(where: { !known.contains($0) }) {
      throw .badValue(
        name: "range of \(name)", found: "nothing free of that name",
        accepted: known.joined(separator: ", "))
    }
  }

  /// log₁₀ A reaches from 1e-5 to 100 of what gives all photons with sources of a quarter of the brightest
  /// break allowed: 10 photons where that is 40.
  private static func sources(
    _ name: String, _ template: [Double], _ photons: Double, _ request: CentreRequest
  ) throws(AssayError) -> SourceModel.Sources {
    guard !request.breaks.isEmpty, request.breaks.allSatisfy({ $0.lowerBound > 0 }) else {
      throw .badValue(
        name: "breaks of source counts", found: "\(request.breaks)",
        accepted: "a range of positive fluxes for each, the brightest first")
    }
    let several = request.breaks.count > 1
    let breaks = request.breaks.enumerated().map {
      request.ranges["Sb\(several ? "\($0 + 1)" : "")_\(name)"] ?? $1
    }
    for (bright, faint) in zip(breaks, breaks.dropFirst())
    where bright.lowerBound < faint.lowerBound || bright.upperBound < faint.upperBound {
      throw .badValue(
        name: "breaks of the sources \(name)",
        found: "\(bright.lowerBound):\(bright.upperBound) before "
          + "\(faint.lowerBound):\(faint.upperBound)",
        accepted: "the brightest first: neither end of a range below that of the next")
    }
    let flux = breaks[0].upperBound / 4
    let whole = log10(photons / template.reduce(0, +) / (flux * flux))
    let slopes = [2.05...30] + Array(repeating: -2.0...5.0, count: breaks.count - 1) + [-2...1.95]
    return SourceModel.Sources(
      name, template: template,
      normalisation: request.ranges["log10 A_\(name)_ps"] ?? whole - 5...whole + 2,
      slopes: slopes.enumerated().map { request.ranges["n\($0 + 1)_\(name)"] ?? $1 },
      breaks: breaks)
  }

  public func answer(
    threads: Int, progress: (Int, Double) -> Void = { _, _ in }
  ) throws(AssayError) -> CentreAnswer {
    let profile = ProfileIntervals(model, seed: request.seed, threads: threads)
    guard profile.logLikelihood.isFinite, let parts = model.parts(profile.best) else {
      throw .failed(
        "no likelihood above zero at the points where searches begin; narrow the ranges of "
          + model.parameters.map(\.name).joined(separator: ", "))
    }
    var rows = zip(profile.intervals, model.parameters).map {
      CentreAnswer.Row(interval: $0, range: $1.range)
    }
    var evidence: CentreAnswer.Estimate?
    if let live = request.live {
      var sampling = NestedSampling()
      (sampling.live, sampling.seed) = (live, request.seed)
      let model = model
      let sample = try sampling.run(
        dimension: model.parameters.count, threads: threads, progress: progress
      ) { model.logLikelihood(model.point($0)) }
      // Per volume of the part where breaks fall, not of the whole box.
      evidence = .init(
        value: sample.logEvidence - log(model.orderedShare), error: sample.logEvidenceError)
      let points = sample.points.map(model.point)
      for i in rows.indices {
        let values = points.map { $0[i] }
        rows[i].posterior = (
          sample.quantile(0.5, of: values), sample.quantile(0.158_655_254, of: values),
          sample.quantile(0.841_344_746, of: values)
        )
      }
    }
    var components: [(name: String, photons: [Double])] = []
    for (a, template) in zip(parts.smooth, model.smooth) {
      components.append((template.name, template.template.map { a * $0 }))
    }
    for (population, source) in zip(parts.populations, model.sources) {
      components.append(
        ("\(source.name) sources", try model.likelihood.photons(population, source.template)))
    }
    var expected = [Double](repeating: 0, count: maps.counts.count)
    for component in components {
      for p in expected.indices { expected[p] += component.photons[p] }
    }
    let total = expected.reduce(0, +)
    return CentreAnswer(
      rows: rows, logLikelihood: profile.logLikelihood, evidence: evidence, expected: expected,
      shares: components.map { ($0.name, $0.photons.reduce(0, +) / total) }, notes: notes(rows))
  }

  private func notes(_ rows: [CentreAnswer.Row]) -> [String] {
    var notes: [String] = []
    for row in rows {
      let (best, range) = (row.interval.best, row.range)
      let near = 1e-6 * (range.upperBound - range.lowerBound)
      if best <= range.lowerBound + near {
        notes.append("the best \(row.interval.name) is the lower end of its range")
      } else if best >= range.upperBound - near {
        notes.append("the best \(row.interval.name) is the upper end of its range")
      }
    }
    if !model.sources.isEmpty && maps.relativeExposure == nil {
      notes.append("without an exposure sources follow their templates as these are")
    }
    if request.live != nil && request.breaks.count > 1 && !model.sources.isEmpty {
      notes.append("the prior is the part of the ranges where breaks fall")
    }
    return notes
  }
}
