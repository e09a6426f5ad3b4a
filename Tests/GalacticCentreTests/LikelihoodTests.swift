// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import GalacticCentre

/// Identities of source counts and of the likelihood with sources; the golden values stand in PartsTests.
@Suite struct LikelihoodTests {
  typealias Population = NonPoissonianLikelihood.Population

  private static let laws: [(breaks: [Double], slopes: [Double])] = [
    ([10], [3.2, -0.5]), ([14.21], [19.08, -1.12]), ([5], [26.2, 1.9]),
    ([40, 4], [4.5, 1.7, -1.3]), ([60, 12, 0.5], [3.1, 2.2, 1.4, 0.3]),
  ]

  private static func law(_ number: Int) throws -> SourceCountLaw {
    try SourceCountLaw(breaks: laws[number].breaks, slopes: laws[number].slopes)
  }

  /// x_m by incomplete gamma functions of GSL where their arguments allow them (one break).
  @Test func tableAgainstGammaFunctions() throws {
    let (n1, n2, flux, f) = (3.2, -0.5, 10.0, 0.35)
    let law = try SourceCountLaw(breaks: [flux], slopes: [n1, n2])
    let psf = try FluxFractions(shares: [f], weights: [1 / (f * f)], of: "one share")
    let table = PhotonTable(law, psf, most: 60)
    for m in 4...60 {
      let a = flux * f
      let factor = -Special.logFactorial(m) - 2 * log(f)
      let (bright, faint) = (1 - n1 + Double(m), 1 - n2 + Double(m))
      let wanted =
        exp(factor + n1 * log(a) + Special.logGamma(bright)) * Special.gammaQ(bright, a)
        + exp(factor + n2 * log(a) + Special.logGamma(faint)) * Special.gammaP(faint, a)
      // GSL's functions are right to some 1e-13.
      #expect(abs(table.values[m] / wanted - 1) < 1e-12, "m = \(m)")
    }
  }

  /// Σ m x_m = f ∫ S dN/dS dS, summed over shares, where no source is brighter than what is tabled.
  @Test(arguments: [0, 1, 3]) func photonsAreKept(number: Int) throws {
    var law = try Self.law(number)
    law.slopes[0] = 30  // hardly a source above 3 S_b
    let psf = try Fixture.psf()
    let table = PhotonTable(law, psf, most: 600)
    let photons = (1...600).reduce(0.0) { $0 + Double($1) * table.values[$1] }
    let shares = zip(psf.shares, psf.weights).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(photons / (shares * law.integral(power: 1)) - 1) < 1e-11)
    // The printed shares have eight decimals.
    #expect(abs(shares - 1) < 1e-7)
  }

  /// A break between equal slopes is none.
  @Test func idleBreak() throws {
    let one = PhotonTable(try SourceCountLaw(breaks: [12], slopes: [3, 1.2]), .onePixel, most: 80)
    let two = PhotonTable(
      try SourceCountLaw(breaks: [12, 3], slopes: [3, 1.2, 1.2]), .onePixel, most: 80)
    for m in 0...80 { #expect(abs(two.values[m] / one.values[m] - 1) < 1e-13) }
  }

  /// Slopes of the table against central differences.
  @Test(arguments: Self.laws.indices) func slopesOfTable(number: Int) throws {
    let law = try Self.law(number)
    let psf = try Fixture.psf()
    let table = PhotonTable(law, psf, most: 50, withSlopes: true)
    #expect(table.slopes.count == law.slopes.count + law.breaks.count)
    for row in table.slopes.indices {
      func moved(_ by: Double) -> PhotonTable {
        var other = law
        if row < law.slopes.count {
          other.slopes[row] += by
        } else {
          other.breaks[row - law.slopes.count] += by
        }
        return PhotonTable(other, psf, most: 50)
      }
      let h = 1e-4
      let (up, down) = (moved(h), moved(-h))
      let scale = table.slopes[row].map(abs).max() ?? 0
      for m in 0...50 {
        let difference = (up.values[m] - down.values[m]) / (2 * h)
        // h² times third derivatives, which logarithms of fluxes make up to some hundred.
        #expect(abs(difference - table.slopes[row][m]) < 1e-5 * scale, "row \(row), m = \(m)")
      }
    }
  }

  /// Without sources the likelihood is Poisson's.
  @Test(arguments: Fixture.seeds) func noSources(seed: UInt64) throws {
    let toy = Fixture.toy(seed)
    let likelihood = try NonPoissonianLikelihood(
      counts: toy.counts, smooth: [toy.smooth], sources: [], psf: .onePixel)
    let found = try likelihood.evaluate(smooth: [2.5], populations: [])
    let wanted = zip(toy.counts, toy.smooth).reduce(0.0) {
      $0 + Special.poissonLogPMF($1.0, mean: 2.5 * $1.1)
    }
    #expect(abs(found.logLikelihood / wanted - 1) < 1e-13)
  }

  /// Probabilities of 0, 1, ... photons sum to one.
  @Test func sumsToOne() throws {
    let law = try Self.law(3)
    var sum = 0.0
    for k in 0...700 {
      let likelihood = try NonPoissonianLikelihood(
        counts: [k], smooth: [[4]], sources: [[1]], psf: Fixture.psf())
      sum += exp(
        try likelihood.evaluate(
          smooth: [1], populations: [Population(normalisation: 0.05, law: law)]
        ).logLikelihood)
    }
    // Brighter pixels are left: a power law of slope 3.5 above 40 photons.
    #expect(sum < 1 && sum > 1 - 1e-4)
  }

  /// Many photons a pixel: what is scaled by powers of two is scaled back.
  @Test func brightPixel() throws {
    let likelihood = try NonPoissonianLikelihood(
      counts: [2000, 0, 1900], smooth: [[2000, 3, 2000]], sources: [[1, 1, 1]], psf: .onePixel)
    let found = try likelihood.evaluate(
      smooth: [1], populations: [Population(normalisation: 1e-30, law: try Self.law(0))])
    let wanted =
      Special.poissonLogPMF(2000, mean: 2000) - 3 + Special.poissonLogPMF(1900, mean: 2000)
    #expect(abs(found.logLikelihood - wanted) < 1e-9)
    // Beyond what its cost allows; without sources there is none.
    #expect(
      Fixture.refusal {
        _ = try NonPoissonianLikelihood(
          counts: [2001], smooth: [], sources: [[1]], psf: .onePixel)
      }.contains("at most 2000 with sources; mask the pixel"))
    let smooth = try NonPoissonianLikelihood(
      counts: [90_000, 3], smooth: [[90_000, 3]], sources: [], psf: .onePixel
    ).evaluate(smooth: [1], populations: [], withSlopes: true)
    let plain = Special.poissonLogPMF(90_000, mean: 90_000) + Special.poissonLogPMF(3, mean: 3)
    #expect(abs(smooth.logLikelihood - plain) < 1e-9 && smooth.smooth == [0])
  }

  private static func model(
    _ seed: UInt64, regions: Int
  ) throws -> (likelihood: NonPoissonianLikelihood, populations: [Population]) {
    let toy = Fixture.toy(seed)
    let likelihood = try NonPoissonianLikelihood(
      counts: toy.counts, smooth: [toy.smooth, toy.smooth.map { 1 / $0 }],
      sources: [toy.sources, toy.smooth], psf: Fixture.psf(), exposures: toy.sources,
      regions: regions)
    return (
      likelihood,
      [
        Population(normalisation: 0.03, law: try law(0)),
        Population(normalisation: 0.01, law: try law(3)),
      ]
    )
  }

  /// The gradient against central differences, and the same bits for any number of threads.
  @Test(arguments: [1, 5], Fixture.seeds) func gradient(regions: Int, seed: UInt64) throws {
    let (likelihood, populations) = try Self.model(seed, regions: regions)
    let smooth = [1.3, 0.4]
    func value(_ s: [Double], _ p: [Population]) throws -> Double {
      try likelihood.evaluate(smooth: s, populations: p).logLikelihood
    }
    let found = try likelihood.evaluate(
      smooth: smooth, populations: populations, threads: 1, withSlopes: true)
    let again = try likelihood.evaluate(
      smooth: smooth, populations: populations, threads: 3, withSlopes: true)
    #expect(found == again)
    #expect(try value(smooth, populations) == found.logLikelihood)
    // Differences: h² times third derivatives of some tens, and rounding 1e-14 × 100/h.
    for t in smooth.indices {
      let h = 1e-5
      var (up, down) = (smooth, smooth)
      (up[t], down[t]) = (up[t] + h, down[t] - h)
      let difference = (try value(up, populations) - value(down, populations)) / (2 * h)
      #expect(abs(difference / found.smooth[t] - 1) < 1e-5, "smooth \(t)")
    }
    for s in populations.indices {
      let law = populations[s].law
      for row in 0..<1 + law.slopes.count + law.breaks.count {
        let h = row == 0 ? 1e-6 : 1e-4
        func moved(_ by: Double) -> [Population] {
          var p = populations
          if row == 0 {
            p[s].normalisation += by
          } else if row <= law.slopes.count {
            p[s].law.slopes[row - 1] += by
          } else {
            p[s].law.breaks[row - 1 - law.slopes.count] += by
          }
          return p
        }
        let difference = (try value(smooth, moved(h)) - value(smooth, moved(-h))) / (2 * h)
        let slope = found.populations[s][row]
        #expect(abs(difference - slope) < 1e-5 * max(1, abs(slope)), "population \(s), row \(row)")
      }
    }
  }

  /// Regions of one exposure are one region.
  @Test func equalExposures() throws {
    let toy = Fixture.toy(7)
    let population = Population(normalisation: 0.03, law: try Self.law(0))
    func value(_ regions: Int) throws -> Double {
      try NonPoissonianLikelihood(
        counts: toy.counts, smooth: [toy.smooth], sources: [toy.sources], psf: .onePixel,
        exposures: Array(repeating: 2e10, count: toy.counts.count), regions: regions
      ).evaluate(smooth: [2], populations: [population]).logLikelihood
    }
    #expect(abs(try value(4) - value(1)) < 1e-11)
  }

  /// A pixel of few photons beside a bright one, under a template far above both: what is scaled for the bright
  /// one may not fall to zero in the others. Hardly a source, so that Poisson's law is exact; slopes too.
  @Test(arguments: [1800.0, 2000, 2500]) func scaledBesideBright(mean: Double) throws {
    let counts = [250, 251, 252, 253, 254, 255, 256, 257, 258, 259, 260, 1500]
    let ones = [Double](repeating: 1, count: counts.count)
    let likelihood = try NonPoissonianLikelihood(
      counts: counts, smooth: [ones], sources: [ones], psf: .onePixel)
    let found = try likelihood.evaluate(
      smooth: [mean], populations: [Population(normalisation: 1e-30, law: try Self.law(0))],
      withSlopes: true)
    let wanted = counts.reduce(0.0) { $0 + Special.poissonLogPMF($1, mean: mean) }
    #expect(abs(found.logLikelihood / wanted - 1) < 1e-12)
    let slope = counts.reduce(0.0) { $0 + Double($1) / mean - 1 }
    #expect(abs(found.smooth[0] - slope) < 1e-10 * abs(slope))
    // And with sources in number, against differences.
    func value(_ a: Double) throws -> NonPoissonianLikelihood.Answer {
      try likelihood.evaluate(
        smooth: [mean], populations: [Population(normalisation: a, law: try Self.law(0))],
        withSlopes: true)
    }
    let (up, down) = (try value(1.0001).logLikelihood, try value(0.9999).logLikelihood)
    let middle = try value(1)
    #expect(middle.logLikelihood.isFinite)
    let difference = (up - down) / 2e-4
    #expect(abs(middle.populations[0][0] - difference) < 1e-5 * Swift.max(1, abs(difference)))
  }

  /// Sources follow flux: exposures and templates twice as large leave the sources what they were, region by
  /// region. Two regions of one exposure each against two likelihoods with the law that each of them sees.
  @Test func regionsOfTheirOwn() throws {
    let toy = Fixture.toy(11, pixels: 40)
    let exposures = toy.counts.indices.map { $0 < 20 ? 0.4 : 1.6 }
    let law = try Self.law(0)
    let whole = try NonPoissonianLikelihood(
      counts: toy.counts, smooth: [toy.smooth], sources: [toy.sources], psf: .onePixel,
      exposures: exposures, regions: 2
    ).evaluate(smooth: [2], populations: [Population(normalisation: 0.03, law: law)])
    var sum = 0.0
    for (range, e) in [(0..<20, 0.4), (20..<40, 1.6)] {
      // dN/dS' dS' = A t (S'/(e S_b))^-n dS'/e.
      let seen = Population(normalisation: 0.03 / e, law: try law.scaled(e))
      sum += try NonPoissonianLikelihood(
        counts: Array(toy.counts[range]), smooth: [Array(toy.smooth[range])],
        sources: [Array(toy.sources[range])], psf: .onePixel
      ).evaluate(smooth: [2], populations: [seen]).logLikelihood
    }
    #expect(abs(whole.logLikelihood - sum) < 1e-11)
  }

  /// How many regions an exposure asks for.
  @Test func numberOfRegions() {
    #expect(NonPoissonianLikelihood.regions(for: Array(repeating: 3, count: 50)) == 1)
    // Evenly from 0.94 to 1.06: a spread of 3.5 %, half of it in two regions.
    let even = (0..<1000).map { 0.94 + 0.12 * Double($0) / 999 }
    #expect(NonPoissonianLikelihood.regions(for: even) == 2)
    #expect(NonPoissonianLikelihood.regions(for: (0..<1000).map { exp(0.01 * Double($0)) }) == 20)
    #expect(NonPoissonianLikelihood.regions(for: [0.1, 1.9]) == 2)
    #expect(NonPoissonianLikelihood.regions(for: [1]) == 1)
  }

  // MARK: Bad input

  @Test func refusals() throws {
    let toy = Fixture.toy(1)
    let likelihood = { (smooth: [Double], regions: Int, exposures: [Double]?) in
      Fixture.refusal {
        _ = try NonPoissonianLikelihood(
          counts: toy.counts, smooth: [smooth], sources: [], psf: .onePixel,
          exposures: exposures, regions: regions)
      }
    }
    var bad = toy.smooth
    bad[3] = .nan
    #expect(likelihood(bad, 1, nil).contains("smooth template 1"))
    bad[3] = -1
    #expect(likelihood(bad, 1, nil).contains("a value of 0 or more for each pixel"))
    #expect(likelihood([1, 2], 1, nil).contains("2 pixels for 37 counts"))
    #expect(likelihood(toy.smooth, 38, nil).contains("1 to 37"))
    #expect(likelihood(toy.smooth, 2, [1, 2]).contains("a positive exposure for each of 37"))
    for (breaks, slopes) in [
      ([10.0], [0.9, 1]), ([10], [3, 2]), ([10, 20], [3, 1, 1]), ([], [3]), ([-1], [3, 1]),
    ] {
      let sentence = Fixture.refusal { _ = try SourceCountLaw(breaks: breaks, slopes: slopes) }
      #expect(sentence.contains("of source counts") || sentence.contains("a break or more"))
    }
  }
}
