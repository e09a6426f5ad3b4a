// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Numerics

extension DeviceOrbitPusher {
  /// Items of a group and particles of one: those of Devices/WaveSum.h.
  private static let group = 256
  private static let particlesOfGroup = 8 * DeviceOrbitTexts.block

  /// How far from the origin `steps` steps can take any of the particles.
  func reach(_ particles: ParticleBatch, steps: Int) -> Double {
    particles.positions.reduce(0) { max($0, ($1 * $1).sum()) }.squareRoot()
      + Double(steps) * settings.step
  }

  /// Particles of `range` through plane waves, whose modes the items of a group share.
  ///
  /// - Parameter reach: of all particles, those of other batches too: which of two phases a kernel
  ///   takes must not depend on how a batch is cut.
  func through<Real: LaneReal>(
    _ waves: DeviceWaves, _: Real.Type, _ particles: inout ParticleBatch, _ range: Range<Int>,
    _ steps: Int, reach: Double
  ) throws(DeviceError) {
    let (device, count) = (field.device, range.count)
    let isFixed = waves.isFixed(Real.self, upTo: reach)
    let kernel = try device.kernel(
      "assay_device_wave_orbits", of: DeviceOrbitTexts.waves(Real.self, isFixed: isFixed))
    guard kernel.maxGroup >= Self.group else {
      throw .call(
        device: device.id, call: "launch of \(kernel.name)",
        code: "groups of \(kernel.maxGroup) at most, \(Self.group) wanted")
    }
    let (position, direction) = try upload(particles, range, Real.self)
    try device.launch(
      kernel,
      groups: SIMD3((count + Self.particlesOfGroup - 1) / Self.particlesOfGroup, 1, 1),
      size: SIMD3(Self.group, 1, 1),
      waves.arguments(Real.self, isFixed: isFixed)
        + [.int32(Int32(count)), .int64(Int64(steps)), .value(Real(settings.step))]
        + push(Real.self) + [.buffer(position), .buffer(direction)])
    let (x, u) = (try position.read(), try direction.read())
    Parallel.replace(&particles.positions, range, threads: threads) { _, p in
      Self.vector(p, of: x) { $0 }
    }
    Parallel.replace(&particles.directions, range, threads: threads) { _, p in
      Self.vector(p, of: u) { Double($0) }
    }
  }

  private func upload<Real: LaneReal>(
    _ particles: ParticleBatch, _ range: Range<Int>, _: Real.Type
  ) throws(DeviceError) -> (DeviceBuffer<Double>, DeviceBuffer<Real>) {
    let first = range.lowerBound
    let position = components(
      range.count, { $0 }, of: { _, p in particles.positions[first + p] })
    let direction = components(
      range.count, { Real($0) }, of: { _, p in particles.directions[first + p] })
    return (try field.device.buffer(position), try field.device.buffer(direction))
  }
}
