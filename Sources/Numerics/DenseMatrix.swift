// SPDX-License-Identifier: GPL-3.0-or-later
private import COpenBLAS

/// A dense matrix of doubles, stored row by row; products and solutions by OpenBLAS on one thread.
///
/// One thread keeps the order of sums fixed on one machine; between core types (see
/// `Environment.openBLASCore`) results differ by rounding.
public struct DenseMatrix: Sendable, Equatable {
  public let rows: Int
  public let columns: Int
  /// Row-major: element (i, j) stands at i * columns + j.
  public var elements: [Double]

  private static let oneThread: Void = { openblas_set_num_threads(1) }()

  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(rows > 0 && columns > 0 && elements.count == rows * columns, "sizes must agree")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  public subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  public var transposed: DenseMatrix {
    let flipped = (0..<columns).flatMap { j in (0..<rows).map { i in self[i, j] } }
    return DenseMatrix(rows: columns, columns: rows, elements: flipped)
  }

  /// The matrix product. Cost: 2 x rows x inner x columns flops.
  public static func * (left: DenseMatrix, right: DenseMatrix) -> DenseMatrix {
    precondition(left.columns == right.rows, "inner sizes must agree")
    oneThread
    var out = [Double](repeating: 0, count: left.rows * right.columns)
    assay_dgemm(
      Int32(left.rows), Int32(right.columns), Int32(left.columns), left.elements, right.elements,
      &out)
    return DenseMatrix(rows: left.rows, columns: right.columns, elements: out)
  }

  /// The product with a column vector.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == columns, "one element for each column")
    Self.oneThread
    var out = [Double](repeating: 0, count: rows)
    assay_dgemv(Int32(rows), Int32(columns), elements, vector, &out)
    return out
  }

  /// The x of A x = right, by LU decomposition with partial pivoting (LAPACK's dgesv).
  /// Throws where A is exactly singular or the solution is not finite. Cost: 2/3 n^3 flops.
  public func solve(_ right: [Double]) throws(AssayError) -> [Double] {
    precondition(rows == columns && right.count == rows, "a square matrix and one value a row")
    Self.oneThread
    var a = transposed.elements  // LAPACK stores by columns
    var x = right
    let size = Int32(rows)
    var pivots = [Int32](repeating: 0, count: rows)
    var status: Int32 = 0
    dgesv_([size], [1], &a, [size], &pivots, &x, [size], &status)
    guard status == 0 && x.allSatisfy(\.isFinite) else {
      throw .failed("a linear system of \(rows) equations failed: the matrix is singular")
    }
    return x
  }
}
