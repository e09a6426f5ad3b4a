// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
public import Numerics

/// How Δ ln L is read between the fluxes of a table.
enum LATInterpolation: Sendable { case cubic, linear }

/// The likelihood of one target as cubics in the energy flux, laid out for the solver.
///
/// Each bin is a not-a-knot cubic spline in linear flux F through all its points, with the row at
/// F = 0; beyond the last flux its end slope goes on. A bin has as many pieces as points: piece k
/// begins at flux k, and the last one is that straight line.
public struct LATLikelihood: Sendable {
  public let bins: [ClosedRange<Double>]
  let points: Int
  /// Flux at the start of each piece [GeV cm⁻² s⁻¹], bin after bin.
  let starts: [Double]
  /// (c₀, c₁, c₂, c₃) of each piece in F - start.
  let cubics: [SIMD4<Double>]
  /// Σ over the bins of Δ ln L at F = 0.
  public let withoutSignal: Double

  public init(_ table: LATTable) throws(AssayError) { try self.init(table, .cubic) }

  init(_ table: LATTable, _ interpolation: LATInterpolation) throws(AssayError) {
    bins = table.bins
    points = table.points
    starts = table.fluxes
    var cubics: [SIMD4<Double>] = []
    cubics.reserveCapacity(table.fluxes.count)
    var sum = 0.0
    for bin in table.bins.indices {
      let range = bin * table.points..<(bin + 1) * table.points
      let x = Array(table.fluxes[range])
      let y = Array(table.values[range])
      cubics += try Self.pieces(x, y, interpolation)
      sum += y[0]
    }
    self.cubics = cubics
    withoutSignal = sum
  }

  private static func pieces(
    _ x: [Double], _ y: [Double], _ interpolation: LATInterpolation
  ) throws(AssayError) -> [SIMD4<Double>] {
    let last = x.count - 1
    switch interpolation {
    case .cubic:
      let spline = try CubicSpline(x: x, y: y, boundary: .notAKnot)
      return spline.coefficients + [SIMD4(y[last], spline.derivative(x[last]), 0, 0)]
    case .linear:
      var pieces = (0..<last).map {
        SIMD4(y[$0], (y[$0 + 1] - y[$0]) / (x[$0 + 1] - x[$0]), 0, 0)
      }
      pieces.append(SIMD4(y[last], pieces[last - 1].y, 0, 0))
      return pieces
    }
  }
}
