// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import PointSourceFraction

/// The reference tables, and what a run makes of them.
enum Fixture {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let loaded = Result { () throws -> ReferenceLibrary in
    try ReferenceLibrary.load(study: "point-source-fraction", root: root + "/Reference")
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  /// The sentence that a refusal tells.
  static func sentence(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "not refused"
  }

  /// The observables that some comparisons ask for.
  static func results(of comparisons: [String], fault: String? = nil) throws -> Results {
    let library = try library()
    let context = RunContext(reference: library, fault: fault)
    let asked = Set(
      library.comparisons.filter { comparisons.contains($0.id) }.flatMap(\.pairs).map(\.observable))
    var observables: [Observable] = []
    for task in try PointSourceFractionStudy.plan(context)
    where !asked.isDisjoint(with: task.provides) {
      let stream = Philox.stream(of: task.id)
      let found = try task.run(TaskContext(seed: 1, stream: stream, threads: 2))
      #expect(found.map(\.id) == task.provides)
      observables += found
    }
    return Results(observables)
  }

  static func verdict(_ id: String, _ results: Results) throws -> Verdict {
    let library = try library()
    let comparison = try #require(library.comparisons.first { $0.id == id })
    return try Judge.verdict(of: comparison, library: library, results: results)
  }
}
