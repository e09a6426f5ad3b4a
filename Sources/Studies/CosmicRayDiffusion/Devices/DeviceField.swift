// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Turbulence

/// A magnetic field in the memory of a device, taken there once or made there.
///
/// Memory: 16 bytes a node of a grid, 112 bytes a plane wave.
public final class DeviceField: Sendable {
  public let device: Device
  /// B₀/B_rms.
  public let mean: SIMD3<Double>
  let form: Form

  enum Form: Sendable {
    case grids(DeviceGrids)
    case waves(DeviceWaves)
  }

  /// Uploads a field.
  ///
  /// - Throws: `outOfMemory` and what else the device says.
  public init(_ field: MagneticField, on device: Device) throws(DeviceError) {
    (self.device, mean) = (device, field.mean)
    form =
      switch field.turbulence {
      case .waves(let waves): .waves(try DeviceWaves(waves, on: device))
      case .none, .grid, .nested: .grids(try DeviceGrids(field.grids, on: device))
      }
  }

  init(_ grids: DeviceGrids, mean: SIMD3<Double>, on device: Device) {
    (self.device, self.mean, form) = (device, mean, .grids(grids))
  }

  /// The grids as they stand on the device, coarsest first; empty for plane waves.
  ///
  /// - Throws: what the device says.
  public func grids() throws(DeviceError) -> [TurbulenceGrid] {
    guard case .grids(let grids) = form else { return [] }
    return try grids.read()
  }
}

/// Periodic grids, one after the other in one array.
struct DeviceGrids: Sendable {
  /// Four numbers a node.
  let nodes: DeviceBuffer<Float>
  /// log₂ N of each grid.
  let logCounts: DeviceBuffer<Int32>
  /// N of each grid.
  let counts: [Int]
  /// dx of each grid; empty where there is no turbulence.
  let spacings: [Double]

  /// Without a grid, one node of zeros: adding it changes no bit.
  init(_ grids: [TurbulenceGrid], on device: Device) throws(DeviceError) {
    try self.init(
      counts: grids.isEmpty ? [1] : grids.map(\.count), spacings: grids.map(\.spacing), on: device)
    if grids.isEmpty { try nodes.zero() }
    var before = 0
    for grid in grids {
      try nodes.write(grid.nodes, at: before)
      before += grid.nodes.count
    }
  }

  /// Nodes with contents undefined.
  init(counts: [Int], spacings: [Double], on device: Device) throws(DeviceError) {
    precondition(DeviceOrbitTexts.grids.contains(counts.count), "at most eight nested grids")
    (self.counts, self.spacings) = (counts, spacings)
    nodes = try device.buffer(of: Float.self, count: counts.reduce(0) { $0 + 4 * $1 * $1 * $1 })
    logCounts = try device.buffer(counts.map { Int32($0.trailingZeroBitCount) })
  }

  func read() throws(DeviceError) -> [TurbulenceGrid] {
    var grids: [TurbulenceGrid] = []
    var before = 0
    for (count, spacing) in zip(counts, spacings) {
      let size = 4 * count * count * count
      grids.append(
        TurbulenceGrid(
          count: count, spacing: spacing, nodes: try nodes.read(before..<before + size)))
      before += size
    }
    return grids
  }
}
