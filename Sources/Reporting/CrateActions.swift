// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Harness

/// What was run, with which settings and in which environment.
struct CrateActions {
  var record: RunRecord
  var software: String
  var agent: String

  /// How the run was asked for; shared by the actions of all its studies.
  static func settings(of run: RunRecord.Run) -> [(String, String)] {
    var all = [
      ("seed", String(run.seed)), ("tier", run.tier.rawValue), ("threads", String(run.threads)),
      ("shards", String(run.shards)), ("raw data at hand", run.withData ? "true" : "false"),
    ]
    if !run.only.isEmpty { all.append(("only", run.only.joined(separator: " "))) }
    if let device = run.device { all.append(("device", device)) }
    return all
  }

  static func settingID(_ name: String) -> String {
    "#setting-" + CrateEntity.id(ofPath: slug(name))
  }

  private var settings: [CrateEntity] {
    Self.settings(of: record.run).map { Self.property(Self.settingID($0.0), $0.0, $0.1) }
  }

  private var variables: [CrateEntity] {
    let variables = record.environment.variables
    return variables.keys.sorted().map {
      Self.property("#variable-" + CrateEntity.id(ofPath: $0), $0, variables[$0]!)
    }
  }

  /// The machine; not an input, so told beside the settings as what the run was made on.
  private var machine: [CrateEntity] {
    let environment = record.environment
    let all = [
      ("processor", environment.cpuModel), ("logical cores", String(environment.logicalCores)),
      ("kernel", environment.kernel), ("OpenBLAS core", environment.openBLASCore),
      ("commit", environment.gitCommit ?? "not known"),
      ("uncommitted changes", environment.gitDirty.map { $0 ? "yes" : "no" } ?? "not known"),
    ]
    return all.map { Self.property("#machine-" + Self.slug($0.0), $0.0, $0.1) }
  }

  /// One action a study, then the properties that they name.
  func entities(files: [String: [String]], figures: [String: [String]]) -> [CrateEntity] {
    let shared = settings + machine
    return record.studies.map { study in
      action(study, files[study.card.id] ?? [], figures[study.card.id] ?? [], shared.map(\.id))
    } + shared + variables
  }

  static func id(of study: StudyRecord) -> String {
    "#run-" + CrateEntity.id(ofPath: study.card.id)
  }

  private func action(
    _ study: StudyRecord, _ files: [String], _ figures: [String], _ shared: [String]
  ) -> CrateEntity {
    let seconds = study.stages.reduce(0) { $0 + $1.seconds }
    return CrateEntity(
      Self.id(of: study), "CreateAction",
      [
        ("name", .text("Run of the study \(study.card.id)")),
        (
          "description",
          .text(
            "\(study.card.title). \(asked) Its tasks took \(Format.seconds(seconds)) in all; "
              + (isMerge
                ? "start and end are those of the merge of its shards, which ran before."
                : "start and end are those of the whole run."))
        ),
        ("startTime", .text(CrateDate.text(record.run.started))),
        ("endTime", .text(CrateDate.text(record.run.finished))),
        ("instrument", .entity(software)), ("agent", .entity(agent)),
        ("object", .list((files + shared).map { .entity($0) })),
        ("result", .list((["record.json"] + figures).map { .entity($0) })),
        ("actionStatus", .text("http://schema.org/CompletedActionStatus")),
        ("environment", .list(variables.map { .entity($0.id) })),
      ])
  }

  /// What was asked for, as a command that repeats it: the one typed may hold paths of the user's.
  private var asked: String {
    let run = record.run
    let only = run.only.isEmpty ? "" : ", only \(run.only.joined(separator: ", "))"
    return "Tier \(run.tier.rawValue), seed \(run.seed)\(only). Command of the whole run: "
      + "\(RunFacts.repetition(record))."
  }

  /// Whether the record was put together from shards that ran before.
  private var isMerge: Bool { record.run.command.dropFirst().first == "merge" }

  private static func property(_ id: String, _ name: String, _ value: String) -> CrateEntity {
    CrateEntity(id, "PropertyValue", [("name", .text(name)), ("value", .text(value))])
  }

  private static func slug(_ name: String) -> String { name.replacing(" ", with: "-") }
}
