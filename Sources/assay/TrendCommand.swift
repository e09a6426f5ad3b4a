// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import History
import Numerics

struct TrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "How a comparison or a workload went over the runs of the history.",
    discussion: """
      Each host (and tier, seed, presence of data, and definition of a workload) is a series of its \
      own. Steps are found by a piecewise-constant fit; of timings only those are told that exceed the \
      A/A floor of the benches on both sides, and the output says how small a change would be seen. A \
      step of a timing shows with the third bench after it, as fewer are not told from outliers. In \
      noise that is independent from run to run under 0.2 % of the series are given a step that is \
      none; where a machine is slow for days it is more.

      With --all every comparison and workload with a step or another verdict among its newest runs \
      is listed, worst first, and how many series were too short to show any; with --fail-on-step one \
      for the worse gives exit status 1.
      """)

  @Argument(
    help: ArgumentHelp(
      "A comparison (lat-combined-bb or dwarf-limits/lat-combined-bb) or a workload "
        + "(study/workload, or study/workload/variant).", valueName: "comparison|workload"))
  var name: String?
  @Flag(name: .long, help: "Every comparison and workload with a step or change of verdict.")
  var all = false
  @Option(name: .long, help: "Only this host.") var host: String?
  @Option(name: .long, help: "Newest runs of each series that are looked at (0: all).")
  var limit = 200
  @Option(
    name: .long,
    help: "With --all and --fail-on-step: steps at most so many runs old (timings: 3 or more).")
  var last = 10
  @Flag(
    name: .customLong("fail-on-step"),
    help: "Exit status 1 where a step or verdict among the --last runs is for the worse.")
  var failOnStep = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the figure (.svg, .png) or the numbers (.csv, .json).", valueName: "file"))
  var out: String?
  @OptionGroup var place: HistoryOptions
  @Flag(name: .long, help: "Print JSON and nothing else.") var json = false

  func validate() throws {
    if all == (name != nil) {
      throw ValidationError("name a comparison or workload, or give --all")
    }
    if all, out != nil { throw ValidationError("--out is of one trend; drop --all") }
    if limit < 0 { throw ValidationError("--limit: found \(limit); accepted: 0 or more") }
    if last < 1 { throw ValidationError("--last: found \(last); accepted: 1 or more") }
  }

  func run() throws {
    if let out { _ = try TrendFile(path: out) }
    let store = try place.open(for: .read)
    let most = limit == 0 ? Int.max : limit
    var findings: [TrendFinding] = []
    if let name {
      let target = try store.target(name)
      let trends = try store.series(target, host: host, limit: most).map(Trend.init)
      guard !trends.isEmpty else {
        throw AssayError.missing(
          "a run with \(target.text)\(host.map { " on host \($0)" } ?? "") in \(store.path)",
          remedy: "see assay history")
      }
      if json {
        try printJSON(trends)
      } else {
        print(TrendText.text(trends, chosenFrom: try variants(of: target, store)))
      }
      if let out {
        try TrendFile(path: out).write(trends, to: out)
        if !json { print("\nwritten: \(out)") }
      }
      findings = trends.flatMap { TrendFinding.all(in: $0.series, $0.analysis, last: last) }
    } else {
      let survey = try store.survey(last: last, host: host, limit: most)
      findings = survey.findings
      if json { try printJSON(survey) } else { print(TrendText.text(survey, last: last)) }
    }
    if failOnStep, findings.contains(where: \.isWorse) {
      throw ExitCode(ExitStatus.discrepant.rawValue)
    }
  }

  /// The variants that a workload was named without.
  private func variants(
    of target: TrendTarget, _ store: HistoryStore
  ) throws(AssayError) -> [String] {
    guard case .variant(let chosen) = target.kind, name?.hasSuffix("/\(chosen)") == false else {
      return []
    }
    return try store.targets().compactMap { other in
      guard case .variant(let variant) = other.kind, other.study == target.study,
        other.name == target.name
      else { return nil }
      return variant
    }
  }
}

/// A series with what was found in it.
struct Trend: Encodable {
  var series: TrendSeries
  var analysis: TrendAnalysis

  init(_ series: TrendSeries) {
    self.series = series
    analysis = TrendAnalysis(series)
  }

  /// The points that have a finite value, which are those that levels count.
  var valued: [TrendSeries.Point] {
    series.points.filter { point in
      point.value.map { $0.isFinite && (series.quantity != .rate || $0 > 0) } ?? false
    }
  }

  /// The level of each valued point, by its run.
  var levels: [Int64: Double] {
    let points = valued
    var levels: [Int64: Double] = [:]
    for level in analysis.levels {
      for i in level.first...level.last { levels[points[i].run] = level.value }
    }
    return levels
  }
}
