// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import GeneralSearch

@Suite struct PartTests {
  /// Tasks that cost milliseconds: the exact comparisons.
  static let exact = [
    "bump-example-window", "bump-example-p", "bump-example-significance", "bump-per-width",
    "bump-per-width-p", "bump-analytic-order", "bump-analytic-p", "bump-options", "region-poisson",
    "region-gauss", "region-gamma", "rice-bound", "rice-grid", "chi2-scan",
  ]

  static func results(
    for comparisons: [String], fault: String? = nil
  ) throws -> Results {
    let context = try Fixture.context(fault: fault)
    let library = try Fixture.library()
    let wanted = Set(
      library.comparisons.filter { comparisons.contains($0.id) }.flatMap {
        $0.pairs.map(\.observable)
      })
    var observables: [Observable] = []
    for task in try GeneralSearchStudy.plan(context)
    where task.provides.contains(where: wanted.contains) {
      let found = try task.run(TaskContext(seed: 1, stream: 1, threads: 2))
      #expect(found.map(\.id) == task.provides)
      observables += found
    }
    return Results(observables)
  }

  static func verdict(_ id: String, _ results: Results) throws -> Verdict {
    let library = try Fixture.library()
    let comparison = try #require(library.comparisons.first { $0.id == id })
    return try Judge.verdict(of: comparison, library: library, results: results)
  }

  @Test func exactComparisons() throws {
    let results = try Self.results(for: Self.exact)
    for id in Self.exact {
      let verdict = try Self.verdict(id, results)
      #expect(verdict.status == .reproduced, "\(id): \(verdict)")
    }
  }

  /// Closer than the comparisons ask: what is reached, so that a loss of digits shows.
  @Test func digitsReached() throws {
    let results = try Self.results(for: Self.exact)
    for (id, bound) in [
      ("bump-example-p", 1e-13), ("bump-per-width-p", 1e-12), ("bump-analytic-p", 1e-12),
      ("bump-options", 2e-12), ("region-poisson", 1e-13), ("region-gauss", 1e-12),
      ("region-gamma", 1e-12), ("rice-bound", 1e-13),
    ] {
      let worst = try #require(try Self.verdict(id, results).worstRelative)
      #expect(worst.magnitude < bound, "\(id): \(worst)")
    }
  }

  @Test(arguments: SearchFaults.all.filter { $0.meantFor.contains { exact.contains($0) } })
  func caught(_ fault: Fault) throws {
    let targets = fault.meantFor.filter { Self.exact.contains($0) }
    let results = try Self.results(for: targets, fault: fault.id)
    for id in targets {
      #expect(try Self.verdict(id, results).status == .discrepant, "\(fault.id): \(id)")
    }
  }

  @Test func everyComparisonHasAFault() throws {
    let known = Set(try Fixture.library().comparisons.map(\.id))
    #expect(Set(SearchFaults.all.flatMap(\.meantFor)) == known)
    #expect(Set(SearchFaults.all.map(\.id)).count == SearchFaults.all.count)
    for fault in SearchFaults.all {
      #expect(SearchConventions(fault: fault.id) != SearchConventions(), "\(fault.id)")
    }
    #expect(SearchConventions(fault: "another study's") == SearchConventions())
  }

  // MARK: Bad tables

  @Test func badTables() throws {
    var library = try Fixture.library()
    library.tables["bumphunter-example-histograms"]!.dependent.removeAll()
    let context = RunContext(reference: library)
    #expect(
      Fixture.refusal { _ = try HistogramColumns.example(context) }
        .contains("found no column reference (background) count"))
    library = try Fixture.library()
    library.tables["region-pvalue"]!.independent[0].axis.keys[2] = .number(2.5)
    let task = try #require(RegionPart.tasks(RunContext(reference: library)).first)
    #expect(
      Fixture.refusal { _ = try task.run(TaskContext(seed: 1, stream: 1, threads: 1)) }
        .contains("found 2.5; accepted: a whole number"))
  }
}
