// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import GalacticCentre

/// Columns of the bulge and of the Fermi bubbles: closed forms, symmetries, refusals.
@Suite struct BulgeAndBubbleTests {
  private static let degree = Double.pi / 180

  // MARK: Bulge

  /// In the plane r_s² is quadratic along the line of sight: a Gaussian, ended at the Sun.
  @Test(arguments: [0.0, 0.5, 3, -7, 20, -40, 90, 180], [0.0, 20, -35, 90])
  func bulgeInThePlane(longitude: Double, angle: Double) throws {
    let (l, turn) = (longitude * Self.degree, angle * Self.degree)
    let bulge = try StellarBulge(barAngle: turn)
    let (x0, y0, sun) = (bulge.axes.x, bulge.axes.y, bulge.solarRadius)
    // r_s² = A s² - 2 B s + C, along and across the bar.
    let a = pow(cos(l + turn) / x0, 2) + pow(sin(l + turn) / y0, 2)
    let b =
      sun
      * (cos(turn) * cos(l + turn) / (x0 * x0) + sin(turn) * sin(l + turn) / (y0 * y0))
    let c = sun * sun * (pow(cos(turn) / x0, 2) + pow(sin(turn) / y0, 2))
    let wanted =
      exp(-(c - b * b / a) / 2) * (Double.pi / (2 * a)).squareRoot()
      * erfc(-b / (2 * a).squareRoot())
    let found = bulge.lineOfSight(longitude: l, latitude: 0)
    // C - B²/A loses digits: C is up to 200 and stands in an exponent.
    #expect(abs(found / wanted - 1) < 1e-11, "\(found) \(wanted)")
  }

  /// Of a round bulge only z_0 and the distance from the axis count, not where the bar points.
  @Test(arguments: [0.0, 1, 5, 12], [0.1, 4, -9, 30, 90])
  func roundBulge(longitude: Double, latitude: Double) throws {
    func column(_ angle: Double, _ sign: Double) throws -> Double {
      try StellarBulge(axes: SIMD3(1, 1, 0.4), barAngle: angle).lineOfSight(
        longitude: sign * longitude * Self.degree, latitude: latitude * Self.degree)
    }
    let wanted = try column(0, 1)
    for angle in [0.3, -1.2, 2] {
      for sign in [1.0, -1] {
        // The exponent, up to 40 here, is made of other numbers for another angle.
        #expect(abs(try column(angle, sign) / wanted - 1) < 1e-12)
      }
    }
  }

  /// Straight up, with x_0 = y_0 far wider than z_0, r_s is (z/z_0)² beside the distance of the Sun.
  @Test func bulgeOverhead() throws {
    let bulge = try StellarBulge(axes: SIMD3(1e6, 1e6, 0.4), solarRadius: 8)
    // ∫ exp(-z²/2z_0²) dz.
    let wanted = 0.4 * (Double.pi / 2).squareRoot()
    #expect(abs(bulge.lineOfSight(longitude: 1, latitude: .pi / 2) / wanted - 1) < 1e-12)
  }

  /// Looking at (l, -b) changes nothing, nor does a mirror that turns bar and line of sight.
  @Test(arguments: Fixture.seeds) func bulgeSymmetries(seed: UInt64) throws {
    var random = Fixture.draws(seed, "bulge")
    for _ in 0..<50 {
      let (l, b) = (0.6 * (random.uniform() - 0.5), 0.4 * (random.uniform() - 0.5))
      let angle = .pi * random.uniform()
      let bulge = try StellarBulge(barAngle: angle)
      let found = bulge.lineOfSight(longitude: l, latitude: b)
      #expect(bulge.lineOfSight(longitude: l, latitude: -b) == found)
      let mirrored = try StellarBulge(barAngle: -angle)
      #expect(abs(mirrored.lineOfSight(longitude: -l, latitude: b) / found - 1) < 1e-12)
      let turned = try StellarBulge(barAngle: angle + .pi)
      #expect(abs(turned.lineOfSight(longitude: l, latitude: b) / found - 1) < 1e-12)
    }
  }

  // MARK: Bubbles

  /// The outline is where (1) of ``FermiBubbles`` says: nothing above, something just below.
  @Test func outline() throws {
    let bubbles = try FermiBubbles()
    func column(_ l: Double, _ b: Double) -> Double {
      bubbles.lineOfSight(longitude: l * Self.degree, latitude: b * Self.degree)
    }
    #expect(column(0, 50 - 1e-6) > 0 && column(0, 50 + 1e-6) == 0)
    for l in stride(from: -180.0, through: 180, by: 1) {
      for b in stride(from: -90.0, through: 90, by: 1) where abs(b) > 50 || abs(l) > 20 {
        #expect(column(l, b) == 0)
      }
    }
    // The widest place lies where the line of sight is level with the middle of a bubble.
    let height =
      atan2(bubbles.halfHeight, bubbles.solarRadius * cos(20 * Self.degree)) / Self.degree
    #expect(column(20 - 1e-6, height) > 0 && column(20 + 1e-6, height) == 0)
  }

  /// Through the middle of a sphere its diameter; along a tangent plane of both, nothing.
  @Test(arguments: [1.0, 3, 6]) func throughTheMiddle(radius: Double) throws {
    let bubbles = try FermiBubbles(radius: radius, halfHeight: radius, solarRadius: 8)
    for sign in [1.0, -1] {
      let found = bubbles.lineOfSight(longitude: 0, latitude: sign * atan2(radius, 8))
      #expect(abs(found / (2 * radius) - 1) < 1e-14)
    }
    #expect(bubbles.lineOfSight(longitude: 0, latitude: 0) < 1e-6)
    #expect(bubbles.lineOfSight(longitude: .pi, latitude: 0.3) == 0)
  }

  /// A chord of a sphere at the distance p from its middle is 2 √(r² - p²).
  @Test(arguments: Fixture.seeds) func chords(seed: UInt64) {
    var random = Fixture.draws(seed, "chords")
    for _ in 0..<100 {
      let middle = SIMD3(random.uniform(), random.uniform(), random.uniform())
      let start = middle + SIMD3(5 * random.uniform() + 3, 0, 0)
      let turn = 0.5 * random.uniform()
      let around = 2 * .pi * random.uniform()
      let direction = SIMD3(-cos(turn), sin(turn) * cos(around), sin(turn) * sin(around))
      let distance = (start - middle).x * sin(turn)
      let sphere = Ellipsoid(centre: middle, halfAxes: SIMD3(repeating: 2))
      let wanted = distance < 2 ? 2 * (4 - distance * distance).squareRoot() : 0
      let found = sphere.chord(from: start, along: direction)
      // 1e-15 of lengths of 10, over the chord.
      #expect(abs(found - wanted) * wanted < 1e-12)
      // From a place within, the ways ahead and back make the chord; behind, nothing.
      if wanted > 0 {
        let inside = start + (start - middle).x * cos(turn) * direction
        let (ahead, back) = (
          sphere.chord(from: inside, along: direction),
          sphere.chord(from: inside, along: -direction)
        )
        #expect(abs(ahead + back - wanted) * wanted < 1e-12 && abs(ahead - back) * wanted < 1e-12)
      }
      #expect(sphere.chord(from: start, along: -direction) == 0)
    }
  }

  /// Half axes stretch lengths along them, and an observer in a bubble sees the other one as well.
  @Test func ellipsoids() throws {
    let body = Ellipsoid(centre: .zero, halfAxes: SIMD3(1, 2, 3))
    #expect(body.chord(from: SIMD3(0, -9, 0), along: SIMD3(0, 1, 0)) == 4)
    #expect(body.chord(from: SIMD3(0, 0, -9), along: SIMD3(0, 0, 1)) == 6)
    #expect(body.chord(from: .zero, along: SIMD3(0, 0, 1)) == 3)
    let bubbles = try FermiBubbles(radius: 3, halfHeight: 5, solarRadius: 8)
    #expect(abs(bubbles.chord(from: SIMD3(0, 0, 5), along: SIMD3(0, 0, -1)) - 15) < 1e-14)
    #expect(abs(bubbles.chord(from: SIMD3(0, 0, 5), along: SIMD3(0, 0, 1)) - 5) < 1e-14)
  }

  // MARK: Bad input

  @Test func refusals() {
    for (part, body) in [
      ("second axis", { _ = try StellarBulge(axes: SIMD3(1, 0, 1)) }),
      ("finite angle", { _ = try StellarBulge(barAngle: .nan) }),
      ("distance of the Sun", { _ = try StellarBulge(solarRadius: -1) }),
      ("below 90 degrees", { _ = try FermiBubbles(reach: 2) }),
      ("width of the bubbles", { _ = try FermiBubbles(width: 0) }),
      ("distance of the Sun", { _ = try FermiBubbles(solarRadius: .infinity) }),
      ("half height", { _ = try FermiBubbles(radius: 1, halfHeight: 0, solarRadius: 8) }),
      (
        "scale height of the disk",
        { _ = try StellarDisk(scaleLength: 1, scaleHeight: 0, solarRadius: 8) }
      ),
    ] as [(String, () throws -> Void)] {
      #expect(Fixture.refusal(body).contains(part), "\(part)")
    }
  }
}
