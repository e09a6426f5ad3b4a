// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension Audit {
  /// The findings in plain text, a kind after another, the gravest first.
  ///
  /// - Parameter limit: Findings shown of a kind; what is beyond is counted.
  public func text(limit: Int = 10) -> String {
    var text = "Evidence of the comparisons\n\n"
    let width = evidence.map(\.study.count).max() ?? 0
    let names = Comparison.Evidence.allCases.map(\.rawValue)
    let pad = { (text: String, width: Int) in
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let right = { (text: String, width: Int) in
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    text += "  \(pad("study", width))  \(names.joined(separator: "  "))\n"
    for row in evidence {
      let cells = zip(row.counts, names).map { right(String($0), $1.count) }
      text += "  \(pad(row.study, width))  \(cells.joined(separator: "  "))\n"
    }
    for kind in AuditFinding.Kind.allCases {
      let own = findings.filter { $0.kind == kind }
      if own.isEmpty { continue }
      text += "\n\(own.count) × \(kind.rawValue): \(kind.meaning)\n\n"
      text += own.prefix(limit).map { Self.line($0) }.joined()
      if own.count > limit { text += "  … and \(own.count - limit) more (--all shows them)\n" }
    }
    let clean = AuditFinding.Kind.allCases.filter { kind in
      Self.gaps.contains(kind) && !findings.contains { $0.kind == kind }
    }
    if !clean.isEmpty {
      text += "\nNone found: \(clean.map(\.rawValue).joined(separator: ", ")).\n"
    }
    return text
  }

  private static func line(_ finding: AuditFinding) -> String {
    let subject = finding.study + (finding.subject.map { "/\($0)" } ?? "")
    return "  \(subject): \(MarkdownText.oneLine(finding.text))\n"
  }
}
