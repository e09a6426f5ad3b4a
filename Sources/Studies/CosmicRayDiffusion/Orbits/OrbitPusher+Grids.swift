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
      let state = GridLanes<Real>(chunk, spacings: field.spacings(settings))
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

extension MagneticField {
  /// dx of every grid; without a grid, cells of one Larmor radius count the way.
  func spacings(_ settings: OrbitSettings) -> [Double] {
    grids.isEmpty ? [settings.larmor] : grids.map(\.spacing)
  }
}
