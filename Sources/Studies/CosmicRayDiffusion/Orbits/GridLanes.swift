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

  /// A block of the CPU's kernels; lanes without a particle hold the last one again.
  init(_ particles: ParticleBatch, spacings: [Double]) {
    let lanes = Int(ASSAY_GRID_LANES)
    (cell, fraction) = (.init(3 * lanes * spacings.count), .init(3 * lanes * spacings.count))
    direction = .init(3 * lanes)
    base = [Double](repeating: 0, count: 3 * lanes)
    (self.lanes, self.spacings) = (lanes, spacings)
    for lane in 0..<lanes {
      let p = min(lane, particles.count - 1)
      let (position, unit) = (particles.positions[p], particles.directions[p])
      for d in 0..<3 { direction.base[d * lanes + lane] = Real(unit[d]) }
      for (m, spacing) in spacings.enumerated() {
        let place = GridPlace(position, spacing: spacing)
        for d in 0..<3 {
          let at = d * lanes + lane
          cell.base[3 * lanes * m + at] = Int32(place.cell[d])
          fraction.base[3 * lanes * m + at] = Real(place.fraction[d])
          base[at] = place.boxes[d]
        }
      }
    }
  }

  /// Positions come from the last grid: the finest keeps them best.
  func store(in particles: inout ParticleBatch) {
    let (last, spacing) = (3 * lanes * (spacings.count - 1), spacings[spacings.count - 1])
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
