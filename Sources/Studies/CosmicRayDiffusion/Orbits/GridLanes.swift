// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

/// Particles as the grid kernels hold them, component by component: cell and fraction of every grid.
struct GridLanes<Real: LaneReal> {
  let cell: LaneArray<Int32>
  let fraction: LaneArray<Real>
  let direction: LaneArray<Real>
  /// Numbers of a component, of particles and of lanes without one.
  let lanes: Int
  private let spacings: [Double]
  /// Whole cells of the last grid, component by component, less those in `cell` at the start.
  private var base: [Double]

  /// Lanes without a particle hold the last one again.
  ///
  /// - Parameter lanes: nil for a block of the CPU's kernels.
  init(_ particles: ParticleBatch, spacings: [Double], lanes: Int? = nil) {
    let lanes = lanes ?? Int(ASSAY_GRID_LANES)
    (cell, fraction) = (.init(3 * lanes * spacings.count), .init(3 * lanes * spacings.count))
    direction = .init(3 * lanes)
    base = [Double](repeating: 0, count: 3 * lanes)
    (self.lanes, self.spacings) = (lanes, spacings)
    for lane in 0..<lanes {
      let p = min(lane, particles.count - 1)
      let (position, unit) = (particles.positions[p], particles.directions[p])
      for d in 0..<3 { direction.base[d * lanes + lane] = Real(unit[d]) }
      for (m, spacing) in spacings.enumerated() {
        let scaled = position / spacing
        let whole = scaled.rounded(.down)
        // Grids have at most 1024 nodes: a box more or less changes nothing.
        let start = whole - 1024 * (whole / 1024).rounded(.down)
        for d in 0..<3 {
          let at = d * lanes + lane
          cell.base[3 * lanes * m + at] = Int32(start[d])
          fraction.base[3 * lanes * m + at] = Real(scaled[d] - whole[d])
          base[at] = whole[d] - start[d]
        }
      }
    }
  }

  /// Where the last grid's numbers begin in `cell` and `fraction`; the finest keeps positions best.
  var last: Int { 3 * lanes * (spacings.count - 1) }

  func store(in particles: inout ParticleBatch) {
    let (last, spacing) = (last, spacings[spacings.count - 1])
    for p in 0..<particles.count {
      for d in 0..<3 {
        let at = d * lanes + p
        let fraction = Double(fraction.base[last + at])
        let cells = base[at] + Double(cell.base[last + at])
        particles.positions[p][d] = (cells + fraction) * spacing
        particles.directions[p][d] = Double(direction.base[at])
      }
    }
  }
}
