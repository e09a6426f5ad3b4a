// SPDX-License-Identifier: GPL-3.0-or-later

/// A periodic cube of field vectors, interpolated trilinearly; the field in units of B_rms.
public struct TurbulenceGrid: Sendable {
  /// N: nodes along an edge, a power of two.
  public let count: Int
  /// dx, in the study's unit of length.
  public let spacing: Double
  /// Bx, By, Bz and a zero of node (i, j, k) from 4 ((k N + j) N + i): one aligned load a node.
  public let nodes: [Float]

  public init(count: Int, spacing: Double, nodes: [Float]) {
    precondition(nodes.count == 4 * count * count * count && count & (count - 1) == 0)
    (self.count, self.spacing, self.nodes) = (count, spacing, nodes)
  }

  /// L = N dx.
  public var length: Double { Double(count) * spacing }

  /// The field at a point: the specification of what the kernels compute.
  public func field(_ position: SIMD3<Double>) -> SIMD3<Double> {
    let scaled = position / spacing
    let cell = scaled.rounded(.down)
    let f = scaled - cell
    let mask = count - 1
    var sum = SIMD3<Double>.zero
    for corner in 0..<8 {
      let (a, b, c) = (corner & 1, corner >> 1 & 1, corner >> 2)
      let i = (Int(cell.x) + a) & mask
      let j = (Int(cell.y) + b) & mask
      let k = (Int(cell.z) + c) & mask
      let weight =
        (a == 1 ? f.x : 1 - f.x) * (b == 1 ? f.y : 1 - f.y) * (c == 1 ? f.z : 1 - f.z)
      let at = 4 * ((k * count + j) * count + i)
      sum += weight * SIMD3(Double(nodes[at]), Double(nodes[at + 1]), Double(nodes[at + 2]))
    }
    return sum
  }
}
