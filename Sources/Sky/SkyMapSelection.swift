// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// One map of a HEALPix file, such as an energy bin of a cube, or the sum of several.
///
/// Written FILE (its first map), FILE[K] (the K-th, from 1), FILE[K:L] (the sum of the K-th to the
/// L-th) or FILE[NAME] (that of a column's name). A file whose own name ends like that is taken as it is.
public struct SkyMapSelection: Sendable, Equatable {
  public enum Choice: Sendable, Equatable {
    case first
    case range(ClosedRange<Int>)
    case named(String)
  }

  public let path: String
  public let choice: Choice

  /// - Throws: `usage` for brackets that name nothing, and ranges that fall or begin below 1.
  public init(_ text: String) throws(AssayError) {
    guard text.hasSuffix("]"), let open = text.lastIndex(of: "["), open != text.startIndex,
      !FileManager.default.fileExists(atPath: text)
    else {
      (path, choice) = (text, .first)
      return
    }
    path = String(text[..<open])
    let inner = text[text.index(after: open)...].dropLast()
    let parts = inner.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    if parts.count <= 2, let low = parts[0], let high = parts[parts.count - 1] {
      guard low >= 1, low <= high else {
        throw .usage(
          "\(text): found [\(inner)]; accepted: a number of 1 or more, or a rising range")
      }
      choice = .range(low...high)
    } else {
      guard !inner.isEmpty else {
        throw .usage("\(text): found []; accepted: [K], [K:L] or [NAME]")
      }
      choice = .named(String(inner))
    }
  }

  /// The map and its file's coordinates.
  ///
  /// - Throws: what ``SkyMapFile/read(_:keywords:)`` throws; `badInput` where the file has no such map.
  public func read() throws(AssayError) -> (map: SkyMap, coordinates: SkyMapFile.Coordinates?) {
    let file = try SkyMapFile.read(path)
    guard let first = file.maps.first else {
      throw .badInput(file: path, place: nil, found: "no map", accepted: "a HEALPix map")
    }
    switch choice {
    case .first: return (first, file.coordinates)
    case .named(let name):
      guard let map = file.maps.first(where: { $0.name == name }) else {
        throw .badInput(
          file: path, place: "column \(name)",
          found: "maps \(file.maps.map(\.name).joined(separator: ", "))", accepted: "one of them")
      }
      return (map, file.coordinates)
    case .range(let range):
      guard range.upperBound <= file.maps.count else {
        throw .badInput(
          file: path, place: "map \(range.upperBound)", found: "\(file.maps.count) maps",
          accepted: "1 to \(file.maps.count)")
      }
      var map = file.maps[range.lowerBound - 1]
      for other in file.maps[range.lowerBound..<range.upperBound] {
        for p in map.values.indices { map.values[p] += other.values[p] }
      }
      return (map, file.coordinates)
    }
  }
}
