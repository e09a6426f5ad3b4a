// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Turbulence

/// A turbulent field of unit rms on a periodic grid, its components rounded to 16 bits.
///
/// Half the memory of single precision; each row of nodes is followed by its first one, so that a
/// load has both ends of an edge. The rounding, 2⁻¹⁶ of the largest component or 5e-5 of the rms, is
/// white noise at the nodes: in the mean over a correlation length it is below 1e-5 of the field.
public struct PackedTurbulence: Sendable {
  /// N: nodes along an edge, a power of two.
  public let count: Int
  /// [kpc].
  public let spacing: Double
  /// Size of a stored unit.
  public let unit: Double
  /// x, y, z and 0 of node (i, j, k), 0 ≤ i ≤ N, from 4 ((k N + j)(N + 1) + i).
  let nodes: [Int16]

  /// Rounds a grid; `spacing` in kpc.
  public init(_ grid: TurbulenceGrid, spacing: Double) {
    let n = grid.count
    let largest = grid.nodes.reduce(Float(0)) { max($0, abs($1)) }
    let unit = largest > 0 ? largest / 32767 : 1
    nodes = [Int16](unsafeUninitializedCapacity: 4 * n * n * (n + 1)) { packed, filled in
      grid.nodes.withUnsafeBufferPointer { source in
        for row in 0..<(n * n) {
          for i in 0...n {
            let from = 4 * (row * n + (i & (n - 1)))
            for d in 0..<4 {
              packed[4 * (row * (n + 1) + i) + d] = Int16((source[from + d] / unit).rounded())
            }
          }
        }
      }
      filled = packed.count
    }
    (count, self.spacing, self.unit) = (n, spacing, Double(unit))
  }

  /// The field at a point, by trilinear interpolation.
  public func field(_ position: SIMD3<Double>) -> SIMD3<Double> {
    let scaled = position * (1 / spacing)
    let cell = scaled.rounded(.down)
    let f = scaled - cell
    let mask = count - 1
    let i = Int(cell.x) & mask
    func edge(_ b: Int, _ c: Int, _ a: Int) -> SIMD3<Double> {
      let (j, k) = ((Int(cell.y) + b) & mask, (Int(cell.z) + c) & mask)
      let at = 4 * ((k * count + j) * (count + 1) + i + a)
      return SIMD3(Double(nodes[at]), Double(nodes[at + 1]), Double(nodes[at + 2]))
    }
    func line(_ b: Int, _ a: Int) -> SIMD3<Double> {
      let low = edge(b, 0, a)
      return low + f.z * (edge(b, 1, a) - low)
    }
    func face(_ a: Int) -> SIMD3<Double> {
      let low = line(0, a)
      return low + f.y * (line(1, a) - low)
    }
    let low = face(0)
    return unit * (low + f.x * (face(1) - low))
  }
}

extension PackedTurbulence {
  /// The turbulence of JF12 as CRPropa has it: Kolmogorov, wavelengths of 8 to 272 pc, 256³ nodes
  /// 4 pc apart, rms 1.
  ///
  /// Cost: about 3 s of one core, 270 MB while it works and 135 MB afterwards.
  public static func jf12(
    seed: UInt64, nodes: Int = 256, threads: Int = 1
  ) throws(AssayError) -> PackedTurbulence {
    let spacing = 4.0  // pc
    let turbulence = try GridTurbulence.generate(
      count: nodes, spacing: spacing,
      spectrum: .powerLaw(index: 5.0 / 3, smallest: 8, largest: min(272, Double(nodes) * spacing)),
      seed: seed, stream: Philox.stream(of: "uhecr-anisotropy turbulent field"), threads: threads)
    return PackedTurbulence(turbulence.grid, spacing: spacing / 1000)
  }
}
