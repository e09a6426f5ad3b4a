// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
public import Timing

/// Pushes particles through a magnetic field by fixed Boris steps on a device: what ``OrbitPusher``
/// does, by the same kernel texts with one lane.
///
/// - Grids: only IEEE operations in a fixed order, where the device divides exactly: the bits of
///   `simdSingle` and `simdDouble`. A work-item is a particle and keeps it in registers over all
///   steps. The least time is that of its memory: eight nodes of 16 bytes a step.
/// - Plane waves: contracted, and a sum over modes is added slice by slice: the result differs from
///   the CPU's by rounding. Phases come from a place in double precision, so single precision does
///   not lose with the distance: the field is right to 1.5e-7 of the sum of |a_n| (1.1e-7 seen, 200
///   modes) up to a million wavelengths from the origin, and beyond to 2e-16 of the phase besides.
///   15 operations a mode in single precision, three of them in doubles.
///
/// Nothing is drawn on the device: particles start where the host's Philox put them, so they are the
/// same on every device.
///
/// What is computed for a particle does not depend on how memory cuts a call of ``advance`` into
/// batches, nor on the other particles of the call, but for plane waves in single precision where
/// only some of them are farther away than that: then all phases are reduced in doubles.
/// Memory besides the field's, a particle: 24 bytes a grid and 12 in single precision, 36 and 24 in
/// double; in plane waves 36 or 48.
public struct DeviceOrbitPusher: Sendable {
  public let field: DeviceField
  public let settings: OrbitSettings
  public let precision: Variant.Precision
  /// Threads of the host that bring particles to the device and back.
  public let threads: Int
  /// Most particles on the device at a time.
  var most = 1 << 22

  /// - Throws: `badValue` for a Larmor radius, step or sign out of range, or a grid that the
  ///   kernels cannot index.
  public init(
    field: DeviceField, settings: OrbitSettings, precision: Variant.Precision = .single,
    threads: Int = 1
  ) throws(AssayError) {
    try settings.check()
    if case .grids(let grids) = field.form {
      for (count, spacing) in zip(grids.counts, grids.spacings) {
        try settings.check(count: count, spacing: spacing)
      }
    }
    (self.field, self.settings, self.precision) = (field, settings, precision)
    self.threads = threads
  }

  /// Advances all particles by `steps` steps; positions must be finite.
  ///
  /// - Throws: what the device says; `outOfMemory` where not even one particle has room, `noDouble`
  ///   where it lacks the precision. Particles of batches before the failure are advanced.
  public func advance(_ particles: inout ParticleBatch, steps: Int) throws(DeviceError) {
    precondition(steps >= 0, "a number of steps cannot be negative")
    guard steps > 0, particles.count > 0 else { return }
    let reach = reach(particles, steps: steps)
    try field.device.inBatches(particles.count, most: most) { range throws(DeviceError) in
      switch (field.form, precision) {
      case (.grids(let grids), .single):
        try through(grids, Float.self, &particles, range, steps)
      case (.grids(let grids), .double):
        try through(grids, Double.self, &particles, range, steps)
      case (.waves(let waves), .single):
        try through(waves, Float.self, &particles, range, steps, reach: reach)
      case (.waves(let waves), .double):
        try through(waves, Double.self, &particles, range, steps, reach: reach)
      }
    }
  }

  /// Turn and mean field, as all kernels take them.
  func push<Real: LaneReal>(_: Real.Type) -> [KernelArgument] {
    let mean = field.mean
    return [BorisStep(settings).turn, mean.x, mean.y, mean.z].map { .value(Real($0)) }
  }
}
