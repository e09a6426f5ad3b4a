// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
public import Timing
internal import Turbulence

extension DiffusionWorkloads {
  /// Turbulence made on the device: a sum of plane waves at the nodes of a grid, which stays there
  /// for particles; an item is a node.
  ///
  /// The reference is the sum by its definition, on one thread. The CPU's own way to a grid is
  /// another, the Fourier transform of ``field(nodes:threads:seed:)``. The grid is brought back and
  /// that is timed too.
  ///
  /// Bounds: a component of the field is at most some 2.5, the sum of |a_n| is √(2 modes) = 20. Single
  /// precision is right to 1.5e-7 of the latter, ``DeviceField/grid(of:count:spacing:mean:precision:on:)``;
  /// in double only the last bit of the node may be another.
  public static func waveGrid(
    nodes: Int = 32, modes: Int = 200, seed: UInt64 = 1, devices: [Device]
  ) throws(AssayError) -> Workload {
    let waves = randomWaves(modes, seed)
    var variants = [
      Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
        numbers(waves.grid(count: nodes, spacing: spacing))
      }
    ]
    for device in devices where device.info.hasDouble {
      for (precision, bound) in [(Variant.Precision.single, 1.5e-6), (.double, 2e-7)] {
        variants.append(
          Variant(
            id: "\(device.info.id) \(precision)", precision: precision, device: device.info.id,
            bound: bound
          ) { () throws(AssayError) in
            let field = try DeviceField.grid(
              of: waves, count: nodes, spacing: spacing, precision: precision, on: device)
            do throws(DeviceError) { return numbers(try field.grids()[0]) } catch {
              throw AssayError(error)
            }
          })
      }
    }
    return Workload(
      study: CosmicRayDiffusionStudy.card.id, id: "field-waves",
      title: "\(modes) plane waves on a grid of \(nodes)³ nodes", item: "node",
      items: Double(nodes * nodes * nodes), flopsPerItem: waveFlops(modes) - stepFlops,
      bytesPerItem: 16, variants: variants)
  }

  /// A box of 1.6 of the longest wavelengths.
  private static let spacing = 0.05
  /// Turn and drift, which `waveFlops` has beside the sum.
  private static let stepFlops = 43.0

  private static func numbers(_ grid: TurbulenceGrid) -> [Double] {
    stride(from: 0, to: grid.nodes.count, by: 7).map { Double(grid.nodes[$0]) }
  }
}
