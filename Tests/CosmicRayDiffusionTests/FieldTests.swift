// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

@Suite struct FieldTests {
  /// A field linear within the cells is interpolated exactly, across the edge of the box too.
  @Test func trilinear() {
    let n = 4
    var nodes = [Float](repeating: 0, count: 4 * n * n * n)
    for k in 0..<n {
      for j in 0..<n {
        for i in 0..<n {
          let at = 4 * ((k * n + j) * n + i)
          nodes[at] = Float(i)
          nodes[at + 1] = Float(j * 2)
          nodes[at + 2] = Float(k * i)
        }
      }
    }
    let grid = TurbulenceGrid(count: n, spacing: 0.5, nodes: nodes)
    let inside = grid.field(SIMD3(0.6, 0.9, 0.3))
    #expect(abs(inside.x - 1.2) < 1e-14 && abs(inside.y - 3.6) < 1e-14)
    #expect(abs(inside.z - 1.2 * 0.6) < 1e-14)
    // Half-way between the last node (3) and the first (0), one box further on.
    #expect(abs(grid.field(SIMD3(1.75 + 2, 0, -2)).x - 1.5) < 1e-14)
  }
}
