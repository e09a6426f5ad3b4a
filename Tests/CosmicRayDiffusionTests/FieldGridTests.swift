// SPDX-License-Identifier: GPL-3.0-or-later

import Numerics
import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

/// Turbulence on a grid: identities of one realisation.
@Suite struct FieldGridTests {
  static let kolmogorov = TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: 2, largest: 16)

  static func field(
    _ count: Int = 32, _ spectrum: TurbulenceSpectrum = kolmogorov, stream: UInt64 = 1,
    threads: Int = 1
  ) throws -> TurbulenceField {
    try GridTurbulence.generate(
      count: count, spacing: 1, spectrum: spectrum, seed: 3, stream: stream, threads: threads)
  }

  @Test(arguments: [2, 4]) func threadsDoNotMatter(threads: Int) throws {
    let (one, many) = (try Self.field(), try Self.field(threads: threads))
    #expect(one.grid.nodes.map(\.bitPattern) == many.grid.nodes.map(\.bitPattern))
    #expect(one.unscaledVariance == many.unscaledVariance)
  }

  /// Rescaled by Parseval's sum in k space: the nodes must agree with it.
  @Test(arguments: [8, 16, 64]) func varianceAndMean(count: Int) throws {
    let spectrum = TurbulenceSpectrum.powerLaw(
      index: 5 / 3, smallest: 2, largest: Double(count) / 2)
    let nodes = try Self.field(count, spectrum).grid.nodes
    let number = Double(count * count * count)
    let sum = nodes.reduce(0) { $0 + Double($1) * Double($1) }
    #expect(abs(sum / number - 1) < 1e-6)
    for component in 0..<4 {
      let mean = stride(from: component, to: nodes.count, by: 4).reduce(0.0) {
        $0 + Double(nodes[$1])
      }
      #expect(abs(mean / number) < 1e-7)
    }
  }

  /// A mode is drawn alike in grids of any size.
  @Test func sharedLongWaves() throws {
    let spectrum = TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: 4, largest: 32)
    let coarse = try Self.field(32, spectrum)
    let fine = try GridTurbulence.generate(
      count: 64, spacing: 0.5, spectrum: spectrum, seed: 3, stream: 1, threads: 2)
    #expect(abs(coarse.unscaledVariance / fine.unscaledVariance - 1) < 1e-12)
    var largest: Float = 0
    for k in 0..<32 {
      for j in 0..<32 {
        for i in 0..<32 {
          let a = 4 * ((k * 32 + j) * 32 + i)
          let b = 8 * ((k * 128 + j * 2) * 32 + i)
          for c in 0..<3 {
            largest = max(largest, abs(coarse.grid.nodes[a + c] - fine.grid.nodes[b + c]))
          }
        }
      }
    }
    #expect(largest < 1e-5)
  }

  @Test(arguments: [
    (12, 1.0, kolmogorov), (4, 1, kolmogorov), (2048, 1, kolmogorov), (32, 0, kolmogorov),
    (32, .nan, kolmogorov), (32, 1.1, kolmogorov), (8, 1, kolmogorov),
    (32, 1, .powerLaw(index: 5 / 3, smallest: 16, largest: 4)),
    (32, 1, .powerLaw(index: 5 / 3, smallest: 25, largest: 30)),
  ])
  func refuses(count: Int, spacing: Double, spectrum: TurbulenceSpectrum) throws {
    let error = #expect(throws: AssayError.self) {
      try GridTurbulence.generate(
        count: count, spacing: spacing, spectrum: spectrum, seed: 1, stream: 1)
    }
    guard case .badValue = error else {
      Issue.record("not a refusal of a value")
      return
    }
  }

  @Test func refusalNamesWhatIsAccepted() throws {
    let error = #expect(throws: AssayError.self) {
      try GridTurbulence.generate(
        count: 32, spacing: 2, spectrum: Self.kolmogorov, seed: 1, stream: 1)
    }
    #expect(
      error?.description == "L_min: found 2.0; accepted: at least two spacings of the grid, 4.0")
  }
}
