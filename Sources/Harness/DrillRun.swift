// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A study under one of its faults; or all studies under none, the baseline.
struct DrillRun {
  var plan: RunPlan
  var study: RunPlan.StudyPlan?
  var fault: Fault?
  /// Tasks that serve the comparisons the fault is meant for.
  var tasks: [Int] = []
  var entries: [Int: JournalEntry] = [:]
  var errors: [Int: AssayError] = [:]

  init(plan: RunPlan, study: RunPlan.StudyPlan?, fault: Fault?) {
    self.plan = plan
    self.study = study
    self.fault = fault
  }

  init(
    _ study: RunPlan.StudyPlan, _ fault: Fault, _ options: RunOptions,
    _ references: [String: ReferenceLibrary], present: Set<String>, sound: [String: Verdict]? = nil
  ) throws(AssayError) {
    var options = options
    options.fault = fault.id
    // Selection is the baseline's: the terms of --only need not name anything in one study.
    options.only = []
    plan = try RunPlan([study.type], references, options, present: present)
    plan.studies[0].selection = study.selection
    self.study = plan.studies[0]
    self.fault = fault
    let plan = plan
    // Where the verdicts without the fault are known, only what it could break is computed.
    let targets = fault.meantFor.filter { id in
      guard let sound else { return true }
      return sound[id]?.status == .reproduced || sound[id]?.status == .undecided
    }
    tasks = plan.tasks.indices.filter { plan.serves($0, comparisons: targets) }
  }

  /// The observables of a study, in plan order.
  func results(of study: String) -> Results {
    Results(
      plan.tasks.indices.compactMap { entries[$0] }.filter { $0.study == study }
        .flatMap(\.observables))
  }
}

extension RunPlan {
  /// Whether a task computes what one of these comparisons (nil: any) that would be judged holds.
  func serves(_ index: Int, comparisons: [String]?) -> Bool {
    let task = tasks[index]
    let study = studies[task.study]
    return study.library.comparisons.contains { comparison in
      (comparisons?.contains(comparison.id) ?? true) && comparison.tier <= tier
        && study.selection.judges(comparison)
        && comparison.pairs.contains { task.task.provides.contains($0.observable) }
    }
  }
}

extension Drill {
  /// Judges every run; the first is the baseline, unless its verdicts are known from a record.
  static func report(
    _ runs: [DrillRun], _ recorded: [String: [String: Verdict]]?, _ options: RunOptions,
    _ clock: RunClock
  ) throws(AssayError) -> DrillReport {
    let baseline = runs[0]
    var report = DrillReport(
      tier: options.tier, seed: options.seed, findings: [], undrilled: [], seconds: 0)
    for study in baseline.plan.studies {
      let results = baseline.results(of: study.id)
      let drilled = Set(study.type.faults.flatMap(\.meantFor))
      var sound: [String: Verdict] = [:]
      for comparison in study.library.comparisons where study.selection.judges(comparison) {
        if let recorded {
          sound[comparison.id] = recorded[study.id]?[comparison.id]
        } else {
          sound[comparison.id] = try baseline.plan.verdict(comparison, study, results)
        }
        if !drilled.contains(comparison.id) {
          report.undrilled.append(.init(study: study.id, comparison: comparison.id))
        }
      }
      for run in runs.dropFirst() where run.study!.id == study.id {
        report.findings += findings(run, study, sound)
      }
    }
    report.seconds = clock.seconds
    return report
  }

  private static func findings(
    _ run: DrillRun, _ study: RunPlan.StudyPlan, _ sound: [String: Verdict]
  ) -> [DrillReport.Finding] {
    run.fault!.meantFor.compactMap { id in
      guard let before = sound[id],
        let comparison = study.library.comparisons.first(where: { $0.id == id })
      else { return nil }
      var finding = DrillReport.Finding(
        study: study.id, fault: run.fault!.id, title: run.fault!.title, comparison: id,
        outcome: .missed, discrepantRows: 0, rows: 0)
      judge(&finding, comparison, run, before)
      return finding
    }
  }

  private static func judge(
    _ finding: inout DrillReport.Finding, _ comparison: Comparison, _ run: DrillRun,
    _ before: Verdict
  ) {
    switch before.status {
    case .notRun, .notComparable:
      finding.outcome = .notRun
      finding.note = before.note
      return
    case .discrepant:
      finding.note = "discrepant without the fault, so it cannot be drilled"
      return
    case .reproduced, .undecided: break
    }
    if let error = error(of: comparison, run) {
      finding.note = "stopped instead of computing a wrong number: \(error)"
      return
    }
    do throws(AssayError) {
      let study = run.study!
      let verdict = try run.plan.verdict(comparison, study, run.results(of: study.id))
      finding.rows = verdict.rows.count
      finding.discrepantRows = verdict.rows.count { $0.status == .discrepant && !$0.known }
      finding.outcome = verdict.status == .discrepant ? .caught : .missed
      if finding.outcome == .missed { finding.note = "still \(verdict.status.rawValue)" }
    } catch {
      finding.note = "could not be judged: \(error)"
    }
  }

  /// The error of the first task that the comparison needed.
  private static func error(of comparison: Comparison, _ run: DrillRun) -> AssayError? {
    let failed = run.errors.keys.sorted().first { index in
      comparison.pairs.contains { run.plan.tasks[index].task.provides.contains($0.observable) }
    }
    return failed.map { run.errors[$0]! }
  }
}
