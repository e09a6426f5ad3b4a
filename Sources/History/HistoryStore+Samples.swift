// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import GRDB
public import Numerics
public import Timing

/// All samples of one bench, as its record had them.
public struct HistorySamples: Sendable, Equatable {
  /// By "study/workload/variant".
  public var variants: [String: [SamplePair]]
  public var controls: [Control]
  public var ceilings: [Ceiling]
  /// Times by size, by "study/workload".
  public var sizes: [String: [[Sample]]]

  /// "FMA double" [flop/s] or a memory level [byte/s].
  public struct Ceiling: Sendable, Equatable {
    public var name: String
    public var threads: Int
    public var rate: Double
  }
}

extension HistoryStore {
  /// The samples of a bench: enough to make all its statistics again.
  public func samples(of number: Int64) throws(AssayError) -> HistorySamples {
    try read { db in
      HistorySamples(
        variants: try Self.variants(number, db), controls: try Self.controls(number, db),
        ceilings: try Row.fetchAll(
          db, sql: "SELECT * FROM ceiling WHERE run = ? ORDER BY place", arguments: [number]
        ).map { .init(name: $0["name"], threads: $0["threads"], rate: $0["rate"]) },
        sizes: try Self.sizes(number, db))
    }
  }

  private static func variants(_ run: Int64, _ db: Database) throws -> [String: [SamplePair]] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT w.study, w.name, v.name AS variant, s.pairs FROM timing_samples AS s
        JOIN variant AS v ON v.id = s.variant JOIN workload AS w ON w.id = v.workload
        WHERE s.run = ?
        """, arguments: [run])
    var variants: [String: [SamplePair]] = [:]
    for row in rows {
      let name = "\(row["study"] as String)/\(row["name"] as String)/\(row["variant"] as String)"
      variants[name] = try whole(SampleBytes.pairs(row["pairs"]), name)
    }
    return variants
  }

  private static func controls(_ run: Int64, _ db: Database) throws -> [Control] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM control WHERE run = ? ORDER BY place", arguments: [run]
    ).map { row in
      Control(
        workload: row["workload"], variant: row["variant"], threads: row["threads"],
        kind: TimeKind(rawValue: row["kind"]) ?? .wall,
        pairs: try whole(SampleBytes.pairs(row["pairs"]), "control \(row["place"] as Int)"))
    }
  }

  private static func sizes(_ run: Int64, _ db: Database) throws -> [String: [[Sample]]] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT w.study, w.name, s.samples FROM size_point AS s
        JOIN workload AS w ON w.id = s.workload WHERE s.run = ? ORDER BY s.workload, s.place
        """, arguments: [run])
    var sizes: [String: [[Sample]]] = [:]
    for row in rows {
      let name = "\(row["study"] as String)/\(row["name"] as String)"
      sizes[name, default: []].append(try whole(SampleBytes.samples(row["samples"]), name))
    }
    return sizes
  }

  private static func whole<T>(_ value: T?, _ name: String) throws -> T {
    guard let value else {
      throw AssayError.failed(
        "the samples of \(name) cannot be read back; see assay history --verify")
    }
    return value
  }
}
