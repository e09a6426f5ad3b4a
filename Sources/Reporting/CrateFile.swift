// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A file of a crate with what the metadata says about it.
struct CrateFile {
  /// Id of the licence's entity of files that repeat published values.
  static let mixedLicence = "#licence-mixed"

  var path: String
  var bytes: [UInt8]
  var name: String
  var description: String
  /// Id of the licence's entity; nil where that of the whole crate holds.
  var licence: String?
  /// Ids of the papers that its content rests on.
  var citations: [String] = []

  init(
    _ path: String, _ bytes: [UInt8], name: String, description: String, licence: String? = nil,
    citations: [String] = []
  ) {
    (self.path, self.bytes, self.name, self.description) = (path, bytes, name, description)
    (self.licence, self.citations) = (licence, citations)
  }

  var id: String { CrateEntity.id(ofPath: path) }

  var entity: CrateEntity {
    CrateEntity(
      id, "File",
      [
        ("name", .text(name)), ("description", .text(description)),
        ("encodingFormat", .text(Self.mediaType(of: path))),
        ("contentSize", .text(String(bytes.count))), ("sha256", .text(SHA256.hex(bytes))),
        ("license", licence.map { .entity($0) }),
        ("citation", .list(citations.map { .entity($0) })),
      ])
  }

  static func mediaType(of path: String) -> String {
    switch path.split(separator: ".").last ?? "" {
    case "json": "application/json"
    case "md": "text/markdown"
    case "html": "text/html"
    case "pdf": "application/pdf"
    case "xml": "application/xml"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "csv": "text/csv"
    case "yaml", "yml", "cff": "application/yaml"
    default: "text/plain"
    }
  }
}
