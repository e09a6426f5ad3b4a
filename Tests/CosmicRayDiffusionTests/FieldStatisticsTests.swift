// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

/// What a generated field says about its spectrum.
@Suite struct FieldStatisticsTests {
  static let kolmogorov = TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: 2, largest: 16)

  static func grid(
    _ count: Int = 32, stream: UInt64 = 5, _ conventions: FieldConventions = FieldConventions()
  ) throws -> TurbulenceGrid {
    try GridTurbulence.generate(
      count: count, spacing: 1, spectrum: kolmogorov, seed: 7, stream: stream, threads: 1,
      conventions: conventions
    ).grid
  }

  @Test func transformOfTheNodes() throws {
    let grid = try Self.grid()
    let spectrum = GridSpectrum(grid)
    #expect(abs(spectrum.components.sum() / GridStatistics.variance(grid) - 1) < 1e-12)
    #expect(abs(spectrum.powers.reduce(0, +) / spectrum.components.sum() - 1) < 1e-12)
    #expect(spectrum.mean < 1e-7)
    #expect(spectrum.divergence < 1e-6)
    // Nothing outside 2 ≤ |m| ≤ 16 but the rounding of the nodes.
    let outside = spectrum.powers.enumerated().filter { !(4...256).contains($0.offset) }
    #expect(outside.reduce(0) { $0 + $1.element } < 1e-13)
    #expect(spectrum.powers[4] > 1e-3)
  }

  /// A single wave of known everything, through the transform.
  @Test func oneWave() throws {
    let n = 16
    var nodes = [Float](repeating: 0, count: 4 * n * n * n)
    for node in 0..<(n * n * n) {
      let phase = 2 * Double.pi * Double(2 * (node % n) + 3 * (node / n % n)) / Double(n)
      nodes[4 * node + 2] = Float(2.0.squareRoot() * cos(phase))
      nodes[4 * node] = 0.5
    }
    let spectrum = GridSpectrum(TurbulenceGrid(count: n, spacing: 0.5, nodes: nodes))
    #expect(abs(spectrum.powers[13] - 1) < 1e-6)
    #expect(abs(spectrum.mean - 0.5) < 1e-7)
    #expect(spectrum.divergence < 1e-7)
    #expect(abs(spectrum.correlationLength - 8 / (4 * 13.0.squareRoot())) < 1e-6)
    let damping = (2 + cos(Double.pi / 4)) / 3 * (2 + cos(3 * Double.pi / 8)) / 3
    #expect(abs(spectrum.interpolated - 0.25 - damping) < 1e-6)
  }

  @Test func interpolationLosesTheClosedForm() throws {
    let grid = try Self.grid(16)
    let ratio = GridStatistics.interpolatedVariance(grid) / GridSpectrum(grid).interpolated
    #expect(abs(ratio - 1) < 1e-12)
  }

  /// The sum over lines is the trapezoidal integral of the correlation function to half the box.
  @Test func axisLengthIsTheIntegral() throws {
    let grid = try Self.grid(16)
    let n = grid.count
    func node(_ i: Int, _ j: Int, _ k: Int) -> SIMD3<Double> {
      let at = 4 * (((k % n) * n + j % n) * n + i % n)
      return SIMD3(
        Double(grid.nodes[at]), Double(grid.nodes[at + 1]), Double(grid.nodes[at + 2]))
    }
    var integral = 0.0
    for r in 0...(n / 2) {
      var sum = 0.0
      for place in 0..<(n * n * n) {
        let (i, j, k) = (place % n, place / n % n, place / (n * n))
        let here = node(i, j, k)
        sum += (here * (node(i + r, j, k) + node(i, j + r, k) + node(i, j, k + r))).sum()
      }
      integral += (r == 0 || r == n / 2 ? 0.5 : 1) * sum / 3
    }
    let variance = GridStatistics.variance(grid) * Double(n * n * n)
    #expect(abs(GridStatistics.axisLength(grid) - integral / variance) < 1e-12)
  }

  /// Modes of exactly A |m|^−α have exactly this slope, whatever the numbers of modes.
  @Test(arguments: [(5.0 / 3, 0.0), (1.5, 0.0), (5.0 / 3, 2.0)])
  func slope(index: Double, shift: Double) throws {
    var conventions = FieldConventions()
    conventions.indexShift = shift
    let field = try GridTurbulence.generate(
      count: 64, spacing: 1, spectrum: .powerLaw(index: index, smallest: 2, largest: 64 / 2.8),
      seed: 2, stream: 9, threads: 2, conventions: conventions)
    let slope = try GridSpectrum(field.grid).slope(3...30, count: 64)
    // Two polarisations of 56 000 independent modes, ln|m| of variance 1/9: an error of 0.009.
    #expect(abs(slope + index + shift) < 0.04)
  }

  /// Variance before rescaling and the shares of the components, over fields, within 4.5 of their own
  /// errors.
  @Test func meansOverFields() throws {
    let fields = try (0..<100).map {
      try GridTurbulence.generate(
        count: 16, spacing: 1, spectrum: .powerLaw(index: 5 / 3, smallest: 2, largest: 8),
        seed: 4, stream: UInt64($0))
    }
    let variance = FieldStatistics.mean(fields.map(\.unscaledVariance))
    #expect(abs(variance.value - 1) < 4.5 * variance.standardError!)
    #expect(variance.standardError! < 0.01)
    let shares = fields.map { GridSpectrum($0.grid).components }
    for i in 0..<3 {
      let share = FieldStatistics.mean(shares.map { $0[i] })
      #expect(abs(share.value - 1 / 3.0) < 4.5 * share.standardError!)
      #expect(share.standardError! < 0.005)
    }
  }

  // MARK: Rows of the table

  static func rows(_ fault: String?, threads: Int = 2) throws -> [String: Estimate] {
    let task = TaskContext(seed: 1, stream: Philox.stream(of: "fields"), threads: threads)
    let statistics = FieldStatistics(
      count: 64, task: task, conventions: FieldConventions(fault: fault))
    return Dictionary(uniqueKeysWithValues: try statistics.rows())
  }

  /// The rows of each comparison of the quick tier by a part of their names, with the deviation
  /// that it accepts.
  static let bounds: [String: (part: String, bound: Double)] = [
    "field-statistics-exact": ("variance after", 1e-6), "field-shares": ("= 2.8 L_max", 0.15),
    "field-shares-large-box": ("share of B_x, L = 25", 0.015), "field-slope": ("slope", 0.05),
    "field-unscaled-variance": ("before rescaling", 0.03),
    "field-length": ("over its closed form, L = 25", 0.03),
    "field-axis-length": ("along the axes", 0.05),
  ]

  static func deviation(_ part: String, _ rows: [String: Estimate]) -> Double {
    let named = rows.filter { $0.key.contains(part) }
    return named.values.map { abs($0.value - (part == "slope" ? -5 / 3.0 : 1)) }.max() ?? .nan
  }

  @Test func soundRows() throws {
    let rows = try Self.rows(nil)
    for (part, bound) in Self.bounds.values { #expect(Self.deviation(part, rows) < bound) }
    #expect(rows["mean field"]!.value < 1e-6)
    #expect(rows["divergence in k space over gradient"]!.value < 1e-6)
  }

  @Test(arguments: FieldsFaults.faults) func faultsAreCaught(fault: Fault) throws {
    let rows = try Self.rows(fault.id)
    for id in fault.meantFor where id != "field-correlation-length" {
      let (part, bound) = try #require(Self.bounds[id])
      #expect(Self.deviation(part, rows) > bound, "\(fault.id) escapes \(id)")
    }
  }

  @Test func rowsDoNotDependOnThreads() throws {
    #expect(try Self.rows(nil, threads: 1) == Self.rows(nil, threads: 3))
  }
}
