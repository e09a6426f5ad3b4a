// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// Draws the Fourier amplitudes of the rows of modes along x.
struct ModeDraw: Sendable {
  let table: ModeTable
  let half: Int
  let seed: UInt64
  let stream: UInt64
  let conventions: FieldConventions

  /// Sum of |B_k|² over the modes of the row (m_y, m_z) and their conjugates outside the half
  /// space m_x ≥ 0. `x`, `y`, `z` hold the row from m_x = 0 on, and zeros.
  func fill(
    _ my: Int, _ mz: Int, _ x: UnsafeMutablePointer<ComplexFloat>,
    _ y: UnsafeMutablePointer<ComplexFloat>, _ z: UnsafeMutablePointer<ComplexFloat>
  ) -> Double {
    guard let row = table.row(my, mz, half: half) else { return 0 }
    draw(row.lowerBound, row.count, my, mz, x, y, z)
    if row.lowerBound == 0 { makeHermitian(my, mz, x, y, z) }
    // Only with L_min = 2 dx, and then alone in its row.
    if row.upperBound == half { makeReal(half, x, y, z) }
    var sum = 0.0
    for mx in row {
      let square = Self.square(x[mx]) + Self.square(y[mx]) + Self.square(z[mx])
      sum += Double(square) * (mx == 0 || mx == half ? 1 : 2)
    }
    return sum
  }

  private static func square(_ value: ComplexFloat) -> Float {
    value.0 * value.0 + value.1 * value.1
  }

  private func draw(
    _ first: Int, _ count: Int, _ my: Int, _ mz: Int, _ x: UnsafeMutablePointer<ComplexFloat>,
    _ y: UnsafeMutablePointer<ComplexFloat>, _ z: UnsafeMutablePointer<ComplexFloat>
  ) {
    func floats(_ row: UnsafeMutablePointer<ComplexFloat>) -> UnsafeMutablePointer<Float> {
      UnsafeMutableRawPointer(row + first).assumingMemoryBound(to: Float.self)
    }
    assay_field_noise(
      seed, stream, Int32(first), Int32(count), Int32(my), Int32(mz), table.amplitudes,
      Int32(conventions.polarisations), floats(x), floats(y), floats(z))
  }

  /// In the plane m_x = 0 a mode and its conjugate both stand in the half space: one draw for both.
  private func makeHermitian(
    _ my: Int, _ mz: Int, _ x: UnsafeMutablePointer<ComplexFloat>,
    _ y: UnsafeMutablePointer<ComplexFloat>, _ z: UnsafeMutablePointer<ComplexFloat>
  ) {
    if (my == 0 && mz == half) || (mz == 0 && my == half) { return makeReal(0, x, y, z) }
    guard conventions.symmetrises, mz < 0 || (mz == 0 && my < 0) else { return }
    draw(0, 1, -my, -mz, x, y, z)
    for row in [x, y, z] { row[0].1 = -row[0].1 }
  }

  /// The variance of a self-conjugate mode lies in its real part alone.
  private func makeReal(
    _ mx: Int, _ x: UnsafeMutablePointer<ComplexFloat>, _ y: UnsafeMutablePointer<ComplexFloat>,
    _ z: UnsafeMutablePointer<ComplexFloat>
  ) {
    for row in [x, y, z] { row[mx] = (row[mx].0 * Float(2).squareRoot(), 0) }
  }
}
