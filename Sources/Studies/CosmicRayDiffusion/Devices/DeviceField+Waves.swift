// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
public import Timing

extension DeviceField {
  /// A grid of N = `count` and dx = `spacing` filled on the device with a sum of plane waves, so that
  /// nothing but the waves is uploaded.
  ///
  /// The field at a node is right to 1.5e-7 of the sum of |a_n| in single precision (1.1e-7 seen, 200
  /// waves), in double but for the rounding of the node to single.
  /// Between the box and its repetition it is continuous for ``PlaneWaves/periodic(in:)`` only.
  ///
  /// - Throws: `badValue` where N is not a power of two from 1 to 1024 or the spacing not positive;
  ///   what the device says, as `AssayError(_: DeviceError)` tells it.
  /// Cost: N³ modes, as many as N³ particle steps through the waves.
  public static func grid(
    of waves: PlaneWaves, count: Int, spacing: Double, mean: SIMD3<Double> = .zero,
    precision: Variant.Precision = .single, on device: Device
  ) throws(AssayError) -> DeviceField {
    guard (1...1024).contains(count), count & (count - 1) == 0 else {
      throw .badValue(
        name: "nodes along an edge of the grid", found: "\(count)",
        accepted: "a power of two from 1 to 1024")
    }
    guard spacing > 0, spacing.isFinite else {
      throw .badValue(
        name: "spacing of the grid", found: "\(spacing)", accepted: "a positive length")
    }
    do throws(DeviceError) {
      let grids = try DeviceGrids(counts: [count], spacings: [spacing], on: device)
      let table = try DeviceWaves(waves, on: device)
      switch precision {
      case .single: try fill(grids, table, Float.self, on: device)
      case .double: try fill(grids, table, Double.self, on: device)
      }
      return DeviceField(grids, mean: mean, on: device)
    } catch {
      throw AssayError(error)
    }
  }

  private static func fill<Real: LaneReal>(
    _ grids: DeviceGrids, _ waves: DeviceWaves, _: Real.Type, on device: Device
  ) throws(DeviceError) {
    let (count, spacing) = (grids.counts[0], grids.spacings[0])
    let diagonal = 2 * Double(count) * spacing
    let isFixed = waves.isFixed(Real.self, upTo: diagonal)
    let kernel = try device.kernel(
      "assay_device_wave_grid", of: DeviceOrbitTexts.waveGrid(Real.self, isFixed: isFixed))
    let items = (count * count * count + DeviceOrbitTexts.block - 1) / DeviceOrbitTexts.block
    try device.launch(
      kernel, items: items,
      waves.arguments(Real.self, isFixed: isFixed)
        + [.int32(Int32(count.trailingZeroBitCount)), .double(spacing), .buffer(grids.nodes)])
  }
}
