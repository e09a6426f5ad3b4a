// SPDX-License-Identifier: GPL-3.0-or-later

extension Scalar {
  /// The specification of a matrix product: the definition, summed in rising order.
  public static func plainProduct(
    _ shape: MatrixProduct, _ left: UnsafePointer<Self>, _ right: UnsafePointer<Self>,
    _ result: UnsafeMutablePointer<Self>
  ) {
    let (leftRow, leftInner) = shape.leftTransposed ? (1, shape.rows) : (shape.inner, 1)
    let (rightInner, rightColumn) = shape.rightTransposed ? (1, shape.inner) : (shape.columns, 1)
    for i in 0..<shape.rows {
      for j in 0..<shape.columns {
        let at = i * shape.columns + j
        var sum: Self = shape.accumulates ? result[at] : 0
        for k in 0..<shape.inner {
          sum += left[i * leftRow + k * leftInner] * right[k * rightInner + j * rightColumn]
        }
        result[at] = sum
      }
    }
  }
}
