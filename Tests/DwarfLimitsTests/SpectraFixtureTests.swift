// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

/// What the tests of spectra, likelihoods and counts share: references, raw data, verdicts.
enum PartFixture {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let loaded = Result { () throws -> ReferenceLibrary in
    try ReferenceLibrary.load(study: "dwarf-limits", root: root + "/Reference")
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  static let data: DataFolder? = {
    let given = ProcessInfo.processInfo.environment["ASSAY_DATA"]
    let folder = given ?? root + "/../shared/data"
    let exists = FileManager.default.fileExists(atPath: folder + "/dwarf-limits/pppc4dmid")
    return exists ? DataFolder(folder) : nil
  }()

  static let noData: Comment = "needs the raw data: set ASSAY_DATA or have ../shared/data"

  static func column(_ name: String, of table: String) throws -> [Double] {
    try InputColumns(library().table(table)).numbers(named: name)
  }

  static func tasks(_ fault: String?) throws -> [StudyTask] {
    let context = RunContext(reference: try library(), data: data, fault: fault)
    return try SpectraPart.tasks(context) + LATPart.tasks(context) + CountingPart.tasks(context)
  }

  /// The verdict of one comparison, running only the tasks that it rests on.
  static func verdict(of id: String, fault: String? = nil) throws -> Verdict {
    let library = try library()
    let comparison = try #require(library.comparisons.first { $0.id == id })
    let wanted = Set(comparison.pairs.map(\.observable))
    var observables: [Observable] = []
    for task in try tasks(fault) where !wanted.isDisjoint(with: task.provides) {
      let stream = Philox.stream(of: task.id)
      let given = try task.run(TaskContext(seed: 1, stream: stream, threads: 1))
      #expect(given.map(\.id) == task.provides)
      observables += given
    }
    return try Judge.verdict(of: comparison, library: library, results: Results(observables))
  }

  /// A folder of this process, removed when it ends.
  static let folder: String = {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-parts-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: PartFixture.folder) }
    return url.path
  }()

  /// A new file with the given text.
  static func file(_ text: String) throws -> String {
    let path = "\(folder)/\(UUID().uuidString).txt"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// The sentence with which something is refused.
  static func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "not refused"
    } catch {
      return "\(error)"
    }
  }
}
