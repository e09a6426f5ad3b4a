// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware
internal import Numerics

/// Making the record of a run from what its tasks left.
extension Runner {
  func assemble(
    _ plan: RunPlan, entries: [Int: JournalEntry], environment: Environment, clock: RunClock,
    shards: Int, resumed: Bool
  ) throws(AssayError) -> RunRecord {
    var records: [StudyRecord] = []
    for (i, study) in plan.studies.enumerated() {
      let own = plan.tasks.indices.filter { plan.tasks[$0].study == i }.compactMap { entries[$0] }
      records.append(try plan.record(study, own))
    }
    let run = RunRecord.Run(
      id: options.name, started: RunClock.text(clock.began), finished: RunClock.text(Date()),
      seconds: clock.seconds, command: options.command, tier: options.tier, seed: options.seed,
      threads: options.threads, shards: shards, withData: !plan.present.isEmpty,
      only: options.only, resumed: resumed, device: options.device?.name)
    return RunRecord(
      run: run, environment: environment, studies: records,
      resultsDigest: try RunRecord.digest(of: records))
  }
}

extension RunPlan {
  /// What one study contributes; `entries` in plan order.
  func record(_ study: StudyPlan, _ entries: [JournalEntry]) throws(AssayError) -> StudyRecord {
    let observables = entries.flatMap(\.observables)
    let results = Results(observables)
    var verdicts: [Verdict] = []
    for comparison in study.library.comparisons {
      verdicts.append(try verdict(comparison, study, results))
    }
    verdicts += study.library.claims.map {
      Verdict(comparison: $0.id, status: .notComparable, note: $0.because)
    }
    let tables = study.type.tables(results, study.context)
    return StudyRecord(
      card: study.type.card, comparisons: study.library.comparisons, verdicts: verdicts,
      claims: study.library.claims, faults: study.type.faults, observables: observables,
      figures: study.type.figures(results, study.context),
      tables: tables.isEmpty ? nil : tables,
      stages: entries.map { StudyRecord.Stage(task: $0.task, seconds: $0.seconds) },
      notes: study.library.notes, referenceFiles: study.library.files,
      places: study.library.places.isEmpty ? nil : study.library.places)
  }

  /// The verdict of a comparison, or why there is none.
  func verdict(
    _ comparison: Comparison, _ study: StudyPlan, _ results: Results
  ) throws(AssayError) -> Verdict {
    let because: String
    if !study.selection.judges(comparison) {
      because = RunSelection.leftOut
    } else if comparison.tier > tier {
      because = "needs --tier \(comparison.tier.rawValue)"
    } else if let absent = comparison.pairs.first(where: { results[$0.observable] == nil }) {
      because = reasonForAbsence(of: absent.observable, in: study)
    } else {
      return try Judge.verdict(of: comparison, library: study.library, results: results)
    }
    return Verdict(comparison: comparison.id, status: .notRun, note: because)
  }
}
