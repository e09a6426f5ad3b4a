// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels
internal import Turbulence

extension OrbitPusher {
  /// Particles in lanes through a sum of periodic grids, or through none.
  ///
  /// Positions are held as cell and fraction of every grid, so that nothing is lost however far a
  /// particle goes: the cells passed are whole numbers.
  func throughGrids<Real: LaneReal>(
    _ real: Real.Type, _ particles: inout ParticleBatch, _ steps: Int, _ threads: Int
  ) {
    let lanes = ASSAY_GRID_LANES
    particles.inChunks(of: lanes, threads: threads) { chunk in
      let state = GridLanes<Real>(chunk, spacings: spacings)
      withGrids { grids in
        let mean = [field.mean.x, field.mean.y, field.mean.z]
        Real.borisGrids(
          grids, Int32(grids.count), Int32((chunk.count + 15) / 16 * 16), Int64(steps),
          BorisStep(settings).turn, mean, state.cell.base, state.fraction.base,
          state.direction.base)
      }
      state.store(in: &chunk)
    }
  }

  /// Without a grid, cells of one Larmor radius count the way.
  private var spacings: [Double] {
    let grids = field.grids
    return grids.isEmpty ? [settings.larmor] : grids.map(\.spacing)
  }

  private func withGrids(_ body: ([assay_orbit_grid]) -> Void) {
    let grids = field.grids
    guard !grids.isEmpty else {
      body([assay_orbit_grid(nodes: nil, log2_count: 0, step: settings.step / settings.larmor)])
      return
    }
    func open(_ rest: ArraySlice<TurbulenceGrid>, _ found: [assay_orbit_grid]) {
      guard let grid = rest.first else { return body(found) }
      grid.nodes.withUnsafeBufferPointer {
        let next = assay_orbit_grid(
          nodes: $0.baseAddress, log2_count: Int32(grid.count.trailingZeroBitCount),
          step: settings.step / grid.spacing)
        open(rest.dropFirst(), found + [next])
      }
    }
    open(grids[...], [])
  }
}

/// A block of particles as the grid kernels hold them.
private struct GridLanes<Real: LaneReal> {
  let cell: LaneArray<Int32>
  let fraction: LaneArray<Real>
  let direction: LaneArray<Real>
  private let spacings: [Double]
  /// Whole cells of the last grid, component by component, less those in `cell` at the start.
  private var base: [Double]

  private static var lanes: Int { ASSAY_GRID_LANES }

  /// Lanes without a particle hold the last one again.
  init(_ particles: ParticleBatch, spacings: [Double]) {
    let lanes = Self.lanes
    (cell, fraction) = (.init(3 * lanes * spacings.count), .init(3 * lanes * spacings.count))
    direction = .init(3 * lanes)
    base = [Double](repeating: 0, count: 3 * lanes)
    self.spacings = spacings
    for lane in 0..<lanes {
      let p = min(lane, particles.count - 1)
      for d in 0..<3 {
        let at = d * lanes + lane
        direction.base[at] = Real(particles.directions[p][d])
        for (m, spacing) in spacings.enumerated() {
          let scaled = particles.positions[p][d] / spacing
          let whole = scaled.rounded(.down)
          // Grids have at most 1024 nodes: a box more or less changes nothing.
          let start = whole - 1024 * (whole / 1024).rounded(.down)
          cell.base[3 * lanes * m + at] = Int32(start)
          fraction.base[3 * lanes * m + at] = Real(scaled - whole)
          base[at] = whole - start
        }
      }
    }
  }

  func store(in particles: inout ParticleBatch) {
    let lanes = Self.lanes
    // The finest grid keeps positions best.
    let last = 3 * lanes * (spacings.count - 1)
    for p in 0..<particles.count {
      for d in 0..<3 {
        let at = d * lanes + p
        let fraction = Double(fraction.base[last + at])
        let cells = base[at] + Double(cell.base[last + at])
        particles.positions[p][d] = (cells + fraction) * spacings[spacings.count - 1]
        particles.directions[p][d] = Double(direction.base[at])
      }
    }
  }
}
