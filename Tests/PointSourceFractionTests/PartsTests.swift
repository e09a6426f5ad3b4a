// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Testing

@testable import PointSourceFraction

@Suite struct PartsTests {
  /// Those that train no network: the command's own tests and drills do.
  static let quick: [String] =
    TablesPart.comparisons + SimulationPart.comparisons + IdentityPart.comparisons
    + ["onepoint-error-by-fraction", "onepoint-coverage-many"]

  @Test func reproduced() throws {
    let results = try Fixture.results(of: Self.quick)
    for id in Self.quick {
      let verdict = try Fixture.verdict(id, results)
      #expect(verdict.status == .reproduced, "\(verdict)")
    }
  }

  @Test(arguments: FractionFaults.all) func caught(_ fault: Fault) throws {
    let targets = fault.meantFor.filter { Self.quick.contains($0) }
    guard !targets.isEmpty else { return }
    let results = try Fixture.results(of: targets, fault: fault.id)
    for id in targets { #expect(try Fixture.verdict(id, results).status == .discrepant, "\(id)") }
  }

  @Test func everyComparisonHasAFault() throws {
    let faults = PointSourceFractionStudy.faults
    #expect(Set(faults.flatMap(\.meantFor)) == Set(try Fixture.library().comparisons.map(\.id)))
    #expect(Set(faults.map(\.id)).count == faults.count)
  }

  /// A fault that changes nothing would pass for one that is not caught.
  @Test(arguments: FractionFaults.all) func everyFaultChangesSomething(_ fault: Fault) {
    #expect(FractionConventions(fault: fault.id) != FractionConventions())
  }

  @Test func planning() throws {
    let tasks = try PointSourceFractionStudy.plan(RunContext(reference: try Fixture.library()))
    let provided = tasks.flatMap(\.provides)
    #expect(Set(tasks.map(\.id)).count == tasks.count)
    #expect(Set(provided).count == provided.count)
    for comparison in try Fixture.library().comparisons {
      for pair in comparison.pairs { #expect(provided.contains(pair.observable)) }
    }
  }
}
