// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing
import Timing

@testable import Reporting

/// The committed bench against itself and against changed copies of itself.
@Suite struct BenchPairTests {
  static let path = HEPDataExportTests.root + "/Reports/example-bench/bench.json"

  /// A copy in which every sample of one variant took `factor` times as long.
  static func slower(_ record: BenchRecord, by factor: Double) -> (BenchRecord, String, String) {
    var copy = record
    for w in copy.workloads.indices {
      guard
        let v = copy.workloads[w].variants.indices.first(where: {
          copy.workloads[w].variants[$0].summary != nil
            && copy.workloads[w].variants[$0].pairs.count >= 5
        })
      else { continue }
      for p in copy.workloads[w].variants[v].pairs.indices {
        copy.workloads[w].variants[v].pairs[p].variant.wall *= factor
        copy.workloads[w].variants[v].pairs[p].variant.thread *= factor
        copy.workloads[w].variants[v].pairs[p].variant.process *= factor
      }
      copy.workloads[w].variants[v].summary!.median *= factor
      return (copy, copy.workloads[w].name, copy.workloads[w].variants[v].id)
    }
    return (copy, "", "")
  }

  @Test func aBenchIsAsFastAsItself() throws {
    let record = try BenchRecord.read(from: Self.path)
    let found = BenchPair(before: record, now: record)
    #expect(!found.rows.isEmpty && found.sameMachine)
    #expect(found.rows.allSatisfy { $0.ratio == 1 && !$0.isChange })
    #expect(found.environment.isEmpty && found.unpaired.isEmpty)
  }

  @Test func aVariantThatBecameWrongIsWorse() throws {
    let record = try BenchRecord.read(from: Self.path)
    var wrong = record
    wrong.workloads[0].variants[0].validation.reason = "differs by 3"
    wrong.workloads[0].variants[0].summary = nil
    let found = BenchPair(before: record, now: wrong)
    #expect(found.becameWrong.count == 1 && found.lost == found.becameWrong)
    #expect(found.verdict.hasSuffix("1 variant became wrong and has no time."))
    #expect(found.page.markdown.contains("wrong: differs by 3"))
    // Mended, it is new.
    let mended = BenchPair(before: wrong, now: record)
    #expect(mended.becameWrong.isEmpty && mended.lost.isEmpty && mended.unpaired.count == 1)
  }

  @Test func aFactorOfTenIsSeenWithItsSign() throws {
    let record = try BenchRecord.read(from: Self.path)
    let (copy, workload, variant) = Self.slower(record, by: 10)
    let found = BenchPair(before: record, now: copy)
    let row = try #require(found.rows.first { $0.workload == workload && $0.variant == variant })
    #expect((row.ratio - 0.1).magnitude < 1e-9)
    #expect(row.low <= row.ratio * 1.5 && row.high >= row.ratio / 1.5)
    #expect((row.now / row.before - 10).magnitude < 1e-9)
    #expect(row.isChange)
    #expect(found.verdict.hasPrefix("1 of "))
    #expect(found.page.markdown.contains("slower"))
    let workload2 = try #require(record.workloads.first { $0.name == workload })
    let median = try #require(
      workload2.variants.first { $0.id == variant && $0.precision.rawValue == row.precision }?
        .summary?.median)
    #expect((row.before * workload2.items / median - 1).magnitude < 0.5)
    #expect(row.samplesBefore >= 5 && row.isJudged)
  }

  @Test func runsAndBenchesAreTakenFromFoldersAndFiles() throws {
    try withScratch { (place: String) throws in
      try SampleRecord.all.write(to: place + "/record.json")
      try FileManager.default.copyItem(atPath: Self.path, toPath: place + "/bench.json")
      let both = try RecordComparison(before: ComparedRecords(place), now: ComparedRecords(place))
      #expect(both.runs != nil && both.benches != nil && both.alone.isEmpty)
      let one = try RecordComparison(
        before: ComparedRecords(place), now: ComparedRecords(place + "/record.json"))
      #expect(one.alone == ["a bench is in the earlier folder only"])
      #expect(one.page.markdown.contains("a bench is in the earlier folder only."))
      let run = try ComparedRecords(place + "/record.json")
      #expect(run.run != nil && run.bench == nil)
      let mixed = #expect(throws: AssayError.self) {
        try RecordComparison(before: run, now: ComparedRecords(place + "/bench.json"))
      }
      #expect(mixed?.status == .badInput)
      try CrateFixture.write("{\"a\": 1}", place + "/other.json")
      let other = #expect(throws: AssayError.self) { try ComparedRecords(place + "/other.json") }
      #expect(other?.status == .badInput)
      let none = #expect(throws: AssayError.self) { try ComparedRecords(place + "/nowhere") }
      #expect(none?.status == .missing)
    }
  }
}
