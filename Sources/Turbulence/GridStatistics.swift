// SPDX-License-Identifier: GPL-3.0-or-later

/// Statistics of a grid in real space.
package enum GridStatistics {
  /// ⟨B²⟩ over the nodes.
  package static func variance(_ grid: TurbulenceGrid) -> Double {
    grid.nodes.reduce(0) { $0 + Double($1) * Double($1) } / Double(grid.nodes.count / 4)
  }

  /// L_c1 from the correlation functions of the trace along the axes, integrated from 0 to half the
  /// box by the trapezoidal rule, mean of the axes.
  ///
  /// C is periodic and even, so that this rule gives half the sum over all separations, and that
  /// is the square of the mean along the lines of an axis: L_c1 = (L/2) ⟨|B̄|²⟩/⟨B²⟩, exactly.
  package static func axisLength(_ grid: TurbulenceGrid) -> Double {
    let n = grid.count
    var lines = [SIMD4<Double>](repeating: .zero, count: 3 * n * n)
    grid.nodes.withUnsafeBytes { bytes in
      let nodes = bytes.bindMemory(to: SIMD4<Float>.self)
      lines.withUnsafeMutableBufferPointer { lines in
        for k in 0..<n {
          for j in 0..<n {
            for i in 0..<n {
              let field = SIMD4<Double>(nodes[(k * n + j) * n + i])
              lines[k * n + j] += field
              lines[n * n + k * n + i] += field
              lines[2 * n * n + j * n + i] += field
            }
          }
        }
      }
    }
    let sum = lines.reduce(0) { $0 + ($1 * $1).sum() } / Double(n * n)
    return grid.length / 2 * sum / Double(3 * n * n) / variance(grid)
  }

  /// ⟨B²⟩ of the interpolated field over the volume: two Gauss points a dimension and cell, exact for
  /// the square of a trilinear function.
  package static func interpolatedVariance(_ grid: TurbulenceGrid) -> Double {
    let points = [0.5 - 3.0.squareRoot() / 6, 0.5 + 3.0.squareRoot() / 6]
    var sum = 0.0
    for cell in 0..<(grid.count * grid.count * grid.count) {
      let corner = SIMD3(
        Double(cell % grid.count), Double(cell / grid.count % grid.count),
        Double(cell / (grid.count * grid.count)))
      for point in 0..<8 {
        let inside = SIMD3(points[point & 1], points[point >> 1 & 1], points[point >> 2])
        let field = grid.field(grid.spacing * (corner + inside))
        sum += (field * field).sum()
      }
    }
    return sum / Double(8 * grid.count * grid.count * grid.count)
  }
}
