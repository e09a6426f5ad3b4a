// SPDX-License-Identifier: GPL-3.0-or-later

/// The shape of a product of matrices that are stored row by row without gaps.
///
///     C = op(A) op(B)   or   C += op(A) op(B)
///
/// C has `rows` × `columns` elements and op(A) `inner` columns. Where `leftTransposed`, A is stored
/// as `inner` × `rows` and op(A) is its transpose; B likewise. Cost: 2 × rows × inner × columns.
public struct MatrixProduct: Sendable, Equatable {
  public var rows: Int
  public var columns: Int
  public var inner: Int
  public var leftTransposed = false
  public var rightTransposed = false
  public var accumulates = false

  public init(
    rows: Int, columns: Int, inner: Int, leftTransposed: Bool = false,
    rightTransposed: Bool = false, accumulates: Bool = false
  ) {
    (self.rows, self.columns, self.inner) = (rows, columns, inner)
    (self.leftTransposed, self.rightTransposed) = (leftTransposed, rightTransposed)
    self.accumulates = accumulates
  }
}

/// Who computes the matrix products. Each call runs on the calling thread alone, so that the order
/// of sums is fixed on one machine; between backends and processors results differ by rounding.
public protocol MatrixBackend<Element>: Sendable {
  associatedtype Element: Scalar

  /// Computes `shape` of row-major matrices into `result`, which overlaps with neither.
  func multiply(
    _ shape: MatrixProduct, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>)
}

/// Products by the definition: the specification of the others.
public struct PlainMatrices<Element: Scalar>: MatrixBackend {
  public init() {}

  public func multiply(
    _ shape: MatrixProduct, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>
  ) {
    Element.plainProduct(shape, left, right, result)
  }
}
