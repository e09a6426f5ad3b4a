// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Sky
import Testing

@testable import CosmicRayDiffusion

@Suite struct ArrivalEstimatorTests {
  private static func random(_ stream: UInt64) -> LocalTensor {
    var random = Philox(seed: 2, stream: stream)
    return LocalTensor(
      rows: (0..<3).map { _ in SIMD3(random.normal(), random.normal(), random.normal()) })
  }

  private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }

  private func determinant(_ k: LocalTensor) -> Double {
    (k.rows[0] * cross(k.rows[1], k.rows[2])).sum()
  }

  /// Σσ² = Σ K_ij², Πσ = |det K|, and Kᵀ has the same; the sum of squared 2 × 2 minors makes three.
  @Test(arguments: 0..<20 as Range<UInt64>) func singularValues(_ stream: UInt64) {
    let tensor = Self.random(stream)
    let values = tensor.singularValues
    let rows = tensor.rows
    #expect(values == values.sorted(by: >))
    let squares = rows.reduce(0) { $0 + ($1 * $1).sum() }
    #expect(abs(values.reduce(0) { $0 + $1 * $1 } / squares - 1) < 1e-14)
    #expect(
      abs(values.reduce(1, *) - abs(determinant(tensor))) < 1e-14 * squares * squares.squareRoot())
    let minors = [(0, 1), (0, 2), (1, 2)].reduce(0.0) {
      let c = cross(rows[$1.0], rows[$1.1])
      return $0 + (c * c).sum()
    }
    let pairs =
      values[0] * values[0] * (values[1] * values[1] + values[2] * values[2])
      + values[1] * values[1] * values[2] * values[2]
    #expect(abs(pairs / minors - 1) < 1e-12)
    for (a, b) in zip(values, tensor.transposed.singularValues) {
      #expect(abs(a - b) < 1e-14 * values[0])
    }
  }

  @Test func singularValuesOfSimpleTensors() {
    let diagonal = LocalTensor(rows: [SIMD3(-2, 0, 0), SIMD3(0, 0.5, 0), SIMD3(0, 0, 3)])
    #expect(diagonal.singularValues == [3, 2, 0.5])
    #expect(diagonal.meanDiffusion == 0.5)
    let a = SIMD3(1.0, 2, -2)
    let rankOne = LocalTensor(rows: [a, 2 * a, -a]).singularValues
    #expect(abs(rankOne[0] - 3 * 6.0.squareRoot()) < 1e-14)
    #expect(rankOne[1] < 1e-14 && rankOne[2] < 1e-14)
    #expect(LocalTensor(rows: [.zero, .zero, .zero]).singularValues == [0, 0, 0])
  }

  /// Particles that forget their direction at a rate ν = 1: K_ij = δ_ij (1 − e^{−ντ})/(3ν).
  @Test func isotropicScattering() throws {
    var random = Philox(seed: 8, stream: 1)
    let sphere = try HEALPix(nside: 32)
    let tau = 3.0
    let ends = sphere.centres().map { n in
      var (position, direction, left) = (SIMD3<Double>.zero, n, tau)
      while left > 0 {
        let path = min(left, -log(random.uniform()))
        position += path * direction
        left -= path
        let raw = SIMD3(random.normal(), random.normal(), random.normal())
        direction = raw / (raw * raw).sum().squareRoot()
      }
      return position
    }
    let tensor = LocalTensor(ArrivalMap(sphere: sphere, time: tau, displacements: ends))
    let exact = (1 - exp(-tau)) / 3
    // One element scatters by √(⟨s²⟩/9/12288), ⟨s²⟩ = 2(τ − 1 + e^{−τ}).
    let sigma = (2 * (tau - 1 + exp(-tau)) / 9 / 12288).squareRoot()
    for i in 0..<3 {
      for j in 0..<3 {
        #expect(abs(tensor.rows[i][j] - (i == j ? exact : 0)) < 4.5 * sigma)
      }
    }
  }

  /// A linear map s_j = n_i M_ij has K = M/3: a pure dipole of amplitude 3 |K g| and
  /// C_1 = 4π δ²/9, without a plateau.
  @Test func dipoleOfAGradient() throws {
    let matrix = Self.random(99)
    let sphere = try HEALPix(nside: 32)
    let map = ArrivalMap(
      sphere: sphere, time: 1,
      displacements: sphere.centres().map {
        $0.x * matrix.rows[0] + $0.y * matrix.rows[1] + $0.z * matrix.rows[2]
      })
    let tensor = LocalTensor(map)
    for (a, b) in zip(tensor.rows, matrix.rows) {
      #expect((3 * a - b).max() < 1e-3 && (3 * a - b).min() > -1e-3)
    }
    let gradient = SIMD3(0.02, -0.01, 0.03)
    let delta = tensor.dipole(gradient: gradient)
    let intensity = map.relativeIntensity(gradient: gradient)
    let power = try SphericalHarmonics(intensity, lmax: 4).powerSpectrum
    let amplitude = (delta * delta).sum().squareRoot()
    #expect(abs(DipolePower.amplitude(power: power[1]) / amplitude - 1) < 1e-3)
    #expect(abs(power[1] / DipolePower.power(amplitude: amplitude) - 1) < 2e-3)
    // The phase: intensity is largest along δ.
    let best = zip(sphere.centres(), intensity.values).max { $0.1 < $1.1 }!.0
    #expect((best * delta).sum() / amplitude > 0.998)
    // Averaged over gradients along the axes. Three rounds at lmax = 3 Nside − 1 leave 1e-5 of the
    // dipole's power and put 1e-10 of it into the plateau, in healpy as here.
    let spectrum = try ArrivalSpectrum(map)
    let mean = matrix.rows.reduce(0) { $0 + ($1 * $1).sum() } / 3
    #expect(abs(spectrum.power[1] / DipolePower.power(amplitude: mean.squareRoot()) - 1) < 2e-5)
    #expect(abs(spectrum.noise) < 1e-9 * spectrum.power[1])
  }

  /// White noise leaves a plateau and nothing above it; what it is added to comes back.
  @Test func noisePlateau() throws {
    var random = Philox(seed: 4, stream: 4)
    let sphere = try HEALPix(nside: 32)
    let noise = (0..<sphere.pixels).map { _ in
      0.5 * SIMD3(random.normal(), random.normal(), random.normal())
    }
    let map = ArrivalMap(sphere: sphere, time: 1, displacements: noise)
    let spectrum = try ArrivalSpectrum(map)
    let expected = 0.25 * sphere.pixelArea
    #expect(abs(spectrum.noise / expected - 1) < 0.05)
    // Sums of 3 (2l + 1) squares: σ = √(2/(3 (2l + 1))) each, so 31 l around 30 average to 1 %;
    // the plateau itself is known to 1 % and lies some per cent off by the pixelisation.
    let middle = spectrum.power[15...45].reduce(0, +) / 31
    #expect(abs(middle) < 0.06 * expected)
    let raw = try ArrivalSpectrum(map, subtractingNoise: false)
    for l in raw.power.indices {
      #expect(abs(raw.power[l] - spectrum.power[l] - spectrum.noise) < 1e-15)
    }
    #expect(throws: AssayError.self) {
      try ArrivalSpectrum(
        ArrivalMap(
          sphere: HEALPix(nside: 1), time: 1, displacements: .init(repeating: .zero, count: 12)))
    }
  }
}

@Suite struct FieldResamplingTests {
  /// The jackknife of a mean is s/√n; the bootstrap agrees, and is 0 where all fields are alike.
  @Test func errorsOfAMean() {
    var random = Philox(seed: 6, stream: 0)
    let values = (0..<40).map { _ in random.normal() }
    func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }
    let centre = mean(values)
    let s = (values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / 39).squareRoot()
    let jackknife = FieldResampling.jackknife(values, mean)
    #expect(jackknife.value == centre)
    #expect(abs(jackknife.standardError! / (s / 40.0.squareRoot()) - 1) < 1e-12)
    let bootstrap = FieldResampling.bootstrap(values, seed: 1, stream: 1, mean)
    #expect(bootstrap.value == centre)
    #expect(abs(bootstrap.standardError! / jackknife.standardError! - 1) < 0.1)
    let alike = [Double](repeating: 3, count: 5)
    #expect(FieldResampling.jackknife(alike, mean) == Estimate(3, standardError: 0))
    #expect(FieldResampling.bootstrap(alike, seed: 1, stream: 1, mean).standardError == 0)
    #expect(FieldResampling.jackknife([2.0], mean) == Estimate(2))
    #expect(FieldResampling.bootstrap([2.0], seed: 1, stream: 1, mean) == Estimate(2))
  }

  @Test func medians() {
    #expect(FieldResampling.median([3, 1, 2]) == 2)
    #expect(FieldResampling.median([4, 1, 2, 3]) == 2.5)
    #expect(FieldResampling.median([7]) == 7)
  }
}
