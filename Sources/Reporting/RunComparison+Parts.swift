// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Harness
internal import Numerics

/// What differs beside verdicts and their numbers.
extension RunComparison {
  /// Which parts of the answers make the digests differ, study by study.
  static func parts(_ before: RunRecord, _ now: RunRecord) throws(AssayError) -> [String] {
    var parts: [String] = []
    for study in now.studies {
      guard let then = before.studies.first(where: { $0.card.id == study.card.id }) else {
        parts.append("\(study.card.id) is in the later run only")
        continue
      }
      var changed: [String] = []
      let observables = try count(then.observables, study.observables) { $0.id }
      if let observables { changed.append("observables (\(observables))") }
      let verdicts = try count(then.verdicts, study.verdicts) { $0.comparison }
      if let verdicts { changed.append("verdicts (\(verdicts))") }
      let comparisons = try count(then.comparisons, study.comparisons) { $0.id }
      if let comparisons { changed.append("what is compared and how (\(comparisons))") }
      let figures = try count(then.figures, study.figures) { $0.id }
      if let figures { changed.append("figures (\(figures))") }
      let tables = try count(then.tables ?? [], study.tables ?? []) { $0.id }
      if let tables { changed.append("tables (\(tables))") }
      if (then.tables == nil) != (study.tables == nil), tables == nil {
        changed.append("tables (an empty list in one record, no list in the other)")
      }
      if !changed.isEmpty { parts.append("\(study.card.id): \(changed.joined(separator: ", "))") }
    }
    for study in before.studies where !now.studies.contains(where: { $0.card.id == study.card.id })
    {
      parts.append("\(study.card.id) is in the earlier run only")
    }
    return parts.isEmpty ? ["the studies stand in another order"] : parts
  }

  /// "3 of 111 differ, 2 new"; nil where nothing does.
  private static func count<T: Encodable>(
    _ before: [T], _ now: [T], by name: (T) -> String
  ) throws(AssayError) -> String? {
    if try CanonicalJSON.encode(before) == CanonicalJSON.encode(now) { return nil }
    var old: [String: [UInt8]] = [:]
    for one in before { old[name(one)] = try CanonicalJSON.encode(one) }
    var (changed, new) = (0, 0)
    var seen: Set<String> = []
    for one in now {
      seen.insert(name(one))
      guard let then = old[name(one)] else {
        new += 1
        continue
      }
      changed += try CanonicalJSON.encode(one) == then ? 0 : 1
    }
    let gone = old.keys.count { !seen.contains($0) }
    if changed == 0, new == 0, gone == 0 { return "the same in another order or number" }
    var words = ["\(changed) of \(now.count) differ"]
    if new > 0 { words.append("\(new) new") }
    if gone > 0 { words.append("\(gone) gone") }
    return words.joined(separator: ", ")
  }

  static func asked(_ run: RunRecord.Run) -> [(String, String)] {
    [
      ("tier", run.tier.rawValue), ("seed", String(run.seed)), ("threads", String(run.threads)),
      ("shards", String(run.shards)), ("raw data at hand", run.withData ? "yes" : "no"),
      ("only", run.only.isEmpty ? "all" : run.only.joined(separator: " ")),
      ("resumed", run.resumed ? "yes" : "no"), ("device", run.device ?? "cpu"),
    ]
  }

  static func environment(_ environment: Environment) -> [(String, String)] {
    let none = "–"
    var all = [
      ("commit", environment.gitCommit ?? none),
      ("uncommitted changes", environment.gitDirty.map { $0 ? "yes" : "no" } ?? none),
      ("host", environment.hostName), ("processor", environment.cpuModel),
      ("vector extensions", environment.cpuFlags.joined(separator: " ")),
      ("logical cores", String(environment.logicalCores)),
      ("memory", Format.bytes(environment.memoryBytes)),
      ("operating system", environment.operatingSystem), ("kernel", environment.kernel),
      ("compiler", environment.compiler), ("build", environment.buildConfiguration),
      ("OpenBLAS core", environment.openBLASCore),
      ("load average", environment.loadAverage.map { Format.size($0) } ?? none),
    ]
    all += environment.libraries.sorted { $0.key < $1.key }.map { ($0, $1) }
    all += environment.variables.sorted { $0.key < $1.key }.map { ("variable \($0)", $1) }
    return all
  }

  static func differences(
    _ before: [(String, String)], _ now: [(String, String)]
  ) -> [Difference] {
    let none = "–"
    let old = Dictionary(before, uniquingKeysWith: { a, _ in a })
    let names = now.map(\.0)
    return now.filter { old[$0.0] != $0.1 }.map {
      Difference(name: $0.0, before: old[$0.0] ?? none, now: $0.1)
    }
      + before.filter { !names.contains($0.0) }.map {
        Difference(name: $0.0, before: $0.1, now: none)
      }
  }

  static func references(_ before: RunRecord, _ now: RunRecord) -> [String] {
    now.studies.flatMap { study -> [String] in
      guard let then = before.studies.first(where: { $0.card.id == study.card.id }) else {
        return []
      }
      let names = Set(then.referenceFiles.keys).union(study.referenceFiles.keys)
      return names.sorted().filter { then.referenceFiles[$0] != study.referenceFiles[$0] }
    }
  }

  static func times(_ before: RunRecord, _ now: RunRecord) -> [TaskTime] {
    now.studies.flatMap { study -> [TaskTime] in
      guard let then = before.studies.first(where: { $0.card.id == study.card.id }) else {
        return []
      }
      let old = Dictionary(
        then.stages.map { ($0.task, $0.seconds) }, uniquingKeysWith: { a, _ in a })
      return study.stages.compactMap { stage in
        old[stage.task].map {
          TaskTime(study: study.card.id, task: stage.task, before: $0, now: stage.seconds)
        }
      }
    }
  }
}
