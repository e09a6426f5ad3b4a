// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

/// What the tests of this part share: references, raw data, verdicts.
enum MLFermiFixture {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let loaded = Result { () throws -> ReferenceLibrary in
    try ReferenceLibrary.load(study: "dwarf-limits", root: root + "/Reference")
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  static let data: DataFolder? = {
    let given = ProcessInfo.processInfo.environment["ASSAY_DATA"]
    let folder = given ?? root + "/../shared/data"
    let exists = FileManager.default.fileExists(atPath: folder + "/dwarf-limits/mlfermidwarfs")
    return exists ? DataFolder(folder) : nil
  }()

  static let noData: Comment = "needs the raw data: set ASSAY_DATA or have ../shared/data"

  /// The column of a reference table, by the names of its keys.
  static func column(_ name: String, of table: String) throws -> [Double] {
    try InputColumns(library().table(table)).numbers(named: name)
  }

  static func run(_ fault: String?, _ keep: (StudyTask) -> Bool) throws -> Results {
    let context = RunContext(reference: try library(), data: data, fault: fault)
    var observables: [Observable] = []
    for task in try MLFermiPart.tasks(context) where keep(task) {
      let stream = Philox.stream(of: task.id)
      observables += try task.run(TaskContext(seed: 1, stream: stream, threads: 2))
    }
    return Results(observables)
  }

  /// The verdict of one comparison, running only the tasks that it rests on.
  static func verdict(of id: String, fault: String? = nil) throws -> Verdict {
    let library = try library()
    let comparison = try #require(library.comparisons.first { $0.id == id })
    let wanted = Set(comparison.pairs.map(\.observable))
    let results = try run(fault) { !wanted.isDisjoint(with: $0.provides) }
    return try Judge.verdict(of: comparison, library: library, results: results)
  }

  /// A folder that is removed after `body`.
  static func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  static func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The sentence that a refusal tells.
  static func sentence(_ body: () throws -> Void) throws -> String {
    do {
      try body()
    } catch let error as AssayError {
      return error.description
    }
    Issue.record("no refusal")
    return ""
  }
}

@Suite("MLFermi: comparisons and faults")
struct MLFermiComparisonTests {
  static let withoutData = ["gaussian-J-limits"]
  static let withData = [
    "notebook-limits", "notebook-limits-exact", "empirical-J-limits",
    "profiled-background-limits", "background-dominates", "background-regression",
    "background-regression-raw", "leave-one-out", "leave-one-out-optimum", "j-sample-statistics",
    "j-sample-spread",
  ]

  @Test("reproduced from the reference tables alone", arguments: withoutData)
  func embedded(id: String) throws {
    let verdict = try MLFermiFixture.verdict(of: id)
    report(verdict)
    #expect(verdict.status == .reproduced)
  }

  @Test(
    "reproduced from the raw data", .enabled(if: MLFermiFixture.data != nil, MLFermiFixture.noData),
    arguments: withData)
  func raw(id: String) throws {
    let verdict = try MLFermiFixture.verdict(of: id)
    report(verdict)
    #expect(verdict.status == .reproduced)
  }

  private func report(_ verdict: Verdict) {
    let relative = verdict.worstRelative.map { "\($0)" } ?? "-"
    let absolute = verdict.worstAbsolute.map { "\($0)" } ?? "-"
    print("\(verdict.comparison): worst relative \(relative), absolute \(absolute)")
  }

  static let breaks = MLFermiPart.faults.flatMap { fault in
    fault.meantFor.map { (fault: fault.id, comparison: $0) }
  }

  @Test(
    "each fault breaks each comparison it is meant for",
    .enabled(if: MLFermiFixture.data != nil, MLFermiFixture.noData), arguments: breaks)
  func broken(fault: String, comparison: String) throws {
    let verdict = try MLFermiFixture.verdict(of: comparison, fault: fault)
    #expect(verdict.status == .discrepant)
  }

  @Test("every comparison of this part is broken by a fault")
  func covered() {
    let caught = Set(MLFermiPart.faults.flatMap(\.meantFor))
    #expect(caught == Set(Self.withoutData + Self.withData))
    let ids = MLFermiPart.faults.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test("planning needs no data, tasks that do say so")
  func planning() throws {
    let context = RunContext(reference: try MLFermiFixture.library())
    let tasks = try MLFermiPart.tasks(context)
    #expect(Set(tasks.map(\.id)).count == tasks.count)
    let provided = tasks.flatMap(\.provides)
    #expect(Set(provided).count == provided.count)
    let task = try #require(tasks.first { $0.id == "mlfermi.kde.Draco" })
    #expect(task.needs == ["mlfermidwarfs"])
    #expect(throws: AssayError.self) {
      _ = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
    }
  }
}
