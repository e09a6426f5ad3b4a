// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The structural rules that a crate of this program must keep, checked without network.
///
/// They are those of RO-Crate 1.1 and of Process Run Crate 0.5 that bear on a run, what the checker
/// roc-validator wants beyond them, and our own: every file with its true size and checksum.
public struct CrateCheck {
  /// A rule, by the name that problems carry.
  public enum Rule: String, Sendable, CaseIterable {
    case metadata
    case context
    case flat
    case descriptor
    case root
    case profile
    case parts
    case resolves = "ids resolve"
    case encoded = "ids percent-encoded"
    case checksums
    case manifest
    case action
    case software
    case lists = "lists of two or more"
    case dates
    case record
    case digest = "results digest"
    case references = "reference files"
    case agreement = "record and metadata"
  }

  public struct Problem: Sendable, Equatable, CustomStringConvertible {
    public var rule: Rule
    public var text: String

    public var description: String { "\(rule.rawValue): \(text)" }
  }

  /// The file of checksums.
  static let manifest = "manifest-sha256.txt"

  /// Everything in which the crate breaks a rule; empty for a sound one.
  ///
  /// - Throws: `missing` where there is no folder with a metadata file: that is no crate.
  public static func problems(of folder: String) throws(AssayError) -> [Problem] {
    let path = "\(folder)/\(CrateMetadata.name)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw .missing(
        "\(path)", remedy: "give the folder or zip file of a crate; assay export crate makes one")
    }
    let bytes = try InputFile.bytes(path)
    guard let json = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      let graph = json["@graph"] as? [[String: Any]]
    else {
      return [
        Problem(rule: .metadata, text: "the metadata are no JSON object with a @graph of objects")
      ]
    }
    var checker = CrateCheck(folder: folder, graph: graph)
    checker.checkContext(json["@context"])
    checker.checkShape()
    checker.checkDescriptor()
    checker.checkRoot()
    checker.checkLinks()
    checker.checkActions()
    checker.checkSoftware()
    try checker.checkFiles()
    return checker.found
  }

  let folder: String
  let graph: [[String: Any]]
  /// By id; of two with one id the first.
  let entities: [String: [String: Any]]
  private(set) var found: [Problem] = []

  private init(folder: String, graph: [[String: Any]]) {
    self.folder = folder
    self.graph = graph
    entities = Dictionary(
      graph.compactMap { entity in (entity["@id"] as? String).map { ($0, entity) } },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func note(_ rule: Rule, _ text: String) {
    found.append(Problem(rule: rule, text: text))
  }

  // MARK: Reading properties

  static func types(_ entity: [String: Any]?) -> [String] {
    entity?["@type"].map(list)?.compactMap { $0 as? String } ?? []
  }

  /// The ids that a property names.
  static func ids(_ value: Any?) -> [String] {
    value.map(list)?.compactMap { ($0 as? [String: Any])?["@id"] as? String } ?? []
  }

  static func text(_ value: Any?) -> String? {
    (value as? String).flatMap { $0.isEmpty ? nil : $0 }
  }

  static func list(_ value: Any) -> [Any] { value as? [Any] ?? [value] }

  static func isAddress(_ id: String) -> Bool {
    id.hasPrefix("https://") || id.hasPrefix("http://")
  }

  /// The path that a file's id stands for.
  static func path(_ id: String) -> String? { id.removingPercentEncoding }

  /// Entities of files, by path.
  var files: [(id: String, path: String, entity: [String: Any])] {
    graph.compactMap { entity in
      guard let id = entity["@id"] as? String, Self.types(entity).contains("File") else {
        return nil
      }
      return (id, Self.path(id) ?? id, entity)
    }
  }
}
