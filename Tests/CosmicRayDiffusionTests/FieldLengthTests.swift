// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

/// Correlation lengths in closed form, and fields without a grid.
@Suite struct FieldLengthTests {
  /// Rows of correlation_length_powerlaw: L_min/L_max, two-sided, one-sided, across, along.
  @Test(arguments: [
    [0.0001, 0.200431774078, 0.100215887039, 0.0751619152794, 0.150323830559],
    [0.02, 0.215590091217, 0.107795045608, 0.0808462842063, 0.161692568413],
    [0.5, 0.370241438392, 0.185120719196, 0.138840539397, 0.277681078794],
  ])
  func powerLaw(row: [Double]) throws {
    let spectrum = TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: row[0], largest: 1)
    let conventions: [CorrelationConvention] = [.twoSided, .oneSided, .transverse, .longitudinal]
    for (convention, value) in zip(conventions, row.dropFirst()) {
      #expect(abs(try spectrum.correlationLength(convention) / value - 1) < 2e-11)
    }
    let quadrature = try spectrum.lengthByQuadrature()
    #expect(abs(try spectrum.correlationLength(.oneSided) / quadrature - 1) < 1e-9)
  }

  /// Indices where a power of the closed form vanishes.
  @Test(arguments: [0.0, 1, 2, -1]) func specialIndices(index: Double) throws {
    let spectrum = TurbulenceSpectrum.powerLaw(index: index, smallest: 0.1, largest: 3)
    let quadrature = try spectrum.lengthByQuadrature()
    #expect(abs(try spectrum.correlationLength(.oneSided) / quadrature - 1) < 1e-9)
  }

  /// Rows of correlation_length_bendover: q, s, L_c1/L_bo.
  @Test(arguments: [
    [4, 1.66666666667, 0.497889466815], [6, 1.66666666667, 0.398311573452],
    [3, 1.66666666667, 0.586562209217], [4, 1.5, 0.399380078245],
    [2, 1.66666666667, 0.746834200222],
  ])
  func bendOver(row: [Double]) throws {
    let (low, index, value) = (row[0], row[1], row[2])
    let free = TurbulenceSpectrum.bendOver(
      low: low, index: index, length: 2, smallest: 0, largest: .infinity)
    #expect(abs(try free.correlationLength(.oneSided) / (2 * value) - 1) < 1e-10)
    // The variance beyond L_min falls as L_min^(s−1).
    let wide = TurbulenceSpectrum.bendOver(
      low: low, index: index, length: 2, smallest: 1e-30, largest: 1e12)
    #expect(abs(try wide.correlationLength(.oneSided) / (2 * value) - 1) < 1e-9)
  }

  @Test(arguments: [
    TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: 1, largest: .infinity),
    .powerLaw(index: 1, smallest: 0, largest: 1), .powerLaw(index: 2, smallest: 2, largest: 1),
    .bendOver(low: 0, index: 5 / 3, length: 1, smallest: 0, largest: .infinity),
    .bendOver(low: 4, index: 1, length: 1, smallest: 0, largest: .infinity),
    .bendOver(low: 4, index: 2, length: -1, smallest: 1, largest: 2),
  ])
  func refuses(spectrum: TurbulenceSpectrum) {
    #expect(throws: AssayError.self) { try spectrum.correlationLength(.oneSided) }
  }

  // MARK: Plane waves

  static let spectrum = TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: 0.1, largest: 10)

  static func waves(_ geometry: PlaneWaves.Geometry, _ modes: Int = 200) throws -> PlaneWaves {
    try PlaneWaves.generate(geometry, modes, spectrum, 5, 6, FieldConventions())
  }

  @Test(arguments: [PlaneWaves.Geometry.isotropic, .slab, .twoDimensional])
  func solenoidalAndNormalised(geometry: PlaneWaves.Geometry) throws {
    let waves = try Self.waves(geometry)
    let power = waves.amplitudes.reduce(0) { $0 + ($1 * $1).sum() / 2 }
    #expect(abs(power - 1) < 1e-12)
    for (k, a) in zip(waves.wavevectors, waves.amplitudes) {
      let size = ((k * k).sum() * (a * a).sum()).squareRoot()
      #expect(abs((k * a).sum()) < 1e-14 * size)
      if geometry == .slab { #expect(k.x == 0 && k.y == 0 && a.z == 0) }
      if geometry == .twoDimensional { #expect(k.z == 0 && a.z == 0) }
    }
    let lengths = waves.wavevectors.map { 2 * .pi / ($0 * $0).sum().squareRoot() }
    #expect(abs(lengths.first! - 10) < 1e-12 && abs(lengths.last! - 0.1) < 1e-12)
  }

  /// ⟨B²⟩ = 1 and ⟨B⟩ = 0 over random points, within their own errors.
  @Test func variance() throws {
    let waves = try PlaneWaves.isotropic(modes: 200, spectrum: Self.spectrum, seed: 5, stream: 6)
    var random = Philox(seed: 8, stream: 1)
    let fields = (0..<4000).map { _ in
      waves.field(1e4 * SIMD3(random.uniform(), random.uniform(), random.uniform()))
    }
    let square = FieldStatistics.mean(fields.map { ($0 * $0).sum() })
    #expect(abs(square.value - 1) < 4.5 * square.standardError!)
    #expect(square.standardError! < 0.03)
    for i in 0..<3 {
      let mean = FieldStatistics.mean(fields.map { $0[i] })
      #expect(abs(mean.value) < 4.5 * mean.standardError!)
    }
  }

  /// Wave vectors and polarisations are isotropic over many waves of one length.
  @Test func isotropy() throws {
    let waves = try PlaneWaves.generate(
      .isotropic, 20_000, .powerLaw(index: 1, smallest: 0.999, largest: 1), 1, 2,
      FieldConventions())
    for i in 0..<3 {
      let k = waves.wavevectors.map { $0[i] * $0[i] / ($0 * $0).sum() }
      let a = waves.amplitudes.map { $0[i] * $0[i] / ($0 * $0).sum() }
      for share in [FieldStatistics.mean(k), FieldStatistics.mean(a)] {
        #expect(abs(share.value - 1 / 3.0) < 4.5 * share.standardError!)
      }
    }
  }

  @Test func composite() throws {
    let waves = try PlaneWaves.composite(
      modes: 64, slabShare: 0.2, spectrum: Self.spectrum, seed: 1, stream: 2)
    let power = waves.amplitudes.map { ($0 * $0).sum() / 2 }
    #expect(abs(power.prefix(64).reduce(0, +) - 0.2) < 1e-12)
    #expect(abs(power.dropFirst(64).reduce(0, +) - 0.8) < 1e-12)
    #expect(Set(waves.phases).count == 128)
    #expect(throws: AssayError.self) {
      try PlaneWaves.composite(
        modes: 64, slabShare: 1.2, spectrum: Self.spectrum, seed: 1, stream: 2)
    }
    #expect(throws: AssayError.self) {
      try PlaneWaves.slab(modes: 1, spectrum: Self.spectrum, seed: 1, stream: 2)
    }
  }

  // MARK: Nested grids

  @Test func nested() throws {
    let spectrum = TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: 0.2, largest: 10)
    let nested = try NestedTurbulence.generate(
      count: 64, spectrum: spectrum, seed: 1, stream: 2, threads: 2)
    #expect(nested.grids.count == 3)
    #expect(abs(nested.shares.reduce(0, +) - 1) < 1e-14)
    #expect(nested.bands[0].upperBound == 10 && abs(nested.bands[2].lowerBound - 0.2) < 1e-14)
    for (i, grid) in nested.grids.enumerated() {
      let band = nested.bands[i]
      #expect(abs(GridStatistics.variance(grid) / nested.shares[i] - 1) < 1e-6)
      #expect(grid.length >= 2.5 * band.upperBound && 4 * grid.spacing <= band.lowerBound)
      if i > 0 { #expect(band.upperBound == nested.bands[i - 1].lowerBound) }
      let power = pow(band.upperBound, 2 / 3.0) - pow(band.lowerBound, 2 / 3.0)
      let whole = pow(10, 2 / 3.0) - pow(0.2, 2 / 3.0)
      #expect(abs(nested.shares[i] - power / whole) < 1e-9)
    }
    #expect(nested.grids[0].nodes[0] != nested.grids[1].nodes[0])
    #expect(throws: AssayError.self) {
      try NestedTurbulence.generate(count: 8, spectrum: spectrum, seed: 1, stream: 2)
    }
  }

  /// One grid where one suffices: the plain generator.
  @Test func nestedOfOne() throws {
    let spectrum = TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: 4, largest: 12)
    let nested = try NestedTurbulence.generate(count: 32, spectrum: spectrum, seed: 1, stream: 2)
    let plain = try GridTurbulence.generate(
      count: 32, spacing: 1, spectrum: spectrum, seed: 1, stream: 2)
    #expect(nested.grids.map(\.nodes) == [plain.grid.nodes])
  }
}
