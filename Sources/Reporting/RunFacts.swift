// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Harness

/// What a reader needs to judge and repeat a run, as names and values in plain text: every report
/// lists the same.
enum RunFacts {
  static func run(_ record: RunRecord) -> [(name: String, value: String)] {
    let run = record.run
    let device = run.device.map { [(name: "device", value: $0)] } ?? []
    return [
      ("run", run.id), ("started (UTC)", run.started), ("finished (UTC)", run.finished),
      ("wall time", Format.seconds(run.seconds)), ("tier", run.tier.rawValue),
      ("seed", String(run.seed)), ("threads", String(run.threads)),
      ("shards", String(run.shards)), ("raw data", run.withData ? "at hand" : "not at hand"),
      ("only", run.only.isEmpty ? "everything" : run.only.joined(separator: ", ")),
      ("resumed", run.resumed ? "yes" : "no"), ("record format", String(record.format)),
    ] + device
  }

  static func environment(_ machine: Environment) -> [(name: String, value: String)] {
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

  /// A command that repeats the run anywhere: its choices, without the places of one machine. Of a
  /// device its backend, whose first one is then taken.
  static func repetition(_ record: RunRecord) -> String {
    let run = record.run
    var words = ["assay", "run"] + record.studies.map(\.card.id)
    words += run.only.flatMap { ["--only", $0] }
    words += ["--tier", run.tier.rawValue, "--seed", String(run.seed)]
    if let backend = run.device?.split(separator: " ").first {
      words += ["--device", String(backend)]
    }
    return words.map(MarkdownReport.quoted).joined(separator: " ")
  }

  /// What makes the commands of a report work, in a copy of the program's repository: its version,
  /// built and on the path, and the raw data that the run had.
  static func preparation(_ record: RunRecord) -> String {
    var commands = record.environment.gitCommit.map { ["git checkout \($0)"] } ?? []
    commands += ["make build", "export PATH=\"$PWD/.build/release:$PATH\""]
    let studies = record.studies.filter { $0.referenceFiles["\($0.card.id)/datasets.yaml"] != nil }
      .map(\.card.id)
    if record.run.withData, !studies.isEmpty {
      commands.append("assay fetch " + studies.joined(separator: " "))
    }
    return commands.joined(separator: " && ")
  }

  /// Words on a run of changed code; nil where the commit says it all.
  static func changes(_ record: RunRecord) -> String? {
    record.environment.gitDirty == true
      ? "The tree of this run had changes that no commit holds: the commit's numbers may be others."
      : nil
  }

  /// The command as it was typed, as it can be pasted into a shell.
  static func command(_ record: RunRecord) -> String {
    record.run.command.map(MarkdownReport.quoted).joined(separator: " ")
  }

  private static func pairs(_ values: [String: String]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
