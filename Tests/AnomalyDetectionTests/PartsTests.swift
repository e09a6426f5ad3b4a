// SPDX-License-Identifier: GPL-3.0-or-later

import Harness
import Numerics
import Testing

@testable import AnomalyDetection

@Suite struct PartsTests {
  /// Those that need no training of networks on toy events: the command's own tests and drills do.
  private static let quick =
    PublishedPart.comparisons + OptimumPart.comparisons + EventPart.comparisons
    + IdentityPart.comparisons + (Fixture.data == nil ? [] : FilePart.comparisons)

  private static func results(
    of comparisons: [String], fault: String? = nil
  ) throws -> Results {
    let library = try Fixture.library()
    let context = RunContext(reference: library, data: Fixture.data, fault: fault)
    let asked = Set(
      library.comparisons.filter { comparisons.contains($0.id) }.flatMap(\.pairs).map(\.observable))
    var observables: [Observable] = []
    for task in try AnomalyDetectionStudy.plan(context)
    where !asked.isDisjoint(with: task.provides) {
      let stream = Philox.stream(of: task.id)
      let found = try task.run(TaskContext(seed: 1, stream: stream, threads: 2))
      #expect(found.map(\.id) == task.provides)
      observables += found
    }
    return Results(observables)
  }

  private static func verdict(_ id: String, _ results: Results) throws -> Verdict {
    let library = try Fixture.library()
    let comparison = try #require(library.comparisons.first { $0.id == id })
    return try Judge.verdict(of: comparison, library: library, results: results)
  }

  @Test func reproduced() throws {
    let results = try Self.results(of: Self.quick)
    for id in Self.quick {
      let verdict = try Self.verdict(id, results)
      #expect(verdict.status == .reproduced, "\(verdict)")
    }
  }

  @Test(arguments: AnomalyFaults.all) func caught(_ fault: Fault) throws {
    let targets = fault.meantFor.filter { Self.quick.contains($0) }
    guard !targets.isEmpty else { return }
    let results = try Self.results(of: targets, fault: fault.id)
    for id in targets { #expect(try Self.verdict(id, results).status == .discrepant, "\(id)") }
  }

  @Test func everyComparisonHasAFault() throws {
    let faults = AnomalyDetectionStudy.faults
    #expect(Set(faults.flatMap(\.meantFor)) == Set(try Fixture.library().comparisons.map(\.id)))
    #expect(Set(faults.map(\.id)).count == faults.count)
  }

  /// A fault that changes nothing would pass for one that is not caught.
  @Test(arguments: AnomalyFaults.all) func everyFaultChangesSomething(_ fault: Fault) {
    #expect(AnomalyConventions(fault: fault.id) != AnomalyConventions())
  }

  @Test func planning() throws {
    let tasks = try AnomalyDetectionStudy.plan(RunContext(reference: try Fixture.library()))
    let provided = tasks.flatMap(\.provides)
    #expect(Set(tasks.map(\.id)).count == tasks.count)
    #expect(Set(provided).count == provided.count)
    for comparison in try Fixture.library().comparisons {
      for pair in comparison.pairs { #expect(provided.contains(pair.observable)) }
    }
    // Without raw data the tasks that need them say so.
    let task = try #require(tasks.first { $0.id == "files.baselines" })
    let sentence = Fixture.sentence {
      _ = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
    }
    #expect(task.needs == ["dark-machines"] && sentence.contains("assay fetch"))
  }
}
