// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// The precisions of the kernels, with the kernels of each.
protocol LaneReal: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  static var waveLanes: Int { get }

  static func borisGrids(
    _ grids: [assay_orbit_grid], _ count: Int32, _ lanes: Int32, _ steps: Int64, _ turn: Double,
    _ mean: [Double], _ cell: UnsafeMutablePointer<Int32>, _ fraction: UnsafeMutablePointer<Self>,
    _ direction: UnsafeMutablePointer<Self>)

  static func borisWaves(
    _ modes: [Self], _ count: Int32, _ phases: UnsafeMutablePointer<Self>, _ steps: Int64,
    _ step: Double, _ turn: Double, _ mean: [Double], _ offset: UnsafeMutablePointer<Self>,
    _ direction: UnsafeMutablePointer<Self>)

  static func wavePhases(
    _ modes: [Double], _ count: Int32, _ origin: UnsafeMutablePointer<Double>,
    _ phases: UnsafeMutablePointer<Self>)
}

extension Float: LaneReal {
  static var waveLanes: Int { ASSAY_WAVE_LANES_SINGLE }

  static func borisGrids(
    _ grids: [assay_orbit_grid], _ count: Int32, _ lanes: Int32, _ steps: Int64, _ turn: Double,
    _ mean: [Double], _ cell: UnsafeMutablePointer<Int32>, _ fraction: UnsafeMutablePointer<Float>,
    _ direction: UnsafeMutablePointer<Float>
  ) {
    assay_boris_grids_single(grids, count, lanes, steps, turn, mean, cell, fraction, direction)
  }

  static func borisWaves(
    _ modes: [Float], _ count: Int32, _ phases: UnsafeMutablePointer<Float>, _ steps: Int64,
    _ step: Double, _ turn: Double, _ mean: [Double], _ offset: UnsafeMutablePointer<Float>,
    _ direction: UnsafeMutablePointer<Float>
  ) {
    assay_boris_waves_single(modes, count, phases, steps, step, turn, mean, offset, direction)
  }

  static func wavePhases(
    _ modes: [Double], _ count: Int32, _ origin: UnsafeMutablePointer<Double>,
    _ phases: UnsafeMutablePointer<Float>
  ) {
    assay_wave_phases_single(modes, count, origin, phases)
  }
}

extension Double: LaneReal {
  static var waveLanes: Int { ASSAY_WAVE_LANES_DOUBLE }

  static func borisGrids(
    _ grids: [assay_orbit_grid], _ count: Int32, _ lanes: Int32, _ steps: Int64, _ turn: Double,
    _ mean: [Double], _ cell: UnsafeMutablePointer<Int32>, _ fraction: UnsafeMutablePointer<Double>,
    _ direction: UnsafeMutablePointer<Double>
  ) {
    assay_boris_grids_double(grids, count, lanes, steps, turn, mean, cell, fraction, direction)
  }

  static func borisWaves(
    _ modes: [Double], _ count: Int32, _ phases: UnsafeMutablePointer<Double>, _ steps: Int64,
    _ step: Double, _ turn: Double, _ mean: [Double], _ offset: UnsafeMutablePointer<Double>,
    _ direction: UnsafeMutablePointer<Double>
  ) {
    assay_boris_waves_double(modes, count, phases, steps, step, turn, mean, offset, direction)
  }

  static func wavePhases(
    _ modes: [Double], _ count: Int32, _ origin: UnsafeMutablePointer<Double>,
    _ phases: UnsafeMutablePointer<Double>
  ) {
    assay_wave_phases_double(modes, count, origin, phases)
  }
}

/// Numbers at an address that vector registers can be loaded from.
final class LaneArray<Element> {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(_ count: Int) {
    self.count = count
    base = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Element>.stride, alignment: 64
    ).bindMemory(to: Element.self, capacity: count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
