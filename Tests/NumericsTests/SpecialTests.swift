// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

/// Golden values: mpmath 1.3, 40 digits, arguments as doubles.
@Suite struct SpecialTests {
  @Test func identities() {
    for x in [0.1, 1, 3.7, 12] {
      #expect(deviation(Special.gammaP(2.5, x) + Special.gammaQ(2.5, x), 1) < 4e-15)
      #expect(abs(Special.normalSurvival(x) + Special.normalSurvival(-x) - 1) < 1e-15)
      // Chi-squared with one degree of freedom is the square of a standard normal variable.
      #expect(
        deviation(Special.chi2Survival(x * x, dof: 1), 2 * Special.normalSurvival(x)) < 2e-14)
    }
    for n in [0, 1, 7, 40] {
      let sum = (0...n).reduce(0.0) { $0 + exponential(Special.poissonLogPMF($1, mean: 6.5)) }
      #expect(deviation(Special.poissonCDF(n, mean: 6.5), sum) < 1e-14)
    }
    #expect(Special.poissonLogPMF(0, mean: 0) == 0)
    #expect(Special.poissonLogPMF(1, mean: 0) == -.infinity)
    #expect(Special.poissonLogPMF(-1, mean: 2) == -.infinity)
    #expect(Special.poissonCDF(-1, mean: 2) == 0)
    #expect(Special.chi2Survival(-1, dof: 3) == 1)
    #expect(Special.kolmogorovSurvival(0) == 1)
  }

  private func exponential(_ x: Double) -> Double {
    // e^x = Q(1, -x): another road to the same function.
    Special.gammaQ(1, -x)
  }

  @Test(arguments: [
    (0.5, 0.25, 0.47950012218695346232), (3, 2.5, 0.543813115883329518),
    (10.5, 30, 1.2771688265162086948e-5), (100, 80, 0.98289168696486688583),
    (1000, 1100, 0.0010593232539299773489), (13149, 13000, 0.90344302178922294342),
    (1, 1000, 0),
  ])
  func gammaQ(a: Double, x: Double, q: Double) {
    #expect(deviation(Special.gammaQ(a, x), q) < 1e-12)
  }

  @Test(arguments: [
    (0, 0), (1, 0), (5, 4.7874917427820459942), (20, 42.33561646075348503),
    (170, 706.57306224578734711), (171, 711.71472580229000695), (1000, 5912.1281784881633489),
    (100_000, 1051299.2218991218651),
  ])
  func logFactorial(n: Int, value: Double) {
    #expect(deviation(Special.logFactorial(n), value) < 5e-16 * 4)
  }

  @Test(arguments: [
    (0.3, 1.0957979948180755606), (2.5, 0.28468287047291915963), (50.25, 145.54187159633211797),
    (-1.5, 0.86004701537648101451),
  ])
  func logGamma(x: Double, value: Double) {
    #expect(deviation(Special.logGamma(x), value) < 4e-15)
  }

  @Test(arguments: [
    (0, 0.3, -0.3), (3, 2.5, -1.5428872736055898053), (200, 180.5, -4.5858316378183513755),
    (100_000, 100_300, -7.1245041191752391213),
  ])
  func poissonLogPMF(n: Int, mean: Double, value: Double) {
    // n ln(mean) cancels against ln n!: the error is that of their size.
    #expect(abs(Special.poissonLogPMF(n, mean: mean) - value) < 4e-16 * max(4, Double(n) * 12))
  }

  @Test(arguments: [
    (0, 3, 0.049787068367863942979), (3, 2.5, 0.75757613313306596375),
    (50, 60, 0.10767787862197314407), (3000, 2900, 0.96846439566989145436),
  ])
  func poissonCDF(n: Int, mean: Double, value: Double) {
    #expect(deviation(Special.poissonCDF(n, mean: mean), value) < 1e-12)
  }

  @Test(arguments: [
    (2.71, 1, 0.09972099148422181243), (3.841458820694124, 1, 0.050000000000000057435),
    (5.99, 2, 0.050036627086586282516), (30, 10, 0.00085664121077530039211),
    (100, 120, 0.9077349480410668897),
  ])
  func chi2Survival(x: Double, dof: Double, value: Double) {
    #expect(deviation(Special.chi2Survival(x, dof: dof), value) < 1e-13)
  }

  @Test(arguments: [
    (0.95, 1, 3.8414588206941244691), (0.9, 1, 2.7055434540954149212),
    (0.95, 2, 5.9914645471079802105), (0.05, 3, 0.35184631774927141001),
    (0.99, 120, 158.95016589730622302), (1e-6, 4, 0.0028297613229586857565),
    (0.6827, 2, 2.2958151607859741708),
  ])
  func chi2Quantile(p: Double, dof: Double, value: Double) {
    #expect(deviation(Special.chi2Quantile(p, dof: dof), value) < 1e-13)
  }

  @Test(arguments: [
    (0.2, 0.99999999999949495927), (0.5, 0.96394524366487509439), (0.8, 0.54414241157419807674),
    (0.99, 0.28087383922554892176), (1, 0.2699996716773545212), (1.3581, 0.049999630431667412691),
    (2, 0.00067092525577969534654), (4, 2.5328331098188351446e-14),
  ])
  func kolmogorovSurvival(lambda: Double, value: Double) {
    #expect(deviation(Special.kolmogorovSurvival(lambda), value) < 1e-14)
  }

  @Test(arguments: [
    (1e-10, -6.3613409024040561991), (0.025, -1.9599639845400542118),
    (0.3, -0.52440051270804081597), (0.5, 0), (0.975, 1.9599639845400538556),
  ])
  func normalQuantile(p: Double, value: Double) {
    #expect(deviation(Special.normalQuantile(p), value) < 1e-15)
  }

  @Test(arguments: [
    (-3, 0.99865010196836990547), (0, 0.5), (1, 0.15865525393145705141),
    (5, 2.8665157187919391167e-7), (10, 7.619853024160526066e-24), (30, 4.9067139271481870595e-198),
  ])
  func normalSurvival(z: Double, value: Double) {
    #expect(deviation(Special.normalSurvival(z), value) < 1e-14)
  }

  @Test func outsideTheDomainIsNotANumber() {
    #expect(Special.gammaQ(-1, 1).isNaN)
    #expect(Special.logFactorial(-1).isNaN)
    #expect(Special.poissonLogPMF(1, mean: -1).isNaN)
    #expect(Special.kolmogorovSurvival(.nan).isNaN)
  }
}
