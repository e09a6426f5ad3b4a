// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Learning
import Numerics
import Testing

@testable import UHECRAnisotropy

enum LearningFixture {
  /// The folder named by ASSAY_DATA, if it holds the authors' networks.
  static let data: DataFolder? = {
    guard let root = ProcessInfo.processInfo.environment["ASSAY_DATA"] else { return nil }
    let folder = DataFolder(root)
    return FileManager.default.fileExists(atPath: folder.path(PublishedNetworks.dataset))
      ? folder : nil
  }()
  static let hasData = data != nil
  static let noData: Comment = "needs the raw data uhecr-networks: set ASSAY_DATA"

  /// What the part makes of the reference tables, of all or of one.
  static func results(
    fault: String? = nil, only: String? = nil,
    _ spoil: (inout ReferenceLibrary) -> Void = { _ in }
  ) throws -> Results {
    var library = try Fixture.library()
    spoil(&library)
    var observables: [Observable] = []
    for task in LearningPart.tasks(RunContext(reference: library, data: data, fault: fault))
    where (task.needs.isEmpty || hasData) && task.id == only ?? task.id {
      let found = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
      #expect(found.map(\.id) == task.provides)
      observables += found
    }
    #expect(!observables.isEmpty)
    return Results(observables)
  }

  static func verdict(_ id: String, _ results: Results) throws -> Verdict {
    let library = try Fixture.library()
    let comparison = try #require(library.comparisons.first { $0.id == id })
    return try Judge.verdict(of: comparison, library: library, results: results)
  }

  /// The sentence with which `body` refuses.
  static func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no refusal"
    } catch {
      return "\(error)"
    }
  }
}
