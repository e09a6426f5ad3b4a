// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension TensorFile {
  /// Writes the file whole or not at all.
  public func write(to path: String) throws(AssayError) {
    var header = TensorHeader()
    if !metadata.isEmpty { header.metadata = metadata }
    var offset = 0
    for name in names {
      guard let tensor = tensors[name] else { continue }
      header.entries[name] = TensorHeader.Entry(
        dtype: tensor.type.rawValue, shape: tensor.shape,
        data_offsets: [offset, offset + tensor.bytes.count])
      offset += tensor.bytes.count
    }
    var text = try CanonicalJSON.encode(header)
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    var bytes = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(text.count) >> UInt64(8 * $0)) }
    bytes.reserveCapacity(8 + text.count + offset)
    bytes += text
    for name in names { bytes += tensors[name]?.bytes ?? [] }
    try AtomicFile.write(bytes, to: path)
  }

  /// Reads a whole file. Throws `missing` where there is none and `badInput` where it is damaged.
  public static func read(_ path: String) throws(AssayError) -> TensorFile {
    try TensorFile(InputFile.bytes(path), file: path)
  }

  /// The same from bytes in memory; `file` names them in refusals.
  public init(_ bytes: [UInt8], file: String) throws(AssayError) {
    self.init()
    guard bytes.count >= 8 else {
      throw .badInput(
        file: file, place: nil, found: "\(bytes.count) bytes",
        accepted: "8 bytes for the length of the header, and more")
    }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
    guard length <= UInt64(bytes.count - 8) else {
      throw .badInput(
        file: file, place: "length of the header",
        found: "\(length) in a file of \(bytes.count) bytes", accepted: "a whole file")
    }
    let start = 8 + Int(length)
    let header = try CanonicalJSON.decode(
      TensorHeader.self, from: bytes[8..<start], file: file, place: "header")
    metadata = header.metadata ?? [:]
    var end = 0
    // An empty tensor begins where the next one does, so the ends decide.
    let sorted = header.entries.sorted {
      $0.value.data_offsets.lexicographicallyPrecedes($1.value.data_offsets)
    }
    for (name, entry) in sorted {
      let (type, range) = try entry.checked(
        file: file, name: name, from: end, available: bytes.count - start)
      self[name] = Tensor(
        type: type, shape: entry.shape,
        bytes: Array(bytes[start + range.lowerBound..<start + range.upperBound]))
      end = range.upperBound
    }
    guard end == bytes.count - start else {
      throw .badInput(
        file: file, place: "end", found: "\(bytes.count - start - end) bytes of no tensor",
        accepted: "numbers of tensors alone")
    }
  }
}

/// The header of a tensor file.
private struct TensorHeader: Codable {
  struct Entry: Codable {
    var dtype: String
    var shape: [Int]
    // The format's own name.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    var data_offsets: [Int]

    func checked(
      file: String, name: String, from end: Int, available: Int
    ) throws(AssayError) -> (TensorFile.ElementType, Range<Int>) {
      let place = "header, tensor \(name)"
      guard let type = TensorFile.ElementType(rawValue: dtype) else {
        throw .badInput(
          file: file, place: place, found: "type \(dtype)",
          accepted: TensorFile.ElementType.allCases.map(\.rawValue).joined(separator: ", "))
      }
      var size = type.size
      for length in shape {
        let product = size.multipliedReportingOverflow(by: length)
        guard length >= 0, !product.overflow else {
          throw .badInput(
            file: file, place: place, found: "shape \(shape)", accepted: "lengths of a tensor")
        }
        size = product.partialValue
      }
      guard data_offsets.count == 2, data_offsets[0] == end, data_offsets[1] >= end,
        data_offsets[1] - end == size
      else {
        throw .badInput(
          file: file, place: place, found: "offsets \(data_offsets)",
          accepted: "[\(end), \(end) + \(size)], where the tensor before ends and for its shape")
      }
      guard data_offsets[1] <= available else {
        throw .badInput(
          file: file, place: place, found: "an end at byte \(data_offsets[1]) of \(available)",
          accepted: "a whole file")
      }
      return (type, end..<data_offsets[1])
    }
  }

  var metadata: [String: String]?
  var entries: [String: Entry] = [:]

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    static let metadata = Key(stringValue: "__metadata__")
  }

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys {
      if key.stringValue == Key.metadata.stringValue {
        metadata = try container.decode([String: String].self, forKey: key)
      } else {
        entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(metadata, forKey: Key.metadata)
    for (name, entry) in entries {
      try container.encode(entry, forKey: Key(stringValue: name))
    }
  }
}
