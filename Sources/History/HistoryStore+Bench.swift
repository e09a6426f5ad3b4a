// SPDX-License-Identifier: GPL-3.0-or-later
internal import GRDB
public import Numerics
public import Timing

extension HistoryStore {
  /// Keeps a bench with all its samples, whole or not at all; known by its id, its host, when it was
  /// started and finished and the seconds it took.
  public func add(_ record: BenchRecord, path: String) throws(AssayError) -> Addition {
    let bench = record.bench
    try Self.check(bench.seconds, "bench.seconds", path)
    for workload in record.workloads {
      let name = "\(workload.study)/\(workload.id)"
      try Self.check(workload.items, "items of \(name)", path)
      try Self.check(workload.flopsPerItem, "flopsPerItem of \(name)", path)
      try Self.check(workload.bytesPerItem, "bytesPerItem of \(name)", path)
      for variant in workload.variants {
        try Self.check(variant.validation.bound, "bound of \(name)/\(variant.id)", path)
      }
      for point in workload.sizes?.points ?? [] {
        try Self.check(point.items, "items of a size of \(name)", path)
      }
    }
    for peak in record.ceilings.peaks {
      try Self.check(peak.flopsPerSecond, "flopsPerSecond", path)
    }
    for level in record.ceilings.bandwidths {
      try Self.check(level.bytesPerSecond, "bytesPerSecond", path)
    }
    let facts = try RunRow(
      name: bench.id, digest: SHA256.hex(try CanonicalJSON.encode(record)),
      identity: "\(bench.started) \(bench.finished) \(bench.seconds)", started: bench.started,
      finished: bench.finished, seconds: bench.seconds, seed: bench.seed,
      threads: bench.threads, studies: record.workloads.map(\.study), only: [],
      command: bench.command, environment: record.environment, record: path)
    let variants = record.workloads.flatMap(\.variants)
    return try write { db in
      let host = try Self.host(record.environment, db)
      if let known = try facts.known(host, db) { return .known(known) }
      let number = try facts.insert(host, db)
      try db.execute(
        sql:
          "UPDATE run SET kind = 'bench', quick = ?, device = ?, timed = ?, wrong = ? WHERE id = ?",
        arguments: [
          bench.quick, bench.device, variants.count { $0.summary != nil },
          variants.count { !$0.validation.isValid }, number,
        ])
      for workload in record.workloads { try Self.add(workload, number, db) }
      try Self.add(record.controls, number, db)
      try Self.add(record.ceilings, number, db)
      try Self.count(
        [
          "timings": "timing", "sample_sets": "timing_samples", "controls": "control",
          "ceilings": "ceiling", "sizes": "size_point",
        ], of: number, db)
      return .added(number)
    }
  }

  private static func add(_ workload: WorkloadRecord, _ run: Int64, _ db: Database) throws {
    let id = try row(
      "workload",
      [
        "study": workload.study, "name": workload.id, "item": workload.item,
        "items": workload.items, "flops": workload.flopsPerItem, "bytes": workload.bytesPerItem,
      ], db)
    for variant in workload.variants {
      let own = try row(
        "variant",
        [
          "workload": id, "name": variant.id, "precision": variant.precision.rawValue,
          "threads": variant.threads,
        ], db)
      try add(variant, own, run, db)
    }
    for (place, point) in (workload.sizes?.points ?? []).enumerated() {
      try db.execute(
        sql: "INSERT INTO size_point VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          run, id, place, workload.sizes!.variant, point.items, point.reason,
          SampleBytes.encode(point.samples),
        ])
    }
  }

  private static func add(
    _ variant: VariantRecord, _ id: Int64, _ run: Int64, _ db: Database
  ) throws {
    let (check, sum) = (variant.validation, variant.summary)
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO timing
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, run, check.reason, check.difference, check.bound, variant.pairs.count,
        variant.loadAverage, sum?.kind.rawValue, sum?.median, sum?.medianDeviation,
        sum?.itemsPerSecond, sum?.logGain, sum?.meanLogGain, sum?.low, sum?.high, sum?.pValue,
        sum?.floor, sum?.ceilingShare, sum?.ceiling, sum?.joulesPerItem,
      ])
    try db.execute(
      sql: "INSERT OR REPLACE INTO timing_samples VALUES (?, ?, ?)",
      arguments: [run, id, SampleBytes.encode(variant.pairs)])
  }

  private static func add(_ controls: [Control], _ run: Int64, _ db: Database) throws {
    for (place, control) in controls.enumerated() {
      try db.execute(
        sql: "INSERT INTO control VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          run, place, control.workload, control.variant, control.threads, control.kind.rawValue,
          SampleBytes.encode(control.pairs),
        ])
    }
  }

  private static func add(_ ceilings: Ceilings, _ run: Int64, _ db: Database) throws {
    let rows =
      ceilings.peaks.map { ("FMA \($0.precision.rawValue)", $0.threads, $0.flopsPerSecond) }
      + ceilings.bandwidths.map { ($0.level, $0.threads, $0.bytesPerSecond) }
    for (place, row) in rows.enumerated() {
      try db.execute(
        sql: "INSERT INTO ceiling VALUES (?, ?, ?, ?, ?)",
        arguments: [run, place, row.0, row.1, row.2])
    }
  }

  /// The number of the row with these values, made where it is missing.
  private static func row(
    _ table: String, _ values: KeyValuePairs<String, any DatabaseValueConvertible>, _ db: Database
  ) throws -> Int64 {
    let arguments = StatementArguments(values.map { $0.value as (any DatabaseValueConvertible)? })
    let known = values.map { "\($0.key) = ?" }.joined(separator: " AND ")
    if let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM \(table) WHERE \(known)", arguments: arguments)
    {
      return id
    }
    let columns = values.map(\.key).joined(separator: ", ")
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    try db.execute(
      sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks))", arguments: arguments)
    return db.lastInsertedRowID
  }
}
