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

  /// A device is told by name, and the run is repeated on the first of its backend.
  @Test func deviceIsTold() throws {
    let found = try Self.compare { $0.run.device = "cuda Toy GPU" }
    #expect(found.asked.map(\.name) == ["device"] && found.asked[0].before == "cpu")
    let (plain, there) = (try Self.record(), try Self.record { $0.run.device = "cuda Toy GPU" })
    #expect(RunFacts.repetition(there) == RunFacts.repetition(plain) + " --device cuda")
    #expect(RunFacts.run(there).map(\.value) == RunFacts.run(plain).map(\.value) + ["cuda Toy GPU"])
    #expect(CrateActions.settings(of: there.run).last?.1 == "cuda Toy GPU")
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

  /// Thirty rows that all moved by 1.6 standard errors: none alone is rare, all of independent rows
  /// together are.
  @Test(
    arguments: [(nil, RunComparison.Numbers.Kind.moved), (.correlated, .withinErrors)]
      as [(Comparison.Errors?, RunComparison.Numbers.Kind)])
  func manySmallShiftsAddUp(_ errors: Comparison.Errors?, _ kind: RunComparison.Numbers.Kind) throws
  {
    let rows = { (shift: Double) in
      { (record: inout RunRecord) in
        record.studies[0].comparisons[Self.place("noisy")].errors = errors
        let row = record.studies[0].verdicts[Self.place("noisy")].rows[0]
        record.studies[0].verdicts[Self.place("noisy")].rows = (0..<30).map { k in
          var one = row
          one.label = "row \(k)"
          one.ourError = 0.01
          one.ours += shift * 0.01 * 2.0.squareRoot()
          return one
        }
      }
    }
    let found = try RunComparison(
      before: Self.record(rows(0)),
      now: Self.record { record in
        rows(1.6)(&record)
        record.run.seed = 8
      })
    let numbers = try #require(found.rows.first { $0.comparison == "noisy" }?.numbers)
    #expect(numbers.kind == kind && (numbers.worstSigma! - 1.6).magnitude < 1e-9)
  }

  /// The tasks of both runs as pairs.
  @Test func tasksAreToldAsPairs() throws {
    let found = try Self.compare { record in
      for s in record.studies[0].stages.indices { record.studies[0].stages[s].seconds *= 3 }
    }
    #expect(found.page.markdown.contains("as pairs: median ratio 3, signed-rank p "))
  }

  @Test func anAlteredRecordIsTold() throws {
    var altered = try Self.record()
    altered.studies[0].observables[0].values[0].value = 3
    let found = try RunComparison(before: Self.record(), now: altered)
    #expect(found.before.digestHolds && !found.now.digestHolds && !found.sameDigest)
    #expect(found.page.markdown.contains("it was altered after the run"))
  }

  /// A record that was altered is told in the verdict's own sentence, even where all is equal.
  @Test func theVerdictTellsOfAnAlteredRecord() throws {
    var altered = try Self.record()
    altered.resultsDigest = String(repeating: "0", count: 64)
    let found = try RunComparison(before: Self.record(), now: altered)
    #expect(found.isAltered && found.sameDigest)
    #expect(found.verdict.contains("The later record was altered after its run"))
    #expect(try !Self.compare { _ in }.verdict.contains("altered"))
  }

  /// Our number alone does not make two rows equal.
  @Test(arguments: ["reference", "bound", "error", "status", "known"])
  func aRowThatDiffersBesideOurNumberIsNotEqual(what: String) throws {
    let found = try Self.compare { record in
      var row = record.studies[0].verdicts[Self.place("noisy")].rows[0]
      switch what {
      case "reference": row.reference = 0.96
      case "bound": row.bound = 1
      case "error": row.ourError = 0.5
      case "status": row.status = .reproduced
      default: row.known = true
      }
      record.studies[0].verdicts[Self.place("noisy")].rows[0] = row
    }
    let numbers = try #require(found.rows.first { $0.comparison == "noisy" }?.numbers)
    #expect(numbers.kind == .moved && numbers.equal == 0 && numbers.worstShare == nil)
    #expect(numbers.otherReference == (what == "reference" ? 1 : 0))
    #expect(numbers.otherwise == (what == "reference" ? 0 : 1))
    #expect(found.page.markdown.contains("| toy | noisy | 0 of 1"))
  }

  /// Two seeds explain another number of ours, not another reference.
  @Test func anotherReferenceIsNotExplainedBySeeds() throws {
    let found = try Self.compare {
      $0.run.seed = 8
      $0.studies[0].verdicts[Self.place("noisy")].rows[0].ours += 0.003
      $0.studies[0].verdicts[Self.place("noisy")].rows[0].reference += 0.003
    }
    #expect(found.rows.first { $0.comparison == "noisy" }?.numbers?.kind == .moved)
  }

  /// What the page says of the digest is what the digest does.
  @Test func whatTheDigestLeavesOutIsSaidToBe() throws {
    let found = try Self.compare {
      $0.run.seed = 8
      $0.run.tier = .full
      $0.run.withData = true
      $0.studies[0].claims = []
      $0.studies[0].notes = []
      $0.studies[0].faults = []
      $0.studies[0].card.title = "Another title"
    }
    #expect(found.sameDigest)
    for word in ["tier", "seed", "raw data", "claims", "notes", "faults"] {
      let sentence = found.page.markdown.firstMatch(of: /It does not cover[^.]*\./)?.output ?? ""
      #expect(sentence.contains(word), "\(word)")
    }
    #expect(!found.page.markdown.contains("all else does"))
  }

  @Test func verdictsThatAreNoLongerJudgedAreLost() throws {
    let unjudged = try Self.compare {
      $0.studies[0].verdicts[Self.place("good")].status = .notRun
    }
    #expect(unjudged.lost.map(\.comparison) == ["good"] && !unjudged.isWorse)
    let gone = try Self.compare { record in
      record.studies[0].comparisons.removeAll { $0.id == "chi" }
      record.studies[0].verdicts.removeAll { $0.comparison == "chi" }
    }
    #expect(gone.lost.map(\.comparison) == ["chi"] && !gone.comparesNothing)
    let same = try Self.compare { _ in }
    #expect(same.lost.isEmpty && !same.comparesNothing)
    let nothing = try Self.compare { $0.studies[0].card.id = "other" }
    #expect(nothing.comparesNothing)
  }

  /// Digests differ although every part has its like: the order or the missing list is named.
  @Test func orderAndMissingListsAreNamed() throws {
    let order = try Self.compare { $0.studies[0].observables.reverse() }
    #expect(order.digestParts == ["toy: observables (the same in another order or number)"])
    let lists = try RunComparison(
      before: Self.record { $0.studies[0].tables = nil },
      now: Self.record { $0.studies[0].tables = [] })
    #expect(!lists.sameDigest)
    #expect(
      lists.digestParts == ["toy: tables (an empty list in one record, no list in the other)"])
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
