// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import CosmicRayDiffusion

@Suite struct LocalSourceTests {
  private static let halo = 4.0

  private static func medium(_ diffusion: Double, halo: Double? = nil) throws -> DiffusiveMedium {
    try DiffusiveMedium(diffusion: diffusion, halo: halo)
  }

  private static func length(_ v: SIMD3<Double>) -> Double { (v * v).sum().squareRoot() }

  // MARK: Bursts

  /// Neither D nor the halo counts in the plane: 3r/(2ct) towards the source.
  @Test(arguments: [1e-4, 1e-3, 1e-2, 0.1], [nil, 1, 4])
  func dipoleOfABurst(diffusion: Double, halo: Double?) throws {
    let medium = try Self.medium(diffusion, halo: halo)
    let source = try BurstSource(position: SIMD3(1, 2, 0), age: 300)
    let dipole = try source.dipole(at: SIMD3(1.3, 1.6, 0), in: medium)
    #expect(Self.length(dipole - SIMD3(-0.3, 0.4, 0) * 1.5 / 300) < 1e-15)
  }

  /// Images and normal modes are the same function (the Jacobi transform of a theta function).
  @Test(arguments: [0.1, 0.3, 0.5, 1, 2], [(0, 0), (1.5, -2.5), (-3.9, 3.9), (0.3, 3)])
  func imagesEqualModes(spread: Double, heights: (Double, Double)) {
    let halo = Self.halo
    let (z, source) = heights
    let a = BurstSource.images(z: z, source: source, spread: spread * halo * halo, halo: halo)
    let b = BurstSource.modes(z: z, source: source, spread: spread * halo * halo, halo: halo)
    #expect(abs(a.value - b.value) < 2e-14)
    #expect(abs(a.slope - b.slope) < 2e-14)
  }

  /// The density is even under a mirror of both heights, symmetric in source and observer, zero at
  /// the edge, and that of infinite space for H → ∞.
  @Test(arguments: [0.5, 8, 40])
  func burstSymmetries(spread: Double) {
    let halo = Self.halo
    func value(_ z: Double, _ source: Double, _ halo: Double? = halo) -> Double {
      BurstSource.vertical(z: z, source: source, spread: spread, halo: halo).value
    }
    for (z, source) in [(0.0, 0), (1.2, -3), (2.5, 0.4)] {
      #expect(abs(value(z, source) - value(-z, -source)) < 1e-15)
      #expect(abs(value(z, source) - value(source, z)) < 1e-15)
      #expect(abs(value(halo, source)) < 1e-15 && abs(value(-halo, source)) < 1e-15)
      #expect(value(z, source, 1e4) == value(z, source, nil))
    }
    // At z = 0 the sum of the specification.
    let factor = (-40...40).reduce(0.0) { sum, n in
      let x = Double(n) * halo
      return sum + (n.isMultiple(of: 2) ? 1 : -1) * exp(-x * x / spread)
    }
    #expect(abs(value(0, 0) - factor) < 4e-15)
  }

  /// All particles of a burst are somewhere: ∫ n d³x = N, by the trapezoidal rule, which is exact
  /// for a Gaussian.
  @Test func burstIsNormalised() throws {
    let medium = try Self.medium(0.01)
    let source = try BurstSource(position: SIMD3(0.1, 0, 0.2), strength: 3, age: 25)
    let step = 0.5
    var sum = 0.0
    for i in -12...12 {
      for j in -12...12 {
        for k in -12...12 {
          let place = step * SIMD3(Double(i), Double(j), Double(k))
          sum += try source.field(at: place, in: medium).density * step * step * step
        }
      }
    }
    #expect(abs(sum / 3 - 1) < 1e-12)
  }

  /// The gradient is that of the density.
  @Test(arguments: [Optional(4.0), nil])
  func gradients(halo: Double?) throws {
    let medium = try Self.medium(0.02, halo: halo)
    let sources: [any LocalSource] = [
      try BurstSource(position: SIMD3(0.2, -0.1, 0.7), age: 60),
      try BurstSource(position: SIMD3(0.2, -0.1, 0.7), age: 2000),
      try SteadySource(position: SIMD3(0.2, -0.1, 0.7)),
      try SteadySource(position: SIMD3(3, -2, 0.7)),
    ]
    for source in sources {
      let place = SIMD3(0.5, 0.6, -0.3)
      let field = try source.field(at: place, in: medium)
      let h = 1e-3
      for axis in 0..<3 {
        func density(_ shift: Double) throws -> Double {
          var moved = place
          moved[axis] += shift
          return try source.field(at: moved, in: medium).density
        }
        let slope =
          try (8 * (density(h) - density(-h)) - (density(2 * h) - density(-2 * h))) / (12 * h)
        #expect(abs(slope - field.gradient[axis]) < 1e-9 * Self.length(field.gradient))
      }
    }
  }

  // MARK: Steady sources

  /// The extrapolated image sum equals the Bessel series wherever both converge.
  @Test(arguments: [0.05, 0.1, 0.25, 0.5], [(0, 0), (1.5, -2.5), (-3.5, 3.5), (0.3, 3)])
  func imageSumEqualsBesselSum(distance: Double, heights: (Double, Double)) {
    let halo = Self.halo
    let a = SteadySource.images(
      distance: distance * halo, z: heights.0, source: heights.1, halo: halo)
    let b = SteadySource.modes(
      distance: distance * halo, z: heights.0, source: heights.1, halo: halo)
    #expect(abs(a.value - b.value) < 1e-12 && abs(a.outward - b.outward) < 1e-12)
    #expect(abs(a.upward - b.upward) < 1e-12)
  }

  /// A burst every moment is a steady source: ∫ n dt.
  @Test(arguments: [(SIMD3(0.5, 0, 0), SIMD3<Double>.zero), (SIMD3(0, 2, 1), SIMD3(0.3, 0, -2))])
  func steadyIsTheIntegralOfBursts(
    observer: SIMD3<Double>, position: SIMD3<Double>
  ) throws {
    let medium = try Self.medium(0.02, halo: Self.halo)
    let steady = try SteadySource(position: position).field(at: observer, in: medium).density
    let sum = try Quadrature.integrate(from: log(0.01), to: log(1e5), relative: 1e-11) {
      let age = exp($0)
      let burst = try? BurstSource(position: position, age: age)
      return age * ((try? burst?.field(at: observer, in: medium).density) ?? .nan)
    }
    #expect(abs(sum / steady - 1) < 1e-9)
  }

  @Test func limitsOfASteadySource() throws {
    let diffusion = 0.01
    let bounded = try Self.medium(diffusion, halo: Self.halo)
    let source = try SteadySource()
    let near = try source.dipole(at: SIMD3(0, 1e-4, 0), in: bounded)
    // 1/ρ less what the nearest images take: Σ (−1)ⁿ/nH = −ln 2/H.
    let closest = 3 * diffusion * 1e8 / (1e4 - log(2) / Self.halo)
    #expect(abs(-near.y / closest - 1) < 1e-9)
    // K₁/K₀ → 1 + 1/2x far away.
    let far = try source.dipole(at: SIMD3(400, 0, 0), in: bounded)
    let x = Double.pi * 400 / (2 * Self.halo)
    let expected = 3 * Double.pi * diffusion / (2 * Self.halo) * (1 + 1 / (2 * x))
    #expect(abs(-far.x / expected - 1) < 1e-4)
    // H → ∞: 1/(4πDr).
    let wide = try source.field(at: SIMD3(0, 0.3, 0.4), in: try Self.medium(diffusion, halo: 1e9))
    #expect(abs(wide.density * 4 * .pi * diffusion * 0.5 - 1) < 1e-9)
  }

  /// The disc is a sheet of steady sources: the flux through the plane over D.
  @Test func discAgainstItsClosedForm() throws {
    let medium = try Self.medium(0.01, halo: Self.halo)
    let disc = try DiscSource(rate: 2)
    for z in [-3.0, -0.5, 0.5, 3] {
      let field = try disc.field(at: SIMD3(7, -1, z), in: medium)
      #expect(abs(field.gradient.z.magnitude * 2 * medium.diffusion - 2) < 1e-15)
      // Rings of steady sources, ∫ n 2πρ dρ with n = Q/(4πD)…
      let rings = try Quadrature.integrate(from: 0, to: 20 * Self.halo, relative: 1e-9) { rho in
        let sum = SteadySource.sum(distance: rho, z: z, source: 0, halo: Self.halo)
        return 2 * .pi * rho * sum.value * 2 / (4 * .pi * medium.diffusion)
      }
      #expect(abs(rings / field.density - 1) < 1e-8)
    }
    #expect(try disc.dipole(at: .zero, in: medium) == .zero)
  }

  // MARK: Sums and motion

  @Test func sumsOfSources() throws {
    let medium = try Self.medium(0.01, halo: Self.halo)
    let east = try BurstSource(position: SIMD3(1, 0, 0), age: 100)
    let west = try BurstSource(position: SIMD3(-1, 0, 0), age: 100)
    #expect(try SourceSum([east, west]).dipole(at: .zero, in: medium) == .zero)
    // Weights are densities.
    let other = try SteadySource(position: SIMD3(0, 2, 1), rate: 1e-3)
    let sum = try SourceSum([east, other]).dipole(at: .zero, in: medium)
    var expected = SIMD3<Double>.zero
    var density = 0.0
    for source in [east, other] as [any LocalSource] {
      let n = try source.field(at: .zero, in: medium).density
      expected += n * (try source.dipole(at: .zero, in: medium))
      density += n
    }
    #expect(Self.length(sum - expected / density) < 1e-15)
  }

  @Test func dipoles() throws {
    for amplitude in [1e-4, 5e-3] {
      #expect(
        abs(Dipole.amplitude(power: Dipole.power(amplitude)) / amplitude - 1) < 1e-15)
      // C_1 = Σ|a_1m|²/3; δ cos θ has a_10 = δ √(4π/3) alone.
      let coefficient = amplitude * (4 * Double.pi / 3).squareRoot()
      #expect(abs(Dipole.power(amplitude) / (coefficient * coefficient / 3) - 1) < 1e-15)
    }
    let moving = try Dipole.comptonGetting(velocity: SIMD3(0, 1e-3, 0), index: 2.7)
    #expect(Self.length(moving - SIMD3(0, 4.7e-3, 0)) < 1e-18)
    let tensor = [SIMD3(2.0, 1, 0), SIMD3(-1, 2, 0), SIMD3(0, 0, 5)]
    #expect(
      try Dipole.fromGradient(tensor: tensor, gradient: SIMD3(0.1, 0, 0.01))
        == 3 * SIMD3(0.2, -0.1, 0.05))
    let turned = Dipole.horizontal(towards0h: 0, towards6h: 2)
    #expect(turned.amplitude == 2 && turned.phase == 90)
  }

  // MARK: Refusals

  @Test func whatIsRefused() throws {
    let medium = try Self.medium(0.01, halo: Self.halo)
    let steady = try SteadySource()
    #expect(throws: AssayError.self) { _ = try Self.medium(0) }
    #expect(throws: AssayError.self) { _ = try Self.medium(1, halo: -4) }
    #expect(throws: AssayError.self) { _ = try BurstSource(age: 0) }
    #expect(throws: AssayError.self) { _ = try SteadySource(rate: .infinity) }
    #expect(throws: AssayError.self) { _ = try steady.field(at: .zero, in: medium) }
    #expect(throws: AssayError.self) { _ = try steady.field(at: SIMD3(1, 0, 4), in: medium) }
    #expect(throws: AssayError.self) { _ = try steady.field(at: SIMD3(.nan, 0, 0), in: medium) }
    #expect(throws: AssayError.self) {
      _ = try DiscSource().field(at: SIMD3(0, 0, 1), in: try Self.medium(1))
    }
    #expect(throws: AssayError.self) {
      // Nothing has arrived: exp(−10⁶).
      _ = try BurstSource(age: 1).dipole(at: SIMD3(200, 0, 0), in: medium)
    }
    #expect(throws: AssayError.self) {
      _ = try Dipole.comptonGetting(velocity: SIMD3(0.5, 0, 0), index: 2.7)
    }
    #expect(throws: AssayError.self) {
      _ = try Dipole.fromGradient(tensor: [.zero], gradient: .zero)
    }
  }
}
