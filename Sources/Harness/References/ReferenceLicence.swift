// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The licence under which a reference table may be passed on, as `submission.yaml` states it.
public struct ReferenceLicence: Sendable, Equatable {
  public var name: String
  public var url: String

  public init(name: String, url: String) { (self.name, self.url) = (name, url) }

  /// Licences stated in a `submission.yaml`, by the table's file; that of the whole under "".
  public static func stated(in file: String) throws(AssayError) -> [String: ReferenceLicence] {
    var all: [String: ReferenceLicence] = [:]
    for document in try YAMLSource(file: file).documents() {
      let entries = try document.entries("a table")
      guard let value = entries.first(where: { $0.key == "data_license" })?.value else { continue }
      let fields = try YAMLMapping(
        value, "data_license", required: ["name", "url"], optional: ["description"])
      let table = try entries.first { $0.key == "data_file" }.map { entry throws(AssayError) in
        try entry.value.text("data_file")
      }
      all[table ?? ""] = ReferenceLicence(
        name: try fields["name"].text("name"), url: try fields["url"].text("url"))
    }
    return all
  }
}
