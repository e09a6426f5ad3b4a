// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import GeneralSearch

@Suite struct ScanTests {
  // MARK: Windows

  @Test(arguments: [1, 2, 7, 20])
  func numberOfWindows(_ bins: Int) {
    let windows = Windows(range: 3..<3 + bins)
    #expect(windows.count == bins * (bins + 1) / 2)
    let all = (0..<windows.count).map { windows.bins($0) }
    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { $0.lowerBound >= 3 && $0.upperBound <= 3 + bins && !$0.isEmpty })
    #expect(
      zip(all, all.dropFirst()).allSatisfy { ($0.count, $0.lowerBound) < ($1.count, $1.lowerBound) }
    )
  }

  @Test func stepsAndWidths() {
    let windows = Windows(range: 0..<10, widths: 3...4, step: 3)
    #expect(
      (0..<windows.count).map { windows.bins($0) } == [0..<3, 3..<6, 6..<9, 0..<4, 3..<7, 6..<10])
    #expect(Windows(range: 0..<2, widths: 3...4).count == 0)
  }

  /// Sums by windows against sums bin by bin.
  @Test(arguments: Fixture.seeds)
  func sums(_ seed: UInt64) {
    var random = Fixture.draws(seed, "sums")
    let values = (0..<17).map { _ in random.uniform() }
    let windows = Windows(range: 2..<15, widths: 2...9, step: 2)
    let sums = windows.accurateSums(values)
    for i in 0..<windows.count {
      let plain = windows.bins(i).reduce(0.0) { $0 + values[$1] }
      #expect(Fixture.deviation(sums[i], plain) < 1e-14, "seed \(seed)")
    }
    let counts = (0..<17).map { _ in random.poisson(30) }
    let whole = windows.sums(prefix: Windows.prefix(counts))
    #expect(whole == (0..<windows.count).map { windows.bins($0).reduce(0) { $0 + counts[$1] } })
  }

  /// Uncertainties: one source adds up linearly, simulation statistics in squares.
  @Test func uncertainties() {
    let scan = RegionScan(
      background: [10, 20, 30], shifts: [[1, 2, 3], [0.5, -0.5, 0]], statistical: [3, 4, 0],
      windows: Windows(range: 0..<3), test: RegionTest(.gauss, .both))
    let two = (0..<scan.windows.count).first { scan.windows.bins($0) == 0..<2 }!
    #expect((scan.uncertainty[two] - (9.0 + 0 + 9 + 16).squareRoot()).magnitude < 1e-14)
    #expect(scan.background[two] == 30)
  }

  /// Equal p-values: the narrowest window, then the lowest, is the best.
  @Test func ties() {
    let scan = RegionScan(
      background: [5, 5, 5, 5], windows: Windows(range: 0..<4, widths: 1...1),
      test: RegionTest(.poisson, .excess))
    #expect(scan.best([5, 12, 12, 5]).bins == 1..<2)
    #expect(scan.best([1, 1, 1, 1]).logP == 0)
    #expect(scan.best([1, 1, 1, 1]).window == 0)
  }

  /// Data equal to the reference in the sidebands: no scaling. Twice the reference everywhere: no
  /// excess is left.
  @Test func sidebands() throws {
    let reference = [100.0, 80, 60, 40, 20]
    let hunter = try BumpHunter(reference: reference, widths: 2...2, sidebands: true)
    let same = try hunter.best([100, 80, 90, 70, 20])
    #expect(same.bins == 2..<4)
    #expect(same.background == 100)
    #expect(try hunter.best([200, 160, 120, 80, 40]).logP == 0)
    #expect(
      try BumpHunter(reference: reference, widths: 2...2).best([200, 160, 120, 80, 40]).logP < -20)
  }

  // MARK: Critical counts

  static let regions: [(Double, Double)] = [
    (0.02, 0), (0.02, 0.01), (0.7, 0.2), (3, 0), (3, 1), (47.2, 0), (47.2, 9), (800, 40), (3301, 0),
    (3301, 100),
    (50, 60), (2e5, 0), (2e5, 9e3),
  ]

  /// A count reaches a level, and the one before it does not, within the margin; checked for all
  /// treatments and sides.
  @Test(arguments: regions)
  func criticalCounts(_ b: Double, _ s: Double) {
    for treatment in RegionTest.Treatment.allCases {
      for sides in RegionTest.Sides.allCases {
        let test = RegionTest(treatment, sides)
        let counts = CriticalCounts(test: test, background: b, uncertainty: s)
        let margin = CriticalCounts.margin(test)
        for (level, logP) in CriticalCounts.levels.enumerated() where level % 5 == 0 {
          let high = counts.high[level]
          if sides == .deficit {
            #expect(high == CriticalCounts.none)
          } else if high != CriticalCounts.none {
            #expect(test.logP(Int(high), background: b, uncertainty: s) <= logP + margin)
            let before = Int(high) - 1
            if Double(before) > b {
              #expect(test.logP(before, background: b, uncertainty: s) > logP - margin)
            }
          }
          let low = counts.low[level]
          if sides == .excess {
            #expect(low == -1)
          } else {
            if low >= 0 {
              #expect(test.logP(Int(low), background: b, uncertainty: s) <= logP + margin)
            }
            if Double(low + 1) < b {
              #expect(test.logP(Int(low) + 1, background: b, uncertainty: s) > logP - margin)
            }
          }
        }
      }
    }
  }

  /// Toys by candidates are those by all windows, bit for bit, for any number of threads.
  @Test(arguments: Fixture.seeds)
  func toysAreExact(_ seed: UInt64) throws {
    var random = Fixture.draws(seed, "toys")
    let bins = 5 + Int(60 * random.uniform())
    let scale = pow(10, 4 * random.uniform())
    var reference = (0..<bins).map { scale * exp(-0.15 * Double($0)) }
    reference[bins / 2] = 0
    for sides in RegionTest.Sides.allCases {
      let hunter = try BumpHunter(
        reference: reference, widths: 1...min(6, bins), step: seed == 3 ? 2 : 1, sides: sides)
      let toys = BumpToys(hunter)
      let scalar = toys.smallestLogP(count: 700, seed: seed, stream: 9, variant: .scalar)
      let fast = toys.smallestLogP(count: 700, seed: seed, stream: 9, variant: .simd)
      #expect(scalar == fast, "seed \(seed), \(bins) bins, scale \(scale), \(sides)")
      #expect(fast == toys.smallestLogP(count: 700, seed: seed, stream: 9, threads: 3))
    }
  }

  /// The same for searches with uncertainties and shifts.
  @Test(arguments: Fixture.seeds)
  func searchToysAreExact(_ seed: UInt64) {
    let histograms = (0..<3).map { Fixture.histogram(seed: seed + 10 * $0, bins: 6 + 3 * Int($0)) }
    for treatment in RegionTest.Treatment.allCases {
      let search = GeneralSearch(histograms, test: RegionTest(treatment, .both))
      let toys = search.toys(60, seed: seed, stream: 4)
      for channel in histograms.indices {
        for toy in 0..<60 {
          let counts = search.counts(channel: channel, toy: toy, seed: seed, stream: 4)
          #expect(toys[channel][toy] == search.scans[channel].logP(counts).min())
        }
      }
      #expect(toys == search.toys(60, seed: seed, stream: 4, threads: 2))
    }
  }

  // MARK: Draws

  /// Draws by table follow the distribution function: the fraction of words below each of its values
  /// is the value itself.
  @Test(arguments: [0.0, 1e-3, 0.8, 12, 430, 15394])
  func tableOfDraws(_ mean: Double) {
    let table = PoissonTable(means: [3, mean])
    for z in [-3.0, -1, 0, 0.5, 2, 6] {
      let n = max(0, Int(mean + z * mean.squareRoot()))
      let below = mean > 0 ? exp(PoissonTail.logAtMost(n, mean: mean)) : 1
      guard below < 1 - 1e-12 else { continue }
      let k = UInt64(below * 0x1p52)
      #expect(table.draw(1, word: (k - min(k, 20)) << 12) <= n)
      #expect(table.draw(1, word: (k + 20) << 12) > n)
    }
    #expect(table.draw(1, word: 0) <= Int(mean))
    #expect(table.draw(1, word: .max) >= Int(mean))
  }

  /// Mean and variance of many toys are those of a Poisson number: 5 standard errors.
  @Test func momentsOfToys() throws {
    let reference = [0.3, 5, 80, 2000]
    let toys = BumpToys(try BumpHunter(reference: reference, widths: 1...2))
    let count = 20_000
    let all = (0..<count).map { toys.counts(toy: $0, seed: 7, stream: 7) }
    for (bin, mean) in reference.enumerated() {
      let values = all.map { Double($0[bin]) }
      let average = values.reduce(0, +) / Double(count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      #expect((average - mean).magnitude < 5 * (mean / Double(count)).squareRoot())
      // The variance of a squared deviation is μ + 2μ².
      #expect(
        (variance - mean).magnitude < 5 * ((mean + 2 * mean * mean) / Double(count)).squareRoot())
    }
  }

  // MARK: Bad input

  @Test func refusals() throws {
    let cases: [(String, () throws -> Void)] = [
      ("2 bins, all zero", { _ = try BumpHunter(reference: [0, 0], widths: 1...1) }),
      ("negative or too large", { _ = try BumpHunter(reference: [1, -2], widths: 1...1) }),
      ("negative or too large", { _ = try BumpHunter(reference: [.nan], widths: 1...1) }),
      (
        "widths 4 to 5, step 1; accepted: widths from 1 to 3",
        { _ = try BumpHunter(reference: [1, 2, 3, 0], widths: 4...5) }
      ),
      ("accepted: 2 counts", { _ = try BumpHunter(reference: [1, 2], widths: 1...1).best([1]) }),
      (
        "a count that is negative",
        { _ = try BumpHunter(reference: [1, 2], widths: 1...1).best([1, -1]) }
      ),
    ]
    for (sentence, body) in cases {
      #expect(Fixture.refusal(body).contains(sentence), "\(Fixture.refusal(body))")
    }
  }
}
