// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import Numerics

/// Reads events line by line from the bytes of a file.
struct EventLineParser {
  let file: String
  private let bytes: [UInt8]
  private var position = 0
  private var line = 0
  private var objects: [EventSample.Object] = []

  /// A byte 0 is added, so that the C library's reader of numbers stops at the end.
  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes + [0]
  }

  private static let (semicolon, comma) = (UInt8(ascii: ";"), UInt8(ascii: ","))
  private static let headColumns = ["event ID", "process ID", "weight", "MET", "METphi"]

  /// Reads the next event, if there is one; blank lines are passed over.
  mutating func readLine(into sample: inout EventSample) throws(AssayError) -> Bool {
    let end = bytes.count - 1
    while position < end {
      line += 1
      let start = position
      var stop = start
      while stop < end, bytes[stop] != 0x0A { stop += 1 }
      position = stop + 1
      var last = stop
      while last > start, [0x0D, 0x20, 0x09].contains(bytes[last - 1]) { last -= 1 }
      guard last > start else { continue }
      try read(start..<last, into: &sample)
      return true
    }
    return false
  }

  private mutating func read(
    _ range: Range<Int>, into sample: inout EventSample
  ) throws(AssayError) {
    var fields: [Range<Int>] = []
    var start = range.lowerBound
    for i in range where bytes[i] == Self.semicolon {
      fields.append(start..<i)
      start = i + 1
    }
    if start < range.upperBound { fields.append(start..<range.upperBound) }
    try checkLayout(fields)
    let id = try identifier(fields[0])
    let weight = try number(fields[2], column: 3, name: Self.headColumns[2])
    let met = try number(fields[3], column: 4, name: Self.headColumns[3], least: 0)
    let metPhi = try number(fields[4], column: 5, name: Self.headColumns[4])
    objects.removeAll(keepingCapacity: true)
    for column in 5..<fields.count { objects.append(try object(fields[column], column + 1)) }
    sample.append(
      id: id, process: text(fields[1]), weight: weight, met: met, metPhi: metPhi, objects: objects)
  }

  /// An object within the first five columns is the mark of the older layout.
  private func checkLayout(_ fields: [Range<Int>]) throws(AssayError) {
    if let early = fields.prefix(5).firstIndex(where: { bytes[$0].contains(Self.comma) }) {
      throw bad(
        "column \(early + 1)",
        "an object \"\(text(fields[early]))\", as in the older layout without event and process",
        accepted: EventFile.layout)
    }
    guard fields.count >= 5 else {
      throw bad(nil, "\(fields.count) columns", accepted: "at least 5: \(EventFile.layout)")
    }
  }

  private func object(
    _ range: Range<Int>, _ column: Int
  ) throws(AssayError) -> EventSample.Object {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for i in range where bytes[i] == Self.comma {
      parts.append(start..<i)
      start = i + 1
    }
    parts.append(start..<range.upperBound)
    let place = "column \(column)"
    guard let kind = kind(parts[0]) else {
      let name = text(parts[0])
      let older = ["mu-", "mu+", "a"].contains(name) ? ", as the older layout names it" : ""
      throw bad(
        place, name.isEmpty ? "an object without a name" : "the object \"\(name)\"\(older)",
        accepted: EventObject.symbols)
    }
    guard parts.count == 5 else {
      let older = parts.count == 4 ? ", as in the older layout without energies" : ""
      throw bad(place, "\(parts.count) values of an object\(older)", accepted: "obj,E,pt,eta,phi")
    }
    return EventSample.Object(
      kind, energy: try number(parts[1], column: column, name: "E", least: 0),
      pt: try number(parts[2], column: column, name: "pt", least: 0),
      eta: try number(parts[3], column: column, name: "eta"),
      phi: try number(parts[4], column: column, name: "phi"))
  }

  private func kind(_ range: Range<Int>) -> EventObject? {
    let first = bytes[range.lowerBound]
    switch range.count {
    case 1:
      switch first {
      case UInt8(ascii: "j"): return .jet
      case UInt8(ascii: "b"): return .bJet
      case UInt8(ascii: "g"): return .photon
      default: return nil
      }
    case 2:
      switch (first, bytes[range.lowerBound + 1]) {
      case (UInt8(ascii: "e"), UInt8(ascii: "-")): return .electronMinus
      case (UInt8(ascii: "e"), UInt8(ascii: "+")): return .electronPlus
      case (UInt8(ascii: "m"), UInt8(ascii: "-")): return .muonMinus
      case (UInt8(ascii: "m"), UInt8(ascii: "+")): return .muonPlus
      default: return nil
      }
    default: return nil
    }
  }

  private func identifier(_ range: Range<Int>) throws(AssayError) -> Int {
    let text = text(range)
    guard let id = Int(text) else {
      throw bad(
        "column 1", text.isEmpty ? "no event ID" : "the event ID \"\(text)\"",
        accepted: "a whole number")
    }
    return id
  }

  /// A finite number that fills its field.
  private func number(
    _ range: Range<Int>, column: Int, name: String, least: Double = -.infinity
  ) throws(AssayError) -> Double {
    var used = 0
    // White space before a number, words for infinity and the like are not numbers of this format.
    let plain =
      !range.isEmpty
      && (bytes[range.lowerBound] < UInt8(ascii: ":") && bytes[range.lowerBound] > 0x20)
    let value =
      plain
      ? bytes.withUnsafeBytes { buffer -> Double in
        let start = buffer.baseAddress!.advanced(by: range.lowerBound)
          .assumingMemoryBound(to: CChar.self)
        var end: UnsafeMutablePointer<CChar>?
        let value = strtod(start, &end)
        used = end! - UnsafeMutablePointer(mutating: start)
        return value
      } : .nan
    guard used == range.count, value.isFinite else {
      let found = range.isEmpty ? "an empty field" : "\"\(text(range))\""
      throw bad("column \(column)", "\(found) for \(name)", accepted: "a finite number")
    }
    guard value >= least else {
      throw bad(
        "column \(column)", "a negative \(name), \(text(range))", accepted: "a number >= 0")
    }
    return value
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func bad(_ place: String?, _ found: String, accepted: String) -> AssayError {
    .badInput(
      file: file, place: "line \(line)" + (place.map { ", \($0)" } ?? ""), found: found,
      accepted: accepted)
  }
}
