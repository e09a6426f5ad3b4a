// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The inverse transform of three half-complex fields to the padded nodes of a grid.
///
/// First along z, one plane of fixed m_y at a time as it is drawn and still in the cache; then each
/// plane of fixed z. Every plane is one piece of work, so nothing depends on the threads.
struct GridTransform {
  let count: Int
  let threads: Int
  /// Numbers in a row along m_x: N/2 + 1, padded so that every row starts as aligned as the first.
  private let row: Int
  /// B_k after the first step: component, then z, then m_y, then m_x.
  private let spectra: [FourierBuffer<ComplexFloat>]

  init(count: Int, threads: Int) {
    self.count = count
    self.threads = threads
    let row = (count / 2 + 8) / 8 * 8
    self.row = row
    spectra = (0..<3).map { _ in FourierBuffer(count * count * row) }
  }

  private var columns: Int { count / 2 + 1 }

  /// Draws all modes and transforms along z. Returns Σ|B_k|², by Parseval ⟨B²⟩ over the nodes.
  func fill(_ draw: ModeDraw) -> Double {
    let plan = FourierPlan.columns(count: count, columns: columns, row: row)
    let planes = min(4, count)
    let sums = Parallel.map(count / planes, threads: threads) { piece -> Double in
      let plane = (0..<3).map { _ in FourierBuffer<ComplexFloat>(count * row) }
      return (0..<planes).reduce(0) { $0 + fill(piece * planes + $1, plane, plan, draw) }
    }
    return sums.reduce(0, +)
  }

  private func fill(
    _ j: Int, _ plane: [FourierBuffer<ComplexFloat>], _ plan: FourierPlan, _ draw: ModeDraw
  ) -> Double {
    let half = count / 2
    let my = j <= half ? j : j - count
    for component in plane {
      component.use { $0.update(repeating: (0, 0), count: count * row) }
    }
    let sum = FourierBuffer.use(plane) { x, y, z in
      (0..<count).reduce(0.0) { sum, k in
        let (mz, at) = (k <= half ? k : k - count, k * row)
        return sum + draw.fill(my, mz, x + at, y + at, z + at)
      }
    }
    for (component, spectrum) in zip(plane, spectra) {
      component.use { component in
        if sum > 0 { plan.transform(inPlace: component) }
        spectrum.use { spectrum in
          for k in 0..<count {
            (spectrum + (k * count + j) * row).update(from: component + k * row, count: columns)
          }
        }
      }
    }
    return sum
  }

  /// The nodes of the grid, times `scale`. Spoils the spectra.
  func nodes(scale: Float) -> [Float] {
    let plan = FourierPlan.realPlane(count: count, row: row)
    let square = count * count
    let planes = min(4, count)
    return [Float](unsafeUninitializedCapacity: 4 * square * count) { buffer, filled in
      nonisolated(unsafe) let nodes = buffer.baseAddress!
      _ = Parallel.map(count / planes, threads: threads) { piece -> Int in
        let plane = (0..<3).map { _ in FourierBuffer<Float>(square) }
        for k in (piece * planes)..<((piece + 1) * planes) {
          for (component, spectrum) in zip(plane, spectra) {
            component.use { component in
              spectrum.use { plan.transform($0 + k * count * row, to: component) }
            }
          }
          FourierBuffer.use(plane) { x, y, z in
            Self.interleave(x, y, z, square, scale, nodes + 4 * k * square)
          }
        }
        return piece
      }
      filled = 4 * square * count
    }
  }

  private static func interleave(
    _ x: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>,
    _ z: UnsafeMutablePointer<Float>, _ count: Int, _ scale: Float,
    _ nodes: UnsafeMutablePointer<Float>
  ) {
    nodes.withMemoryRebound(to: SIMD4<Float>.self, capacity: count) { out in
      for n in 0..<count { out[n] = scale * SIMD4(x[n], y[n], z[n], 0) }
    }
  }
}
