// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

@Suite struct CountingTests {
  static let data = PartFixture.data
  static let noData = PartFixture.noData

  static func experiment(_ n: Int, _ b: Double) throws -> CountingExperiment {
    try CountingExperiment(observed: n, background: b)
  }

  // MARK: Identities and limits

  /// n = 0: -2 ln L = 2(μ + b), so the limit is Δ/2 whatever b; classical: -ln 0.05 - b; CLs: -ln 0.05.
  @Test(arguments: [0.0, 0.3, 3.2, 40])
  func nothingObserved(_ b: Double) throws {
    let x = try Self.experiment(0, b)
    #expect((try x.likelihoodLimit(delta: 2.71) - 1.355).magnitude < 1e-11)
    #expect((try x.classicalLimit() - (-log(0.05) - b)).magnitude < 1e-10)
    #expect((try x.clsLimit() + log(0.05)).magnitude < 1e-9 * max(1, b))
  }

  /// The likelihood ratio at the limit is Δ.
  @Test(arguments: [(3, 3.2), (10, 5.5), (441, 410.07), (5, 12)])
  func likelihoodRatio(_ n: Int, _ b: Double) throws {
    let x = try Self.experiment(n, b)
    let limit = try x.likelihoodLimit(delta: 2.71)
    let best = max(0, Double(n) - b)
    func twice(_ mu: Double) -> Double { -2 * Special.poissonLogPMF(n, mean: mu + b) }
    #expect((twice(limit) - twice(best) - 2.71).magnitude < 1e-9)
  }

  /// Vanishing spreads tend to known J and b, and more uncertainty never tightens the limit.
  @Test(arguments: [(0, 3.2), (3, 3.2), (29, 33.3), (110, 103.04)])
  func spreads(_ n: Int, _ b: Double) throws {
    let x = try Self.experiment(n, b)
    let known = try x.likelihoodLimit(delta: 2.71)
    let narrow = try x.likelihoodLimit(delta: 2.71, sigmaJ: 1e-5, sigmaBackground: 1e-6)
    #expect((narrow / known - 1).magnitude < 1e-6)
    var last = known
    for sigma in [0.05, 0.2, 0.6] {
      let limit = try x.likelihoodLimit(delta: 2.71, sigmaJ: sigma)
      #expect(limit > last)
      #expect(try x.likelihoodLimit(delta: 2.71, sigmaJ: sigma, sigmaBackground: 0.2) >= limit)
      last = limit
    }
  }

  /// n = 0 with J free has a closed form: fall = a + (a σ ln 10)²/2 per half of -2 ln L.
  @Test(arguments: [0.05, 0.2, 0.6])
  func nothingObservedProfiled(_ sigma: Double) throws {
    let s = sigma * log(10)
    let a = ((1 + 2.71 * s * s).squareRoot() - 1) / (s * s)
    let expected = a * pow(10, a * sigma * sigma * log(10))
    let limit = try Self.experiment(0, 1).likelihoodLimit(delta: 2.71, sigmaJ: sigma)
    #expect((limit / expected - 1).magnitude < 1e-9)
  }

  @Test(arguments: [(0, 0.0), (3, 3.2), (441, 410.07), (5, 12)])
  func classicalIsTheTail(_ n: Int, _ b: Double) throws {
    let x = try Self.experiment(n, b)
    let s = try x.classicalLimit(confidence: 0.9)
    #expect((Special.poissonCDF(n, mean: s + b) - 0.1).magnitude < 1e-10)
    let cls = try x.clsLimit(confidence: 0.9)
    let ratio = Special.poissonCDF(n, mean: cls + b) / Special.poissonCDF(n, mean: b)
    #expect((ratio - 0.1).magnitude < 1e-9)
    #expect(cls >= 0 && cls >= s)
  }

  // MARK: Coverage

  @Test func coverageOfAllRows() throws {
    let columns = try InputColumns(
      PartFixture.library().table(CountingPart.coverageTable))
    let signals = try columns.axisNumbers(0)
    let backgrounds = try columns.axisNumbers(1)
    let exact = try PartFixture.column("coverage", of: CountingPart.coverageTable)
    for i in signals.indices {
      let test = try ClassicalCoverage(signal: signals[i], background: backgrounds[i])
      // The finite sum that the toys estimate.
      let mean = signals[i] + backgrounds[i]
      let sum = 1 - Special.poissonCDF(test.firstCovering - 1, mean: mean)
      #expect((sum - exact[i]).magnitude < 1e-12)
      let (value, error) = test.simulate(toys: 20_000, seed: 3, stream: UInt64(i))
      #expect(error > 0 && error < 0.003)
      #expect((value - exact[i]).magnitude < 5 * error, "seed 3, row \(i)")
      #expect(test.simulate(toys: 20_000, seed: 3, stream: UInt64(i)).coverage == value)
    }
  }

  // MARK: MADHAT

  static func madhat() throws -> (MADHATData, MADHATSet) {
    let folder = try #require(data).path("dwarf-limits/madhat")
    return (
      try MADHATData.cached(folder: folder), try MADHATSet(reading: folder + "/set1.dat")
    )
  }

  @Test(.enabled(if: data != nil, noData))
  func convolutionIsADistribution() throws {
    let (data, set) = try Self.madhat()
    #expect(data.targets.count == 58 && set.entries.count == 45)
    let draco = try MADHATAnalysis([16], data: data, set: set)
    let single = data.targets[15].background
    #expect(draco.background == Array(single.prefix(170)))
    let both = try MADHATAnalysis([16, 46], data: data, set: set)
    let other = try MADHATAnalysis([46, 16], data: data, set: set)
    for n in 0...both.observed {
      var sum = 0.0
      for k in 0...n { sum += single[k] * data.targets[45].background[n - k] }
      #expect((both.background[n] - sum).magnitude < 1e-15)
      #expect((both.background[n] - other.background[n]).magnitude < 1e-15)
    }
    // More confidence, more photons; the equation holds.
    let bound = try both.photonBound(confidence: 0.95)
    #expect((both.atMost(bound) - 0.05).magnitude < 1e-10)
    #expect(try both.photonBound(confidence: 0.99) > bound)
  }

  @Test(.enabled(if: data != nil, noData))
  func shiftsOfJ() throws {
    let (data, set) = try Self.madhat()
    let stack = try MADHATAnalysis(set.entries.map(\.id), data: data, set: set)
    let middle = stack.particleFactor(100)
    #expect(stack.particleFactor(100, shift: .up) < middle)
    #expect(stack.particleFactor(100, shift: .down) > middle)
    let draco = try MADHATAnalysis([16], data: data, set: set)
    let ratio = draco.particleFactor(1) / draco.particleFactor(1, shift: .up)
    #expect((ratio / pow(10, 0.1) - 1).magnitude < 1e-12)
  }

  // MARK: Bad input

  @Test func badRequests() throws {
    #expect(
      PartFixture.refusal { _ = try Self.experiment(-1, 0) }.contains("observed count: found -1"))
    #expect(
      PartFixture.refusal { _ = try Self.experiment(1, .nan) }.contains("expected background"))
    let x = try Self.experiment(1, 1)
    #expect(
      PartFixture.refusal { _ = try x.likelihoodLimit(delta: 0) }.contains("delta: found 0"))
    #expect(
      PartFixture.refusal { _ = try x.likelihoodLimit(delta: 1, sigmaJ: -1) }
        .contains("spread of log10 J"))
    #expect(
      PartFixture.refusal { _ = try x.classicalLimit(confidence: 1) }.contains("confidence"))
  }

  private func refusal(counts: String, probabilities: String) throws -> String {
    let a = try PartFixture.file(counts)
    let b = try PartFixture.file(probabilities)
    return PartFixture.refusal { _ = try MADHATData(counts: a, probabilities: b) }
  }

  @Test func badMADHATFiles() throws {
    let counts = "1 5 1e11\n2 6 2e11\n"
    let p = "0 0.5 0.25\n1 0.5 0.75\n"
    #expect(try refusal(counts: counts, probabilities: p) == "not refused")
    let cases: [(String, String, String)] = [
      ("1 5 1e11\n3 6 2e11\n", p, "line 2: found target 3.0"),
      ("1 5.5 1e11\n", p, "line 1: found count 5.5"),
      ("1 5 0\n", p, "line 1: found exposure 0.0"),
      ("", p, "found no rows"),
      (counts, "0 0.5 0.25\n2 0.5 0.75\n", "line 2: found count 2.0"),
      (counts, "0 0.5 0.25\n1 0.5 0.7\n", "target 2: found probabilities of sum 0.95"),
      (counts, "0 0.5 -0.25\n", "line 1: found probability -0.25"),
      (counts, "0 0.5\n", "line 1: found 2 columns; accepted: 3 columns"),
    ]
    for (counts, probabilities, expected) in cases {
      let sentence = try refusal(counts: counts, probabilities: probabilities)
      #expect(sentence.contains(expected), "\(sentence)")
    }
    let set = try PartFixture.file("1 18 0.1 0.1\n1 18 0.1 0.1\n")
    #expect(
      PartFixture.refusal { _ = try MADHATSet(reading: set) }.contains("line 2: found target 1"))
    let yields = try PartFixture.file("10 1\n20 2\n")
    #expect(
      PartFixture.refusal { _ = try MADHATYields(reading: yields).photons(mass: 15) }
        .contains("15.0 GeV"))
  }
}
