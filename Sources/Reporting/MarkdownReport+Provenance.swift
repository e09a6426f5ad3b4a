// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Harness

extension MarkdownReport {
  /// What is needed to judge and repeat the run.
  static func provenance(_ record: RunRecord) -> String {
    var text = "## How this run was made\n\n"
    text += MarkdownText.block(
      record.run.command.map(quoted).joined(separator: " "), language: "sh")
    text += "\n" + MarkdownText.table(["what", "value"], run(record)) + "\n"
    text += "### Machine and build\n\n"
    text += MarkdownText.table(["what", "value"], environment(record.environment)) + "\n"
    text += record.studies.map(stages).joined()
    text += record.studies.map(files).joined()
    return text
  }

  private static func run(_ record: RunRecord) -> [[String]] {
    runFacts(record).map { [$0.0, MarkdownText.inline($0.1)] }
      + [["results digest (SHA-256)", MarkdownText.code(record.resultsDigest)]]
  }

  /// How the run was asked for, as names and plain values.
  static func runFacts(_ record: RunRecord) -> [(String, String)] {
    let run = record.run
    return [
      ("run", run.id), ("started (UTC)", run.started), ("finished (UTC)", run.finished),
      ("wall time", Format.seconds(run.seconds)), ("tier", run.tier.rawValue),
      ("seed", String(run.seed)), ("threads", String(run.threads)),
      ("shards", String(run.shards)), ("raw data", run.withData ? "at hand" : "not at hand"),
      ("only", run.only.isEmpty ? "everything" : run.only.joined(separator: ", ")),
      ("resumed", run.resumed ? "yes" : "no"), ("record format", String(record.format)),
    ]
  }

  static func environment(_ machine: Environment) -> [[String]] {
    machineFacts(machine).map { [$0.0, MarkdownText.inline($0.1)] }
  }

  /// The machine and the build, as names and plain values.
  static func machineFacts(_ machine: Environment) -> [(String, String)] {
    let commit = machine.gitCommit.map { $0 + (machine.gitDirty == true ? " (changed)" : "") }
    return [
      ("processor", machine.cpuModel), ("extensions", machine.cpuFlags.joined(separator: " ")),
      ("logical cores", String(machine.logicalCores)),
      ("memory", Format.bytes(machine.memoryBytes)),
      ("operating system", machine.operatingSystem), ("kernel", machine.kernel),
      ("host", machine.hostName), ("compiler", machine.compiler),
      ("build", machine.buildConfiguration),
      ("libraries", pairs(machine.libraries)), ("OpenBLAS core", machine.openBLASCore),
      ("variables set", machine.variables.isEmpty ? "none" : pairs(machine.variables)),
      ("commit", commit ?? "unknown"),
      ("load average at start", machine.loadAverage.map { Format.size($0) } ?? "unknown"),
    ]
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

  private static func pairs(_ values: [String: String]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
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
