// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Timing

/// A row of the slides' table: particles a second, as printed and from its particles and time.
public struct SlidesRow: Sendable, Equatable {
  public var device: String
  public var printed: Double
  public var recomputed: Double

  public init(device: String, printed: Double, recomputed: Double) {
    (self.device, self.printed, self.recomputed) = (device, printed, recomputed)
  }
}

extension SlidesRow {
  /// As printed: a whole number.
  var printedText: String {
    printed == printed.rounded() ? String(format: "%.0f", printed) : "\(printed)"
  }
}

extension BenchReport {
  /// What keeps the slides' numbers and ours from being like for like.
  static let slidesCaveat =
    "The slides state neither the steps of a particle nor field, integrator, precision or stopping "
    + "time, and ran 40 batches at once in one row and one in others: their particles are not ours, "
    + "and no ratio of the two is a gain. Two of their rates do not follow from their own particles "
    + "and times (recomputed)."

  /// Rows of ours that count whole particles.
  var particleRows: [(name: String, rate: Double)] {
    record.workloads.filter { $0.item == "particle" }.flatMap { workload in
      workload.variants.compactMap { variant in
        variant.summary.map { ("\(variant.id)", $0.itemsPerSecond) }
      }
    }
  }

  /// The slides' table beside ours; empty without either.
  var slidesSection: String {
    let own = particleRows
    guard !slides.isEmpty, !own.isEmpty else { return "" }
    var text = "## The slides' table\n\n\(Self.slidesCaveat)\n\n"
    text += MarkdownText.table(
      ["row", "particles/s, printed", "recomputed", "measured here"],
      slides.map {
        [
          MarkdownText.inline("slides: " + $0.device), $0.printedText,
          Format.size($0.recomputed), "–",
        ]
      } + own.map { [MarkdownText.code($0.name), "–", "–", Format.size($0.rate)] },
      right: [1, 2, 3])
    return text + "\n"
  }
}

extension BenchFigures {
  /// The slides' rows and ours, particles a second.
  static func slides(_ report: BenchReport) -> Figure? {
    let own = report.particleRows
    guard !report.slides.isEmpty, !own.isEmpty else { return nil }
    let theirs = report.slides.enumerated().flatMap { i, row in
      [
        Figure.Series(
          "\(i + 1) \(row.device), printed", role: .reference, style: .points, x: [Double(i + 1)],
          y: [row.printed]),
        Figure.Series(
          "\(i + 1) recomputed", role: .context, style: .points, x: [Double(i + 1)],
          y: [row.recomputed]),
      ]
    }
    let ours = own.enumerated().map { i, row in
      let place = report.slides.count + i + 1
      return Figure.Series(
        "\(place) \(row.name)", role: .ours, style: .points, x: [Double(place)], y: [row.rate])
    }
    let count = Double(report.slides.count + own.count)
    return Figure(
      id: "bench-slides", title: "Backtracked particles a second, the slides' rows and ours",
      caption: BenchReport.slidesCaveat,
      panels: [
        Figure.Panel(
          title: "Backtracking", x: .init("row", range: [0.5, count + 0.5]),
          y: .init("particles/s", logarithmic: true), series: theirs + ours)
      ])
  }
}
