// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

extension CentreFit {
  /// What a fit refuses before it begins.
  static func check(_ maps: CentreMaps, _ request: CentreRequest) throws(AssayError) {
    let sources = request.sources + request.sourcesOnly
    for name in request.held.keys.sorted() + sources { _ = try maps.template(name) }
    guard maps.counts.contains(where: { $0 > 0 }) else {
      throw .badValue(
        name: "counts", found: "no photon in \(maps.counts.count) pixels",
        accepted: "a photon or more")
    }
    for template in maps.templates where !template.values.contains(where: { $0 > 0 }) {
      throw .badValue(
        name: "template \(template.name)", found: "zeros in the whole region",
        accepted: "a template with some photons")
    }
    if let name = sources.indices.first(where: { sources[..<$0].contains(sources[$0]) }) {
      throw .badValue(
        name: "sources", found: "the template \(sources[name]) twice", accepted: "once")
    }
    for name in request.held.keys.sorted() {
      if request.sourcesOnly.contains(name) {
        throw .badValue(
          name: "normalisation held of \(name)", found: "a template without a smooth part",
          accepted: "a template that is not for sources only")
      }
      if request.ranges[name] != nil || request.ranges["A_\(name)"] != nil {
        throw .badValue(
          name: "range of \(name)", found: "a normalisation that is held",
          accepted: "one or the other")
      }
    }
    let smooth = maps.templates.filter {
      !request.sourcesOnly.contains($0.name) && request.held[$0.name] == nil
    }
    try checkDistinct(smooth)
    try checkDistinct(maps.templates.filter { sources.contains($0.name) })
    for (p, photons) in maps.counts.enumerated() where photons > 0 {
      guard maps.templates.contains(where: { $0.values[p] > 0 }) else {
        throw .badValue(
          name: "pixel \(maps.pixels[p]) (ring)", found: "\(photons) photons and no template",
          accepted: "a template above 0 wherever there are photons, or a mask")
      }
    }
  }

  /// Templates that are multiples of each other have no normalisations of their own.
  private static func checkDistinct(_ templates: [CentreMaps.Template]) throws(AssayError) {
    for (number, one) in templates.enumerated() {
      let sum = one.values.reduce(0, +)
      for other in templates[..<number] {
        let factor = other.values.reduce(0, +) / sum
        let isSame = zip(one.values, other.values).allSatisfy {
          abs(factor * $0 - $1) <= 1e-9 * $1
        }
        if isSame {
          throw .badValue(
            name: "templates \(other.name) and \(one.name)",
            found: "the same map up to a factor in the region",
            accepted: "maps that differ, or one of them held")
        }
      }
    }
  }

  /// Those asked for, or as many as the exposure needs.
  static func regions(_ maps: CentreMaps, _ request: CentreRequest) throws(AssayError) -> Int {
    let hasSources = !(request.sources + request.sourcesOnly).isEmpty
    guard let regions = request.regions else {
      guard let exposure = maps.relativeExposure, hasSources else { return 1 }
      return NonPoissonianLikelihood.regions(for: exposure)
    }
    if regions > 1 && maps.relativeExposure == nil {
      throw .badValue(
        name: "exposure regions", found: "\(regions) without a map of exposure",
        accepted: "1, or a map of exposure")
    }
    if regions > 1 && !hasSources {
      throw .badValue(
        name: "exposure regions", found: "\(regions) without sources",
        accepted: "1, or templates that sources follow")
    }
    return regions
  }
}
