// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

/// Loops by the kernels for the CPU's vector units. The bodies in `Scalar` are their specification;
/// results are the same bits but for hyperbolic tangents, which differ in the last ones.
extension Float {
  public static func activate(
    _ kind: Activation, _ values: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch kind {
    case .relu: assay_relu(values, Int64(count))
    case .leaky(let slope): assay_leaky(Float(slope), values, Int64(count))
    case .tanh: assay_tanh(values, Int64(count))
    default: activatePlainly(kind, values, count: count)
    }
  }

  public static func multiplyBySlope(
    of kind: Activation, at outputs: UnsafePointer<Float>,
    _ gradient: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch kind {
    case .relu: assay_relu_slope(outputs, gradient, Int64(count))
    case .leaky(let slope): assay_leaky_slope(Float(slope), outputs, gradient, Int64(count))
    case .tanh: assay_tanh_slope(outputs, gradient, Int64(count))
    default: multiplyBySlopePlainly(of: kind, at: outputs, gradient, count: count)
    }
  }

  public static func poolMaximum(
    rows: Int, of input: UnsafePointer<Float>, channels: Int, through table: PoolTable,
    into output: UnsafeMutablePointer<Float>, chosen: UnsafeMutablePointer<Int32>
  ) {
    for sample in 0..<rows / table.outputs {
      let out = sample * table.outputs * channels
      assay_pool_maximum(
        input + sample * table.inputs * channels, table.entries, Int64(table.outputs),
        Int32(table.children), Int64(channels), output + out, chosen + out)
    }
  }

  public static func unpoolMaximum(
    rows: Int, of gradient: UnsafePointer<Float>, channels: Int, through table: PoolTable,
    chosen: UnsafePointer<Int32>, onto input: UnsafeMutablePointer<Float>
  ) {
    for sample in 0..<rows / table.outputs {
      let out = sample * table.outputs * channels
      assay_unpool_maximum(
        gradient + out, table.entries, Int64(table.outputs), Int32(table.children),
        Int64(channels), chosen + out, input + sample * table.inputs * channels)
    }
  }
}
