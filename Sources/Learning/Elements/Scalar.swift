// SPDX-License-Identifier: GPL-3.0-or-later
private import COpenBLAS
private import Glibc

/// The numbers that networks are made of: `Float` and `Double`.
///
/// The loops are requirements, with one default body each, so that callers that are generic reach
/// code compiled for their type: a generic loop over single numbers would be slower by two orders.
/// Rows of a loop are the pixels of all samples of a pass, one after the other; the channels of a
/// pixel stand together.
public protocol Scalar: BinaryFloatingPoint, Sendable {
  /// The name of the type in tensor files.
  static var tensorType: TensorFile.ElementType { get }

  static func exponential(_ x: Self) -> Self
  /// e^x − 1 without cancellation.
  static func exponentialMinusOne(_ x: Self) -> Self
  static func logarithm(_ x: Self) -> Self
  /// ln(1 + x) without cancellation.
  static func logarithm(onePlus x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self

  // MARK: Matrix products, see MatrixProduct
  static func plainProduct(
    _ shape: MatrixProduct, _ left: UnsafePointer<Self>, _ right: UnsafePointer<Self>,
    _ result: UnsafeMutablePointer<Self>)
  static func openBLASProduct(
    _ shape: MatrixProduct, _ left: UnsafePointer<Self>, _ right: UnsafePointer<Self>,
    _ result: UnsafeMutablePointer<Self>)

  // MARK: Convolution, see Scalar+Convolution.swift
  static func gather(
    rows: Range<Int>, of input: UnsafePointer<Self>, channels: Int, through table: NeighbourTable,
    into gathered: UnsafeMutablePointer<Self>)
  static func scatterAdd(
    rows: Range<Int>, from gathered: UnsafePointer<Self>, channels: Int,
    through table: NeighbourTable, onto input: UnsafeMutablePointer<Self>)
  static func fill(
    rows: Int, with bias: UnsafePointer<Self>, columns: Int, _ out: UnsafeMutablePointer<Self>)
  static func addColumnSums(
    rows: Int, of values: UnsafePointer<Self>, columns: Int, onto sums: UnsafeMutablePointer<Self>)
  static func add(
    _ factor: Self, times values: UnsafePointer<Self>, count: Int,
    onto sums: UnsafeMutablePointer<Self>)

  // MARK: Activation, see Scalar+Activation.swift
  static func activate(_ kind: Activation, _ values: UnsafeMutablePointer<Self>, count: Int)
  static func multiplyBySlope(
    of kind: Activation, at outputs: UnsafePointer<Self>,
    _ gradient: UnsafeMutablePointer<Self>, count: Int)

  // MARK: Pooling, see Scalar+Pooling.swift
  static func poolMaximum(
    rows: Int, of input: UnsafePointer<Self>, channels: Int, through table: PoolTable,
    into output: UnsafeMutablePointer<Self>, chosen: UnsafeMutablePointer<Int32>)
  static func unpoolMaximum(
    rows: Int, of gradient: UnsafePointer<Self>, channels: Int, through table: PoolTable,
    chosen: UnsafePointer<Int32>, onto input: UnsafeMutablePointer<Self>)
  static func poolAverage(
    rows: Int, of input: UnsafePointer<Self>, channels: Int, through table: PoolTable,
    into output: UnsafeMutablePointer<Self>)
  static func unpoolAverage(
    rows: Int, of gradient: UnsafePointer<Self>, channels: Int, through table: PoolTable,
    onto input: UnsafeMutablePointer<Self>)

  // MARK: Normalisation and masks, see Scalar+Normalisation.swift
  static func columnMoments(
    rows: Int, of values: UnsafePointer<Self>, columns: Int, means: UnsafeMutablePointer<Double>,
    squares: UnsafeMutablePointer<Double>)
  static func normalise(
    rows: Int, _ values: UnsafePointer<Self>, columns: Int, mean: UnsafePointer<Self>,
    inverse: UnsafePointer<Self>, scale: UnsafePointer<Self>, shift: UnsafePointer<Self>,
    into output: UnsafeMutablePointer<Self>)
  static func normalisedSums(
    rows: Int, _ values: UnsafePointer<Self>, gradient: UnsafePointer<Self>, columns: Int,
    mean: UnsafePointer<Self>, inverse: UnsafePointer<Self>, plain: UnsafeMutablePointer<Double>,
    weighted: UnsafeMutablePointer<Double>)
  static func normaliseGradient(
    rows: Int, _ values: UnsafePointer<Self>, gradient: UnsafePointer<Self>, columns: Int,
    mean: UnsafePointer<Self>, inverse: UnsafePointer<Self>, scale: UnsafePointer<Self>,
    plain: UnsafePointer<Self>, weighted: UnsafePointer<Self>,
    into inputGradient: UnsafeMutablePointer<Self>)
  static func multiply(
    _ values: UnsafePointer<Self>, by factors: UnsafePointer<Self>, count: Int,
    into result: UnsafeMutablePointer<Self>)

  // MARK: Flows, see Scalar+Flows.swift
  static func set(_ values: UnsafeMutablePointer<Self>, to value: Self, count: Int)
  static func transpose(
    rows: Int, columns: Int, _ from: UnsafePointer<Self>, stride: Int,
    into to: UnsafeMutablePointer<Self>, stride toStride: Int)
  static func transform(
    _ kind: FlowKind, count: Int, _ x: UnsafePointer<Self>, numbers: UnsafePointer<Self>,
    into z: UnsafeMutablePointer<Self>, logDeterminant: UnsafeMutablePointer<Self>)
  static func transformGradient(
    _ kind: FlowKind, count: Int, _ x: UnsafePointer<Self>,
    numbers: UnsafeMutablePointer<Self>, output: UnsafePointer<Self>,
    logDeterminant: UnsafePointer<Self>, into input: UnsafeMutablePointer<Self>)
  static func inverseTransform(
    _ kind: FlowKind, count: Int, _ z: UnsafePointer<Self>, numbers: UnsafePointer<Self>,
    into x: UnsafeMutablePointer<Self>)

  // MARK: Losses and dropout, see Scalar+Losses.swift
  static func scale(_ values: UnsafeMutablePointer<Self>, by factor: Self, count: Int)
  static func crossEntropy(
    count: Int, _ output: UnsafePointer<Self>, _ target: UnsafePointer<Self>,
    gradient: UnsafeMutablePointer<Self>
  ) -> Self
  static func meanSquare(
    count: Int, _ output: UnsafePointer<Self>, _ target: UnsafePointer<Self>,
    gradient: UnsafeMutablePointer<Self>
  ) -> Self
  static func normalLogDensity(count: Int, _ values: UnsafePointer<Self>) -> Double
  static func dropFactors(
    count: Int, rate: Double, _ counter: SIMD4<UInt32>, key: SIMD2<UInt32>,
    into factors: UnsafeMutablePointer<Self>)

  // MARK: Optimisers, see Scalar+Optimisers.swift
  static func adam(
    _ rate: Self, _ first: Self, _ second: Self, _ epsilon: Self, count: Int,
    gradient: UnsafePointer<Self>, mean: UnsafeMutablePointer<Self>,
    square: UnsafeMutablePointer<Self>, weights: UnsafeMutablePointer<Self>)
  static func adadelta(
    _ rate: Self, _ decay: Self, _ epsilon: Self, count: Int, gradient: UnsafePointer<Self>,
    square: UnsafeMutablePointer<Self>, changes: UnsafeMutablePointer<Self>,
    weights: UnsafeMutablePointer<Self>)
  static func descent(
    _ rate: Self, _ momentum: Self, count: Int, gradient: UnsafePointer<Self>,
    velocity: UnsafeMutablePointer<Self>, weights: UnsafeMutablePointer<Self>)
  static func step(
    _ rule: Optimiser, _ state: inout OptimiserState<Self>, gradient: [Self],
    weights: inout [Self])
}

extension Float: Scalar {
  public static var tensorType: TensorFile.ElementType { .float32 }
  public static func exponential(_ x: Float) -> Float { expf(x) }
  public static func exponentialMinusOne(_ x: Float) -> Float { expm1f(x) }
  public static func logarithm(_ x: Float) -> Float { logf(x) }
  public static func logarithm(onePlus x: Float) -> Float { log1pf(x) }
  public static func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }

  public static func openBLASProduct(
    _ shape: MatrixProduct, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    _ result: UnsafeMutablePointer<Float>
  ) {
    assay_sgemm(
      shape.leftTransposed, shape.rightTransposed, Int32(shape.rows), Int32(shape.columns),
      Int32(shape.inner), left, right, shape.accumulates, result)
  }
}

extension Double: Scalar {
  public static var tensorType: TensorFile.ElementType { .float64 }
  public static func exponential(_ x: Double) -> Double { exp(x) }
  public static func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }
  public static func logarithm(_ x: Double) -> Double { log(x) }
  public static func logarithm(onePlus x: Double) -> Double { log1p(x) }
  public static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }

  public static func openBLASProduct(
    _ shape: MatrixProduct, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>,
    _ result: UnsafeMutablePointer<Double>
  ) {
    assay_dgemm_general(
      shape.leftTransposed, shape.rightTransposed, Int32(shape.rows), Int32(shape.columns),
      Int32(shape.inner), left, right, shape.accumulates, result)
  }
}
