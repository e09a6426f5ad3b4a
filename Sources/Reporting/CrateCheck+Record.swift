// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The rules that hold record, references and metadata against each other: a crate whose checksums
/// were made anew after a change keeps all others.
extension CrateCheck {
  mutating func checkRecord(_ present: Set<String>) throws(AssayError) {
    guard present.contains("record.json") else {
      return note(.record, "there is no record.json")
    }
    let record: RunRecord
    do throws(AssayError) {
      record = try RunRecord.read(from: "\(folder)/record.json")
      try RecordPaths.check(record)
    } catch {
      return note(.record, "\(error)")
    }
    let digest = try RunRecord.digest(of: record.studies)
    if digest != record.resultsDigest {
      note(.digest, "the record's content has the digest \(digest), not the one it claims: altered")
    }
    try checkReferences(of: record, present)
    checkAgreement(with: record)
  }

  /// The copies are the files that the run read.
  private mutating func checkReferences(
    of record: RunRecord, _ present: Set<String>
  ) throws(AssayError) {
    for study in record.studies {
      for (name, digest) in study.referenceFiles.sorted(by: { $0.key < $1.key }) {
        let path = "\(CrateReferences.folder)/\(name)"
        guard present.contains(path) else {
          note(.references, "\(path), which the run used, is not there")
          continue
        }
        if try SHA256.hex(ofFile: "\(folder)/\(path)") != digest {
          note(.references, "\(path) is not the file that the run used")
        }
      }
    }
  }

  /// Actions, settings and times say what the record says.
  private mutating func checkAgreement(with record: RunRecord) {
    let actions = graph.filter { Self.types($0).contains("CreateAction") }
    let wanted = record.studies.map { CrateActions.id(of: $0) }
    for id in wanted where actions.count(where: { $0["@id"] as? String == id }) != 1 {
      note(.agreement, "there is not exactly one action \(id)")
    }
    for action in actions {
      let id = action["@id"] as? String ?? ""
      if !wanted.contains(id) { note(.agreement, "\(id) is of no study of the record") }
      let times = [
        ("startTime", CrateDate.text(record.run.started)),
        ("endTime", CrateDate.text(record.run.finished)),
      ]
      for (key, time) in times where Self.text(action[key]) != time {
        note(.agreement, "\(key) of \(id) is not the record's \(time)")
      }
      let objects = Self.ids(action["object"])
      for (name, value) in CrateActions.settings(of: record.run) {
        let setting = CrateActions.settingID(name)
        if !objects.contains(setting) || Self.text(entities[setting]?["value"]) != value {
          note(.agreement, "\(name) of \(id) is not the record's \(value)")
        }
      }
    }
    let description = Self.text(entities["./"]?["description"]) ?? ""
    if !description.contains(record.resultsDigest) {
      note(.agreement, "the description does not name the record's digest")
    }
  }
}
