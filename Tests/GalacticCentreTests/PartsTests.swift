// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Numerics
import Testing

@testable import GalacticCentre

@Suite struct PartsTests {
  /// Those whose tasks take less than a second.
  private static func quick() throws -> [Comparison] {
    try Fixture.library().comparisons.filter { !GalacticCentreStudy.slow.contains($0.id) }
  }

  private static func results(of comparisons: [Comparison], fault: String? = nil) throws -> Results
  {
    let asked = Set(comparisons.flatMap(\.pairs).map(\.observable))
    var observables: [Observable] = []
    for task in try GalacticCentreStudy.plan(Fixture.context(fault: fault))
    where !asked.isDisjoint(with: task.provides) {
      let stream = Philox.stream(of: task.id)
      let found = try task.run(TaskContext(seed: 1, stream: stream, threads: 2))
      #expect(found.map(\.id) == task.provides)
      observables += found
    }
    return Results(observables)
  }

  private static func verdict(_ comparison: Comparison, _ results: Results) throws -> Verdict {
    try Judge.verdict(of: comparison, library: Fixture.library(), results: results)
  }

  @Test func reproduced() throws {
    let quick = try Self.quick()
    let results = try Self.results(of: quick)
    for comparison in quick {
      let verdict = try Self.verdict(comparison, results)
      #expect(verdict.status == .reproduced, "\(verdict)")
    }
  }

  @Test(arguments: CentreFaults.all) func caught(_ fault: Fault) throws {
    let targets = try Self.quick().filter { fault.meantFor.contains($0.id) }
    guard !targets.isEmpty else { return }
    let results = try Self.results(of: targets, fault: fault.id)
    for comparison in targets {
      #expect(try Self.verdict(comparison, results).status == .discrepant, "\(comparison.id)")
    }
  }

  @Test func everyComparisonHasAFault() throws {
    let faults = GalacticCentreStudy.faults
    #expect(Set(faults.flatMap(\.meantFor)) == Set(try Fixture.library().comparisons.map(\.id)))
    #expect(Set(faults.map(\.id)).count == faults.count)
  }

  /// A fault that changes nothing would pass for one that is not caught.
  @Test(arguments: CentreFaults.all) func everyFaultChangesSomething(_ fault: Fault) {
    #expect(CentreConventions(fault: fault.id) != CentreConventions())
  }

  @Test func planning() throws {
    let tasks = try GalacticCentreStudy.plan(Fixture.context())
    let provided = tasks.flatMap(\.provides)
    #expect(Set(tasks.map(\.id)).count == tasks.count)
    #expect(Set(provided).count == provided.count)
    for comparison in try Fixture.library().comparisons {
      for pair in comparison.pairs { #expect(provided.contains(pair.observable), "\(pair)") }
    }
  }
}
