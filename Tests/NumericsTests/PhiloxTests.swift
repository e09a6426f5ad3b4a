// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@Suite struct PhiloxTests {
  struct KnownAnswer: Sendable {
    var counter: SIMD4<UInt32>
    var key: SIMD2<UInt32>
    var out: SIMD4<UInt32>
  }

  /// The three "philox4x32 10" lines of tests/kat_vectors of the Random123 library.
  static let knownAnswers = [
    KnownAnswer(
      counter: .zero, key: .zero,
      out: SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
    KnownAnswer(
      counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max),
      out: SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)),
    KnownAnswer(
      counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: SIMD2(0xa409_3822, 0x299f_31d0),
      out: SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)),
  ]

  @Test(arguments: knownAnswers)
  func blockIsTheBijectionOfThePaper(_ answer: KnownAnswer) {
    #expect(Philox.block(counter: answer.counter, key: answer.key) == answer.out)
  }

  @Test func wordsFollowTheDocumentedLayout() {
    let answer = Self.knownAnswers[2]
    // counter = (n low, n high, stream low, stream high), key = (seed low, seed high).
    var random = Philox(
      seed: 0x299f_31d0_a409_3822, stream: 0x0370_7344_1319_8a2e, counter: 0x85a3_08d3_243f_6a88)
    #expect(random.next() == 0x94fd_cceb_d16c_fe09 as UInt64)
    #expect(random.next() == 0x2412_6ea1_5001_e420 as UInt64)
    #expect(random.counter == 0x85a3_08d3_243f_6a89)
    #expect(answer.out.x == 0xd16c_fe09)
  }

  @Test func aStreamCanBeEnteredAnywhere() {
    var whole = Philox(seed: 7, stream: 3)
    for _ in 0..<200 { _ = whole.next() }
    var late = Philox(seed: 7, stream: 3, counter: 100)
    #expect((0..<50).map { _ in whole.next() } == (0..<50).map { _ in late.next() })
  }

  @Test func streamsOfNamesAreStable() {
    // First 8 bytes of SHA-256("abc"), FIPS 180-4.
    #expect(Philox.stream(of: "abc") == 0xba78_16bf_8f01_cfea)
    #expect(Philox.stream(of: "a") != Philox.stream(of: "b"))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func uniformsFillTheOpenInterval(seed: UInt64) {
    var random = Philox(seed: seed, stream: 0)
    let n = 200_000
    let sample = (0..<n).map { _ in random.uniform() }
    #expect(sample.allSatisfy { $0 > 0 && $0 < 1 })
    // Kolmogorov-Smirnov distance at p = 1e-4.
    #expect(distance(sample) * Double(n).squareRoot() < 2.23, "seed \(seed)")
  }

  @Test(arguments: [11, 12] as [UInt64])
  func normalsFollowTheirDistribution(seed: UInt64) {
    var random = Philox(seed: seed, stream: 5)
    let n = 200_000
    let sample = (0..<n).map { _ in 1 - Special.normalSurvival(random.normal()) }
    #expect(distance(sample) * Double(n).squareRoot() < 2.23, "seed \(seed)")
  }

  /// Chi-squared of the counts of n events against the Poisson law, over cells expecting 10 or more.
  @Test(arguments: [0.02, 0.7, 3.5, 9.99, 10, 12.3, 47, 1200, 250_000])
  func poissonsFollowTheirDistribution(mean: Double) {
    var random = Philox(seed: 2024, stream: Philox.stream(of: "poisson \(mean)"))
    let n = 200_000
    var counts: [Int: Int] = [:]
    for _ in 0..<n { counts[random.poisson(mean), default: 0] += 1 }
    let low = counts.keys.min()!
    let high = counts.keys.max()!
    var chi2 = 0.0
    var cells = 0.0
    var (observed, expected, before) = (0, 0.0, 0.0)
    for k in low...high {
      let cdf = k == high ? 1 : Special.poissonCDF(k, mean: mean)
      observed += counts[k] ?? 0
      expected += Double(n) * (cdf - before)
      before = cdf
      if expected >= 10 {
        chi2 += (Double(observed) - expected) * (Double(observed) - expected) / expected
        cells += 1
        (observed, expected) = (0, 0)
      }
    }
    #expect(observed + (counts[high] ?? 0) > 0)
    #expect(cells >= 2)
    #expect(Special.chi2Survival(chi2, dof: cells - 1) > 1e-4, "chi2 \(chi2), cells \(cells)")
  }

  @Test func poissonOfZeroIsZero() {
    var random = Philox(seed: 1, stream: 1)
    #expect((0..<100).allSatisfy { _ in random.poisson(0) == 0 })
  }

  private func distance(_ sample: [Double]) -> Double {
    let sorted = sample.sorted()
    let n = Double(sorted.count)
    return sorted.enumerated().map { i, u in
      max(abs(u - Double(i) / n), abs(u - Double(i + 1) / n))
    }.max()!
  }
}
