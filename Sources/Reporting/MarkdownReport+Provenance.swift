// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Harness

extension MarkdownReport {
  /// What is needed to judge and repeat the run.
  static func provenance(_ record: RunRecord) -> String {
    var text = "## How this run was made\n\n"
    text += MarkdownText.block(RunFacts.command(record), language: "sh")
    text +=
      "\nFor the commands of this report to work, once in a copy of the program's repository:\n\n"
    text += MarkdownText.block(RunFacts.preparation(record), language: "sh")
    text += RunFacts.changes(record).map { "\n\($0)\n" } ?? ""
    text += "\n" + MarkdownText.table(["what", "value"], run(record)) + "\n"
    text += "### Machine and build\n\n"
    text += MarkdownText.table(["what", "value"], environment(record.environment)) + "\n"
    text += record.studies.map(stages).joined()
    text += record.studies.map(files).joined()
    return text
  }

  private static func run(_ record: RunRecord) -> [[String]] {
    RunFacts.run(record).map { [$0.name, MarkdownText.inline($0.value)] }
      + [["results digest (SHA-256)", MarkdownText.code(record.resultsDigest)]]
  }

  static func environment(_ machine: Environment) -> [[String]] {
    RunFacts.environment(machine).map { [$0.name, MarkdownText.inline($0.value)] }
  }

  /// Wall seconds by task, the longest first.
  private static func stages(_ study: StudyRecord) -> String {
    if study.stages.isEmpty { return "" }
    let sorted = study.stages.enumerated().sorted {
      $0.element.seconds == $1.element.seconds
        ? $0.offset < $1.offset : $0.element.seconds > $1.element.seconds
    }.map(\.element)
    let total = study.stages.reduce(0) { $0 + $1.seconds }
    var rows = sorted.prefix(20).map { [MarkdownText.code($0.task), Format.seconds($0.seconds)] }
    let rest = sorted.dropFirst(20)
    if !rest.isEmpty {
      let seconds = rest.reduce(0) { $0 + $1.seconds }
      rows.append([Format.count(rest.count, "shorter task"), Format.seconds(seconds)])
    }
    return "### Time of \(MarkdownText.code(study.card.id))\n\n"
      + "\(Format.count(study.stages.count, "task")), \(Format.seconds(total)) in sum.\n\n"
      + MarkdownText.table(["task", "wall time"], rows, right: [1]) + "\n"
  }

  private static func files(_ study: StudyRecord) -> String {
    if study.referenceFiles.isEmpty { return "" }
    let rows = study.referenceFiles.sorted { $0.key < $1.key }.map {
      [MarkdownText.code("Reference/\($0.key)"), MarkdownText.code($0.value)]
    }
    return "<details><summary>Reference files of \(MarkdownText.inline(study.card.id)) "
      + "(\(rows.count)), SHA-256</summary>\n\n" + MarkdownText.table(["file", "SHA-256"], rows)
      + "\n</details>\n\n"
  }

  /// An argument as it can be pasted into a shell.
  static func quoted(_ argument: String) -> String {
    let plain = argument.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || $0.properties.numericType != nil
          || "-_./=:,+@%".unicodeScalars.contains($0))
    }
    if plain, !argument.isEmpty { return argument }
    return "'" + MarkdownText.oneLine(argument).replacing("'", with: "'\\''") + "'"
  }
}
