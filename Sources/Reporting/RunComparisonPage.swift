// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
private import Timing

extension RunComparison {
  /// The page of the comparison.
  public var page: ComparisonPage {
    ComparisonPage(
      title: "Runs \(before.id) and \(now.id)", verdict: verdict,
      sections: [
        sides, digests, verdicts, numbers, alone, differences, inputs, seconds,
      ].compactMap(\.self))
  }

  /// One sentence: what changed.
  public var verdict: String {
    let altered = [("earlier", before), ("later", now)].filter { !$0.1.digestHolds }.map(\.0)
    if altered.isEmpty { return change }
    return change
      + " The \(altered.joined(separator: " and the ")) record was altered after its run: "
      + "its digest is not that of its content."
  }

  private var change: String {
    let count = { (change: Change) in rows.count { $0.change == change } }
    if sameDigest {
      return
        "Same digest: every comparison, observable, verdict, figure and table is equal to the last bit."
    }
    let judged = count(.same) + count(.better) + count(.worse)
    if hasSameVerdicts {
      return
        "Same verdicts in all \(Format.count(rows.count, "comparison")); the numbers are not all equal."
    }
    var parts = ["\(count(.worse)) of \(Format.count(judged, "verdict")) judged in both got worse"]
    parts.append("\(count(.better)) better")
    let others = rows.count { $0.change == .notBoth && $0.before != $0.now }
    if others > 0 { parts.append("\(others) judged in one run only") }
    if count(.appeared) > 0 { parts.append("\(Format.count(count(.appeared), "comparison")) new") }
    if count(.vanished) > 0 { parts.append("\(Format.count(count(.vanished), "comparison")) gone") }
    return parts.joined(separator: ", ") + "."
  }

  private var sides: ComparisonPage.Section {
    let rows = [("earlier", before), ("later", now)].map { name, side in
      [
        name, side.id, side.started, side.commit.map { String($0.prefix(12)) } ?? "–", side.host,
        side.tier.rawValue, String(side.seed),
      ]
    }
    return .init(
      title: "The two runs", paragraphs: [],
      table: .init(
        header: ["", "run", "started", "commit", "host", "tier", "seed"], rows: rows))
  }

  private var digests: ComparisonPage.Section {
    var text = [
      sameDigest
        ? "Both records hold the same answers, SHA-256 \(now.digest)."
        : "The digests differ: \(before.digest) and \(now.digest); one bit suffices.",
      "A digest covers, study by study, its id, what is compared and how, observables, verdicts, "
        + "figures and tables. It does not cover tier, seed, threads, shards, raw data, dates, times, "
        + "machine and versions, nor a study's claims, notes, faults, checksums of references and "
        + "description.",
    ]
    if !digestParts.isEmpty { text.append("What differs: \(digestParts.joined(separator: "; ")).") }
    for (name, side) in [("earlier", before), ("later", now)] where !side.digestHolds {
      text.append(
        "The digest that the \(name) record claims is not that of its content: it was altered after "
          + "the run.")
    }
    return .init(title: "Digests", paragraphs: text)
  }

  private var verdicts: ComparisonPage.Section? {
    let changed = rows.filter {
      ![.appeared, .vanished].contains($0.change) && $0.before != $0.now
    }
    if changed.isEmpty {
      return .init(
        title: "Verdicts", paragraphs: ["No verdict of a comparison in both runs has changed."])
    }
    return .init(
      title: "Verdicts that changed", paragraphs: [],
      table: .init(
        header: ["study", "comparison", "title", "before", "now", "change"],
        rows: changed.map {
          [$0.study, $0.comparison, $0.title, $0.before ?? "–", $0.now ?? "–", $0.change.rawValue]
        }))
  }

  private var numbers: ComparisonPage.Section {
    let compared = rows.compactMap { row in row.numbers.map { (row, $0) } }
    let equal = compared.count { $0.1.kind == .equal }
    let within = compared.count { $0.1.kind == .withinErrors }
    let moved = compared.filter { $0.1.kind != .equal }.sorted { a, b in
      (a.1.worstShare ?? 0) > (b.1.worstShare ?? 0)
    }
    var text =
      "\(equal) of \(Format.count(compared.count, "comparison")) with numbers are equal to the last bit"
    if within > 0 {
      text +=
        ", \(within) agree within the combined statistical errors of two seeds (the chance of "
        + "the largest difference, and of χ² where rows are independent, is at least "
        + "\(Format.relative(Numbers.chance)))"
    }
    text += "."
    guard !moved.isEmpty else { return .init(title: "Numbers", paragraphs: [text]) }
    return .init(
      title: "Numbers",
      paragraphs: [text, "The others, the largest change in units of the tolerance first:"],
      table: .init(
        header: [
          "study", "comparison", "rows equal", "largest change", "in standard errors", "where",
          "before", "now",
        ], rows: moved.map { Self.cells($0.0, $0.1) }))
  }

  private static func cells(_ row: Row, _ numbers: Numbers) -> [String] {
    var rows = "\(numbers.equal) of \(numbers.rows)"
    if numbers.unpaired > 0 { rows += ", \(numbers.unpaired) in one only" }
    if numbers.otherReference > 0 {
      rows += ", \(numbers.otherReference) with another reference"
    }
    if numbers.otherwise > 0 {
      rows += ", \(numbers.otherwise) with another error, bound or status"
    }
    let share = numbers.worstShare.map {
      $0.isFinite ? "\(Format.size($0)) of the tolerance" : "beyond any bound"
    }
    let sigma = numbers.worstSigma.map {
      Format.size($0) + (numbers.kind == .withinErrors ? " (within errors)" : "")
    }
    return [
      row.study, row.comparison, rows, share ?? "–", sigma ?? "–", numbers.worstRow ?? "–",
      numbers.worstBefore.map(Format.value) ?? "–", numbers.worstNow.map(Format.value) ?? "–",
    ]
  }

  private var alone: ComparisonPage.Section? {
    let lists = [
      ("Studies in the earlier run only", onlyBefore), ("Studies in the later run only", onlyNow),
      (
        "Comparisons in the earlier run only",
        rows.filter { $0.change == .vanished && !onlyBefore.contains($0.study) }
          .map { "\($0.study)/\($0.comparison)" }
      ),
      (
        "Comparisons in the later run only",
        rows.filter { $0.change == .appeared && !onlyNow.contains($0.study) }
          .map { "\($0.study)/\($0.comparison)" }
      ),
    ].filter { !$0.1.isEmpty }
    guard !lists.isEmpty else { return nil }
    return .init(
      title: "In one run only",
      paragraphs: lists.map { "\($0.0): \($0.1.joined(separator: ", "))." })
  }

  private var differences: ComparisonPage.Section {
    let rows = (asked + environment).map { [$0.name, $0.before, $0.now] }
    return .init(
      title: "Settings and environment",
      paragraphs: [
        rows.isEmpty ? "Nothing recorded differs." : "What differs; all else recorded is equal."
      ],
      table: rows.isEmpty ? nil : .init(header: ["", "before", "now"], rows: rows))
  }

  private var inputs: ComparisonPage.Section? {
    guard !references.isEmpty else { return nil }
    return .init(
      title: "Reference files that are others",
      paragraphs: [references.joined(separator: ", ") + "."])
  }

  /// Tasks shorter than this are told from the clock's grain and the start of threads badly [s].
  private static let shortestPaired = 0.01

  /// The tasks of both as pairs: a machine or program that is slower throughout shows in all.
  private var paired: String {
    let logs = times.filter { min($0.before, $0.now) >= Self.shortestPaired }
      .map { log($0.now / $0.before) }
    guard !logs.isEmpty else { return "" }
    let p = SampleStatistics.wilcoxon(logs)
    return "Over the \(Format.count(logs.count, "task")) of 10 ms and more, as pairs: median ratio "
      + "\(Format.size(exp(SampleStatistics.median(logs)))), signed-rank p \(Format.size(p))."
  }

  private var seconds: ComparisonPage.Section? {
    guard !times.isEmpty else { return nil }
    let (a, b) = (times.reduce(0) { $0 + $1.before }, times.reduce(0) { $0 + $1.now })
    let longest = times.sorted { max($0.before, $0.now) > max($1.before, $1.now) }
    let shown = longest.prefix(40)
    return .init(
      title: "Seconds of the tasks",
      paragraphs: [
        "Single samples: a difference may be the machine's, and none is called significant. All tasks "
          + "of both together: \(Format.seconds(a)) before, \(Format.seconds(b)) now. \(paired)"
          + (longest.count > shown.count ? " The \(shown.count) longest of \(longest.count):" : "")
      ],
      table: .init(
        header: ["study", "task", "before", "now", "ratio"],
        rows: shown.map { time in
          [
            time.study, time.task, Format.seconds(time.before), Format.seconds(time.now),
            time.before > 0 ? Format.size(time.now / time.before) : "–",
          ]
        }))
  }
}
