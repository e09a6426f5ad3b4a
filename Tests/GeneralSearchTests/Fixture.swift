// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics

@testable import GeneralSearch

/// What the tests of the study share.
enum Fixture {
  static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  private static let loaded = Result { () throws -> ReferenceLibrary in
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try ReferenceLibrary.load(study: "general-search", root: root.path + "/Reference")
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  static func context(fault: String? = nil) throws -> RunContext {
    RunContext(reference: try library(), fault: fault)
  }

  static func draws(_ seed: UInt64, _ name: String) -> Philox {
    Philox(seed: seed, stream: Philox.stream(of: "general-search \(name)"))
  }

  /// |a/b − 1|; |a| where b is zero.
  static func deviation(_ a: Double, _ b: Double) -> Double {
    b == 0 ? a.magnitude : (a / b - 1).magnitude
  }

  /// The sentence of a refusal.
  static func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "not refused"
    } catch {
      return "\(error)"
    }
  }

  /// A histogram with random backgrounds, uncertainties and counts.
  static func histogram(seed: UInt64, bins: Int, largest: Double = 500) -> SearchHistogram {
    var random = draws(seed, "histogram")
    let b = (0..<bins).map { _ in largest * pow(1e-3, random.uniform()) }
    let shifts = (0..<2).map { _ in b.map { $0 * 0.2 * (random.uniform() - 0.3) } }
    return SearchHistogram(
      eventClass: "class \(seed)", variable: "m_eff", edges: (0...bins).map(Double.init),
      observed: b.map { random.poisson($0) }, background: b,
      statistical: b.map { 0.3 * $0.squareRoot() }, shifts: shifts)
  }

  /// A folder that goes away with its owner.
  final class Scratch {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "general-search-test-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ text: String) throws -> String {
      let file = path + "/" + name
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      return file
    }
  }
}
