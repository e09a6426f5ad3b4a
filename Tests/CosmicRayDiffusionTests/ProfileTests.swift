// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import CosmicRayDiffusion

@Suite struct ProfileTests {
  // MARK: Profiles and rates

  @Test func harmonicsComeBack() throws {
    func value(_ degrees: Double) -> Double {
      let angle = degrees * .pi / 180
      return 3e-5 + 1e-3 * cos(angle - 0.4) + 4e-4 * cos(2 * (angle + 1.2))
    }
    // An incomplete sky, unevenly sampled.
    let angles = [5.0, 21, 44, 60, 83, 130, 155, 171, 200, 222, 260, 301]
    let fit = try HarmonicFit(
      angles: angles, values: angles.map(value), error: 1e-5, harmonics: 2)
    #expect(abs(fit.offset - 3e-5) < 1e-15)
    #expect(abs(fit.amplitudes[0] - 1e-3) < 1e-15 && abs(fit.amplitudes[1] - 4e-4) < 1e-15)
    #expect(abs(fit.phases[0] - 0.4 * 180 / .pi) < 1e-10)
    #expect(abs(fit.phases[1] + 1.2 * 180 / .pi) < 1e-10)
    #expect(fit.chi2 < 1e-18)
    // On the full sky the first harmonic does not care about the second.
    let full = (0..<18).map { 20 * Double($0) + 10 }
    let one = try HarmonicFit(angles: full, values: full.map(value), error: 1e-5, harmonics: 1)
    #expect(abs(one.amplitudes[0] - 1e-3) < 1e-15)
    // χ² of what is left: 18 (4e-4)²/2 over (1e-5)².
    #expect(abs(one.chi2 / 14400 - 1) < 1e-10)
  }

  @Test func profilesThatAreRefused() {
    let angles = [0.0, 90, 180, 270, 300]
    let values = [1.0, 2, 3, 4, 5]
    #expect(throws: AssayError.self) {
      _ = try HarmonicFit(angles: angles, values: [1], error: 1, harmonics: 1)
    }
    #expect(throws: AssayError.self) {
      _ = try HarmonicFit(angles: angles, values: values, error: 1, harmonics: 3)
    }
    #expect(throws: AssayError.self) {
      _ = try HarmonicFit(angles: angles, values: values, error: 0, harmonics: 1)
    }
    #expect(throws: AssayError.self) {
      _ = try HarmonicFit(angles: angles, values: [1, 2, .nan, 4, 5], error: 1, harmonics: 1)
    }
    #expect(throws: AssayError.self) {
      _ = try HarmonicFit(angles: [0, 0, 0, 0, 0], values: values, error: 1, harmonics: 1)
    }
  }

  @Test func throughput() {
    let cpu = ParticleThroughput(particles: 49152, time: 140)
    let gpu = ParticleThroughput(particles: 40 * 3_145_728, time: 38 * 60)
    #expect(abs(gpu.rate - 55188.21) < 0.005)
    #expect(abs(gpu.gain(over: cpu) - 157.193) < 5e-4)
    #expect(cpu.gain(over: cpu) == 1)
  }
}
