// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Numerics

extension DeviceOrbitPusher {
  /// Particles of `range` through a sum of periodic grids, or through none.
  func through<Real: LaneReal>(
    _ grids: DeviceGrids, _: Real.Type, _ particles: inout ParticleBatch, _ range: Range<Int>,
    _ steps: Int
  ) throws(DeviceError) {
    let (device, count) = (field.device, range.count)
    let kernel = try device.kernel(
      "assay_device_grid_orbits", of: DeviceOrbitTexts.grids(Real.self, count: grids.counts.count))
    // Without a grid, cells of one Larmor radius count the way.
    let spacings = grids.spacings.isEmpty ? [settings.larmor] : grids.spacings
    let (cell, fraction, direction) = try upload(particles, range, spacings, Real.self)
    let cellsPerStep = try device.buffer(spacings.map { Real(settings.step / $0) })
    try device.launch(
      kernel, items: count,
      [.buffer(grids.nodes), .buffer(grids.logCounts), .buffer(cellsPerStep)]
        + [.int32(Int32(count)), .int64(Int64(steps))] + push(Real.self)
        + [.buffer(cell), .buffer(fraction), .buffer(direction)])
    // Positions come from the last grid: the finest keeps them best.
    let (last, spacing) = (3 * count * (spacings.count - 1), spacings[spacings.count - 1])
    let cells = try cell.read(last..<last + 3 * count)
    let fractions = try fraction.read(last..<last + 3 * count)
    let directions = try direction.read()
    Parallel.replace(&particles.positions, range, threads: threads) { start, p in
      let whole =
        GridPlace(start, spacing: spacing).boxes + Self.vector(p, of: cells) { Double($0) }
      return (whole + Self.vector(p, of: fractions) { Double($0) }) * spacing
    }
    Parallel.replace(&particles.directions, range, threads: threads) { _, p in
      Self.vector(p, of: directions) { Double($0) }
    }
  }

  /// Cells and fractions in every grid, and directions.
  private func upload<Real: LaneReal>(
    _ particles: ParticleBatch, _ range: Range<Int>, _ spacings: [Double], _: Real.Type
  ) throws(DeviceError) -> (DeviceBuffer<Int32>, DeviceBuffer<Real>, DeviceBuffer<Real>) {
    let (device, first, sets) = (field.device, range.lowerBound, spacings.count)
    let cell = components(
      sets: sets, range.count, { Int32($0) },
      of: { set, p in
        GridPlace(particles.positions[first + p], spacing: spacings[set]).cell
      })
    let fraction = components(
      sets: sets, range.count, { Real($0) },
      of: { set, p in
        GridPlace(particles.positions[first + p], spacing: spacings[set]).fraction
      })
    let direction = components(
      range.count, { Real($0) }, of: { _, p in particles.directions[first + p] })
    return (try device.buffer(cell), try device.buffer(fraction), try device.buffer(direction))
  }
}
