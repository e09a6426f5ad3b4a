// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

@Suite struct RunComparisonTests {
  /// The sample record with a true digest.
  static func record(_ change: (inout RunRecord) -> Void = { _ in }) throws -> RunRecord {
    var record = SampleRecord.all
    change(&record)
    record.resultsDigest = try RunRecord.digest(of: record.studies)
    return record
  }

  static func compare(_ change: (inout RunRecord) -> Void) throws -> RunComparison {
    try RunComparison(before: record(), now: record(change))
  }

  static func place(_ id: String) -> Int {
    SampleRecord.verdicts.firstIndex { $0.comparison == id }!
  }

  @Test func aRunIsEqualToItself() throws {
    let found = try Self.compare { _ in }
    #expect(found.sameDigest && found.digestParts.isEmpty && !found.isWorse)
    #expect(
      found.rows.allSatisfy { $0.before == $0.now && $0.numbers.map { $0.kind == .equal } ?? true })
    #expect(found.environment.isEmpty && found.asked.isEmpty && found.references.isEmpty)
    #expect(found.verdict.contains("Same digest"))
  }

  /// Dates, threads and machine change no digest and are told.
  @Test func machineAndSettingsAreToldAndChangeNoAnswer() throws {
    let found = try Self.compare {
      $0.run.threads = 8
      $0.run.finished = "2027-01-01T00:00:00Z"
      $0.environment.hostName = "node2"
      $0.environment.libraries["GSL"] = "2.8"
      $0.environment.libraries["FFTW"] = "3.3"
    }
    #expect(found.sameDigest)
    #expect(found.asked.map(\.name) == ["threads"])
    #expect(found.environment.map(\.name) == ["host", "FFTW", "GSL"])
    #expect(found.environment.map(\.before) == ["node1", "–", "2.7.1"])
  }

  @Test func oneBitIsFoundAndToldInUnitsOfTheTolerance() throws {
    let found = try Self.compare {
      let old = $0.studies[0].verdicts[Self.place("good")].rows[3].ours
      $0.studies[0].verdicts[Self.place("good")].rows[3].ours = old.nextUp
      $0.studies[0].observables[0].values[0].value = 1.5
    }
    #expect(!found.sameDigest && found.hasSameVerdicts && !found.isWorse)
    let numbers = try #require(found.rows.first { $0.comparison == "good" }?.numbers)
    #expect(numbers.kind == .moved && numbers.equal == 10 && numbers.rows == 11)
    #expect(numbers.worstRow == "draco, m_DM = 3 GeV")
    #expect(numbers.worstShare! > 0 && numbers.worstShare! < 1e-12)
    #expect(
      found.digestParts == ["toy: observables (1 of 2 differ), verdicts (1 of 9 differ)"])
    #expect(found.verdict.hasPrefix("Same verdicts in all 9 comparisons"))
  }

  @Test(arguments: [
    ("good", Verdict.Status.discrepant, RunComparison.Change.worse),
    ("good", .undecided, .worse), ("noisy", .reproduced, .better), ("noisy", .discrepant, .worse),
    ("bad", .reproduced, .better), ("bad", .undecided, .better), ("good", .notRun, .notBoth),
    ("absent", .discrepant, .notBoth), ("closed", .notComparable, .notBoth),
  ])
  func aVerdictThatChangesIsRanked(
    id: String, status: Verdict.Status, change: RunComparison.Change
  ) throws {
    let found = try Self.compare { $0.studies[0].verdicts[Self.place(id)].status = status }
    #expect(found.rows.first { $0.comparison == id }?.change == change)
    #expect(found.isWorse == (change == .worse))
  }

  @Test func aKnownDifferenceThatVanishesIsWorse() throws {
    let found = try Self.compare { $0.studies[0].verdicts[Self.place("known")].vanished = 1 }
    #expect(found.isWorse)
    #expect(found.page.markdown.contains("known difference vanished"))
  }

  @Test func whatOneRunAloneHasIsListed() throws {
    let found = try RunComparison(
      before: Self.record { record in
        record.studies[0].comparisons.removeAll { $0.id == "good" }
        record.studies[0].verdicts.removeAll { $0.comparison == "good" }
      },
      now: Self.record { record in
        record.studies[0].comparisons.removeAll { $0.id == "chi" }
        record.studies[0].verdicts.removeAll { $0.comparison == "chi" }
        var other = SampleRecord.study
        other.card.id = "other"
        record.studies.append(other)
      })
    #expect(found.onlyNow == ["other"] && found.onlyBefore.isEmpty)
    #expect(found.rows.first { $0.study == "toy" && $0.comparison == "good" }?.change == .appeared)
    #expect(found.rows.first { $0.study == "toy" && $0.comparison == "chi" }?.change == .vanished)
    let page = found.page.markdown
    #expect(page.contains("Studies in the later run only: other."))
    #expect(page.contains("Comparisons in the earlier run only: toy/chi."))
  }

  /// Two seeds: what the errors explain is no change; with one seed, or beyond them, it is.
  @Test(arguments: [
    (UInt64(8), 0.003, RunComparison.Numbers.Kind.withinErrors), (8, 0.05, .moved),
    (7, 0.003, .moved),
  ])
  func errorsOfTwoSeedsExplainWhatTheyCan(
    seed: UInt64, shift: Double, kind: RunComparison.Numbers.Kind
  ) throws {
    let found = try Self.compare {
      $0.run.seed = seed
      $0.studies[0].verdicts[Self.place("noisy")].rows[0].ours += shift
    }
    let numbers = try #require(found.rows.first { $0.comparison == "noisy" }?.numbers)
    #expect(numbers.kind == kind)
    let sigma = shift / (2 * 0.006 * 0.006).squareRoot()
    #expect((numbers.worstSigma! - sigma).magnitude < 1e-9)
  }

  @Test func anAlteredRecordIsTold() throws {
    var altered = try Self.record()
    altered.studies[0].observables[0].values[0].value = 3
    let found = try RunComparison(before: Self.record(), now: altered)
    #expect(found.before.digestHolds && !found.now.digestHolds && !found.sameDigest)
    #expect(found.page.markdown.contains("it was altered after the run"))
  }

  @Test func otherReferencesAreNamed() throws {
    let found = try Self.compare { $0.studies[0].referenceFiles["toy/limits.yaml"] = "beef" }
    #expect(found.references == ["toy/limits.yaml"])
    #expect(found.page.markdown.contains("toy/limits.yaml"))
  }

  @Test func secondsAreSingleSamplesAndSaidToBe() throws {
    let found = try Self.compare { $0.studies[0].stages[0].seconds = 23 }
    #expect(found.times.first?.now == 23)
    #expect(found.page.markdown.contains("Single samples"))
    #expect(found.page.markdown.contains("| toy | slow | 11.5 s | 23 s | 2 |"))
  }

  /// Nothing of a record is taken for markup in the page.
  @Test func thePageEscapesWhatItIsGiven() throws {
    let found = try Self.compare {
      $0.environment.hostName = "<script>alert(1)</script>"
      $0.studies[0].verdicts[Self.place("bad")].rows[0].ours = 2.0021
    }
    let html = try found.page.html()
    #expect(!html.contains("<script>alert"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("<table>") && html.contains("fine | row"))
    #expect(found.page.markdown.contains("fine \\| row"))
  }
}
