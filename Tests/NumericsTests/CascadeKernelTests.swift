// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Kernels
import Numerics
import Testing

/// The kernels of the cascade against their formulas, written the slow way.
@Suite struct CascadeKernelTests {
  private static func random(_ count: Int, _ stream: UInt64, _ scale: Double = 1) -> [Double] {
    var random = Philox(seed: 5, stream: stream)
    return (0..<count).map { _ in scale * random.uniform() }
  }

  @Test(arguments: [0, 1, 7, 31, 32, 33, 1000])
  func dot(_ count: Int) {
    let (a, b) = (Self.random(count, 1), Self.random(count, 2))
    let expected = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(assay_dot(a, b, Int64(count)) - expected) <= 1e-14 * max(1, expected))
  }

  /// ∫ q/(e^q + 1) dd from d_n on, with four-point Gauss rules on cells that are short in q.
  @Test(arguments: [(1.0, 0.5), (0.0, 0.5), (1.0, 40.0)])
  func thermal(_ statistics: Double, _ mu: Double) throws {
    let (count, start, spacing) = (400, 0.013, mu > 1 ? 1e-3 : 1e-2)
    let nodes = [0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970262]
    let weights = [
      0.17392742256872692, 0.3260725774312731, 0.3260725774312731, 0.17392742256872692,
    ]
    let grow = (0..<count).map { exp(Double($0) * spacing) }
    var integral = [Double](repeating: 0, count: count)
    assay_cascade_thermal(
      grow, grow.map { 1 / $0 }, Int64(count), mu, start, spacing, nodes, weights, 4, statistics,
      &integral)
    for n in [0, 1, 57, 399] {
      let exact = try Quadrature.integrate(
        from: start + Double(n) * spacing, to: start + Double(count) * spacing, relative: 1e-13
      ) { d in
        let q = mu * sinh(d)
        return q * exp(-q) / (1 + statistics * exp(-q))
      }
      #expect(abs(integral[n] / exact - 1) < 1e-11)
    }
  }

  /// φ, ψ and b over twenty decades of optical depth, against expm1 and, below 1e-3, the series.
  @Test func coefficients() {
    let count = 201
    let depths = (0..<count).map { pow(10, -16 + 0.09 * Double($0)) }
    let integral = depths + [Double](repeating: 0, count: 2 * count)
    var (phi, psi, b) = (integral, integral, integral)
    var (closure, inverse) = (depths, depths)
    // State 0 sees target 0 fully, state 1 half, state 2 not at all.
    let q2 = [1, 0, 0, 0.5, 0, 0, 0, 0, 0.0]
    assay_cascade_coefficients(
      integral, Int64(count), [Double](repeating: 1, count: count), Int64(count), q2, 1,
      [0.2, 0.3, 0.5], 0.01, 0, &phi, &psi, &b, &closure, &inverse)
    for (n, depth) in depths.enumerated() {
      for (i, a) in [depth, depth / 2].enumerated() {
        let absorbed = -expm1(-a)
        let expected = a < 1e-3 ? a / 2 - a * a / 6 + a * a * a / 24 : 1 - absorbed / a
        #expect(abs(b[i * count + n] / absorbed - 1) < 1e-14)
        #expect(abs(phi[i * count + n] * a / absorbed - 1) < 1e-14)
        #expect(abs(psi[i * count + n] / expected - 1) < 1e-12)
      }
      #expect(phi[2 * count + n] == 1 && psi[2 * count + n] == 0 && b[2 * count + n] == 0)
      let sum = 0.2 * psi[n] + 0.3 * psi[count + n]
      #expect(abs(closure[n] - sum) <= 1e-15 * sum)
      #expect(abs(inverse[n] - 1 / (1 - 0.01 * sum)) < 1e-15)
    }
  }

  /// The sweep against sums over all cells above, and its implicit cell against the balance
  /// A = Σ [source + share G − (n' − n)].
  @Test func sweep() {
    let count = 60
    let rows = (0..<3).map { Self.random(3 * count, 10 + UInt64($0)) }
    let phi = rows[0]
    let psi = phi.map { 1 - $0 }
    let b = rows[1]
    let (source, share) = ([0.3, 0.2, 0.1], [0.2, 0.3, 0.5])
    let decay = [0.97, 0.96, 0.95]
    let kernel = [3.0, -6, 6]
    let (spacing, diagonal) = (0.01, 0.015)
    let closure = (0..<count).map { n in
      (0..<3).reduce(0.0) { $0 + share[$1] * psi[$1 * count + n] }
    }
    let before = rows[2]
    var density = before
    var scratch = [Double](repeating: 0, count: 2 * count)
    var tail = [0.0, 0, 0]
    assay_cascade_sweep(
      phi, psi, b, Int64(count), closure, closure.map { 1 / (1 - diagonal * $0) }, Int64(count),
      source, share, decay, kernel, spacing, diagonal, &density, Int64(count), &scratch, &tail)
    let absorbed = (0..<count).map { scratch[$0] }
    for n in 0..<count {
      var above = 0.0
      for m in n + 1..<max(count, n + 1) {
        for k in 0..<3 { above += kernel[k] * pow(decay[k], Double(m - n)) * absorbed[m] }
      }
      let gained = spacing * above + diagonal * absorbed[n]
      var balance = 0.0
      for i in 0..<3 {
        let at = i * count + n
        let after = before[at] + phi[at] * (source[i] + share[i] * gained) - b[at] * before[at]
        #expect(abs(density[at] - after) < 1e-13)
        balance += source[i] + share[i] * gained - (after - before[at])
      }
      #expect(abs(balance - absorbed[n]) < 1e-12)
    }
    for k in 0..<3 {
      let expected = (0..<count).reduce(0.0) {
        $0 + kernel[k] * pow(decay[k], Double($1 + 1)) * absorbed[$1]
      }
      #expect(abs(tail[k] - expected) < 1e-12)
    }
  }
}
