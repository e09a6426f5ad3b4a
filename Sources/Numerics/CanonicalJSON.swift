// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// JSON with one spelling for one content: keys sorted, slashes unescaped, doubles in their
/// shortest form that reads back to the same bits, and "NaN", "Infinity", "-Infinity" for what
/// JSON has no number for.
public enum CanonicalJSON {
  public static func encode(_ value: some Encodable) throws(AssayError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return Array(try encoder.encode(value))
    } catch {
      throw .failed("cannot encode \(type(of: value)) as JSON: \(error)")
    }
  }

  /// Decodes the bytes of a file; what is wrong is told with its key.
  public static func decode<T: Decodable>(
    _ type: T.Type, from bytes: some Sequence<UInt8>, file: String, place: String? = nil
  ) throws(AssayError) -> T {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return try decoder.decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw refusal(error, file, place)
    } catch {
      throw .badInput(file: file, place: place, found: "\(error)", accepted: "JSON")
    }
  }

  private static func refusal(
    _ error: DecodingError, _ file: String, _ place: String?
  ) -> AssayError {
    let found: String
    let accepted: String
    var path: [any CodingKey] = []
    switch error {
    case .keyNotFound(let key, let context):
      path = context.codingPath + [key]
      (found, accepted) = ("nothing", "this key to be present")
    case .typeMismatch(let type, let context):
      path = context.codingPath
      (found, accepted) = ("another type", "\(type)")
    case .valueNotFound(let type, let context):
      path = context.codingPath
      (found, accepted) = ("null", "\(type)")
    case .dataCorrupted(let context):
      path = context.codingPath
      (found, accepted) =
        path.isEmpty
        ? ("text that is not JSON", "JSON")
        : (
          context.debugDescription, "a value that the format allows"
        )
    @unknown default: (found, accepted) = ("\(error)", "JSON")
    }
    let key = path.isEmpty ? nil : "key \(spelled(path))"
    let places = [place, key].compactMap { $0 }
    return .badInput(
      file: file, place: places.isEmpty ? nil : places.joined(separator: ", "), found: found,
      accepted: accepted)
  }

  /// "studies[0].card.id".
  private static func spelled(_ path: [any CodingKey]) -> String {
    path.reduce("") { text, key in
      if let index = key.intValue { return text + "[\(index)]" }
      return text.isEmpty ? key.stringValue : text + "." + key.stringValue
    }
  }
}
