// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Sky
import Testing

@testable import GalacticCentre

@Suite struct SimulationTests {
  private static let components = Result { () throws -> SkyComponents in
    try SkyComponents(side: 16, pixel: 1)
  }

  /// Templates have mean 1, are symmetric about the centre, and the excess is brightest there.
  @Test func templates() throws {
    let sky = try Self.components.get()
    for template in [sky.excess, sky.thinDisk, sky.middleDisk, sky.thickDisk] {
      #expect(abs(template.reduce(0, +) / 256 - 1) < 1e-12)
      for row in 0..<16 {
        for column in 0..<16 {
          let mirrored = template[(15 - row) * 16 + 15 - column]
          #expect(abs(template[row * 16 + column] / mirrored - 1) < 1e-9)
        }
      }
    }
    #expect(
      sky.excess.max() == sky.excess[7 * 16 + 7]
        || sky.excess[7 * 16 + 7] > 0.999 * (sky.excess.max() ?? 0))
    #expect(
      sky.positions.last == 1
        && zip(sky.positions, sky.positions.dropFirst()).allSatisfy { $0 <= $1 })
  }

  /// Fluxes drawn from the source counts: their mean, and the share above the break.
  @Test(arguments: Fixture.seeds) func fluxes(seed: UInt64) throws {
    let law = try SourceCountLaw(breaks: [20], slopes: [6, 0.5])
    let table = FluxTable(law)
    // Σ S dN/dS over Σ dN/dS: S_b (1/4 + 1/1.5)/(1/5 + 1/0.5), less what lies below S_b/1000.
    let low = pow(1e-3, 0.5) / 0.5
    let wanted = 20 * (0.25 + (1 - pow(1e-3, 1.5)) / 1.5) / (0.2 + 2 - low)
    #expect(abs(table.mean / wanted - 1) < 1e-12)
    var random = Fixture.draws(seed, "fluxes")
    let count = 20_000
    var (sum, squares, bright) = (0.0, 0.0, 0)
    for _ in 0..<count {
      let flux = table.flux(random.uniform())
      #expect(flux >= 0.02 * (1 - 1e-9))
      (sum, squares) = (sum + flux, squares + flux * flux)
      if flux > 20 { bright += 1 }
    }
    let mean = sum / Double(count)
    let error = ((squares / Double(count) - mean * mean) / Double(count)).squareRoot()
    #expect(abs(mean - table.mean) < 5 * error)
    let share = 0.2 / (0.2 + 2 - low)
    let spread = (share * (1 - share) / Double(count)).squareRoot()
    #expect(abs(Double(bright) / Double(count) - share) < 5 * spread)
  }

  /// Photons of a map: their mean is the sum of the normalisations, and with sources the variance of
  /// counts exceeds the mean.
  @Test func photonsOfMaps() throws {
    let sky = try PlaneSky(Self.components.get(), family: .thin, seed: 3)
    let truth = PlaneSky.Truth(diffuse: 2, isotropic: 0.5, excess: 1.5, sourceShare: 1)
    var random = Fixture.draws(1, "plane")
    let maps = 400
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<maps {
      let total = Double(sky.map(truth, &random).counts.reduce(0, +))
      (sum, squares) = (sum + total, squares + total * total)
    }
    let mean = sum / Double(maps)
    let error = ((squares / Double(maps) - mean * mean) / Double(maps)).squareRoot()
    // Sources in the margin give as many photons as leave the patch, to a few of a thousand.
    #expect(abs(mean / 256 - 4) < 5 * error / 256 + 0.02)
    // A total of Poisson photons would have the variance of its mean.
    #expect(squares / Double(maps) - mean * mean > 2 * mean)
  }

  /// A map depends on seed and number alone.
  @Test func repeated() throws {
    let sky = try PlaneSky(Self.components.get(), family: .rough, seed: 5)
    let (one, again, other) = (sky.map(7), sky.map(7), sky.map(8))
    #expect(one.counts == again.counts && one.truth == again.truth)
    #expect(one.counts != other.counts)
    #expect(abs(one.diffuse.reduce(0, +) / 256 - 1) < 1e-12)
    #expect(one.diffuse.allSatisfy { $0 > 0 })
  }

  /// Shares counted on the sphere keep all photons, and a narrow function gives one pixel all.
  @Test func drawnShares() throws {
    let psf = try FluxFractions(drawn: .king(.fermiAt2GeV), nside: 64, sources: 500, threads: 2)
    let again = try FluxFractions(drawn: .king(.fermiAt2GeV), nside: 64, sources: 500, threads: 1)
    #expect(psf == again)
    #expect(abs(zip(psf.shares, psf.weights).reduce(0) { $0 + $1.0 * $1.1 } - 1) < 1e-12)
    let narrow = try FluxFractions(drawn: .gaussian(1e-7), nside: 16, sources: 500)
    #expect(narrow.shares.last == 0.95 && abs((narrow.weights.last ?? 0) * 0.95 - 1) < 0.01)
    #expect(
      Fixture.refusal { _ = try FluxFractions(drawn: .gaussian(0), nside: 16) }.contains("rad"))
  }

  /// On the sphere photons of sources are as many as expected.
  @Test(arguments: [1, 2, 3]) func sphere(seed: UInt64) throws {
    let sphere = try HEALPix(nside: 8)
    let law = try SourceCountLaw(breaks: [10], slopes: [6, 0.5])
    let template = sphere.centres().map { 1 + $0.x }
    let sky = SphereSky(
      sphere, smooth: template.map { 0.1 * $0 }, sources: template, expected: 300, law: law,
      psf: .gaussian(0.02))
    var random = Fixture.draws(seed, "sphere")
    let counts = sky.counts(&random)
    let wanted = 0.1 * template.reduce(0, +) + 300 * sky.fluxes.mean
    // Compound Poisson: variance Σ S² of the sources, below 300 × 20² here, and the photons'.
    #expect(abs(Double(counts.reduce(0, +)) - wanted) < 5 * (300.0 * 400 + wanted).squareRoot())
    // Twice the template in front of us: photons crowd there.
    let front = zip(sphere.centres(), counts).filter { $0.0.x > 0 }.reduce(0) { $0 + $1.1 }
    #expect(Double(front) > 0.6 * Double(counts.reduce(0, +)))
  }
}
