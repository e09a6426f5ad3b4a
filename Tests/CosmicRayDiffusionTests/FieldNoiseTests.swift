// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

/// The draws of the modes against their specification in double precision.
@Suite struct FieldNoiseTests {
  static let (seed, stream): (UInt64, UInt64) = (0x1234_5678_9ABC_DEF0, 0xFEDC_BA98_7654_3210)
  static let count = 256

  static func draw(_ conventions: FieldConventions = FieldConventions()) throws -> ModeDraw {
    let table = try ModeTable(
      count: count, length: Double(count),
      spectrum: .powerLaw(index: 5 / 3, smallest: 2, largest: 90), conventions: conventions)
    return ModeDraw(
      table: table, half: count / 2, seed: seed, stream: stream, conventions: conventions)
  }

  /// A row of modes and its part of Σ|B_k|².
  static func row(
    _ my: Int, _ mz: Int, _ draw: ModeDraw
  ) -> (modes: [[SIMD2<Double>]], sum: Double) {
    let buffers = (0..<3).map { _ in FourierBuffer<ComplexFloat>(count / 2 + 1) }
    for buffer in buffers { buffer.use { $0.update(repeating: (0, 0), count: count / 2 + 1) } }
    let sum = FourierBuffer.use(buffers) { draw.fill(my, mz, $0, $1, $2) }
    let modes = buffers.map { buffer in
      buffer.use { row in
        (0...(count / 2)).map { SIMD2(Double(row[$0].0), Double(row[$0].1)) }
      }
    }
    return (modes, sum)
  }

  /// s (g₁ e₁ + g₂ e₂) from one block of Philox, by the functions of the C library.
  static func expected(_ mx: Int, _ my: Int, _ mz: Int, _ draw: ModeDraw) -> [SIMD2<Double>] {
    let counter = SIMD4(
      UInt32(mx) + UInt32(my + 32768) << 16, UInt32(mz + 32768), UInt32(truncatingIfNeeded: stream),
      UInt32(stream >> 32))
    let words = Philox.block(
      counter: counter, key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)))
    func gaussian(_ a: UInt32, _ b: UInt32) -> SIMD2<Double> {
      let radius = (-2 * log((Double(a >> 1) + 0.5) * 0x1p-31)).squareRoot()
      let angle = 2 * .pi * Double(b) * 0x1p-32
      return radius * SIMD2(cos(angle), sin(angle))
    }
    let (x, y, z) = (Double(mx), Double(my), Double(mz))
    let across = (x * x + y * y).squareRoot()
    let all = (across * across + z * z).squareRoot()
    let e1 = SIMD3(y / across, -x / across, 0)
    let e2 = SIMD3(x * z, y * z, -across * across) / (across * all)
    let s = Double(draw.table.amplitudes[mx * mx + my * my + mz * mz])
    let (g1, g2) = (gaussian(words.x, words.y), gaussian(words.z, words.w))
    return (0..<3).map { s * (e1[$0] * g1 + e2[$0] * g2) }
  }

  @Test(arguments: [(3, 5), (-17, 2), (40, -90), (-1, -1), (0, 1)])
  func kernelFollowsSpecification(my: Int, mz: Int) throws {
    let draw = try Self.draw()
    let (modes, sum) = Self.row(my, mz, draw)
    let squares = (0..<3).map { c in modes[c].map { ($0 * $0).sum() } }
    let parseval = squares.reduce(0) { $0 + 2 * $1.reduce(0, +) - $1[0] }
    #expect(abs(sum / parseval - 1) < 1e-6)
    for mx in 1...80 where draw.table.squares.contains(mx * mx + my * my + mz * mz) {
      let expected = Self.expected(mx, my, mz, draw)
      // In single precision the radius of Box and Muller is known to 6e-8 s absolutely where small.
      let s = Double(draw.table.amplitudes[mx * mx + my * my + mz * mz])
      let size = s + expected.reduce(0) { $0 + ($1 * $1).sum() }.squareRoot()
      for component in 0..<3 {
        let difference = modes[component][mx] - expected[component]
        #expect((difference * difference).sum().squareRoot() < 1e-6 * size)
      }
    }
  }

  /// B₋ₖ is the conjugate of B_k where both are stored; a mode that is its own is real.
  @Test(arguments: [(3, 5), (-17, 2), (40, 0), (0, 7)])
  func hermitianPlane(my: Int, mz: Int) throws {
    let draw = try Self.draw()
    let (one, other) = (Self.row(my, mz, draw).modes, Self.row(-my, -mz, draw).modes)
    for component in 0..<3 {
      #expect(one[component][0] == other[component][0] * SIMD2(1, -1))
      #expect(one[component][1] != other[component][1] * SIMD2(1, -1))
    }
    for corner in [(128, 0), (0, 128)] {
      let modes = Self.row(corner.0, corner.1, draw).modes
      for component in 0..<3 { #expect(modes[component][0].y == 0) }
      #expect(modes.contains { $0[0].x != 0 })
    }
  }

  /// ⟨Σ|B_k|²⟩ = 1 over all modes, by the numbers of modes of each |m|².
  @Test(arguments: [8, 16]) func amplitudesAreNormalised(count: Int) throws {
    let table = try ModeTable(
      count: count, length: Double(count),
      spectrum: .powerLaw(index: 5 / 3, smallest: 2, largest: Double(count)),
      conventions: FieldConventions())
    let half = count / 2
    var sum = 0.0
    for mz in (1 - half)...half {
      for my in (1 - half)...half {
        for mx in (1 - half)...half where mx * mx + my * my + mz * mz <= half * half {
          let s = Double(table.amplitudes[mx * mx + my * my + mz * mz])
          sum += 4 * s * s
        }
      }
    }
    #expect(abs(sum - 1) < 1e-6)
  }
}
