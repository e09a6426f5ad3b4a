// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics

@testable import Reporting

/// A run folder and its references in a temporary folder, made from the sample record.
struct CrateFixture {
  let place: String
  var record: RunRecord
  var licence = PublishedLicence.known[0]
  var run: String { place + "/run" }
  var root: String { place + "/Reference" }

  static let references = [
    "toy/limits.yaml": "independent_variables: []\ndependent_variables: []\n",
    "toy/comparisons.yaml": "format: 1\nstudy: toy\ncomparisons: []\n",
    "toy/submission.yaml": """
    ---
    comment: "Toys."
    ---
    name: limits
    description: "Limits."
    keywords: []
    data_file: limits.yaml
    data_license: {name: "CC BY 4.0", url: "https://creativecommons.org/licenses/by/4.0/"}

    """,
  ]

  /// - Parameter change: what is other in the record before it is written.
  init(in place: String, _ change: (inout RunRecord) -> Void = { _ in }) throws {
    self.place = place
    record = SampleRecord.all
    record.studies[0].referenceFiles = Self.references.mapValues { SHA256.hex($0.utf8) }
    record.studies[0].places = [
      "good": ReferencePlace(
        line: 4, file: "toy/limits.yaml", description: "Limits.",
        location: "Table 1 of arXiv:2001.00001")
    ]
    record.environment.variables = ["OPENBLAS_CORETYPE": "Haswell"]
    record.resultsDigest = try RunRecord.digest(of: record.studies)
    change(&record)
    for (path, text) in Self.references { try Self.write(text, "\(root)/\(path)") }
    for figure in record.studies.flatMap(\.figures) {
      let data = FigureData(figure)
      let script = try FigureScript.text(figure, data)
      for (ending, text) in [("svg", "svg of it\n"), ("dat", data.text), ("gp", script)] {
        try Self.write(text, "\(run)/figures/\(figure.id).\(ending)")
      }
    }
    try record.write(to: run + "/record.json")
    try Self.write(MarkdownReport.text(of: record, figures: .drawn), run + "/report.md")
  }

  static func write(_ text: String, _ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  func crate(_ contributor: Contributor = .unnamed) throws -> Crate {
    try Crate(
      record, folder: run, references: root,
      options: Crate.Options(version: "0.1.0", contributor: contributor, licence: licence))
  }

  /// Writes the crate and gives its folder.
  func written(_ contributor: Contributor = .unnamed) throws -> String {
    let folder = place + "/crate"
    try crate(contributor).write(to: folder)
    return folder
  }
}

/// The metadata of a crate on disk, to be changed by hand.
enum CrateMetadataFile {
  static func change(
    _ folder: String, _ body: (inout [[String: Any]]) -> Void
  ) throws {
    let path = folder + "/ro-crate-metadata.json"
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    var json = try JSONSerialization.jsonObject(with: data) as! [String: Any]
    var graph = json["@graph"] as! [[String: Any]]
    body(&graph)
    json["@graph"] = graph
    try JSONSerialization.data(withJSONObject: json).write(to: URL(fileURLWithPath: path))
  }

  /// Makes all checksums and sizes anew, as somebody who alters a crate would.
  static func rehash(_ folder: String) throws {
    let manifest = "manifest-sha256.txt"
    let names = CrateCheck.paths(below: folder).files.sorted()
    let listed = names.filter { $0 != manifest && $0 != "ro-crate-metadata.json" }
    var lines = ""
    for name in listed {
      let sum = try SHA256.hex(ofFile: "\(folder)/\(name)")
      lines += "\(sum)  \(name)\n"
    }
    try CrateFixture.write(lines, "\(folder)/\(manifest)")
    var sums: [String: (size: String, sum: String)] = [:]
    for name in listed + [manifest] {
      let bytes = try InputFile.bytes("\(folder)/\(name)")
      sums[CrateEntity.id(ofPath: name)] = (String(bytes.count), SHA256.hex(bytes))
    }
    try change(folder) { graph in
      for index in graph.indices {
        guard let id = graph[index]["@id"] as? String, let found = sums[id] else { continue }
        graph[index]["contentSize"] = found.size
        graph[index]["sha256"] = found.sum
      }
    }
  }

  /// Changes the record of a crate and makes the checksums anew.
  static func record(_ folder: String, _ body: (inout RunRecord) throws -> Void) throws {
    var record = try RunRecord.read(from: "\(folder)/record.json")
    try body(&record)
    try record.write(to: "\(folder)/record.json")
    try rehash(folder)
  }
}
