// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Timing

/// A bench record as a page: what was timed, against what, and how small a change could be seen.
public struct BenchReport: Sendable {
  public let record: BenchRecord
  /// An older record, or one of another machine, to be compared with.
  public let before: BenchRecord?
  /// The machine that the score is relative to.
  public let machine: BenchRecord?
  /// Particles a second of the slides' 8-thread CPU; nil where their table is not at hand.
  public let slides: Double?

  public init(
    _ record: BenchRecord, before: BenchRecord? = nil, machine: BenchRecord? = nil,
    slides: Double? = nil
  ) {
    (self.record, self.before, self.machine, self.slides) = (record, before, machine, slides)
  }

  static let header = [
    "workload, item", "variant", "items/s", "gain over the reference (95 %)", "of the ceiling",
    "energy per item", "gain over the slides' 8-thread CPU",
  ]

  /// The table of all rows, Markdown.
  public var table: String {
    MarkdownText.table(
      Self.header,
      record.workloads.flatMap { workload in
        workload.variants.indices.map { row(workload, workload.variants[$0], first: $0 == 0) }
      }, right: [2])
  }

  private func row(
    _ workload: WorkloadRecord, _ variant: VariantRecord, first: Bool
  ) -> [String] {
    let names = [
      MarkdownText.code(workload.name) + ", " + workload.item,
      MarkdownText.code(variant.id)
        + (variant.precision == .single ? ", single" : ""),
    ]
    guard let summary = variant.summary else {
      let reason = variant.validation.reason ?? "no pairs"
      return names + ["no time", MarkdownText.inline(reason), "–", "–", "–"]
    }
    let rate = Format.size(summary.itemsPerSecond)
    return names + [
      rate, first ? "reference; A/A \(Self.gain(summary))" : Self.gain(summary),
      Self.ceiling(summary), energy(summary), slides(workload, summary),
    ]
  }

  /// "8.21 (8.15 to 8.30)", with a word where it is no change.
  static func gain(_ summary: VariantRecord.Summary) -> String {
    let text = { (x: Double) in Format.size(exp(x)) }
    let value = "\(text(summary.logGain)) (\(text(summary.low)) to \(text(summary.high)))"
    return summary.isChange ? value : value + ", no change seen"
  }

  static func ceiling(_ summary: VariantRecord.Summary) -> String {
    guard let share = summary.ceilingShare, let name = summary.ceiling else { return "not counted" }
    return "\(Format.size(100 * share)) % of \(name)"
  }

  private func energy(_ summary: VariantRecord.Summary) -> String {
    summary.joulesPerItem.map { Format.size($0) + " J" } ?? "not measured"
  }

  /// The slides count particles; of a particle's steps they say nothing, so that even a ratio of
  /// particles is one of maps, not of work.
  private func slides(_ workload: WorkloadRecord, _ summary: VariantRecord.Summary) -> String {
    switch workload.item {
    case "particle":
      slides.map { "\(Format.size(summary.itemsPerSecond / $0)), of unlike particles" }
        ?? "the slides' table is not at hand"
    case let item where item.hasPrefix("particle"):
      "not comparable: steps per particle not stated"
    default: "–"
    }
  }

  /// The whole page; figures that were drawn are shown.
  func page(figures: [String], notDrawn: [String]) -> String {
    let bench = record.bench
    var text = "# Bench \(bench.id)\n\n" + summary + "\n## Rates\n\n" + table + "\n" + notes + "\n"
    text += scaling + control + ceilings
    if let before { text += comparison(record.compare(against: before)) }
    if !record.skipped.isEmpty {
      text += "## Not run\n\n"
      text += MarkdownText.table(
        ["study", "workload", "why"],
        record.skipped.map { [$0.study, $0.workload, MarkdownText.inline($0.reason)] })
      text += "\n"
    }
    if !figures.isEmpty || !notDrawn.isEmpty { text += "## Figures\n\n" }
    for id in figures { text += "![\(id)](figures/\(id).svg)\n\n" }
    for reason in notDrawn { text += "Not drawn: \(MarkdownText.inline(reason)).\n\n" }
    return text + provenance
  }

  private var summary: String {
    let variants = record.workloads.flatMap(\.variants)
    let wrong = variants.count { !$0.validation.isValid }
    var text =
      "\(Format.count(record.workloads.count, "workload")), "
      + "\(Format.count(variants.count, "row")) on \(record.environment.cpuModel), "
      + "\(Format.count(record.bench.threads, "thread")) at most. "
    text +=
      wrong == 0
      ? "Every variant gave the reference's answer within its bound.\n"
      : "\(Format.count(wrong, "variant")) gave a wrong answer and has no time.\n"
    if let machine, let score = BenchScore(record, relativeTo: machine) {
      let count = Format.count(score.ratios.count, "workload")
      text +=
        "\nScore **\(Format.size(score.value))**: geometric mean over \(count) of the best "
        + "right variant's rate over that of \(MarkdownText.inline(score.reference)).\n"
      if !score.missing.isEmpty {
        text += "Left out of it: \(score.missing.joined(separator: ", ")).\n"
      }
    }
    if record.bench.quick { text += "\nA quick run: its times mean little.\n" }
    return text
  }
}
