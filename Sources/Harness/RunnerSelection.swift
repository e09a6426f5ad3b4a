// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// What `--only` leaves of the studies.
enum RunSelection {
  static let leftOut = "left out by --only"

  /// What is selected of one study.
  struct OfStudy: Sendable {
    /// Whether the whole study is selected; then the sets below do not matter.
    var whole = false
    var comparisons: Set<String> = []
    var tasks: Set<String> = []
    /// Observables of the selected comparisons.
    var observables: Set<String> = []
    /// Observables of the selected tasks.
    var provided: Set<String> = []

    var isEmpty: Bool { !whole && comparisons.isEmpty && tasks.isEmpty }

    /// A task is run when it was named or computes what a named comparison holds.
    func keeps(_ task: StudyTask) -> Bool {
      whole || tasks.contains(task.id) || task.provides.contains { observables.contains($0) }
    }

    /// A comparison is judged when it was named or when named tasks compute all it holds.
    func judges(_ comparison: Comparison) -> Bool {
      whole || comparisons.contains(comparison.id)
        || comparison.pairs.allSatisfy { provided.contains($0.observable) }
    }
  }

  /// Resolves each term to studies, comparisons and tasks: equal names before beginnings.
  static func resolve(
    _ terms: [String], _ studies: [RunPlan.StudyPlan]
  ) throws(AssayError) -> [OfStudy] {
    guard !terms.isEmpty else { return studies.map { _ in OfStudy(whole: true) } }
    var selections = studies.map { _ in OfStudy() }
    for term in terms {
      if let i = studies.firstIndex(where: { $0.id == term }) {
        selections[i].whole = true
        continue
      }
      let equal = { (study: String, id: String) in id == term || "\(study)/\(id)" == term }
      let begins = { (study: String, id: String) in
        id.hasPrefix(term) || "\(study)/\(id)".hasPrefix(term)
      }
      guard
        !term.isEmpty,
        select(&selections, studies, where: equal) || select(&selections, studies, where: begins)
      else {
        throw .usage(
          "--only \(term) names no study, comparison or task; studies are "
            + studies.map(\.id).joined(separator: ", ")
            + ", and assay list shows their comparisons")
      }
    }
    return selections
  }

  /// Adds what matches; false when nothing does.
  private static func select(
    _ selections: inout [OfStudy], _ studies: [RunPlan.StudyPlan],
    where matches: (String, String) -> Bool
  ) -> Bool {
    var any = false
    for (i, study) in studies.enumerated() {
      for comparison in study.library.comparisons where matches(study.id, comparison.id) {
        selections[i].comparisons.insert(comparison.id)
        selections[i].observables.formUnion(comparison.pairs.map(\.observable))
        any = true
      }
      for task in study.tasks where matches(study.id, task.id) {
        selections[i].tasks.insert(task.id)
        selections[i].provided.formUnion(task.provides)
        any = true
      }
    }
    return any
  }
}
