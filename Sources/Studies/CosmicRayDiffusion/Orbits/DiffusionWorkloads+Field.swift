// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Timing
internal import Turbulence

extension DiffusionWorkloads {
  /// Transforms of three components, 2.5 N³ log₂N³ each by the usual count; the drawing of modes
  /// is not counted.
  static func fieldFlops(_ nodes: Int) -> Double {
    3 * 2.5 * 3 * Double(nodes.trailingZeroBitCount)
  }
  /// Each component written as modes and read and written once by its transform, then read, and the
  /// nodes written: the least, as if a transform went through memory once.
  static let fieldBytes = 3 * 16.0 + 16

  /// One realisation of turbulence on a grid by fast Fourier transform; an item is a node.
  ///
  /// There is no scalar variant: the transforms are FFTW's. The threads must not change a bit.
  public static func field(
    nodes: Int, threads: Int, seed: UInt64 = 1
  ) throws(AssayError) -> Workload {
    let spectrum = TurbulenceSpectrum.powerLaw(
      index: 5.0 / 3, smallest: 2, largest: Double(nodes) / 2.5)
    func variant(_ count: Int) -> Variant {
      Variant(
        id: count == 1 ? "fftw" : "fftw threads=\(count)", precision: .single, threads: count,
        bound: 0
      ) { () throws(AssayError) in
        let field = try GridTurbulence.generate(
          count: nodes, spacing: 1, spectrum: spectrum, seed: seed, stream: 1, threads: count)
        return stride(from: 0, to: field.grid.nodes.count, by: 4099).map {
          Double(field.grid.nodes[$0])
        }
      }
    }
    return Workload(
      study: CosmicRayDiffusionStudy.card.id, id: "field",
      title: "Turbulence on a grid of \(nodes)³ nodes", item: "node",
      items: Double(nodes * nodes * nodes), flopsPerItem: fieldFlops(nodes),
      bytesPerItem: fieldBytes, variants: ([1] + ThreadCounts.beyondOne(upTo: threads)).map(variant)
    )
  }
}
