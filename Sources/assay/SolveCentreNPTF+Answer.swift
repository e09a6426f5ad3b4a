// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GalacticCentre
import Numerics
import Sky

/// What `assay solve galactic-centre nptf` hands over.
extension SolveCentreNPTF {
  func table(_ fit: CentreFit, _ answer: CentreAnswer) -> ResultTable {
    let rows = answer.rows
    var columns: [ResultTable.Column] = [
      .init("parameter", heading: "parameter", texts: rows.map(\.interval.name)),
      .init("best", heading: "best", format: "%12.6g", rows.map(\.interval.best)),
      .init("low", heading: "68 % from", format: "%12.6g", rows.map(\.interval.low)),
      .init("high", heading: "to", format: "%12.6g", rows.map(\.interval.high)),
      .init(
        "lowIsWall", heading: "from is a wall", flags: rows.map { $0.interval.lowIsWall }),
      .init("highIsWall", heading: "to is a wall", flags: rows.map { $0.interval.highIsWall }),
      .init(
        "rangeLow", heading: "range from", format: "%12.6g", rows.map(\.range.lowerBound)),
      .init("rangeHigh", heading: "to", format: "%12.6g", rows.map(\.range.upperBound)),
    ]
    if live != nil {
      columns += [
        .init("median", heading: "median", format: "%12.6g", rows.map { $0.posterior?.median }),
        .init(
          "posteriorLow", heading: "15.9 %", format: "%12.6g", rows.map { $0.posterior?.low }),
        .init(
          "posteriorHigh", heading: "84.1 %", format: "%12.6g", rows.map { $0.posterior?.high }),
      ]
    }
    var quantities: [ResultTable.Quantity] = [
      .init(name: "ln L", values: [answer.logLikelihood])
    ]
    if let evidence = answer.evidence {
      quantities.append(
        .init(name: "ln evidence, error", values: [evidence.value, evidence.error]))
    }
    quantities += answer.shares.map {
      .init(name: "share of \($0.name)", unit: "photons", values: [$0.share])
    }
    return ResultTable(
      name: "NPTF", settings: settings(fit, answer), quantities: quantities, columns: columns)
  }

  private func settings(_ fit: CentreFit, _ answer: CentreAnswer) -> [ResultTable.Setting] {
    let sources = pointSources + sourcesOnly
    let maps = fit.maps
    var settings: [ResultTable.Setting] = [
      .init(name: "counts", value: counts),
      .init(name: "templates", value: template.joined(separator: ", ")),
      .init(name: "sources", value: hasSources ? sources.joined(separator: ", ") : "none"),
      .init(
        name: "pixels",
        value: "\(maps.pixels.count) of Nside \(maps.sphere.nside), "
          + "\(maps.counts.reduce(0, +)) photons"),
    ]
    if hasSources {
      settings.append(.init(name: "point spread function", value: psf ?? "none"))
      settings.append(.init(name: "exposure regions", value: "\(fit.regions)"))
    }
    settings.append(.init(name: "seed", value: "\(seed)"))
    if !answer.notes.isEmpty {
      settings.append(.init(name: "note", value: answer.notes.joined(separator: "; ")))
    }
    return settings
  }

  /// Counts, expected photons and residuals.
  static func residuals(
    _ files: CentreMaps, _ answer: CentreAnswer
  ) throws(AssayError) -> SkyMapFile {
    let counts = files.counts.map(Double.init)
    let residual = zip(counts, answer.expected).map { $1 > 0 ? ($0 - $1) / $1.squareRoot() : 0 }
    var file = SkyMapFile(
      [
        try files.map(counts, name: "COUNTS"),
        try files.map(answer.expected, name: "EXPECTED"),
        try files.map(residual, name: "RESIDUAL"),
      ], coordinates: files.coordinates)
    file.comments = ["RESIDUAL is (counts - expected)/sqrt(expected)."]
    return file
  }
}
