// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
internal import Turbulence

extension PlaneWaves {
  /// The waves next to these that fit into a periodic cube: k of whole numbers of 2π/L in each
  /// direction, a turned across it with its length kept. Waves that fit nowhere, k < π/L in all
  /// directions or a along k, are left out.
  ///
  /// - Throws: `badValue` for an L that is not positive.
  public func periodic(in length: Double) throws(AssayError) -> PlaneWaves {
    guard length > 0, length.isFinite else {
      throw .badValue(name: "length of the box", found: "\(length)", accepted: "a positive length")
    }
    let unit = 2 * .pi / length
    var (vectors, amplitudes, phases) = ([SIMD3<Double>](), [SIMD3<Double>](), [Double]())
    for n in self.phases.indices {
      let k = unit * (wavevectors[n] / unit).rounded(.toNearestOrAwayFromZero)
      let square = (k * k).sum()
      guard square > 0 else { continue }
      let a = self.amplitudes[n]
      let across = a - (a * k).sum() / square * k
      let (before, after) = ((a * a).sum().squareRoot(), (across * across).sum().squareRoot())
      guard after > 1e-6 * before else { continue }
      vectors.append(k)
      amplitudes.append(before / after * across)
      phases.append(self.phases[n])
    }
    return PlaneWaves(wavevectors: vectors, amplitudes: amplitudes, phases: phases)
  }

  /// The field at the nodes of a grid: the specification of what a device fills. Cost: N³ modes.
  func grid(count: Int, spacing: Double) -> TurbulenceGrid {
    var nodes: [Float] = []
    nodes.reserveCapacity(4 * count * count * count)
    for k in 0..<count {
      for j in 0..<count {
        for i in 0..<count {
          let b = field(spacing * SIMD3(Double(i), Double(j), Double(k)))
          nodes += [Float(b.x), Float(b.y), Float(b.z), 0]
        }
      }
    }
    return TurbulenceGrid(count: count, spacing: spacing, nodes: nodes)
  }
}
