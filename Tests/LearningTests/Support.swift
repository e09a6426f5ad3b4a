// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Learning
import Numerics
import Testing

enum Fixture {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The numbers of a column of a reference table of the study.
  static func column(_ name: String, of table: String) throws -> [Double] {
    try texts(name, of: table).map { try #require(Double($0)) }
  }

  /// The cells of a column as they are written.
  static func texts(_ name: String, of table: String) throws -> [String] {
    let path = "\(root)/Reference/uhecr-anisotropy/\(table).yaml"
    let columns = try String(contentsOfFile: path, encoding: .utf8).components(
      separatedBy: "- header: {name: ")
    let column = try #require(
      columns.dropFirst().first { $0.hasPrefix("\(name),") || $0.hasPrefix("'\(name)',") },
      "\(table) has a column \(name)")
    return column.components(separatedBy: "{value: ").dropFirst().map {
      String($0.prefix { $0 != "}" })
    }
  }

  /// Numbers between −1 and 1 that depend on the seed alone.
  static func numbers<Element: Scalar>(
    _ count: Int, seed: UInt64, of: Element.Type = Element.self
  ) -> [Element] {
    var random = Philox(seed: seed, stream: 77)
    return (0..<count).map { _ in Element(2 * random.uniform() - 1) }
  }

  /// A network that holds such numbers as weights, biases too.
  static func randomised<Element: Scalar>(
    _ network: Network<Element>, seed: UInt64
  ) -> Network<Element> {
    var network = network
    network.weights = numbers(network.weights.count, seed: seed)
    return network
  }
}

/// Largest |a − b| relative to the largest |b|.
func deviation<Element: Scalar>(_ a: [Element], _ b: [Element]) -> Double {
  guard a.count == b.count else { return .infinity }
  let scale = b.map { Double(abs($0)) }.max() ?? 0
  let gap = zip(a, b).map { Double(abs($0 - $1)) }.max() ?? 0
  return gap == 0 ? 0 : gap / scale
}

/// A folder that is removed at the end of `body`.
func withFolder<R>(_ body: (String) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("assay-test-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// The sentence with which something is refused.
func refusal(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "not refused"
  } catch {
    return "\(error)"
  }
}
