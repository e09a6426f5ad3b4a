// SPDX-License-Identifier: GPL-3.0-or-later
private import Dispatch
internal import GRDB
public import Numerics
private import Synchronization

/// A step or a change of verdict among the newest runs of a series.
public struct TrendFinding: Sendable, Equatable {
  public enum Event: Sendable, Equatable {
    case step(TrendAnalysis.Step)
    case verdict(TrendAnalysis.VerdictChange)
  }

  public var target: String
  public var host: String
  public var cpuModel: String
  public var setting: String
  public var quantity: TrendSeries.Quantity
  public var unit: String?
  public var event: Event

  public var isWorse: Bool {
    switch event {
    case .step(let step): step.isWorse
    case .verdict(let change): change.isWorse
    }
  }

  /// Verdicts before steps, what became worse before what became better, then by size over floor.
  var rank: (Int, Double) {
    switch event {
    case .verdict(let change): (change.isWorse ? 0 : 2, 0)
    case .step(let step):
      (step.isWorse ? 1 : 3, -(step.floor > 0 ? step.size.magnitude / step.floor : .infinity))
    }
  }

  /// The steps and changes of a series that are at most `last` runs old.
  public static func all(
    in series: TrendSeries, _ analysis: TrendAnalysis, last: Int
  ) -> [TrendFinding] {
    let events =
      analysis.verdictChanges.filter { $0.age <= last }.map { Event.verdict($0) }
      + analysis.steps.filter { $0.age <= last }.map { Event.step($0) }
    return events.map {
      TrendFinding(
        target: series.target, host: series.host, cpuModel: series.cpuModel,
        setting: series.setting, quantity: series.quantity, unit: series.unit, event: $0)
    }
  }
}

extension TrendFinding: Encodable {
  private enum Key: String, CodingKey {
    case target, host, cpuModel, setting, quantity, unit, isWorse, step, verdictChange
  }

  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: Key.self)
    try keys.encode(target, forKey: .target)
    try keys.encode(host, forKey: .host)
    try keys.encode(cpuModel, forKey: .cpuModel)
    try keys.encode(setting, forKey: .setting)
    try keys.encode(quantity, forKey: .quantity)
    try keys.encodeIfPresent(unit, forKey: .unit)
    try keys.encode(isWorse, forKey: .isWorse)
    switch event {
    case .step(let step): try keys.encode(step, forKey: .step)
    case .verdict(let change): try keys.encode(change, forKey: .verdictChange)
    }
  }
}

/// What a look over all series found, and how much it could see.
public struct TrendSurvey: Sendable, Equatable, Encodable {
  /// Worst first.
  public var findings: [TrendFinding]
  /// Series that were looked at.
  public var series: Int
  /// Series in which no step could have been found: too short, or timings without an A/A control.
  public var blind: Int
}

extension HistoryStore {
  /// The findings of every comparison and variant.
  ///
  /// Refuses a host of which no run is here.
  /// - Parameters:
  ///   - last: age in runs up to which a step or change is told.
  ///   - limit: newest runs of each host and tier that are looked at.
  public func survey(
    last: Int, host: String? = nil, limit: Int
  ) throws(AssayError) -> TrendSurvey {
    if let host { try knows(host) }
    let first = try firstRun(limit: limit)
    var all: [TrendSeries] = []
    for target in try targets() {
      all += try series(target, host: host, limit: limit, from: first)
    }
    let found = Mutex(
      [(findings: [TrendFinding], isBlind: Bool)?](repeating: nil, count: all.count))
    DispatchQueue.concurrentPerform(iterations: all.count) { [all] i in
      let analysis = TrendAnalysis(all[i], visibility: false)
      let findings = TrendFinding.all(in: all[i], analysis, last: last)
      found.withLock { $0[i] = (findings, analysis.isBlind) }
    }
    let results = found.withLock { $0.compactMap(\.self) }
    let findings = results.flatMap(\.findings).enumerated().sorted {
      ($0.element.rank.0, $0.element.rank.1, $0.offset)
        < ($1.element.rank.0, $1.element.rank.1, $1.offset)
    }.map(\.element)
    return TrendSurvey(
      findings: findings, series: all.count, blind: results.count(where: \.isBlind))
  }

  private func knows(_ host: String) throws(AssayError) {
    let hosts = try read {
      try String.fetchAll($0, sql: "SELECT DISTINCT name FROM host ORDER BY name")
    }
    if hosts.contains(host) { return }
    throw .missing(
      "a run of host \(host) in \(path)",
      remedy: hosts.isEmpty
        ? "it holds none"
        : "nearest: " + NearestNames.of(host, among: hosts).joined(separator: ", "))
  }

  /// The least number among the newest runs of each host and tier, so that those before it need not
  /// be read.
  private func firstRun(limit: Int) throws(AssayError) -> Int64 {
    try read { db in
      try Int64.fetchOne(
        db,
        sql: """
          SELECT min(id) FROM (
            SELECT id, row_number() OVER (
              PARTITION BY host, kind, tier, quick ORDER BY started DESC) AS place FROM run)
          WHERE place <= ?
          """, arguments: [limit]) ?? 0
    }
  }
}
