// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A drill whose answers without a fault come from the record of a finished run: at the tiers
/// that take a night nobody computes them twice.
extension Drill {
  /// The verdicts of a record by study and comparison.
  /// - Throws: where the record lacks a study or was made with other reference files.
  static func verdicts(
    of record: RunRecord, _ plan: RunPlan
  ) throws(AssayError) -> [String: [String: Verdict]] {
    var verdicts: [String: [String: Verdict]] = [:]
    for study in plan.studies {
      guard let recorded = record.studies.first(where: { $0.card.id == study.id }) else {
        throw .badValue(
          name: "record of the run \(record.run.id)", found: "no study \(study.id)",
          accepted: record.studies.map(\.card.id).joined(separator: ", "))
      }
      guard recorded.referenceFiles == study.library.files else {
        throw .badValue(
          name: "record of the run \(record.run.id)",
          found: "reference files of \(study.id) that are not those of now",
          accepted: "a run with the same files; make it again")
      }
      verdicts[study.id] = Dictionary(
        recorded.verdicts.map { ($0.comparison, $0) }, uniquingKeysWith: { first, _ in first })
    }
    return verdicts
  }

  /// Refuses ids of faults that no study has.
  static func check(_ faults: Set<String>?, _ plan: RunPlan) throws(AssayError) {
    let known = plan.studies.flatMap { $0.type.faults.map(\.id) }
    for fault in (faults ?? []).sorted() where !known.contains(fault) {
      throw .badValue(
        name: "fault", found: fault, accepted: known.joined(separator: ", "))
    }
  }
}

extension RunOptions {
  /// Tier and seed of a recorded run, and its selection where none is asked for.
  mutating func take(_ run: RunRecord.Run) {
    (tier, seed) = (run.tier, run.seed)
    if only.isEmpty { only = run.only }
  }
}
