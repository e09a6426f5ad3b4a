// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

@Suite struct PowerSpectrumTests {
  /// 1 + δ·n has C_1 = 4π δ²/9 and no other power but the monopole's 4π.
  @Test(arguments: [(2, 1e-3), (16, 3e-6), (32, 1e-6)])
  func dipole(_ nside: Int, _ accuracy: Double) throws {
    let delta = SIMD3(0.3, -0.5, 0.7)
    let map = SkyMap(try HEALPix(nside: nside)) { 1 + ($0 * delta).sum() }
    let power = try SphericalHarmonics(map, lmax: 2 * nside).powerSpectrum
    let exact = 4 * Double.pi * (delta * delta).sum() / 9
    #expect(abs(power[1] / exact - 1) < accuracy)
    #expect(abs(power[0] / (4 * .pi) - 1) < accuracy)
    #expect(power[2...].allSatisfy { $0 < accuracy * accuracy * exact })
  }

  /// Gaussian coefficients of a falling spectrum, l from 1 on.
  private func sample(lmax: Int) throws -> SphericalHarmonics {
    var random = Philox(seed: 7, stream: Philox.stream(of: "sky tests"))
    var harmonics = try SphericalHarmonics(lmax: lmax)
    for l in 1...lmax {
      for m in 0...l {
        let scale = pow(Double(l), -1.5)
        harmonics[l, m] = SIMD2(random.normal(), m == 0 ? 0 : random.normal()) * scale
      }
    }
    return harmonics
  }

  /// Map and back; three rounds bring 10⁻³ down by orders of magnitude.
  @Test func coefficientsSurviveAMap() throws {
    let sphere = try HEALPix(nside: 16)
    let given = try sample(lmax: 24)
    let map = try given.map(sphere)
    func worst(_ iterations: Int) throws -> Double {
      let found = try SphericalHarmonics(map, lmax: 24, iterations: iterations)
      return zip(given.coefficients, found.coefficients).map { a, b in
        ((a - b) * (a - b)).sum().squareRoot()
      }.max()!
    }
    let (plain, better) = (try worst(0), try worst(3))
    #expect(plain < 1e-2 && plain > 1e-5)
    #expect(better < 1e-5)
    #expect(try worst(10) < 1e-10)
  }

  /// Parseval: Σ (2l + 1) C_l = ∫ f² dΩ, exactly for the coefficients, and by the sum over pixels
  /// but for the pixelisation.
  @Test func parseval() throws {
    let harmonics = try sample(lmax: 20)
    let total = harmonics.powerSpectrum.enumerated().reduce(0) {
      $0 + Double(2 * $1.offset + 1) * $1.element
    }
    let map = try harmonics.map(HEALPix(nside: 64))
    #expect(abs(map.power / total - 1) < 1e-4)
  }

  /// Y_10 = √(3/4π) cos θ, Y_11 = −√(3/8π) sin θ e^{iφ}.
  @Test func signsAndNorms() throws {
    var harmonics = try SphericalHarmonics(lmax: 1)
    harmonics[1, 0] = SIMD2(2, 0)
    harmonics[1, 1] = SIMD2(0.5, -0.25)
    let sphere = try HEALPix(nside: 4)
    let map = try harmonics.map(sphere)
    let (a, b) = ((3 / (4 * Double.pi)).squareRoot(), (3 / (8 * Double.pi)).squareRoot())
    for (value, n) in zip(map.values, sphere.centres()) {
      // 2 Re[a_11 Y_11] = −2 b (0.5 x + 0.25 y).
      #expect(abs(value - (2 * a * n.z - 2 * b * (0.5 * n.x + 0.25 * n.y))) < 1e-13)
    }
  }

  /// White noise of variance v has C_l = v × the pixel's solid angle at every l.
  @Test func whiteNoise() throws {
    var random = Philox(seed: 3, stream: 5)
    let sphere = try HEALPix(nside: 32)
    let map = SkyMap(sphere) { _ in 2 * random.normal() }
    let power = try SphericalHarmonics(map, lmax: 95).powerSpectrum
    let plateau = power[64...94].reduce(0, +) / 31
    // 31 × 159 modes: the plateau scatters by √(2/4929) = 2 %; correlated pixels near the limit of
    // the pixelisation add to that.
    #expect(abs(plateau / (4 * sphere.pixelArea) - 1) < 0.08)
  }

  @Test func refusals() throws {
    let sphere = try HEALPix(nside: 2)
    let map = SkyMap(sphere) { $0.x }
    #expect(throws: AssayError.self) { try SphericalHarmonics(map, lmax: 9) }
    #expect(throws: AssayError.self) { try SphericalHarmonics(map, lmax: -1) }
    #expect(throws: AssayError.self) { try SphericalHarmonics(map, lmax: 4, iterations: -1) }
    #expect(throws: AssayError.self) { try SkyMap(sphere, values: [1, 2]) }
    var holed = map
    holed.values[7] = .nan
    #expect(throws: AssayError.self) { try SphericalHarmonics(holed, lmax: 4) }
  }
}
