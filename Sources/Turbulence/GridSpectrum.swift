// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
package import Numerics

/// What the Fourier transform of a grid says about it, in double precision.
package struct GridSpectrum: Sendable {
  package let length: Double
  /// Σ|B_k|² of the modes of each |m|².
  package private(set) var powers: [Double]
  /// Σ|B_k|² of each component; their sum is ⟨B²⟩ over the nodes.
  package private(set) var components: SIMD3<Double>
  /// |B_0|.
  package private(set) var mean: Double
  /// √(Σ|m·B_k|² / Σ|m|²|B_k|²).
  package private(set) var divergence: Double
  /// ⟨B²⟩ over the whole volume of the trilinear interpolant: Σ|B_k|² Π_i (2 + cos k_i dx)/3.
  package private(set) var interpolated: Double

  /// Cost: three transforms and 24 bytes a node.
  package init(_ grid: TurbulenceGrid) {
    let n = grid.count
    length = grid.length
    powers = [Double](repeating: 0, count: 3 * (n / 2) * (n / 2) + 1)
    components = .zero
    (mean, divergence, interpolated) = (0, 0, 0)
    let fields = (0..<3).map { Self.transform(grid, component: $0) }
    var gradient = 0.0
    FourierBuffer.use(fields) { x, y, z in
      gradient = sum(n, UnsafePointer(x), UnsafePointer(y), UnsafePointer(z))
    }
    mean = powers[0].squareRoot()
    divergence = gradient > 0 ? (divergence / gradient).squareRoot() : 0
  }

  /// Adds all modes to the sums; returns Σ|m|²|B_k|².
  private mutating func sum(
    _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>
  ) -> Double {
    let damping = (0..<n).map { (2 + cos(2 * .pi * Double($0) / Double(n))) / 3 }
    let scale = 1 / pow(Double(n), 6)
    var gradient = 0.0
    for k in 0..<n {
      let mz = k <= n / 2 ? k : k - n
      for j in 0..<n {
        let my = j <= n / 2 ? j : j - n
        let row = (k * n + j) * (n + 2)
        for mx in 0...(n / 2) {
          let at = row + 2 * mx
          let weight = (mx == 0 || mx == n / 2 ? 1 : 2) * scale
          let (re, im) = (SIMD3(x[at], y[at], z[at]), SIMD3(x[at + 1], y[at + 1], z[at + 1]))
          let m = SIMD3(Double(mx), Double(my), Double(mz))
          let square = weight * (re * re + im * im)
          let (along, across) = ((m * re).sum(), (m * im).sum())
          let index = mx * mx + my * my + mz * mz
          powers[index] += square.sum()
          components += square
          interpolated += square.sum() * damping[mx] * damping[j] * damping[k]
          divergence += weight * (along * along + across * across)
          gradient += Double(index) * square.sum()
        }
      }
    }
    return gradient
  }

  private static func transform(
    _ grid: TurbulenceGrid, component: Int
  ) -> FourierBuffer<Double> {
    let n = grid.count
    let buffer = FourierBuffer<Double>(n * n * (n + 2))
    buffer.use { start in
      for line in 0..<(n * n) {
        for i in 0..<n {
          start[line * (n + 2) + i] = Double(grid.nodes[4 * (line * n + i) + component])
        }
      }
    }
    FourierPlan.forward(count: n, buffer)
    return buffer
  }

  /// L_c1 = (π/2) Σ|B_k|²/k / Σ|B_k|²: the correlation function averaged over all directions.
  package var correlationLength: Double {
    let sums = powers.enumerated().dropFirst().reduce(SIMD2<Double>.zero) {
      $0 + SIMD2($1.element / Double($1.offset).squareRoot(), $1.element)
    }
    return length / 4 * sums.x / sums.y
  }

  /// The index of E(k) ~ k^slope over `range` of |m|, by maximum likelihood for modes of Gaussian
  /// amplitudes (Whittle's): with |B_k|² of mean A |m|^−α, Σ ln|m| over the modes and the mean of
  /// ln|m| weighted by |B_k|²|m|^α agree; E ~ |m|^(2−α).
  package func slope(_ range: ClosedRange<Double>, count: Int) throws(AssayError) -> Double {
    let numbers = ModeTable.numbers(upTo: powers.count - 1, count: count)
    let modes = powers.indices.dropFirst().filter {
      numbers[$0] > 0 && range.contains(Double($0).squareRoot())
    }.map { (log: log(Double($0)) / 2, number: Double(numbers[$0]), power: powers[$0]) }
    let sums = modes.reduce(SIMD2<Double>.zero) {
      $0 + SIMD2($1.number, $1.number * $1.log)
    }
    func excess(_ alpha: Double) -> Double {
      let weighted = modes.reduce(SIMD2<Double>.zero) {
        let weight = $1.power * exp(alpha * $1.log)
        return $0 + SIMD2(weight, weight * $1.log)
      }
      return weighted.y / weighted.x - sums.y / sums.x
    }
    // The excess rises with α.
    var (low, high) = (-10.0, 20.0)
    guard excess(low) < 0, excess(high) > 0 else {
      throw .failed("the shells from |m| = \(range) have no slope between -18 and 12")
    }
    while high - low > 1e-10 {
      let middle = (low + high) / 2
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    return 2 - (low + high) / 2
  }
}
