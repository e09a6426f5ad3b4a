// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Sky
import Testing

@testable import GalacticCentre

/// Maps of formulas: values, exposure, blurring, normalisation, refusals.
@Suite struct TemplateMapTests {
  private static let degree = Double.pi / 180

  static let formulas: [EmissionFormula] = [
    .profile(try! GeneralisedNFW(slope: 1.2), power: 2),
    .profile(try! GeneralisedNFW(slope: 0.5), power: 1), .disk(StellarDisk()),
    .bulge(try! StellarBulge()), .bubbles(try! FermiBubbles()), .isotropic,
  ]

  /// Each pixel holds the formula at its centre, also those that are copied from their twins.
  @Test(arguments: formulas) func values(formula: EmissionFormula) throws {
    let map = try TemplateMap(formula).map(nside: 8, threads: 2)
    for (pixel, value) in map.values.enumerated() {
      let place = try map.sphere.coordinates(of: pixel)
      let wanted = formula.intensity(
        longitude: place.longitude * Self.degree, latitude: place.latitude * Self.degree)
      // Degrees and back: 1e-15 of angles, times the steepness of the bulge.
      #expect(abs(value - wanted) <= 1e-11 * wanted)
    }
    #expect(map.units == formula.units)
  }

  /// Parts of a pixel are joined by their mean.
  @Test func oversampling() throws {
    var maker = TemplateMap(Self.formulas[2])
    let fine = try maker.map(nside: 16).resampled(to: 4, as: .density)
    maker.oversampling = 4
    #expect(try maker.map(nside: 4).values == fine.values)
  }

  /// Photons are intensity, exposure and solid angle.
  @Test func exposure() throws {
    let sphere = try HEALPix(nside: 8)
    var maker = TemplateMap(.isotropic)
    maker.exposure = SkyMap(sphere) { 3 + $0.x }
    let map = try maker.map(nside: 8)
    let sum = map.values.reduce(0, +)
    #expect(abs(sum / (4 * .pi * 3) - 1) < 1e-12 && map.units == "photons")
    // Divided pixels share the exposure of theirs.
    maker.oversampling = 2
    let divided = try maker.map(nside: 8)
    #expect(zip(map.values, divided.values).allSatisfy { abs($0 / $1 - 1) < 1e-14 })
    let normal = try map.normalised(radius: 40, band: 5)
    let pixels = try CentreMaps.pixels(sphere, .init(radius: 40, band: 5), nil)
    let mean = pixels.reduce(0) { $0 + normal.values[$1] } / Double(pixels.count)
    #expect(abs(mean - 1) < 1e-14)
    #expect(abs(normal.values[0] * map.values[9] / (normal.values[9] * map.values[0]) - 1) < 1e-14)
  }

  // MARK: Blurring

  /// A uniform map stays as it is; nothing becomes negative; threads do not change a bit.
  @Test(arguments: [
    PointSpread.gaussian(0.1),
    .king(
      KingFunction(
        coreShare: 0.7, core: .init(width: 0.4, slope: 8), tail: .init(width: 0.7, slope: 4),
        scale: 0.2)),
  ])
  func uniform(psf: PointSpread) throws {
    let sphere = try HEALPix(nside: 16)
    let smoothing = try SphereSmoothing(psf, sphere)
    let ones = smoothing.smooth([Double](repeating: 1, count: sphere.pixels), threads: 2)
    #expect(ones.allSatisfy { abs($0 - 1) < 1e-13 })
    let bubbles = try TemplateMap(.bubbles(FermiBubbles())).map(nside: 16)
    let (one, two) = (
      smoothing.smooth(bubbles.values, threads: 1), smoothing.smooth(bubbles.values, threads: 2)
    )
    #expect(one == two && one.allSatisfy { $0 >= 0 })
    // All photons but for rounding of the sums over unequal neighbourhoods.
    let kept = one.reduce(0, +) / bubbles.values.reduce(0, +)
    #expect(abs(kept - 1) < 2e-3, "\(kept)")
  }

  /// A dipole is an eigenfunction: it shrinks by the mean cosine of the point spread function.
  @Test(arguments: [16, 32, 64]) func dipole(nside: Int) throws {
    let sphere = try HEALPix(nside: nside)
    let sigma = 5 * Self.degree
    let psf = PointSpread.gaussian(sigma)
    let radius = try psf.radius(losing: 1e-4)
    let rule = GaussLegendre(points: 40)
    let mean =
      rule.integrate(from: 0, to: radius) { psf.density($0) * sin($0) * cos($0) }
      / rule.integrate(from: 0, to: radius) { psf.density($0) * sin($0) }
    let map = SkyMap(sphere) { 0.6 * $0.x + 0.8 * $0.z }
    let found = try SphereSmoothing(psf, sphere).smooth(map.values, threads: 2)
    // On the average over the sphere only the edge of the disc is left: pixels there weigh 1e-4.
    let pairs = zip(found, map.values)
    let average = pairs.reduce(0) { $0 + $1.0 * $1.1 } / map.values.reduce(0) { $0 + $1 * $1 }
    #expect(abs(average - mean) < 5e-5, "\(average) \(mean)")
    // In each place: a pixel's centre is off its centre of mass by a share of its squared side.
    let worst = pairs.map { abs($0 - mean * $1) }.max() ?? 0
    #expect(worst < 0.5 * sphere.pixelArea, "\(worst / sphere.pixelArea)")
  }

  /// A Gaussian blob gets the sum of the squared widths.
  @Test func gaussians() throws {
    let sphere = try HEALPix(nside: 64)
    let (blob, sigma) = (3 * Self.degree, 2 * Self.degree)
    let place = SIMD3(cos(0.3), 0, sin(0.3))
    func angle(_ n: SIMD3<Double>) -> Double {
      let gap = n - place
      return 2 * asin(Swift.min(1, (gap * gap).sum().squareRoot() / 2))
    }
    let map = SkyMap(sphere) { exp(-pow(angle($0) / blob, 2) / 2) }
    let found = try SphereSmoothing(.gaussian(sigma), sphere).smooth(map.values, threads: 2)
    let square = blob * blob + sigma * sigma
    for (value, n) in zip(found, sphere.centres()) {
      let wanted = blob * blob / square * exp(-pow(angle(n), 2) / (2 * square))
      // The sphere is not flat: relative corrections of σ² = 1.2e-3, and 1e-4 of photons lost.
      #expect(abs(value - wanted) < 2e-3)
    }
  }

  /// Pixels are divided for a narrow point spread function, and photons stay.
  @Test func divided() throws {
    var maker = TemplateMap(.bulge(try StellarBulge()))
    maker.oversampling = 8
    let before = try maker.map(nside: 16)
    maker.oversampling = 1
    maker.psf = .gaussian(0.6 * Self.degree)
    var shares: [Double] = []
    let after = try maker.map(nside: 16, threads: 2) { shares.append($0) }
    let (photons, blurred) = (before.values.reduce(0, +), after.values.reduce(0, +))
    #expect(abs(blurred / photons - 1) < 1e-3)
    #expect(after.values.max()! < before.values.max()!)
    #expect(shares.last == 1 && zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
  }

  // MARK: Bad input

  @Test func refusals() throws {
    func refusal(_ nside: Int, _ change: (inout TemplateMap) throws -> Void) -> String {
      var maker = TemplateMap(Self.formulas[0])
      return Fixture.refusal {
        try change(&maker)
        _ = try maker.map(nside: nside)
      }
    }
    #expect(refusal(3) { _ in }.contains("infinite at the centre of pixel"))
    #expect(refusal(0) { _ in }.contains("Nside: found 0"))
    #expect(refusal(4) { $0.oversampling = 3 }.contains("a power of two"))
    #expect(refusal(64) { $0.oversampling = 256 }.contains("8192 or less"))
    #expect(refusal(6) { $0.psf = .gaussian(0.02) }.contains("a power of two"))
    #expect(refusal(8) { $0.psf = .gaussian(1e-5) }.contains("degrees or more"))
    #expect(refusal(8) { $0.psf = .gaussian(0) }.contains("positive angle"))
    #expect(refusal(2048) { $0.psf = .gaussian(0.01) }.contains("Nside 1024 or less"))
    let sphere = try HEALPix(nside: 4)
    #expect(
      refusal(8) { $0.exposure = SkyMap(sphere) { _ in 1 } }.contains("Nside of the exposure"))
    #expect(refusal(4) { $0.exposure = SkyMap(sphere) { $0.x } }.contains("exposure of pixel"))
    #expect(
      refusal(4) { $0.exposure = SkyMap(sphere) { _ in .nan } }.contains("found no value"))
    let zeros = SkyMap(sphere) { _ in 0 }
    #expect(
      Fixture.refusal { _ = try zeros.normalised(radius: nil, band: nil) }.contains("a mean of 0"))
    #expect(
      Fixture.refusal { _ = try zeros.normalised(radius: 0.1, band: nil) }.contains("no pixel"))
  }
}
