// SPDX-License-Identifier: GPL-3.0-or-later
internal import GRDB
public import Numerics

extension HistoryStore {
  /// The series of a comparison or variant, one for each host and setting, that of the newest run
  /// first.
  /// - Parameters:
  ///   - limit: newest points of each series.
  ///   - first: least number of a run that is read.
  public func series(
    _ target: TrendTarget, host: String? = nil, limit: Int? = nil, from first: Int64 = 0
  ) throws(AssayError) -> [TrendSeries] {
    let all = try read { db in
      switch target.kind {
      case .comparison:
        guard
          let id = try Int64.fetchOne(
            db, sql: "SELECT id FROM comparison WHERE study = ? AND name = ?",
            arguments: [target.study, target.name])
        else { return [TrendSeries]() }
        return Self.grouped(
          try Row.fetchAll(db, sql: Self.comparisonTrend, arguments: [id, first]), target.text,
          Self.judgement)
      case .variant(let variant):
        return Self.grouped(
          try Row.fetchAll(
            db, sql: Self.variantTrend, arguments: [target.study, target.name, variant, first]),
          target.text, Self.timing)
      }
    }
    return all.filter { host == nil || $0.host == host }.map { one in
      var one = one
      if let limit { one.points = Array(one.points.suffix(limit)) }
      one.settleQuantity()
      return one
    }
  }

  /// Newest first; the primary key holds all runs of a comparison side by side. Where a selection
  /// was asked for, what it leaves out is not told as not run.
  static let comparisonTrend = """
    SELECT v.*, r.name AS run_name, r.started, r.git_commit, r.git_dirty, r.tier, r.seed,
      r.with_data, r.host, h.name AS host_name, h.cpu, h.cores
    FROM verdict AS v JOIN run AS r ON r.id = v.run JOIN host AS h ON h.id = r.host
    WHERE v.comparison = ?1 AND v.run >= ?2
      AND NOT (v.status = 'not run' AND r.only_these <> '[]')
    ORDER BY r.started DESC, r.id DESC
    """

  static let variantTrend = """
    SELECT t.*, r.name AS run_name, r.started, r.git_commit, r.git_dirty, r.quick, r.host, r.device,
      r.configuration, h.name AS host_name, h.cpu, h.cores, w.item, w.items, w.flops, w.bytes, v.precision, v.threads
    FROM workload AS w JOIN variant AS v ON v.workload = w.id AND v.name = ?3
    JOIN timing AS t ON t.variant = v.id AND t.run >= ?4
    JOIN run AS r ON r.id = t.run JOIN host AS h ON h.id = r.host
    WHERE w.study = ?1 AND w.name = ?2 ORDER BY r.started DESC, r.id DESC
    """

  private struct Key: Hashable {
    var host: Int64
    var setting: String
  }

  /// Rows, newest first, as series, oldest first.
  private static func grouped(
    _ rows: [Row], _ target: String,
    _ read: (Row) -> (setting: String, unit: String?, point: TrendSeries.Point)
  ) -> [TrendSeries] {
    var series: [TrendSeries] = []
    var places: [Key: Int] = [:]
    for row in rows {
      let (setting, unit, point) = read(row)
      let key = Key(host: row["host"], setting: setting)
      if let place = places[key] {
        series[place].points.append(point)
      } else {
        places[key] = series.count
        series.append(
          TrendSeries(
            target: target, host: row["host_name"], cpuModel: row["cpu"],
            cores: row["cores"], setting: setting,
            quantity: unit == nil ? .none : .rate, unit: unit, points: [point]))
      }
    }
    for i in series.indices { series[i].points.reverse() }
    return series
  }

  private static func point(_ row: Row) -> TrendSeries.Point {
    TrendSeries.Point(
      run: row["run"], id: row["run_name"], started: row["started"], commit: row["git_commit"],
      isDirty: row["git_dirty"])
  }

  private static func judgement(
    _ row: Row
  ) -> (setting: String, unit: String?, point: TrendSeries.Point) {
    var point = point(row)
    point.status = status(row["status"], vanished: row["vanished"])
    point.tolerance = tolerance(row)
    (point.relative, point.absolute) = (row["worst_relative"], row["worst_absolute"])
    (point.pull, point.value) = (row["worst_pull"], row["worst"])
    let data = (row["with_data"] as Bool?).map { $0 ? ", with data" : ", without data" } ?? ""
    let setting =
      "tier \(row["tier"] as String? ?? "unknown"), seed \(row["seed"] as String)" + data
    return (setting, nil, point)
  }

  private static func timing(
    _ row: Row
  ) -> (setting: String, unit: String?, point: TrendSeries.Point) {
    var point = point(row)
    (point.value, point.error, point.floor) = (row["rate"], relativeError(row), row["floor"])
    point.status = point.value == nil ? "wrong" : "right"
    let item = row["item"] as String
    var parts = ["\(Self.short(row["items"])) x \(item)"]
    if row["flops"] as Double > 0 { parts.append("\(Self.short(row["flops"])) flop each") }
    if row["bytes"] as Double > 0 { parts.append("\(Self.short(row["bytes"])) byte each") }
    parts.append("\(row["precision"] as String) precision")
    let threads: Int = row["threads"]
    if threads > 1 { parts.append("\(threads) threads") }
    if let build = row["configuration"] as String?, build != "release" {
      parts.append("\(build) build")
    }
    if let device = row["device"] as String?, device != "cpu" { parts.append("device \(device)") }
    if row["quick"] as Bool? == true { parts.append("quick bench") }
    return (parts.joined(separator: ", "), "\(item)/s", point)
  }

  private static func short(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}

extension TrendSeries {
  /// Takes the first quantity that the newest judged run has: the values of a series are of one kind.
  mutating func settleQuantity() {
    guard quantity != .rate else { return }
    let judged = points.last { $0.value != nil || $0.relative != nil || $0.absolute != nil }
    if judged?.value != nil {
      quantity = .shareOfTolerance
    } else if judged?.relative != nil {
      quantity = .relativeDeviation
    } else if judged?.absolute != nil {
      quantity = .absoluteDeviation
    }
    for i in points.indices {
      switch quantity {
      case .relativeDeviation: points[i].value = points[i].relative
      case .absoluteDeviation: points[i].value = points[i].absolute
      default: break
      }
    }
  }
}
