// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Numerics
import Testing

@testable import DwarfLimits

/// Every comparison of the three parts: met in production, broken by each fault meant for it.
@Suite struct SpectraPartTests {
  static let ids = [
    "photon-yields", "photon-yields-scan", "own-spectrum-fit-rms", "own-spectrum-fit-max",
    "lat-combined-bb", "lat-combined-tautau", "lat-single-bb", "lat-single-bb-35GeV",
    "lat-single-tautau",
    "lat-recomputed-bb", "lat-recomputed-tautau", "lat-ts-bb", "lat-ts-tautau", "lat-pppc-bb",
    "lat-pppc-tautau", "statistics-known-background", "statistics-profiled-J",
    "statistics-profiled-J-background", "statistics-classical", "classical-coverage",
    "madhat-counts", "madhat-bounds", "madhat-cross-sections",
  ]
  static let faults = SpectraPart.faults + LATPart.faults + CountingPart.faults

  @Test(.enabled(if: PartFixture.data != nil, PartFixture.noData), arguments: ids)
  func reproduces(_ id: String) throws {
    let verdict = try PartFixture.verdict(of: id)
    #expect(verdict.status == .reproduced)
    #expect(!verdict.fails)
    #expect(!verdict.rows.isEmpty)
  }

  @Test(.enabled(if: PartFixture.data != nil, PartFixture.noData), arguments: faults)
  func catches(_ fault: Fault) throws {
    #expect(!fault.meantFor.isEmpty)
    for id in fault.meantFor {
      let verdict = try PartFixture.verdict(of: id, fault: fault.id)
      #expect(
        verdict.status == .discrepant, "\(fault.id) should break \(id): \(verdict.worst ?? 0)")
    }
  }

  @Test func everyComparisonHasAFault() {
    let caught = Set(Self.faults.flatMap(\.meantFor))
    #expect(Set(Self.ids).subtracting(caught).isEmpty)
    #expect(caught.subtracting(Self.ids).isEmpty)
    #expect(Set(Self.faults.map(\.id)).count == Self.faults.count)
  }

  @Test func planReadsNoData() throws {
    let context = RunContext(
      reference: try PartFixture.library(), data: DataFolder("/nonexistent"))
    let tasks =
      try SpectraPart.tasks(context) + LATPart.tasks(context) + CountingPart.tasks(context)
    let provided = tasks.flatMap(\.provides)
    #expect(Set(provided).count == provided.count)
    let wanted = try PartFixture.library().comparisons.filter { Self.ids.contains($0.id) }
      .flatMap { $0.pairs.map(\.observable) }
    #expect(Set(wanted).subtracting(provided).isEmpty)
  }
}
