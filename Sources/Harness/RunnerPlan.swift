// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// What a run will do: the tasks kept, in the order that names shards and sorts results, and the
/// reasons why the other observables are absent.
struct RunPlan: Sendable {
  /// A task that is run.
  struct Task: Sendable {
    /// Place in `RunPlan.studies`.
    var study: Int
    var task: StudyTask
    /// "study/task": names the random stream.
    var name: String
  }

  struct StudyPlan: Sendable {
    var type: any Study.Type
    var context: RunContext
    /// Every task of the study, kept or not.
    var tasks: [StudyTask]
    var selection: RunSelection.OfStudy

    var id: String { type.card.id }
    var library: ReferenceLibrary { context.reference }

    /// The task that computes an observable.
    func provider(of observable: String) -> StudyTask? {
      tasks.first { $0.provides.contains(observable) }
    }
  }

  var studies: [StudyPlan]
  var tasks: [Task]
  /// Data sets at hand, "study/dataset".
  var present: Set<String>
  var tier: Tier

  /// Plans a run.
  /// - Parameter present: the data sets to count on, "study/dataset"; nil looks into the folder.
  init(
    _ studies: [any Study.Type], _ references: [String: ReferenceLibrary], _ options: RunOptions,
    present: Set<String>? = nil
  ) throws(AssayError) {
    self.studies = []
    tier = options.tier
    try Self.checkFault(options.fault, studies)
    for type in studies {
      self.studies.append(try Self.plan(type, references, options))
    }
    let selections = try RunSelection.resolve(options.only, self.studies)
    for i in self.studies.indices { self.studies[i].selection = selections[i] }
    self.studies.removeAll { $0.selection.isEmpty }
    self.present =
      present ?? Set(self.studies.flatMap { Self.present($0.library, options.data) })
    tasks = []
    for (i, study) in self.studies.enumerated() {
      try checkNeeds(study)
      tasks += study.tasks.filter { isKept($0, study) }.map {
        Task(study: i, task: $0, name: "\(study.id)/\($0.id)")
      }
    }
  }

  private static func plan(
    _ type: any Study.Type, _ references: [String: ReferenceLibrary], _ options: RunOptions
  ) throws(AssayError) -> StudyPlan {
    let id = type.card.id
    guard let library = references[id] else {
      throw .missing("reference library of study \(id)", remedy: "point to it with --reference")
    }
    let fault = options.fault.flatMap { fault in
      type.faults.contains { $0.id == fault } ? fault : nil
    }
    let context = RunContext(
      seed: options.seed, tier: options.tier, reference: library, data: options.data, fault: fault,
      device: options.device)
    let study = StudyPlan(
      type: type, context: context, tasks: try type.plan(context),
      selection: RunSelection.OfStudy())
    try checkUnique(study)
    return study
  }

  private static func present(_ library: ReferenceLibrary, _ data: DataFolder?) -> [String] {
    guard let data else { return [] }
    return library.datasets.filter { data.has($0) }.map { "\(library.study)/\($0.id)" }
  }

  private func isKept(_ task: StudyTask, _ study: StudyPlan) -> Bool {
    task.tier <= tier && absentData(task, study) == nil && study.selection.keeps(task)
  }

  private func absentData(_ task: StudyTask, _ study: StudyPlan) -> String? {
    task.needs.first { !present.contains("\(study.id)/\($0)") }
  }

  /// Why an observable of this plan was not computed.
  func reasonForAbsence(of observable: String, in study: StudyPlan) -> String {
    guard let task = study.provider(of: observable) else {
      return "no task computes observable \(observable)"
    }
    if task.tier > tier { return "needs --tier \(task.tier.rawValue)" }
    if let dataset = absentData(task, study) {
      return "needs data set \(dataset); assay fetch \(dataset) or --data"
    }
    if !study.selection.keeps(task) { return RunSelection.leftOut }
    return "task \(task.id) was not finished, or belongs to another shard"
  }

  // MARK: Checks of what the studies planned

  private static func checkFault(
    _ fault: String?, _ studies: [any Study.Type]
  ) throws(AssayError) {
    let known = studies.flatMap { $0.faults.map(\.id) }
    guard let fault, !known.contains(fault) else { return }
    throw .usage(
      "fault \"\(fault)\": accepted are "
        + (known.isEmpty ? "none" : known.joined(separator: ", ")))
  }

  private static func checkUnique(_ study: StudyPlan) throws(AssayError) {
    var tasks = Set<String>()
    var observables = Set<String>()
    for task in study.tasks {
      guard tasks.insert(task.id).inserted else {
        throw .failed("study \(study.id) plans task \(task.id) twice")
      }
      for observable in task.provides where !observables.insert(observable).inserted {
        throw .failed("study \(study.id) plans observable \(observable) twice")
      }
    }
    for comparison in study.library.comparisons {
      for pair in comparison.pairs where !observables.contains(pair.observable) {
        throw JudgePlace(comparison: comparison, library: study.library).bad(
          "observable \"\(pair.observable)\"", accepted: "an observable that the study computes")
      }
    }
  }

  private func checkNeeds(_ study: StudyPlan) throws(AssayError) {
    let known = study.library.datasets.map(\.id)
    for task in study.tasks {
      for need in task.needs where !known.contains(need) {
        throw .failed(
          "task \(study.id)/\(task.id) needs data set \(need), which is not in "
            + "\(study.library.folder)/datasets.yaml")
      }
    }
  }
}
