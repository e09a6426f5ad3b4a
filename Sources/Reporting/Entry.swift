// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// A comparison of a run beside its verdict: what every report lists.
struct Entry {
  var study: StudyRecord
  var comparison: Comparison
  var verdict: Verdict

  var studyID: String { study.card.id }
  var id: String { comparison.id }

  /// Deliberate faults that this comparison must catch.
  var faults: [Fault] { study.faults.filter { $0.meantFor.contains(id) } }

  /// The unit of the values compared, where the observables agree on one.
  var units: String? {
    let ids = Set(comparison.pairs.map(\.observable))
    let units = Set(study.observables.filter { ids.contains($0.id) }.map(\.units))
    return units.count == 1 ? units.first! : nil
  }

  /// How the reader is told of the verdict; a vanished known difference is a class of its own.
  var outcome: Outcome {
    if verdict.status == .discrepant { return .discrepant }
    if verdict.vanished > 0 { return .vanished }
    switch verdict.status {
    case .reproduced, .discrepant: return .reproduced
    case .undecided: return .undecided
    case .notComparable: return .notComparable
    case .notRun: return .notRun
    }
  }

  /// The rows that a reader must see first: failing ones, then those nearest their bound.
  var worstRows: [Verdict.Row] {
    verdict.rows.enumerated().sorted { a, b in
      let (p, q) = (Self.urgency(a.element), Self.urgency(b.element))
      return p == q ? a.offset < b.offset : q < p
    }.map(\.element)
  }

  /// |deviation|/bound of a row; no bound is left to use where the bound is zero.
  static func share(_ row: Verdict.Row) -> Double {
    if row.deviation == 0 { return 0 }
    let share = row.deviation.magnitude / row.bound
    return share.isNaN ? .infinity : share
  }

  private static func urgency(_ row: Verdict.Row) -> (Int, Double) {
    let rank =
      switch row.status {
      case .discrepant: row.known ? 2 : 3
      case .undecided: 1
      case .reproduced, .notComparable, .notRun: 0
      }
    return (rank, share(row))
  }
}

/// The verdict in the words of the reports.
enum Outcome: String, CaseIterable {
  case reproduced
  case discrepant
  case vanished = "known difference vanished"
  case undecided
  case notRun = "not run"
  case notComparable = "not comparable"
}

/// The comparisons of a run with a verdict, and those without.
struct Summary {
  var entries: [Entry] = []
  /// Comparisons that the run was not asked for (`--only`).
  var notSelected: [(study: String, comparison: String)] = []

  init(_ record: RunRecord) {
    for study in record.studies {
      // Claims have verdicts too, but they are no comparisons: reports list them by themselves.
      let known = Set(study.comparisons.map(\.id) + study.claims.map(\.id))
      for comparison in study.comparisons {
        let verdicts = study.verdicts.filter { $0.comparison == comparison.id }
        entries += verdicts.map { Entry(study: study, comparison: comparison, verdict: $0) }
        if verdicts.isEmpty { notSelected.append((study.card.id, comparison.id)) }
      }
      // A verdict is never dropped, even where the record forgot its comparison.
      entries += study.verdicts.filter { !known.contains($0.comparison) }.map {
        Entry(study: study, comparison: Self.unknown($0.comparison), verdict: $0)
      }
    }
  }

  func count(_ outcome: Outcome) -> Int { entries.count { $0.outcome == outcome } }

  func entries(_ outcome: Outcome) -> [Entry] { entries.filter { $0.outcome == outcome } }

  /// Entries of an outcome by the reason recorded, in order of first appearance.
  func grouped(_ outcome: Outcome) -> [(reason: String, entries: [Entry])] {
    var groups: [(reason: String, entries: [Entry])] = []
    for entry in entries(outcome) {
      let reason = entry.verdict.note ?? "no reason recorded"
      if let i = groups.firstIndex(where: { $0.reason == reason }) {
        groups[i].entries.append(entry)
      } else {
        groups.append((reason, [entry]))
      }
    }
    return groups
  }

  /// "17 of 19 comparisons reproduced, 0 discrepant, 2 not run (no raw data)."
  var sentence: String {
    if entries.isEmpty { return "No comparison was made." }
    let known = entries(.reproduced).count { $0.verdict.knownDifferences > 0 }
    var parts = [
      "\(count(.reproduced)) of \(Format.count(entries.count, "comparison")) reproduced"
        + (known > 0 ? " (\(known) with known differences)" : ""),
      "\(count(.discrepant)) discrepant",
    ]
    if count(.vanished) > 0 {
      parts.append("\(count(.vanished)) failed because a known difference has vanished")
    }
    for outcome in [Outcome.undecided, .notRun, .notComparable] where count(outcome) > 0 {
      parts.append("\(count(outcome)) \(outcome.rawValue)" + commonReason(outcome))
    }
    return parts.joined(separator: ", ") + "."
  }

  /// The reason in parentheses when all entries of that outcome share one short note.
  private func commonReason(_ outcome: Outcome) -> String {
    let notes = Set(entries(outcome).map { $0.verdict.note ?? "" })
    guard notes.count == 1, let note = notes.first, !note.isEmpty, note.count <= 60 else {
      return ""
    }
    return " (\(MarkdownText.oneLine(note)))"
  }

  private static func unknown(_ id: String) -> Comparison {
    Comparison(
      id: id, title: "not described in this record", table: nil, pairs: [],
      tolerance: Tolerance(.absolute, 0), reason: Reason(.otherDefinition, "not recorded"),
      evidence: .published, source: "not recorded")
  }
}
