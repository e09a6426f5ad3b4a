// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware
internal import Kernels
private import Numerics

/// The launches of ``DeviceCascade``, and the arrays that all batches share.
struct DeviceCascadeRun {
  let sources: [SourceTerms]
  private let cascade: DeviceCascade
  private let device: Device
  private let problem: CascadeProblem
  private let steps: CascadeSteps
  private let window: WindowCascade
  private let grow, decay, inverseSquare, weights, emission, emitted, matrix: DeviceBuffer<Double>
  private let physics: DeviceBuffer<assay_cascade_physics>
  private let table: DeviceBuffer<assay_cascade_source>

  /// Steps of one launch: few enough that a display driven by the device stays alive.
  private static let stepsAtOnce = 32
  /// Cascades of a batch: several times what the largest devices hold at once, so that the last ones
  /// do not leave most of the device idle for long.
  private static let most = 1 << 18
  /// Bytes of the tables of a batch, which stand in the host's memory too, twice while they are put
  /// together.
  private static let mostTables = 1 << 30
  /// That fill the tables.
  private static let threads = ProcessInfo.processInfo.activeProcessorCount

  init(_ cascade: DeviceCascade, _ spectra: [SourceSpectrum]) throws(DeviceError) {
    (self.cascade, device, problem) = (cascade, cascade.device, cascade.problem)
    let (cells, du) = (problem.grid.count, problem.grid.spacing)
    window = WindowCascade(problem)
    let steps = window.steps
    let regeneration = RegenerationTerms(problem)
    let sources = spectra.map { [problem] in SourceTerms($0, problem, steps) }
    (self.steps, self.sources) = (steps, sources)
    grow = try device.buffer((0...cells).map { exp(Double($0) * du) })
    decay = try device.buffer((0...cells).map { exp(-Double($0) * du) })
    inverseSquare = try device.buffer((0..<cells).map { exp(-2 * Double($0) * du) })
    weights = try device.buffer(DeviceCascadeTables.weights(spacing: du))
    physics = try device.buffer([
      DeviceCascadeTables.physics(problem, regeneration, volume: steps.volume)
    ])
    table = try device.buffer(sources.map(\.layout))
    emission = try device.buffer(sources.flatMap(\.emission))
    emitted = try device.buffer(sources.flatMap(\.emitted))
    matrix = try device.buffer(
      cascade.variant == .dense
        ? sources.flatMap { $0.triangle(regeneration, cells: cells) } : [])
  }

  /// Where cell n of state i of point p of a batch stands: n cell + i state + p point.
  func strides(_ count: Int) -> (cell: Int, state: Int, point: Int) {
    let cells = problem.grid.count
    return cascade.variant == .dense ? (1, cells, 3 * cells) : (count, count * cells, 1)
  }

  /// Solves the points, of which those of one mass must follow each other, and hands out the ratios
  /// to free streaming of each batch.
  func inBatches(
    _ points: [DeviceCascade.Point],
    _ body: (Range<Int>, DeviceBuffer<Double>) throws(DeviceError) -> Void
  ) throws(DeviceError) {
    try device.inBatches(points.count, most: most(of: points)) { (range) throws(DeviceError) in
      try body(range, try solve(points[range]))
    }
  }

  /// The most points of a batch.
  private func most(of points: [DeviceCascade.Point]) -> Int {
    var masses: [Double] = []
    var counts: [Int] = []
    for point in points {
      if masses.last == point.zPrime.mass {
        counts[counts.count - 1] += 1
      } else {
        masses.append(point.zPrime.mass)
        counts.append(1)
      }
    }
    let sizes = Parallel.map(masses.count, threads: Self.threads) { [masses, counts] k in
      DeviceCascadeBatches.Mass(
        points: counts[k], spans: window.spans(of: masses[k]), sources: sources.count,
        spacing: problem.grid.spacing)
    }
    // OpenCL promises a single array of a quarter of the memory, not more.
    let room = cascade.room ?? Int(clamping: device.info.globalBytes / 4)
    return DeviceCascadeBatches.most(
      sizes, points: min(Self.most, room / (24 * (problem.grid.count + steps.steps.count))),
      integrals: room, tables: min(room, Self.mostTables))
  }

  private func solve(
    _ points: ArraySlice<DeviceCascade.Point>
  ) throws(DeviceError) -> DeviceBuffer<Double> {
    var masses: [Double] = []
    var layout: [assay_cascade_point] = []
    layout.reserveCapacity(points.count)
    for point in points {
      if masses.last != point.zPrime.mass { masses.append(point.zPrime.mass) }
      layout.append(
        assay_cascade_point(
          problem: Int32(masses.count - 1), source: Int32(point.source),
          rate: CascadeSteps.constant(point.zPrime, problem, size: steps.size),
          strength: point.strength))
    }
    let tables = DeviceCascadeTables(window, masses, sources, threads: Self.threads)
    let density = try device.buffer(of: Double.self, count: 3 * problem.grid.count * points.count)
    let batch = try Batch(
      points: device.buffer(layout), spans: device.buffer(tables.spans),
      integrals: device.buffer(of: Double.self, count: tables.integrals), density: density)
    try integrate(tables, batch)
    switch cascade.variant {
    case .suffix: try suffix(tables, batch)
    case .dense: try dense(tables, batch)
    }
    try divide(batch)
    return density
  }

  /// The arrays of one batch.
  private struct Batch {
    var points: DeviceBuffer<assay_cascade_point>
    var spans: DeviceBuffer<assay_cascade_span>
    var integrals: DeviceBuffer<Double>
    var density: DeviceBuffer<Double>
  }

  private func integrate(_ tables: DeviceCascadeTables, _ batch: Batch) throws(DeviceError) {
    guard tables.widest > 0 else { return }
    let rows = try device.buffer(tables.rows)
    let group = 64
    try device.launch(
      device.kernel("assay_device_cascade_thermal", of: DeviceCascade.text),
      groups: SIMD3(rows.count, (tables.widest + group - 1) / group, 1), size: SIMD3(group, 1, 1),
      [
        .buffer(rows), .buffer(try device.buffer(tables.factors)), .buffer(weights),
        .buffer(grow), .buffer(decay), .buffer(batch.integrals),
      ])
    try device.launch(
      device.kernel("assay_device_cascade_accumulate", of: DeviceCascade.text),
      items: 2 * rows.count,
      [.buffer(rows), .int64(Int64(2 * rows.count)), .buffer(batch.integrals)])
  }

  private func suffix(_ tables: DeviceCascadeTables, _ batch: Batch) throws(DeviceError) {
    let (count, cells, steps) = (batch.points.count, problem.grid.count, steps.steps.count)
    let spacing = KernelArgument.double(problem.grid.spacing)
    let tails = try device.buffer(of: Double.self, count: 3 * steps * count)
    let kernel = try device.kernel("assay_device_cascade_steps", of: DeviceCascade.text)
    for begin in stride(from: 0, to: steps, by: Self.stepsAtOnce) {
      try device.launch(
        kernel, items: count,
        [
          .buffer(batch.points), .int64(Int64(count)), .int32(Int32(begin)),
          .int32(Int32(min(begin + Self.stepsAtOnce, steps))), .int32(Int32(steps)),
          .int32(Int32(cells)), spacing, .buffer(batch.spans), .buffer(physics), .buffer(table),
          .buffer(emission), .buffer(emitted), .buffer(inverseSquare), .buffer(batch.integrals),
          .buffer(batch.density), .buffer(tails),
        ])
    }
    try device.launch(
      device.kernel("assay_device_cascade_settle", of: DeviceCascade.text), items: count,
      [
        .buffer(batch.points), .int64(Int64(count)), .int32(Int32(steps)),
        .int32(Int32(sources.count)), .int32(Int32(cells)), spacing, .buffer(batch.spans),
        .buffer(physics), .buffer(table), .buffer(emission),
        .buffer(try device.buffer(tables.passage)), .buffer(tails), .buffer(batch.density),
      ])
  }

  private func dense(_ tables: DeviceCascadeTables, _ batch: Batch) throws(DeviceError) {
    let (count, cells, steps) = (batch.points.count, problem.grid.count, steps.steps.count)
    let kernel = try device.kernel(
      "assay_device_cascade_dense",
      of: DeviceCascade.denseText(tile: DeviceCascade.tile(tables.widest)))
    for begin in stride(from: 0, to: steps, by: Self.stepsAtOnce) {
      try device.launch(
        kernel, groups: SIMD3(count, 1, 1), size: SIMD3(DeviceCascade.lanes, 1, 1),
        [
          .buffer(batch.points), .int64(Int64(count)), .int32(Int32(begin)),
          .int32(Int32(min(begin + Self.stepsAtOnce, steps))), .int32(Int32(steps)),
          .int32(Int32(cells)), .buffer(batch.spans), .buffer(physics), .buffer(table),
          .buffer(emission), .buffer(emitted), .buffer(inverseSquare), .buffer(batch.integrals),
          .buffer(matrix), .buffer(batch.density),
        ])
    }
  }

  private func divide(_ batch: Batch) throws(DeviceError) {
    let (count, cells) = (batch.points.count, problem.grid.count)
    let (cell, state, point) = strides(count)
    try device.launch(
      device.kernel("assay_device_cascade_ratios", of: DeviceCascade.text), items: count * cells,
      [
        .buffer(batch.points), .int64(Int64(count)), .int32(Int32(steps.steps.count)),
        .int32(Int32(cells)), .buffer(batch.spans), .buffer(table), .buffer(emitted),
        .buffer(batch.density), .int64(Int64(cell)), .int64(Int64(state)), .int64(Int64(point)),
      ])
  }

  /// The ratios of all flavours take the place of those of the first state.
  func combine(
    _ points: ArraySlice<DeviceCascade.Point>, _ ratios: DeviceBuffer<Double>
  ) throws(DeviceError) {
    let layout = points.map {
      assay_cascade_point(problem: 0, source: Int32($0.source), rate: 0, strength: 0)
    }
    let (cell, state, point) = strides(points.count)
    try device.launch(
      device.kernel("assay_device_cascade_combine", of: DeviceCascade.text),
      items: points.count * problem.grid.count,
      [
        .buffer(try device.buffer(layout)), .int64(Int64(points.count)),
        .int32(Int32(problem.grid.count)), .buffer(table), .buffer(ratios), .int64(Int64(cell)),
        .int64(Int64(state)), .int64(Int64(point)),
      ])
  }
}
