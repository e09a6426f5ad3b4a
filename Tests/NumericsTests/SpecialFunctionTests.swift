// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

/// Golden values: mpmath, 40 digits, arguments as doubles.
@Suite struct SpecialFunctionTests {
  @Test func identities() {
    for x in [0.1, 0.7, 2.3, 9] {
      // Γ(x + 1) = x Γ(x), and its logarithm.
      #expect(deviation(Special.gamma(x + 1), x * Special.gamma(x)) < 4e-15)
      #expect(deviation(log(Special.gamma(x + 0.5)), Special.logGamma(x + 0.5)) < 4e-14)
      // K₁ = −K₀', by a central difference of fourth order.
      let h = 1e-3 * x
      let slope =
        (8 * (Special.besselK0(x + h) - Special.besselK0(x - h))
          - (Special.besselK0(x + 2 * h) - Special.besselK0(x - 2 * h))) / (12 * h)
      #expect(deviation(-slope, Special.besselK1(x)) < 1e-9)
    }
    for x in [-3000, -5, -0.3, 0, 0.4, 0.95] {
      // Elementary cases: (1 − x)^−a and −ln(1 − x)/x.
      #expect(deviation(Special.hypergeometric2F1(1.5, 2, 2, x), pow(1 - x, -1.5)) < 1e-12)
      let logarithm = x == 0 ? 1 : -log1p(-x) / x
      #expect(deviation(Special.hypergeometric2F1(1, 1, 2, x), logarithm) < 1e-13)
      // Symmetric in a and b.
      #expect(
        deviation(
          Special.hypergeometric2F1(0.3, -1.2, 1.7, x),
          Special.hypergeometric2F1(-1.2, 0.3, 1.7, x)) < 1e-12)
    }
  }

  private static let sixth = 1.0 / 6
  private static let fiveSixths = 5.0 / 6
  private static let sevenSixths = 7.0 / 6
  private static let thirteenSixths = 13.0 / 6

  static let hypergeometricValues: [(a: Double, b: Double, c: Double, x: Double, value: Double)] = [
    (sixth, -fiveSixths, sevenSixths, -1e-8, 1.0000000011904761899),
    (sixth, -fiveSixths, sevenSixths, -0.09, 1.0106720159544022678),
    (sixth, -fiveSixths, sevenSixths, -1, 1.1147333867147492391),
    (sevenSixths, -fiveSixths, thirteenSixths, -9, 4.2924388587099929687),
    (sixth, -fiveSixths, sevenSixths, -100, 8.4683798668488216054),
    (1, -fiveSixths, sevenSixths, 0.5, 0.62562296028534092303),
    (0.5, 1.5, 2.25, 0.9, 1.8339506877255495772),
    (2.5, -3, 0.5, -7, 9024.0),
  ]

  @Test(arguments: hypergeometricValues)
  func hypergeometric(a: Double, b: Double, c: Double, x: Double, value: Double) {
    #expect(deviation(Special.hypergeometric2F1(a, b, c, x), value) < 1e-14)
  }

  @Test(arguments: [
    (1e-06, 13.931442073626419459, 999999.99999278432422),
    (0.05, 3.1142340294719898387, 19.909674325882505397),
    (1.0, 0.42102443824070833334, 0.60190723019723457474),
    (7.5, 0.00024917761635611438901, 0.00026529739012528952599),
    (60.0, 1.4138978405591078091e-27, 1.4256320265171043232e-27),
  ])
  func bessel(x: Double, k0: Double, k1: Double) {
    #expect(deviation(Special.besselK0(x), k0) < 1e-15)
    #expect(deviation(Special.besselK1(x), k1) < 1e-15)
  }

  @Test(arguments: [
    (0.25, 3.6256099082219083119),
    (1, 1.0),
    (2.5, 1.3293403881791370205),
    (0.8333333333333334, 1.1287870299081259241),
    (20, 121645100408832000.0),
    (-1.5, 2.3632718012073547031),
  ])
  func gamma(x: Double, value: Double) {
    #expect(deviation(Special.gamma(x), value) < 2e-15)
  }

  @Test func outsideTheDomainIsNotANumber() {
    #expect(Special.besselK0(-1).isNaN && Special.besselK1(-1).isNaN)
    #expect(Special.besselK0(1000) == 0 && Special.besselK1(1000) == 0)
    #expect(Special.gamma(-2).isNaN)
    #expect(Special.hypergeometric2F1(1, 1, 2, 1).isNaN)
    #expect(Special.hypergeometric2F1(1, 1, 2, -1e5).isNaN)
    #expect(Special.hypergeometric2F1(1, 1, -2, 0.5).isNaN)
  }
}
