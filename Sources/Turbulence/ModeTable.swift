// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
package import Numerics

/// The amplitudes of the modes of a cubic box, k = 2π m/L, by the whole number |m|².
package struct ModeTable: Sendable {
  /// Standard deviation of the real and of the imaginary part of each polarisation, by |m|².
  package let amplitudes: [Float]
  /// |m|² of the modes that the spectrum fills; all others are zero.
  package let squares: ClosedRange<Int>

  /// The variance of a mode is ~ E(k)/k², and the sum over all modes and polarisations 1.
  ///
  /// Throws where the spectrum has no mode in the box.
  package init(
    count: Int, length: Double, spectrum: TurbulenceSpectrum, conventions: FieldConventions
  ) throws(AssayError) {
    let (low, high) = (length / spectrum.largest, length / spectrum.smallest)
    // The tolerance is that of TurbulenceSpectrum.energy: L_max = L fills |m| = 1.
    let first = max(1, Int((low * low * (1 - 2e-12)).rounded(.up)))
    let last = Int((high * high * (1 + 2e-12)).rounded(.down))
    guard first <= last else {
      throw .badValue(
        name: "wavelengths of the turbulence",
        found: "\(spectrum.smallest) to \(spectrum.largest), no mode of a box of \(length)",
        accepted: "limits that hold at least one mode of the box")
    }
    let powers = (0...last).map { square -> Double in
      guard square >= first else { return 0 }
      let k = 2 * .pi / length * Double(square).squareRoot()
      return spectrum.energy(k) / (k * k) * pow(k, -conventions.indexShift)
    }
    let numbers = Self.numbers(upTo: last, count: count)
    let sum = 2 * zip(powers, numbers).reduce(0) { $0 + $1.0 * Double($1.1) }
    guard sum > 0 else {
      throw .badValue(
        name: "wavelengths of the turbulence",
        found: "\(spectrum.smallest) to \(spectrum.largest), no mode of a box of \(length)",
        accepted: "limits that hold at least one mode of the box")
    }
    amplitudes = powers.map { Float(($0 / sum / 2).squareRoot()) }
    squares = first...last
  }

  /// How many modes have |m|² = 0, 1, ...; a component of N/2 stands for −N/2 too.
  package static func numbers(upTo last: Int, count: Int, dimensions: Int = 3) -> [Int] {
    let half = count / 2
    let line = (0...half).map { (square: $0 * $0, number: $0 == 0 || $0 == half ? 1 : 2) }
    var numbers = [Int](repeating: 0, count: last + 1)
    numbers[0] = 1
    for _ in 0..<dimensions {
      var next = [Int](repeating: 0, count: last + 1)
      for (square, number) in line where square <= last {
        for rest in 0...(last - square) { next[square + rest] += number * numbers[rest] }
      }
      numbers = next
    }
    return numbers
  }

  /// The expectation of `GridStatistics.axisLength` in a box of this length: only the modes across an
  /// axis are left when the correlation function along it is integrated over the box.
  package func axisLength(count: Int, length: Double) -> Double {
    let plane = Self.numbers(upTo: amplitudes.count - 1, count: count, dimensions: 2)
    return 2 * length
      * zip(amplitudes, plane).reduce(0) { $0 + Double($1.0) * Double($1.0) * Double($1.1) }
  }

  /// The m_x ≥ 0 of the filled modes with these m_y, m_z; nil where there is none.
  func row(_ my: Int, _ mz: Int, half: Int) -> ClosedRange<Int>? {
    let perpendicular = my * my + mz * mz
    guard perpendicular <= squares.upperBound else { return nil }
    let last = min(half, Self.root(squares.upperBound - perpendicular))
    let below = squares.lowerBound - perpendicular
    let first = below <= 0 ? 0 : Self.root(below - 1) + 1
    return first <= last ? first...last : nil
  }

  /// ⌊√n⌋, exact for n < 2⁵².
  private static func root(_ n: Int) -> Int { Int(Double(n).squareRoot()) }
}
