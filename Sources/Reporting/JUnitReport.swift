// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// The verdicts of a run as JUnit XML, in the dialect that GitLab and Jenkins read.
///
/// A study is a suite, a comparison a test case. Discrepant, or a known difference that has
/// vanished: failure. Undecided, not run, not comparable: skipped. A known difference: passed,
/// with a property. The message is repeated in the element's body because GitLab shows only that.
public enum JUnitReport {
  public static func xml(of record: RunRecord) -> String {
    let summary = Summary(record)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"assay\"" + counts(summary.entries)
    text += XMLText.attribute("time", Format.decimal(record.run.seconds)) + ">\n"
    for (index, study) in record.studies.enumerated() {
      let entries = summary.entries.filter { $0.studyID == study.card.id }
      text += suite(study, index, entries, record)
    }
    return text + "</testsuites>\n"
  }

  private static func suite(
    _ study: StudyRecord, _ index: Int, _ entries: [Entry], _ record: RunRecord
  ) -> String {
    let seconds = study.stages.reduce(0) { $0 + $1.seconds }
    var text = "  <testsuite" + XMLText.attribute("name", study.card.id) + counts(entries)
    text += XMLText.attribute("time", Format.decimal(seconds))
    text += XMLText.attribute("timestamp", withoutZone(record.run.started))
    text += XMLText.attribute("hostname", record.environment.hostName)
    text += " id=\"\(index)\" package=\"assay\">\n    <properties>\n"
    let properties =
      [
        ("seed", String(record.run.seed)), ("tier", record.run.tier.rawValue),
        ("results digest", record.resultsDigest), ("title", study.card.title),
      ] + study.claims.map { ("claim not comparable: \($0.id)", $0.because) }
    text += properties.map { property($0.0, $0.1, indent: 6) }.joined()
    text += "    </properties>\n" + entries.map(testcase).joined()
    return text + "    <system-out/>\n    <system-err/>\n  </testsuite>\n"
  }

  private static func counts(_ entries: [Entry]) -> String {
    let failures = entries.count { result($0) == .failure }
    let skipped = entries.count { result($0) == .skipped }
    return " tests=\"\(entries.count)\" failures=\"\(failures)\" errors=\"0\" "
      + "skipped=\"\(skipped)\""
  }

  private enum Result { case passed, failure, skipped }

  private static func result(_ entry: Entry) -> Result {
    switch entry.outcome {
    case .reproduced: .passed
    case .discrepant, .vanished: .failure
    case .undecided, .notRun, .notComparable: .skipped
    }
  }

  private static func testcase(_ entry: Entry) -> String {
    let table = entry.comparison.table ?? "comparisons"
    var text = "    <testcase"
    text += XMLText.attribute("classname", "assay.\(entry.studyID).\(table)")
    text += XMLText.attribute("name", "\(entry.id): \(entry.comparison.title)")
    if let line = entry.study.places?[entry.id]?.line {
      text += XMLText.attribute("file", "Reference/\(entry.studyID)/comparisons.yaml")
      text += " line=\"\(line)\""
    } else {
      text += XMLText.attribute("file", "Reference/\(entry.studyID)/\(table).yaml")
    }
    // Comparing takes microseconds; what takes time is the study's tasks, counted in the suite.
    text += " time=\"0\">\n"
    text += properties(entry) + outcome(entry)
    return text
      + "      <system-out>\(XMLText.escape(values(entry)))</system-out>\n    </testcase>\n"
  }

  private static func properties(_ entry: Entry) -> String {
    let verdict = entry.verdict
    var properties = [("verdict", Words.verdict(entry))]
    if verdict.knownDifferences > 0 {
      properties.append(("known differences", String(verdict.knownDifferences)))
      properties.append(("known difference", entry.comparison.known?.explanation ?? ""))
    }
    if let caught = verdict.smallestCaught {
      let kind = verdict.smallestCaughtIsAbsolute ? "absolute" : "relative"
      properties.append(("smallest shift caught (\(kind))", Format.value(caught)))
    }
    return "      <properties>\n" + properties.map { property($0.0, $0.1, indent: 8) }.joined()
      + "      </properties>\n"
  }

  private static func outcome(_ entry: Entry) -> String {
    let message = Words.finding(entry)
    switch result(entry) {
    case .passed: return ""
    case .failure:
      let type =
        entry.outcome == .vanished ? "KnownDifferenceVanished" : "OutsideTolerance"
      return "      <failure" + XMLText.attribute("message", message)
        + XMLText.attribute("type", type) + ">\(XMLText.escape(message))</failure>\n"
    case .skipped:
      let full = "\(entry.verdict.status.rawValue): \(message)"
      return "      <skipped" + XMLText.attribute("message", full)
        + ">\(XMLText.escape(full))</skipped>\n"
    }
  }

  /// The values behind a verdict, a row a line; the worst first.
  private static func values(_ entry: Entry) -> String {
    let rows = entry.worstRows
    var text = "tolerance \(Words.tolerance(entry)); worst deviation \(Words.worst(entry)); "
    text += "used \(Words.used(entry.verdict)); would have caught \(Words.caught(entry))\n"
    for row in rows.prefix(rowLimit) {
      text += "\(row.label): ours \(row.ours), reference \(row.reference), "
      text += "deviation \(row.deviation), bound \(row.bound), \(row.status.rawValue)"
      text += (row.known ? " (known)" : "") + "\n"
    }
    let rest = rows.count - min(rows.count, rowLimit)
    return rest > 0 ? text + "\(Format.count(rest, "more row"))\n" : text
  }

  /// Rows written out for a comparison: readers cap the file, and the record has them all.
  private static let rowLimit = 100

  private static func property(_ name: String, _ value: String, indent: Int) -> String {
    String(repeating: " ", count: indent) + "<property" + XMLText.attribute("name", name)
      + XMLText.attribute("value", value) + "/>\n"
  }

  /// ISO 8601 as the Ant-derived schema wants it: no zone, no fraction.
  private static func withoutZone(_ time: String) -> String {
    String(time.prefix { $0 != "Z" && $0 != "." && $0 != "+" })
  }
}
