// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

/// The loops of flows, by the kernels for the CPU's vector units. The bodies in `Scalar` are their
/// specification; exponentials and logarithms differ from it in the last bits.
extension Float {
  public static func transform(
    _ kind: FlowKind, count: Int, _ x: UnsafePointer<Float>, numbers: UnsafePointer<Float>,
    into z: UnsafeMutablePointer<Float>, logDeterminant: UnsafeMutablePointer<Float>
  ) {
    switch kind {
    case .affine(let bound):
      assay_affine(Float(bound), Int64(count), x, numbers, z, logDeterminant)
    case .spline(let spline):
      assay_spline(spline.fixed, Int64(count), x, numbers, z, logDeterminant)
    }
  }

  public static func transformGradient(
    _ kind: FlowKind, count: Int, _ x: UnsafePointer<Float>,
    numbers: UnsafeMutablePointer<Float>, output: UnsafePointer<Float>,
    logDeterminant: UnsafePointer<Float>, into input: UnsafeMutablePointer<Float>
  ) {
    switch kind {
    case .affine(let bound):
      assay_affine_gradient(
        Float(bound), Int64(count), x, numbers, output, logDeterminant, input)
    case .spline(let spline):
      assay_spline_gradient(
        spline.fixed, Int64(count), x, numbers, output, logDeterminant, input)
    }
  }
}

extension Spline {
  fileprivate var fixed: AssaySpline {
    AssaySpline(
      bins: Int32(bins), bound: Float(bound), least_width: Float(Self.leastWidth),
      least_slope: Float(Self.leastSlope), shift: Float(Self.slopeShift))
  }
}
