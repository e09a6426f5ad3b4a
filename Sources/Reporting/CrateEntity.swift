// SPDX-License-Identifier: GPL-3.0-or-later

/// A value of a crate's metadata.
enum CrateValue {
  case text(String)
  /// The id of another entity.
  case entity(String)
  /// None is left out and one stands bare: readers of crates stumble over lists of one.
  case list([CrateValue])

  /// The JSON; nil where there is nothing to write.
  var json: String? {
    switch self {
    case .text(let text): return Self.quoted(text)
    case .entity(let id): return "{\"@id\": \(Self.quoted(id))}"
    case .list(let values):
      let parts = values.compactMap(\.json)
      return parts.count > 1 ? "[\(parts.joined(separator: ", "))]" : parts.first
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// One entity of a crate; its properties are written in the order given.
struct CrateEntity {
  var id: String
  var type: String
  var properties: [(name: String, value: CrateValue?)]

  init(_ id: String, _ type: String, _ properties: [(name: String, value: CrateValue?)]) {
    (self.id, self.type, self.properties) = (id, type, properties)
  }

  var json: String {
    let head = ["\"@id\": \(CrateValue.quoted(id))", "\"@type\": \(CrateValue.quoted(type))"]
    let rest = properties.compactMap { property in
      property.value?.json.map { "\(CrateValue.quoted(property.name)): \($0)" }
    }
    return "    {" + (head + rest).joined(separator: ",\n     ") + "}"
  }

  /// The path of a file as an id: letters, digits and a few marks stay, the rest is percent-encoded.
  static func id(ofPath path: String) -> String {
    path.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-._~/+=,@".unicodeScalars.contains(scalar)
      {
        return String(scalar)
      }
      let hex = String(byte, radix: 16, uppercase: true)
      return "%" + (hex.count < 2 ? "0" : "") + hex
    }.joined()
  }
}

/// The metadata file of a crate.
enum CrateMetadata {
  static let name = "ro-crate-metadata.json"
  static let version = "https://w3id.org/ro/crate/1.1"
  static let profile = "https://w3id.org/ro/wfrun/process/0.5"
  static let contexts = [version + "/context", "https://w3id.org/ro/terms/workflow-run/context"]

  static func text(_ graph: [CrateEntity]) -> String {
    let contexts = contexts.map(CrateValue.quoted).joined(separator: ", ")
    return "{\n  \"@context\": [\(contexts)],\n  \"@graph\": [\n"
      + graph.map(\.json).joined(separator: ",\n") + "\n  ]\n}\n"
  }
}
