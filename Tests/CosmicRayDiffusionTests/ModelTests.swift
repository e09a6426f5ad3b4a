// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

@Suite struct ModelTests {
  // MARK: Diffusion

  /// One limit in four conventions; and the fit's leading term is that limit.
  @Test func smallAngle() throws {
    let trace = 0.37
    for convention in CorrelationConvention.allCases {
      let length = trace * convention.factor
      let diffusion = try SmallAngleLimit.diffusion(
        larmor: 5, length: length, convention: convention)
      #expect(abs(diffusion / (2.0 / 3 * 25 / trace) - 1) < 1e-14)
      let rate = try SmallAngleLimit.decorrelationRate(
        larmor: 5, length: length, convention: convention)
      // D = c²/(3ν).
      #expect(abs(3 * diffusion * rate - 1) < 1e-14)
    }
    let limit = try SmallAngleLimit.diffusion(larmor: 1e6, length: 1, convention: .twoSided)
    #expect(abs(HarariFit.kolmogorov.diffusion(1e6) / limit - 1) < 1e-6)
    #expect(abs(HarariFit.kolmogorov.diffusion(1) - 1.71) < 1e-14)
    #expect(throws: AssayError.self) {
      _ = try SmallAngleLimit.diffusion(larmor: 0, length: 1, convention: .oneSided)
    }
  }

  /// κ_∥ against (1/8) ∫ (1 − µ²)²/D_µµ dµ.
  @Test(arguments: [1e-3, 0.1, 1, 10, 90], [1.5, 5.0 / 3])
  func slabAgainstQuadrature(ratio: Double, index: Double) throws {
    let theory = try SlabQuasilinear(index: index)
    let integral = try Quadrature.integrate(from: 0, to: 1, relative: 1e-12) { t in
      // µ = t⁶, because the integrand rises as µ^(1−ν).
      let mu = pow(t, 6)
      guard mu > 0 else { return 0 }
      let across = 1 - mu * mu
      return 6 * pow(t, 5) * across * across / theory.pitchAngleDiffusion(mu, ratio)
    }
    #expect(abs(try theory.parallelDiffusion(ratio) / (integral / 4) - 1) < 1e-11)
  }

  @Test func slab() throws {
    let theory = try SlabQuasilinear(index: 5.0 / 3)
    // C of the reference table, and ∫₀^∞ P dk = δB².
    #expect(abs(theory.norm - 0.118862354635) < 1e-12)
    let variance = try Quadrature.integrate(from: 0, to: .infinity, relative: 1e-8) {
      4 * theory.norm * pow(1 + $0 * $0, -theory.index / 2)
    }
    #expect(abs(variance - 1) < 1e-7)
    #expect(theory.pitchAngleDiffusion(0.3, 2) == theory.pitchAngleDiffusion(-0.3, 2))
    #expect(throws: AssayError.self) { _ = try SlabQuasilinear(index: 1) }
    #expect(throws: AssayError.self) { _ = try theory.parallelDiffusion(0) }
    #expect(throws: AssayError.self) { _ = try theory.parallelDiffusion(101) }
  }

  @Test func subedi() throws {
    #expect(abs(try SubediLowEnergy.amplitude(index: 5.0 / 3) - 1.87517925678) < 1e-11)
    let ratio =
      try SubediLowEnergy.diffusion(0.08, index: 1.5) / SubediLowEnergy.diffusion(0.02, index: 1.5)
    #expect(abs(ratio - 2) < 1e-14)
    #expect(throws: AssayError.self) { _ = try SubediLowEnergy.amplitude(index: 1) }
  }

  @Test(arguments: [1e-8, 1e-3, 0.09, 0.11, 1, 30])
  func scattering(y: Double) {
    // Ballistic, then diffusive with a deficit of one mean free path.
    if y < 1e-2 { #expect(abs(IsotropicScatteringForms.meanSquare(y) / (y * y) - 1) < y) }
    if y > 20 { #expect(abs(IsotropicScatteringForms.running(y) - (1 - 1 / y)) < 1e-12) }
    // The slope is the derivative, and its mean over an interval lies at its ends' values.
    let h = 1e-3 * y
    let slope = IsotropicScatteringForms.slope(from: y - h, to: y + h)
    #expect(abs(slope / IsotropicScatteringForms.correlated(y) - 1) < 1e-6)
  }

  /// The series below νt = 0.1 joins the closed form.
  @Test func scatteringSeries() {
    let y = 0.1
    #expect(
      abs(
        IsotropicScatteringForms.meanSquare(y.nextDown) / IsotropicScatteringForms.meanSquare(y) - 1
      )
        < 1e-13)
  }
}
