// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Timing

@Suite struct MeasurementTests {
  // MARK: Validation first

  static let answers: [([Double], Double, Bool)] = [
    ([1, 2], 0, true), ([1, 2.0.nextUp], 0, false), ([1, 2.0.nextUp], 1e-15, true),
    ([1, 2.1], 0.04, false), ([1, 2.1], 0.06, true), ([1], 1, false), ([], 1, false),
    ([1, .nan], 1e9, false), ([.infinity, 2], 1e9, false),
  ]

  @Test(arguments: answers.indices)
  func answersAreHeldAgainstTheReference(_ i: Int) {
    let (result, bound, valid) = Self.answers[i]
    let check = Validation(result, reference: [1, 2], bound: bound)
    #expect(check.isValid == valid, "\(check)")
  }

  @Test func signedZerosAreOtherBits() {
    #expect(!Validation([-0.0], reference: [0], bound: 0).isValid)
    #expect(Validation([-0.0], reference: [0], bound: 1e-300).isValid)
  }

  /// Nothing is right beside a reference that is no number, not even the same.
  @Test(arguments: [Double.nan, .infinity]) func aReferenceIsFinite(value: Double) throws {
    let check = Validation([value], reference: [value], bound: 0)
    #expect(!check.isValid && check.reason!.contains("finite"))
    let toy = Toy()
    let record = try toy.record([
      toy.variant("scalar", seconds: 1e-3, result: [value]),
      toy.variant("simd", seconds: 1e-4, result: [value], bound: 1),
    ])
    #expect(record.hasWrongAnswer && record.workloads[0].variants.allSatisfy { $0.summary == nil })
  }

  /// Within the bound of the reference, but other bits than with one thread.
  @Test func threadsMustNotChangeABit() throws {
    let toy = Toy()
    let record = try toy.record([
      toy.variant("scalar", seconds: 1e-3),
      toy.variant("simd", seconds: 5e-4, result: [1, 2 + 1e-9], bound: 1e-8),
      toy.variant("simd threads=2", seconds: 3e-4, result: [1, 2], bound: 1e-8, threads: 2),
      toy.variant("simd threads=3", seconds: 2e-4, result: [1, 2 + 1e-9], bound: 1e-8, threads: 3),
    ])
    let rows = record.workloads[0].variants
    #expect(rows.map { $0.summary != nil } == [true, true, false, true])
    #expect(rows[2].validation.reason!.contains("other bits"))
  }

  @Test func wrongVariantHasNoTime() throws {
    let toy = Toy()
    let record = try toy.record([
      toy.variant("scalar", seconds: 1e-3),
      toy.variant("close", seconds: 5e-4, result: [1, 2 + 1e-9], bound: 1e-8),
      toy.variant("wrong", seconds: 1e-6, result: [1, 2.1], bound: 1e-8),
      Variant(id: "refuses", precision: .double, bound: 0) { () throws(AssayError) in
        throw .failed("no such unit")
      },
    ])
    let rows = record.workloads[0].variants
    #expect(rows.map { $0.summary != nil } == [true, true, false, false])
    #expect(rows.map { $0.pairs.isEmpty } == [false, false, true, true])
    #expect(rows[1].validation.difference! < 1e-8 && rows[1].validation.isValid)
    #expect(rows[2].validation.reason!.contains("differs"))
    #expect(rows[3].validation.reason!.contains("no such unit"))
    #expect(record.hasWrongAnswer && record.workloads[0].best?.id == "close")
  }

  // MARK: Times

  @Test func timesAreThoseOfTheClock() throws {
    let toy = Toy()
    let record = try toy.record([
      toy.variant("scalar", seconds: 1e-3), toy.variant("simd", seconds: 2.5e-4),
    ])
    let summary = try #require(record.workloads[0].variants[1].summary)
    #expect((summary.median / 2.5e-4 - 1).magnitude < 1e-9)
    #expect((summary.itemsPerSecond / 4e6 - 1).magnitude < 1e-9)
    #expect((summary.logGain - log(4)).magnitude < 1e-9 && summary.isChange)
    #expect((summary.low - log(4)).magnitude < 1e-9 && (summary.high - log(4)).magnitude < 1e-9)
    // min(4e6/2, 16e6/16) = 1e6 terms a second: four times as fast as memory allows.
    #expect(summary.ceiling == "memory" && (summary.ceilingShare! - 4).magnitude < 1e-8)
    #expect(summary.joulesPerItem == nil)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func everySampleIsKeptInItsRandomPlace(_ seed: UInt64) throws {
    let toy = Toy()
    let variants = (0..<5).map { toy.variant("v\($0)", seconds: 1e-3 * Double($0 + 1)) }
    let pairs = try toy.measurement(rounds: 30, seed: seed).pairs(
      of: variants, with: variants[0], name: "toy")
    #expect(pairs.allSatisfy { $0.map(\.round) == Array(0..<30) })
    let places = pairs.flatMap { $0.map(\.place) }
    #expect(places.sorted() == Array(0..<150))
    // Each variant has been at every place of a round.
    for one in pairs {
      #expect(Set(one.map { $0.place % 5 }).count == 5, "seed \(seed): variants not shuffled")
    }
    // Each goes first in about half of 150 pairs: five standard deviations are 31.
    let first = pairs.joined().count(where: \.referenceFirst)
    #expect((44...106).contains(first), "seed \(seed): \(first)")
    let again = try toy.measurement(rounds: 30, seed: seed).pairs(
      of: variants, with: variants[0], name: "toy")
    #expect(again.flatMap { $0.map(\.place) } == places)
  }

  @Test func shortRunsAreRepeatedAndLongOnesAreNot() throws {
    let toy = Toy()
    let pairs = try toy.measurement(rounds: 4).pairs(
      of: [toy.variant("short", seconds: 1e-5)], with: toy.variant("long", seconds: 0.1), name: "t")
    #expect(pairs[0].allSatisfy { (100...101).contains($0.variant.repeats) })
    #expect(pairs[0].allSatisfy { $0.reference.repeats == 1 })
  }

  @Test func secondsEndTheRoundsButNotTheFirst() throws {
    let toy = Toy()
    var measurement = toy.measurement(rounds: 1000)
    measurement.limits.seconds = 10
    let fast = toy.variant("fast", seconds: 0.1)
    let pairs = try measurement.pairs(of: [fast], with: fast, name: "t")
    #expect((48...52).contains(pairs[0].count), "\(pairs[0].count)")
    let slow = toy.variant("slow", seconds: 100)
    #expect(try measurement.pairs(of: [slow], with: slow, name: "t")[0].count == 4)
  }

  /// A clock that stands still must not hang or give an infinite rate.
  @Test func aStandingClockEnds() throws {
    let still = TimingClock { TimingClock.Reading(wall: 1, thread: 1, process: 1) }
    let variant = Variant(id: "a", precision: .double, bound: 0) { [1] }
    let measurement = PairedMeasurement(
      limits: .init(rounds: 2, leastRounds: 1, seconds: 1, shortestSample: 1e-8), seed: 1,
      clock: still)
    let pairs = try measurement.pairs(of: [variant], with: variant, name: "t")
    #expect(pairs[0].count == 2 && pairs[0].allSatisfy { $0.logGain(.cpu) == 0 })
  }

  @Test func cancellationEndsIt() throws {
    let toy = Toy()
    var measurement = toy.measurement()
    measurement.isCancelled = { true }
    let variant = toy.variant("a", seconds: 1)
    let error = try #require(throws: AssayError.self) {
      try measurement.pairs(of: [variant], with: variant, name: "t")
    }
    #expect(error.status == .interrupted)
  }

  // MARK: The A/A floor

  @Test func aSilentMachineSeesEverything() throws {
    let toy = Toy()
    let record = try toy.record([
      toy.variant("scalar", seconds: 1e-3), toy.variant("same", seconds: 1e-3),
    ])
    #expect(record.floor(.cpu, rounds: 10) < 1e-9)
  }

  /// For normal noise of s the ratio has s √2, its median over n rounds 1.2533 s √(2/n), and the
  /// 95 % quantile of its size 1.96 times that; windows in one control share rounds, so that the
  /// estimate scatters by tens of per cent.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func floorFollowsTheNoise(_ seed: UInt64) throws {
    let toy = Toy(noise: 0.03, seed: seed)
    var measurement = toy.measurement(rounds: 600)
    measurement.limits.shortestSample = 1e-9
    let variant = toy.variant("a", seconds: 1e-3)
    let pairs = try measurement.pairs(of: [variant], with: variant, name: "t")[0]
    let control = Control(workload: "t", variant: "a", threads: 1, kind: .cpu, pairs: pairs)
    for rounds in [5, 20] {
      let expected = 1.96 * 1.2533 * 0.03 * (2 / Double(rounds)).squareRoot()
      let ratio = control.floor(rounds: rounds) / expected
      #expect(ratio > 0.6 && ratio < 1.6, "seed \(seed), \(rounds) rounds: \(ratio)")
    }
    #expect(control.floor(rounds: 5) > control.floor(rounds: 50))
  }

  @Test func withoutControlNothingIsSeen() {
    #expect(Toy.empty.floor(.wall, rounds: 10) == .infinity)
  }

  /// On a noisy machine a variant of the same speed is seldom called faster or slower: the floor is
  /// passed in 5 % of cases and the interval must leave out 1 as well. 60 records, so at most
  /// 3 + 4 √3 are expected.
  @Test func equalVariantsAreNotToldApart() throws {
    var alarms = 0
    for seed in 1...60 as ClosedRange<UInt64> {
      let toy = Toy(noise: 0.02, seed: seed)
      let record = try toy.record([
        toy.variant("scalar", seconds: 1e-3), toy.variant("twin", seconds: 1e-3),
        toy.variant("fast", seconds: 5e-4),
      ])
      let rows = record.workloads[0].variants
      alarms += rows[1].summary!.isChange ? 1 : 0
      #expect(rows[2].summary!.isChange, "seed \(seed): \(rows[2].summary!)")
    }
    #expect(alarms <= 9, "\(alarms)")
  }
}
