// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The rules about the metadata by themselves.
extension CrateCheck {
  mutating func checkContext(_ context: Any?) {
    let found = context.map(Self.list)?.compactMap { $0 as? String } ?? []
    for wanted in CrateMetadata.contexts where !found.contains(wanted) {
      note(.context, "\(wanted) is not among the contexts")
    }
  }

  /// Entities are flat, have an id of their own and a type; lists have two members or more.
  mutating func checkShape() {
    var seen: Set<String> = []
    for (index, entity) in graph.enumerated() {
      guard let id = Self.text(entity["@id"]) else {
        note(.flat, "entity \(index + 1) has no @id")
        continue
      }
      if !seen.insert(id).inserted { note(.flat, "\(id) stands twice") }
      if Self.types(entity).isEmpty { note(.flat, "\(id) has no @type") }
      for (key, value) in entity.sorted(by: { $0.key < $1.key }) where key != "@type" {
        for item in Self.list(value) {
          if let object = item as? [String: Any], object.count != 1 || object["@id"] == nil {
            note(.flat, "\(key) of \(id) holds an object that is no reference")
          }
        }
        if let list = value as? [Any], list.count < 2 {
          note(.lists, "\(key) of \(id) is a list of \(list.count)")
        }
      }
      for key in ["datePublished", "startTime", "endTime"] where entity[key] != nil {
        guard let date = Self.text(entity[key]), CrateDate.isValid(date) else {
          note(.dates, "\(key) of \(id) is not of ISO 8601")
          continue
        }
      }
    }
  }

  mutating func checkDescriptor() {
    guard let entity = entities[CrateMetadata.name] else {
      return note(.descriptor, "no entity \(CrateMetadata.name)")
    }
    if Self.types(entity) != ["CreativeWork"] { note(.descriptor, "it is no CreativeWork") }
    if Self.ids(entity["conformsTo"]) != [CrateMetadata.version] {
      note(.descriptor, "it does not conform to \(CrateMetadata.version)")
    }
    if Self.ids(entity["about"]) != ["./"] { note(.descriptor, "it is not about ./") }
  }

  mutating func checkRoot() {
    guard let root = entities["./"] else { return note(.root, "no entity ./") }
    if !Self.types(root).contains("Dataset") { note(.root, "it is no Dataset") }
    for key in ["name", "description", "datePublished"] where Self.text(root[key]) == nil {
      note(.root, "it has no \(key)")
    }
    for key in ["license", "hasPart"] where Self.ids(root[key]).isEmpty {
      note(.root, "it has no \(key)")
    }
    if !Self.ids(root["conformsTo"]).contains(CrateMetadata.profile) {
      note(.profile, "the root does not conform to \(CrateMetadata.profile)")
    }
    guard let profile = entities[CrateMetadata.profile] else {
      return note(.profile, "no entity \(CrateMetadata.profile)")
    }
    if !Self.types(profile).contains("CreativeWork") || Self.text(profile["name"]) == nil {
      note(.profile, "the profile is no CreativeWork with a name")
    }
  }

  /// Ids are percent-encoded; what they name is there. An address alone may stand for itself, but
  /// not where readers need to know who or what it is.
  mutating func checkLinks() {
    let needed: Set = ["license", "author", "publisher", "agent", "instrument", "affiliation"]
    for entity in graph {
      guard let id = entity["@id"] as? String else { continue }
      if !Self.isEncoded(id) { note(.encoded, "\(id)") }
      for (key, value) in entity.sorted(by: { $0.key < $1.key }) where key != "@id" {
        for target in Self.ids(value) where entities[target] == nil {
          if Self.isAddress(target) && !needed.contains(key) { continue }
          note(.resolves, "\(key) of \(id) names \(target), which is not there")
        }
      }
    }
  }

  private static func isEncoded(_ id: String) -> Bool {
    id.wholeMatch(of: /([A-Za-z0-9\-._~:\/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+/) != nil
  }

  /// What Process Run Crate wants of an action.
  mutating func checkActions() {
    let mentioned = Self.ids(entities["./"]?["mentions"])
    let actions = graph.filter { Self.types($0).contains("CreateAction") }
    if actions.isEmpty { note(.action, "there is none") }
    for action in actions {
      let id = action["@id"] as? String ?? ""
      if !mentioned.contains(id) { note(.action, "the root does not mention \(id)") }
      let tools = Self.ids(action["instrument"])
      if tools.isEmpty
        || !tools.allSatisfy({ Self.types(entities[$0]).contains("SoftwareApplication") })
      {
        note(.action, "\(id) has no SoftwareApplication as instrument")
      }
      for key in ["name", "description", "startTime", "endTime"] where Self.text(action[key]) == nil
      {
        note(.action, "\(id) has no \(key)")
      }
      for key in ["agent", "object", "result"] where Self.ids(action[key]).isEmpty {
        note(.action, "\(id) has no \(key)")
      }
      checkCourse(of: action, id)
    }
  }

  private mutating func checkCourse(of action: [String: Any], _ id: String) {
    let times = ["startTime", "endTime"].compactMap {
      Self.text(action[$0]).flatMap(CrateDate.seconds)
    }
    if times.count == 2, times[1] < times[0] { note(.action, "\(id) ends before it starts") }
    let completed = "http://schema.org/CompletedActionStatus"
    let failed = "http://schema.org/FailedActionStatus"
    let status = Self.text(action["actionStatus"])
    if status != completed && status != failed {
      note(.action, "the actionStatus of \(id) is neither \(completed) nor \(failed)")
    }
    if action["error"] != nil, status != failed {
      note(.action, "\(id) has an error but did not fail")
    }
  }

  mutating func checkSoftware() {
    for entity in graph where Self.types(entity).contains("SoftwareApplication") {
      let id = entity["@id"] as? String ?? ""
      if Self.text(entity["name"]) == nil { note(.software, "\(id) has no name") }
      let versions = ["softwareVersion", "version"].count { Self.text(entity[$0]) != nil }
      if versions != 1 {
        note(.software, "\(id) has not exactly one of softwareVersion and version")
      }
    }
  }
}
