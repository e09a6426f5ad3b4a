// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware

/// Plane waves as the kernels of a device read them.
///
/// Phases are counted in turns. In fixed point (`Devices/WaveModes.h`) they are whole numbers of
/// 2^(shift − 32) turns, which holds while |k| |x|/(2π) is below `reach`.
struct DeviceWaves: Sendable {
  /// Two bits of a turn for a reach of a million wavelengths: each of three roundings is then
  /// 2⁻³¹ turns, 3e-9 rad, beside the 3e-8 of the cosine.
  static let shift = 2
  static let reach = 0x1p20

  let count: Int
  /// k/(2π) and β/(2π), four numbers a mode.
  let phases: DeviceBuffer<Double>
  /// The same with 3·2^(19 + shift) turns added to β/(2π), after which the lowest bits of a phase are
  /// its fraction of a turn.
  let fixedPhases: DeviceBuffer<Double>
  /// a and a zero.
  let single: DeviceBuffer<Float>
  let double: DeviceBuffer<Double>
  /// Largest |k|/(2π).
  private let steepest: Double

  init(_ waves: PlaneWaves, on device: Device) throws(DeviceError) {
    var (phases, fixed, amplitudes) = ([Double](), [Double](), [Double]())
    var steepest = 0.0
    for n in waves.phases.indices {
      let (k, a) = (waves.wavevectors[n] / (2 * .pi), waves.amplitudes[n])
      let phase = waves.phases[n] / (2 * .pi)
      phases += [k.x, k.y, k.z, phase]
      let turn = phase - phase.rounded()
      fixed += [k.x, k.y, k.z, turn + 3 * 0x1p19 * Double(1 << Self.shift)]
      amplitudes += [a.x, a.y, a.z, 0]
      steepest = max(steepest, length(k))
    }
    (count, self.steepest) = (waves.phases.count, steepest)
    self.phases = try device.buffer(phases)
    fixedPhases = try device.buffer(fixed)
    single = try device.buffer(amplitudes.map { Float($0) })
    double = try device.buffer(amplitudes)
  }

  /// Whether phases can be in fixed point up to a distance from the origin. The sums on the way to a
  /// phase are no larger than |k| |x|/(2π) and the turn of β.
  func isFixed<Real: LaneReal>(_: Real.Type, upTo distance: Double) -> Bool {
    Real.self == Float.self && steepest * distance + 1 < Self.reach
  }

  /// The first three arguments of a kernel.
  func arguments<Real: LaneReal>(_: Real.Type, isFixed: Bool) -> [KernelArgument] {
    [
      .buffer(isFixed ? fixedPhases : phases),
      Real.self == Float.self ? .buffer(single) : .buffer(double), .int32(Int32(count)),
    ]
  }
}
