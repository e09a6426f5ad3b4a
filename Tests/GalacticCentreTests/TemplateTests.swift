// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import GalacticCentre

@Suite struct TemplateTests {
  /// γ = 0, r_s far away: a uniform ball seen to where the integral is cut is ∝ path; here the closed
  /// form of ∫ (1 + r/r_s)^-6 ds through the centre, 2 r_s/5 less the part behind the Sun.
  @Test func coreThroughCentre() throws {
    let profile = try GeneralisedNFW(slope: 0, scaleRadius: 20, solarRadius: 8.5, solarDensity: 1)
    let found = profile.lineOfSight(power: 2, angle: 0) / GeneralisedNFW.centimetres
    // From the Sun to the centre and on to infinity: ∫_0^R + ∫_0^∞ of (1 + r/20)^-6.
    let primitive = { (r: Double) in 20.0 / 5 * (1 - pow(1 + r / 20, -5)) }
    let wanted = (primitive(8.5) + 4) / pow(1 + 8.5 / 20, -6)
    #expect(abs(found / wanted - 1) < 1e-8)
  }

  /// The integral does not care about the sign of the angle's supplement: it falls with the angle.
  @Test(arguments: [0.5, 1.0, 1.26]) func falls(slope: Double) throws {
    let profile = try GeneralisedNFW(slope: slope)
    let values = stride(from: 0.5, through: 179.5, by: 1).map {
      profile.lineOfSight(power: 2, angle: $0 * .pi / 180)
    }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    #expect((profile.lineOfSight(power: 2, angle: 0) == .infinity) == (2 * slope >= 1))
  }

  /// Straight up the disk is a single exponential.
  @Test func diskOverhead() {
    let disk = StellarDisk()
    let found = disk.lineOfSight(longitude: 1, latitude: .pi / 2)
    #expect(abs(found / (0.3 * exp(-8.5 / 5)) - 1) < 1e-14)
  }

  /// Drawn angles follow the closed form: Kolmogorov distance of 20 000 draws.
  @Test(arguments: Fixture.seeds) func drawnAngles(seed: UInt64) throws {
    let psf = KingFunction.fermiAt2GeV
    var random = Fixture.draws(seed, "psf")
    let count = 20_000
    var shares: [Double] = []
    for _ in 0..<count {
      shares.append(psf.enclosed(psf.angle(random.uniform(), random.uniform())))
    }
    shares.sort()
    var distance = 0.0
    for (k, share) in shares.enumerated() {
      let (below, above) = (Double(k) / Double(count), Double(k + 1) / Double(count))
      distance = max(distance, abs(share - below), abs(share - above))
    }
    // Five seeds: 1e-4 false alarms each.
    #expect(Special.kolmogorovSurvival(distance * Double(count).squareRoot()) > 1e-4)
  }

  @Test(arguments: [0.1, 0.5, 0.9, 0.999]) func radiusInvertsEnclosed(share: Double) throws {
    let psf = KingFunction.fermiAt2GeV
    #expect(abs(psf.enclosed(try psf.radius(containing: share)) - share) < 1e-12)
  }

  @Test func refusals() {
    #expect(Fixture.refusal { _ = try GeneralisedNFW(slope: 3) }.contains("0 to below 3"))
    #expect(
      Fixture.refusal { _ = try GeneralisedNFW(slope: 1, scaleRadius: 0) }.contains("scale radius"))
    #expect(
      Fixture.refusal { _ = try KingFunction.fermiAt2GeV.radius(containing: 1) }
        .contains("between 0 and 1"))
  }
}
