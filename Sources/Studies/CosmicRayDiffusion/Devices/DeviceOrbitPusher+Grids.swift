// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

extension DeviceOrbitPusher {
  /// Particles through a sum of periodic grids, or through none.
  func through<Real: LaneReal>(
    _ grids: DeviceGrids, _: Real.Type, _ particles: inout ParticleBatch, _ steps: Int
  ) throws(DeviceError) {
    let device = field.device
    let kernel = try device.kernel(
      "assay_device_grid_orbits", of: DeviceOrbitTexts.grids(Real.self, count: grids.counts.count))
    // Without a grid, cells of one Larmor radius count the way.
    let spacings = grids.spacings.isEmpty ? [settings.larmor] : grids.spacings
    let count = particles.count
    let state = GridLanes<Real>(particles, spacings: spacings, lanes: count)
    let cell = try device.buffer(state.cell.values)
    let fraction = try device.buffer(state.fraction.values)
    let direction = try device.buffer(state.direction.values)
    let cellsPerStep = try device.buffer(spacings.map { Real(settings.step / $0) })
    try device.launch(
      kernel, items: count,
      [.buffer(grids.nodes), .buffer(grids.logCounts), .buffer(cellsPerStep)]
        + [.int32(Int32(count)), .int64(Int64(steps))] + push(Real.self)
        + [.buffer(cell), .buffer(fraction), .buffer(direction)])
    let last = state.last..<state.last + 3 * count
    state.cell.set(try cell.read(last), from: last.lowerBound)
    state.fraction.set(try fraction.read(last), from: last.lowerBound)
    state.direction.set(try direction.read())
    state.store(in: &particles)
  }
}
