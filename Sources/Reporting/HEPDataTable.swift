// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Observables over the same keys that answer one reference table.
struct HEPDataTable {
  /// An observable with the comparisons that hold it.
  struct Column {
    var observable: Observable
    var comparisons: [Comparison]
    /// In the order of `comparisons`; nil where the run has none.
    var verdicts: [Verdict?]
  }

  /// At most 64 characters, unique in its submission.
  var name: String
  var file: String
  var description: String
  /// At most 256 characters.
  var location: String?
  var evidence: [String]
  var columns: [Column]

  private init(
    name: String, file: String, description: String, location: String?, evidence: [String],
    columns: [Column]
  ) {
    (self.name, self.file, self.description) = (name, file, description)
    (self.location, self.evidence, self.columns) = (location, evidence, columns)
  }

  /// The tables of a study, in the order in which its observables first name them.
  static func all(of study: StudyRecord) -> [HEPDataTable] {
    var groups: [(answers: String?, columns: [Column])] = []
    var verdicts: [String: Verdict] = [:]
    for verdict in study.verdicts { verdicts[verdict.comparison] = verdict }
    for observable in study.observables where !observable.values.isEmpty {
      let comparisons = study.comparisons.filter { comparison in
        comparison.pairs.contains { $0.observable == observable.id }
      }
      let column = Column(
        observable: observable, comparisons: comparisons,
        verdicts: comparisons.map { verdicts[$0.id] })
      let answers = comparisons.compactMap(\.table).first
      // Observables that nothing holds stand by themselves.
      let place = groups.firstIndex { group in
        answers != nil && group.answers == answers
          && sameKeys(group.columns[0].observable, observable)
      }
      if let place {
        groups[place].columns.append(column)
      } else {
        groups.append((answers, [column]))
      }
    }
    var names: Set<String> = []
    var files: Set<String> = [HEPDataSubmission.index]
    return groups.map { group in
      let plain = group.answers ?? group.columns[0].observable.id
      let name = unique(plain, limit: 64, among: &names) { "\($0) (\($1))" }
      let file = unique(slug(plain), limit: 80, among: &files) { "\($0)-\($1)" } + ".yaml"
      return HEPDataTable(
        name: name, file: file, description: about(group, study), location: location(group, study),
        evidence: evidence(group.columns), columns: group.columns)
    }
  }

  private static func sameKeys(_ a: Observable, _ b: Observable) -> Bool {
    a.axes == b.axes && a.values.count == b.values.count
  }

  /// A name cut to the limit, numbered where another has it.
  private static func unique(
    _ name: String, limit: Int, among taken: inout Set<String>, _ numbered: (String, Int) -> String
  ) -> String {
    var number = 1
    var candidate = cut(name, limit)
    // HEPData's archives may be unpacked where case does not count.
    while !taken.insert(candidate.lowercased()).inserted {
      number += 1
      let suffix = numbered("", number).unicodeScalars.count
      candidate = numbered(cut(name, limit - suffix), number)
    }
    return candidate
  }

  static func cut(_ text: String, _ limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
  }

  private static func slug(_ name: String) -> String {
    let letters = name.map {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_"
    }
    let text = String(letters.prefix(70))
    return text.hasPrefix(".") ? "_" + text.dropFirst() : text
  }

  private static func about(
    _ group: (answers: String?, columns: [Column]), _ study: StudyRecord
  ) -> String {
    var parts: [String] = []
    if let table = group.answers {
      parts.append("Our numbers for the reference table \(table)")
      let places = group.columns.flatMap(\.comparisons).compactMap { study.places?[$0.id] }
      if let description = places.compactMap(\.description).first {
        parts[0] += " (\(description))"
      }
    } else {
      parts.append("\(group.columns[0].observable.title), which no reference table holds")
    }
    let missing = group.columns.reduce(0) { $0 + $1.observable.values.count { !$0.value.isFinite } }
    if missing > 0 { parts.append("\(missing) values are not finite numbers and stand as '-'") }
    if group.columns.contains(where: {
      $0.observable.values.contains { ($0.standardError ?? 0) > 0 }
    }) {
      parts.append("stat is one standard deviation of Monte Carlo noise, estimated by the run")
    }
    return MarkdownText.oneLine(parts.joined(separator: ". ") + ".")
  }

  private static func location(
    _ group: (answers: String?, columns: [Column]), _ study: StudyRecord
  ) -> String? {
    let comparisons = group.columns.flatMap(\.comparisons)
    let places = comparisons.compactMap { study.places?[$0.id]?.location }
    guard let place = places.first ?? comparisons.first?.source else { return nil }
    return cut(MarkdownText.oneLine("Answers \(place)"), 256)
  }

  private static func evidence(_ columns: [Column]) -> [String] {
    Set(columns.flatMap(\.comparisons).map { "reference \($0.evidence.rawValue)" }).sorted()
  }
}
